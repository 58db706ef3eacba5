"""What is measured of Weibo from single posts: long ones read in full, and what stands under some of them."""

from __future__ import annotations

from ...contract import Comments, FullText
from ..posts import MONTH, Outcome, share
from ..table import LESS, MORE, View
from .rules import FLAG, metrics, sample

IN_FULL, UNDER = ("timeline", "longtext?"), ("timeline", "comments?")
SPOKEN = "own definition; 国办发〔2018〕123号: answer what citizens say"


@metrics.add(
    "guide_links_share", "附政府网站链接占比", "Links to guides", "share", MORE, "transaction", needs=IN_FULL, source=MONTH
)
def guide_links_share(view: View) -> Outcome:
    """Share of the long posts read in full (the newest on the first page of the list, three on the main road) that lead to
    an address under gov.cn."""
    return sample(view, "longtext", FullText, lambda found: share(found, lambda text: text.guides > 0))


@metrics.add("answers_share", "回复评论占比", "Posts answered", "share", MORE, "participation", needs=UNDER, source=SPOKEN)
def answers_share(view: View) -> Outcome:
    """Share of the posts whose comments were read (the newest of the first page that have some and are a day old, three on
    the main road) under which the account itself answers; posts with nothing under them are left out."""
    return sample(view, "comments", Comments, lambda found: share(found, lambda under: under.own > 0 if under.seen else None))


@metrics.add(
    "repeated_comments_share", "雷同评论占比", "Identical comments", "share", LESS, "integrity", needs=UNDER, source=FLAG
)
def repeated_comments_share(view: View) -> Outcome:
    """Share of other people's comments and replies under those posts whose words another one under the same post has too.
    What bought comments look like; a flag, not a verdict. The comments are counted and not kept."""
    return sample(view, "comments", Comments, _repeated)


def _repeated(found: list[Comments]) -> Outcome:
    others = sum(under.seen - under.own for under in found)
    return sum(under.repeated for under in found) / others if others else None

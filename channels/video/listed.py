"""What is measured by lists of videos, which come by import only: all lists of the unit's accounts together, on any platform."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import Post, Reach
from .. import posts
from ..indices import cited, vci
from ..posts import COUNTS, EXPORTED, MONTH, SILENT, F, Outcome, recent, telling, unseen
from ..table import LESS, MORE, View
from .rules import OWN, metrics
from .works import WORKS

LIST = ("works",)
VCI = "a count of VCI (作品数), over WCI's month of 30 days"


def listed(view: View, value: Callable[[list[Post]], Outcome]) -> Outcome:
    """A value over the videos of the 30 days before the last list, as the lists name them."""
    return recent(view, "works", value, WORKS)


def counts(view: View, value: Callable[[list[Post]], Outcome]) -> Outcome:
    """The same; NOT_TRIED where videos are listed and none of them, however old, tells one of the counts."""
    return listed(view, lambda found: telling(_every(view, Post), COUNTS, lambda: value(found)))


def _every(view: View, kind: type[F]) -> list[F]:
    return view.facts(kind, only=lambda f: f.key.startswith(WORKS))


@metrics.add("works_per_day", "日均发布", "Videos per day", "条/天", MORE, "information", needs=LIST, source=VCI)
def works_per_day(view: View) -> Outcome:
    """Videos of the imported lists, all platforms together, published in the 30 days before the last list, divided by 30;
    a lower bound where a list does not reach back that far."""
    return listed(view, lambda found: posts.per_day(view, "works", found))


@metrics.add("active_days_share", "发布天数占比", "Days with a video", "share", MORE, "information", needs=LIST, source=MONTH)
def active_days_share(view: View) -> Outcome:
    """Calendar days in China with a video of the imported lists in the 30 days before the last list, divided by 30, at most 1."""
    return listed(view, lambda found: posts.active_share(view, "works", found))


@metrics.add("longest_gap_days", "最长断更", "Longest gap", "天", LESS, "information", needs=LIST, source=SILENT)
def longest_gap_days(view: View) -> Outcome:
    """Most calendar days from one video of the imported lists to the next in the 30 days before the last list, both ends of
    the 30 days counted as videos."""
    return listed(view, lambda found: posts.longest_gap(view, "works", found))


@metrics.add("topics_count", "内容类别数", "Kinds of content", "种", MORE, "information", needs=LIST, source=MONTH)
def topics_count(view: View) -> Outcome:
    """How many of the eight topics the captions of the 30 days before the last imported list are about, by the rules of
    topics; those that no rule names are left out."""
    return listed(view, lambda found: posts.topics_count(view, "works", found))


@metrics.add("silent_days", "距最近发布", "Days since last video", "天", LESS, "delivery", needs=LIST, source=SILENT)
def silent_days(view: View) -> Outcome:
    """Calendar days from the newest video of the imported lists to the moment of the last list; EMPTY where none is listed."""
    return posts.silent_days(view, "works", WORKS)


@metrics.add("plays_per_video", "各平台条均播放", "Plays per video", "次", MORE, "influence", needs=LIST, source=EXPORTED)
def plays_per_video(view: View) -> Outcome:
    """Mean number of plays of the listed videos of the 30 days before the last list, of those of which plays are told;
    Douyin's own lists print 0 for every video, which counts as not told."""
    if not view.looked("works"):
        return unseen("works")
    start = view.since(posts.ACTIVITY_DAYS, "works")
    every = _every(view, Reach)
    reached = [r for r in every if r.published is not None and r.published > start]
    return telling(every, ("reads",), lambda: posts.mean(reached, "reads"))


@metrics.add("vci", "短视频传播指数(简式)", "VCI", "分", MORE, "influence", needs=LIST, source=cited("vci"))
def spread(view: View) -> Outcome:
    """VCI in its short form over the listed videos of the 30 days before the last list: 160 × [0.2 ln(videos+1) + 0.8 ×
    (0.4 ln(shares+1) + 0.4 ln(comments+1) + 0.2 ln(likes+1))], each the sum of the 30 days; 0 without a video; a lower bound
    where a list is too short or does not print all counts."""
    return counts(view, lambda found: posts.spread(view, "works", found, vci))


@metrics.add(
    "bare_likes_share", "有赞无评无分享占比", "Likes and nothing else", "share", LESS, "integrity", needs=LIST, source=OWN
)
def bare_likes_share(view: View) -> Outcome:
    """Share of the listed videos of the 30 days before the last list with at least 100 likes and neither share nor comment, of
    those that print all three: a flag to look into, no verdict."""
    return counts(view, posts.bare_likes)

"""A list of videos that its owner saved: Douyin's aweme/post in its envelope, or the items alone. No spider brings it: the
endpoint wants a signature."""

from __future__ import annotations

from ...contract import Answer, Extract, Status, Timeline, fact
from ..shapes import Node, read_json
from .douyin import answered, deleted, given, video
from .figures import reach

WORKS = "works:"  # before the keys of a list, so that a video looked at and the same video listed are two facts


def works(answer: Answer) -> Extract:
    items, more = _listed(answer)
    posts = [video(answer.page, item, WORKS) for item in items if not deleted(item)]
    moments = [p.published for p in posts if p.published and not p.pinned]
    end = fact(Timeline, answer.page, answer.page.url, items=len(posts), oldest=min(moments, default=None), more=more)
    reached = tuple(reach(answer.page, post) for post in posts)
    return Extract(Status.OK if posts else Status.EMPTY, (*posts, *reached, end))


def _listed(answer: Answer) -> tuple[list[Node], bool]:
    """The items, and whether more follow; without the envelope nobody knows, so more may."""
    root = read_json(given(answer))
    if isinstance(root.value, list):
        return list(root.items()), True
    root = answered(answer)
    return list(root.at("aweme_list").items()), root.at("has_more").whole() == 1

"""What is measured by the videos that the registry names: Douyin's share pages, Bilibili's videos."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import Post, Reach, Status
from ..posts import Outcome, about, at, mean
from ..table import MORE, Measured, View
from .rules import OWN, PLATFORM, bilibili, douyin, metrics

SHARED, VIEWED = ("share?",), ("view?",)
VCI = "a count of VCI (转发, 评论), over the videos named in the registry"


def shared(view: View, value: Callable[[list[Post]], Outcome]) -> Outcome:
    """A value over the videos whose share pages were read, or why there are none."""
    if view.looked("share"):
        return value(at(view, Post, "share"))
    return douyin(view, lambda p: None if p.posts == 0 else _unnamed("share"))


def _unnamed(purpose: str) -> Measured:
    return Measured(None, Status.NOT_TRIED, reason=f"{purpose}: no video is named in the registry")


@metrics.add(
    "captions_service_share", "服务类视频占比", "Service videos", "share", MORE, "transaction", needs=SHARED, source=OWN
)
def captions_service_share(view: View) -> Outcome:
    """Share of the Douyin videos read whose caption is about a service, by the rules of topics."""
    return shared(view, lambda posts: about(posts, "service"))


@metrics.add("comments_per_video", "条均评论", "Comments per video", "条", MORE, "participation", needs=SHARED, source=VCI)
def comments_per_video(view: View) -> Outcome:
    """Mean number of comments on the Douyin videos read."""
    return shared(view, lambda posts: mean(posts, "comments"))


@metrics.add("shares_per_video", "条均分享", "Shares per video", "次", MORE, "participation", needs=SHARED, source=VCI)
def shares_per_video(view: View) -> Outcome:
    """Mean number of shares of the Douyin videos read."""
    return shared(view, lambda posts: mean(posts, "reposts"))


@metrics.add(
    "views_per_video", "哔哩哔哩条均播放", "Plays per Bilibili video", "次", MORE, "influence", needs=VIEWED, source=PLATFORM
)
def views_per_video(view: View) -> Outcome:
    """Mean number of plays of the Bilibili videos that the registry names, over those read."""
    if view.looked("view"):
        return mean(at(view, Reach, "view"), "reads")
    return bilibili(view, lambda p: None if p.posts == 0 else _unnamed("view"))

"""What is measured of Weibo."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import Post, Profile
from ..posts import (
    Outcome,
    about,
    active_share,
    counted,
    mean,
    of_look,
    per_day,
    recent,
    share,
    silent_days,
)
from ..table import LESS, MORE, MetricTable, View

metrics = MetricTable("weibo")

POSTS, CARD = ("timeline",), ("profile",)
OWN = "own definition, over WCI's month of 30 days"
BCI = "a count of BCI (发博, 转发, 评论, 点赞), over WCI's month of 30 days"
ORIGINAL = "南京大学 2018, 微博: 原创率; 国办发〔2018〕123号"
SILENT = "国办秘函〔2019〕19号: new media without an update in two weeks fail"
FILING = "国办发〔2018〕123号: the host stands in the verification"


def posts(view: View, value: Callable[[list[Post]], Outcome]) -> Outcome:
    """A value over the posts of the 30 days before as_of."""
    return recent(view, "timeline", value)


@metrics.add("posts_per_day", "日均发博", "Posts per day", "条/天", MORE, "information", needs=POSTS, source=BCI)
def posts_per_day(view: View) -> Outcome:
    """Posts published in the 30 days before as_of, divided by 30; a lower bound where the list was not read that far."""
    return posts(view, lambda found: per_day(view, "timeline", found))


@metrics.add("active_days_share", "发博天数占比", "Days with a post", "share", MORE, "information", needs=POSTS, source=OWN)
def active_days_share(view: View) -> Outcome:
    """Calendar days in China with a post in the 30 days before as_of, divided by 30, at most 1."""
    return posts(view, lambda found: active_share(view, "timeline", found))


@metrics.add("originals_share", "原创占比", "Original posts", "share", MORE, "information", needs=POSTS, source=ORIGINAL)
def originals_share(view: View) -> Outcome:
    """Share of the posts of the 30 days before as_of that repost nothing."""
    return posts(view, lambda found: share(found, lambda p: p.original))


@metrics.add("service_posts_share", "服务类博文占比", "Service posts", "share", MORE, "transaction", needs=POSTS, source=OWN)
def service_posts_share(view: View) -> Outcome:
    """Share of the posts of the 30 days before as_of whose first 140 characters name a service
    (办事 指南 办理 预约 申领 缴费 社保 医保 公积金 证件)."""
    return posts(view, lambda found: about(found, "service"))


@metrics.add("comments_per_post", "条均评论", "Comments per post", "条", MORE, "participation", needs=POSTS, source=BCI)
def comments_per_post(view: View) -> Outcome:
    """Mean number of comments on the posts of the 30 days before as_of."""
    return posts(view, lambda found: mean(found, "comments"))


@metrics.add("callouts_share", "互动征集占比", "Call-outs", "share", MORE, "participation", needs=POSTS, source=OWN)
def callouts_share(view: View) -> Outcome:
    """Share of the posts of the 30 days before as_of whose first 140 characters ask citizens
    (征集 投票 留言 问卷 建议 征求意见)."""
    return posts(view, lambda found: about(found, "callout"))


@metrics.add("silent_days", "距最近发博", "Days since last post", "天", LESS, "delivery", needs=POSTS, source=SILENT)
def silence(view: View) -> Outcome:
    """Calendar days from the newest post, pinned or not, to as_of."""
    return silent_days(view, "timeline")


@metrics.add("verified", "政务认证", "Verified as government", "是/否", MORE, "delivery", needs=CARD, source=FILING)
def verified(view: View) -> Outcome:
    """1 if the platform verified the account as a government (verified_type 1), else 0."""
    return of_look(view, Profile, "profile", lambda p: p.verified)


@metrics.add("media_share", "含视频占比", "Posts with video", "share", MORE, "innovation", needs=POSTS, source=OWN)
def media_share(view: View) -> Outcome:
    """Share of the posts of the 30 days before as_of that carry a video."""
    return posts(view, lambda found: share(found, lambda p: "video" in p.media))


@metrics.add("reposts_per_post", "条均转发", "Reposts per post", "次", MORE, "influence", needs=POSTS, source=BCI)
def reposts_per_post(view: View) -> Outcome:
    """Mean number of reposts of the posts of the 30 days before as_of."""
    return posts(view, lambda found: mean(found, "reposts"))


@metrics.add("likes_per_post", "条均点赞", "Likes per post", "次", MORE, "influence", needs=POSTS, source=BCI)
def likes_per_post(view: View) -> Outcome:
    """Mean number of likes of the posts of the 30 days before as_of."""
    return posts(view, lambda found: mean(found, "likes"))


@metrics.add("followers", "粉丝数", "Followers", "人", MORE, "influence", needs=CARD, source="the platform's own count")
def followers(view: View) -> Outcome:
    """Followers as the platform prints them (123.4万 is 1,234,000)."""
    return of_look(view, Profile, "profile", lambda p: counted(p, "followers"))

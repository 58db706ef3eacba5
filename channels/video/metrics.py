"""What is measured of short video: Douyin by profile and a sample of videos, Bilibili by its card."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import Post, Profile, Status
from ..posts import Outcome, about, counted, mean, of_look
from ..table import MORE, Measured, MetricTable, View

metrics = MetricTable("video")

PROFILE, VIDEOS, CARD = ("profile",), ("share?",), ("card",)
ENTRY_WORDS = ("办事", "12345", "服务", ".gov.cn")
OWN = "own definition"
VCI = "a count of VCI (转发, 评论), over the videos named in the registry"
PLATFORM = "the platform's own number"
PLATFORMS = ("douyin", "bilibili")
FILING = "国办发〔2018〕123号: the host stands in the verification"


def douyin(view: View, value: Callable[[Profile], Outcome]) -> Outcome:
    """A value of the Douyin account's profile, or why there is none."""
    return view.lacking("douyin") or of_look(view, Profile, "profile", value)


def bilibili(view: View, value: Callable[[Profile], Outcome]) -> Outcome:
    """A value of the Bilibili account's card, or why there is none."""
    return view.lacking("bilibili") or of_look(view, Profile, "card", value)


def videos(view: View, value: Callable[[list[Post]], Outcome]) -> Outcome:
    """A value over the videos whose share pages were read, or why there are none."""
    if view.looked("share"):
        return value(view.facts(Post))
    unnamed = Measured(None, Status.NOT_TRIED, reason="share: no video is named in the registry")
    return douyin(view, lambda p: None if p.posts == 0 else unnamed)


@metrics.add("works_count", "抖音作品数", "Douyin videos", "条", MORE, "information", needs=PROFILE, source=PLATFORM)
def works_count(view: View) -> Outcome:
    """Works that the Douyin account has published."""
    return douyin(view, lambda p: counted(p, "posts"))


@metrics.add("bilibili_works", "哔哩哔哩作品数", "Bilibili videos", "条", MORE, "information", needs=CARD, source=PLATFORM)
def bilibili_works(view: View) -> Outcome:
    """Videos that the Bilibili account has published."""
    return bilibili(view, lambda p: counted(p, "posts"))


@metrics.add(
    "service_entry", "主页有办事入口", "Service entry in profile", "是/否", MORE, "transaction", needs=PROFILE, source=OWN
)
def service_entry(view: View) -> Outcome:
    """1 if the Douyin account's bio names 办事, 12345, 服务 or an address under gov.cn, else 0."""
    return douyin(view, lambda p: any(word in p.description for word in ENTRY_WORDS))


@metrics.add("captions_service_share", "服务类视频占比", "Service videos", "share", MORE, "transaction", needs=VIDEOS, source=OWN)
def captions_service_share(view: View) -> Outcome:
    """Share of the videos read whose caption names a service (办事 指南 办理 预约 申领 缴费 社保 医保 公积金 证件)."""
    return videos(view, lambda posts: about(posts, "service"))


@metrics.add("comments_per_video", "条均评论", "Comments per video", "条", MORE, "participation", needs=VIDEOS, source=VCI)
def comments_per_video(view: View) -> Outcome:
    """Mean number of comments on the videos read."""
    return videos(view, lambda posts: mean(posts, "comments"))


@metrics.add("shares_per_video", "条均分享", "Shares per video", "次", MORE, "participation", needs=VIDEOS, source=VCI)
def shares_per_video(view: View) -> Outcome:
    """Mean number of shares of the videos read."""
    return videos(view, lambda posts: mean(posts, "reposts"))


@metrics.add("verified", "机构认证", "Verified", "是/否", MORE, "delivery", needs=PROFILE, source=FILING)
def verified(view: View) -> Outcome:
    """1 if the Douyin account carries a verification (custom_verify or enterprise_verify_reason), else 0."""
    return douyin(view, lambda p: p.verified)


@metrics.add(
    "bilibili_verified", "哔哩哔哩机构认证", "Verified on Bilibili", "是/否", MORE, "delivery", needs=CARD, source=FILING
)
def bilibili_verified(view: View) -> Outcome:
    """1 if the Bilibili account carries a verification (Official.type at least 0 and role above 0), else 0."""
    return bilibili(view, lambda p: p.verified)


@metrics.add(
    "platforms_count", "在用平台数", "Platforms in use", "个", MORE, "innovation", needs=("profile?", "card?"), source=OWN
)
def platforms_count(view: View) -> Outcome:
    """Platforms (Douyin, Bilibili) on which an account of the unit answered; at least that many where one is unknown."""
    count = float(len({p.account for p in view.facts(Profile)}))
    unknown = [found for p in PLATFORMS if (found := view.lacking(p)) and found.status is Status.NOT_TRIED]
    return Measured(count, Status.CENSORED, count, unknown[0].reason) if unknown else count


@metrics.add("followers", "抖音粉丝数", "Douyin followers", "人", MORE, "influence", needs=PROFILE, source=PLATFORM)
def followers(view: View) -> Outcome:
    """Followers of the Douyin account."""
    return douyin(view, lambda p: counted(p, "followers"))


@metrics.add("likes_per_work", "作均获赞", "Likes per video", "次", MORE, "influence", needs=PROFILE, source=PLATFORM)
def likes_per_work(view: View) -> Outcome:
    """Likes that the Douyin account ever received, divided by its works; EMPTY without works."""
    return douyin(view, per_work)


def per_work(profile: Profile) -> Outcome:
    if profile.likes is None or not profile.posts:
        return None
    value = profile.likes / profile.posts
    return Measured(value, Status.CENSORED, value) if "likes" in profile.censored else value


@metrics.add("bilibili_followers", "哔哩哔哩粉丝数", "Bilibili followers", "人", MORE, "influence", needs=CARD, source=PLATFORM)
def bilibili_followers(view: View) -> Outcome:
    """Followers of the Bilibili account."""
    return bilibili(view, lambda p: counted(p, "followers"))

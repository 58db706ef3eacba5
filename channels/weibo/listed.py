"""What is measured of Weibo from the list of posts."""

from __future__ import annotations

from .. import indices
from ..posts import (
    MONTH,
    SILENT,
    Outcome,
    about,
    active_share,
    bare_likes,
    carries,
    longest_gap,
    mean,
    per_day,
    share,
    silent_days,
    spread,
    topics_count,
)
from ..table import LESS, MORE, View
from .rules import BCI, FLAG, ORIGINAL, metrics, posts

LIST = ("timeline",)


@metrics.add("posts_per_day", "日均发博", "Posts per day", "条/天", MORE, "information", needs=LIST, source=BCI)
def posts_per_day(view: View) -> Outcome:
    """Posts published in the 30 days before the last look at the list, divided by 30; a lower bound where the list was not
    read that far."""
    return posts(view, lambda found: per_day(view, "timeline", found))


@metrics.add("active_days_share", "发博天数占比", "Days with a post", "share", MORE, "information", needs=LIST, source=MONTH)
def active_days_share(view: View) -> Outcome:
    """Calendar days in China with a post in the 30 days before the last look at the list, divided by 30, at most 1."""
    return posts(view, lambda found: active_share(view, "timeline", found))


@metrics.add("longest_gap_days", "最长断更", "Longest gap", "天", LESS, "information", needs=LIST, source=SILENT)
def longest_gap_days(view: View) -> Outcome:
    """Most calendar days in China from one post to the next in the 30 days before the last look at the list, both ends of
    the 30 days counted as posts; NOT_DECIDED where the list was not read that far."""
    return posts(view, lambda found: longest_gap(view, "timeline", found))


@metrics.add("topics_count", "内容类别数", "Kinds of content", "种", MORE, "information", needs=LIST, source=MONTH)
def kinds(view: View) -> Outcome:
    """How many of eight topics (政务要闻 政策 办事服务 回应群众 征集互动 应急预警 民生提示 文化旅游) the first 140 characters
    of the posts of the 30 days before the last look at the list are about, by the rules of topics; a lower bound where the
    list was not read that far."""
    return posts(view, lambda found: topics_count(view, "timeline", found))


@metrics.add("originals_share", "原创占比", "Original posts", "share", MORE, "information", needs=LIST, source=ORIGINAL)
def originals_share(view: View) -> Outcome:
    """Share of the posts of the 30 days before the last look at the list that repost nothing."""
    return posts(view, lambda found: share(found, lambda p: p.original))


@metrics.add("service_posts_share", "服务类博文占比", "Service posts", "share", MORE, "transaction", needs=LIST, source=MONTH)
def service_posts_share(view: View) -> Outcome:
    """Share of the posts of the 30 days before the last look at the list whose first 140 characters are about a service
    (办事服务), by the rules of topics."""
    return posts(view, lambda found: about(found, "service"))


@metrics.add("comments_per_post", "条均评论", "Comments per post", "条", MORE, "participation", needs=LIST, source=BCI)
def comments_per_post(view: View) -> Outcome:
    """Mean number of comments on the posts of the 30 days before the last look at the list."""
    return posts(view, lambda found: mean(found, "comments"))


@metrics.add("callouts_share", "互动征集占比", "Call-outs", "share", MORE, "participation", needs=LIST, source=MONTH)
def callouts_share(view: View) -> Outcome:
    """Share of the posts of the 30 days before the last look at the list whose first 140 characters ask citizens for something
    (征集互动), by the rules of topics."""
    return posts(view, lambda found: about(found, "callout"))


@metrics.add("silent_days", "距最近发博", "Days since last post", "天", LESS, "delivery", needs=LIST, source=SILENT)
def silence(view: View) -> Outcome:
    """Calendar days from the newest post, pinned or not, to the last look at the list."""
    return silent_days(view, "timeline")


@metrics.add("media_share", "含视频占比", "Posts with video", "share", MORE, "innovation", needs=LIST, source=MONTH)
def media_share(view: View) -> Outcome:
    """Share of the posts of the 30 days before the last look at the list that carry a video, of those of which it is told what
    they carry."""
    return posts(view, lambda found: share(found, lambda p: carries(p, "video")))


@metrics.add("reposts_per_post", "条均转发", "Reposts per post", "次", MORE, "influence", needs=LIST, source=BCI)
def reposts_per_post(view: View) -> Outcome:
    """Mean number of reposts of the posts of the 30 days before the last look at the list."""
    return posts(view, lambda found: mean(found, "reposts"))


@metrics.add("likes_per_post", "条均点赞", "Likes per post", "次", MORE, "influence", needs=LIST, source=BCI)
def likes_per_post(view: View) -> Outcome:
    """Mean number of likes of the posts of the 30 days before the last look at the list."""
    return posts(view, lambda found: mean(found, "likes"))


@metrics.add("bci", "微博传播指数(简式)", "BCI", "分", MORE, "influence", needs=LIST, source=indices.cited("bci"))
def bci(view: View) -> Outcome:
    """BCI in its short form over the posts of the 30 days before the last look at the list: 160 × [0.2 ln(posts+1) + 0.8 ×
    (0.4 ln(reposts+1) + 0.4 ln(comments+1) + 0.2 ln(likes+1))], each the sum of the 30 days; 0 without a post; a lower bound
    where the list is too short, does not print all counts, or prints 100万+."""
    return posts(view, lambda found: spread(view, "timeline", found, indices.bci))


@metrics.add(
    "bare_likes_share", "有赞无评无转占比", "Likes and nothing else", "share", LESS, "integrity", needs=LIST, source=FLAG
)
def bare_likes_share(view: View) -> Outcome:
    """Share of the posts of the 30 days before the last look at the list with at least 100 likes and neither a repost nor a
    comment, of those that print all three. What bought likes look like; a flag, not a verdict."""
    return posts(view, bare_likes)

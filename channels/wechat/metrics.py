"""What is measured of WeChat: of all articles by their album's list, and of the newest by their pages."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import Post
from ..posts import Outcome, about, active_share, mean, per_day, recent, share, silent_days, unseen
from ..table import LESS, MORE, Measured, MetricTable, View
from .album import LISTED

metrics = MetricTable("wechat")

LIST, PAGES = ("album",), ("article?",)
OWN = "own definition, over WCI's month of 30 days"
SAMPLE = "own definition, over the newest articles of the album"
WCI = "n / d of WCI (articles a day), month = 30 days"
ORIGINAL = "国办发〔2018〕123号: raise the share of originals"
SILENT = "国办秘函〔2019〕19号: new media without an update in two weeks fail"


def listed(view: View, value: Callable[[list[Post]], Outcome]) -> Outcome:
    """A value over the articles of the 30 days before as_of, as the album lists them."""
    return recent(view, "album", value, LISTED)


def read(view: View, value: Callable[[list[Post]], Outcome]) -> Outcome:
    """A value over the articles whose pages were read. Where none was looked at, it is the album that says why."""
    if view.looked("article"):
        return value(view.facts(Post, only=lambda p: not p.key.startswith(LISTED)))
    failed = next((p for p in view.looked("album") if p.status.failed), None)
    if failed:
        return Measured(None, failed.status, reason=f"album: {failed.reason or failed.http_status}")
    return unseen("article") if view.facts(Post) else None


@metrics.add("articles_per_day", "日均发文", "Articles per day", "篇/天", MORE, "information", needs=LIST, source=WCI)
def articles_per_day(view: View) -> Outcome:
    """Articles published in the 30 days before as_of, divided by 30; a lower bound where the list was not read that far."""
    return listed(view, lambda found: per_day(view, "album", found))


@metrics.add("active_days_share", "发文天数占比", "Days with an article", "share", MORE, "information", needs=LIST, source=OWN)
def active_days_share(view: View) -> Outcome:
    """Calendar days in China with an article in the 30 days before as_of, divided by 30, at most 1."""
    return listed(view, lambda found: active_share(view, "album", found))


@metrics.add("originals_share", "原创占比", "Original articles", "share", MORE, "information", needs=PAGES, source=ORIGINAL)
def originals_share(view: View) -> Outcome:
    """Share of the article pages read that are no re-posts (source_encode_biz is empty)."""
    return read(view, lambda found: share(found, lambda p: p.original))


@metrics.add("service_articles_share", "服务类文章占比", "Service articles", "share", MORE, "transaction", needs=LIST, source=OWN)
def service_articles_share(view: View) -> Outcome:
    """Share of the articles of the 30 days before as_of whose title names a service
    (办事 指南 办理 预约 申领 缴费 社保 医保 公积金 证件)."""
    return listed(view, lambda found: about(found, "service"))


@metrics.add("miniprogram_share", "含小程序占比", "With a mini-program", "share", MORE, "transaction", needs=PAGES, source=SAMPLE)
def miniprogram_share(view: View) -> Outcome:
    """Share of the article pages read that hold the card of a mini-program."""
    return read(view, lambda found: share(found, lambda p: "miniprogram" in p.media))


@metrics.add("callouts_share", "互动征集占比", "Call-outs", "share", MORE, "participation", needs=LIST, source=OWN)
def callouts_share(view: View) -> Outcome:
    """Share of the articles of the 30 days before as_of whose title asks citizens
    (征集 投票 留言 问卷 建议 征求意见)."""
    return listed(view, lambda found: about(found, "callout"))


@metrics.add("images_per_article", "篇均图片", "Images per article", "张", MORE, "delivery", needs=PAGES, source=SAMPLE)
def images_per_article(view: View) -> Outcome:
    """Mean number of pictures in the article pages read."""
    return read(view, lambda found: mean(found, "pictures"))


@metrics.add("silent_days", "距最近发文", "Days since last article", "天", LESS, "delivery", needs=LIST, source=SILENT)
def silence(view: View) -> Outcome:
    """Calendar days from the newest article of the album to as_of."""
    return silent_days(view, "album", LISTED)


@metrics.add("video_share", "含视频占比", "Articles with video", "share", MORE, "innovation", needs=PAGES, source=SAMPLE)
def video_share(view: View) -> Outcome:
    """Share of the article pages read that hold a video."""
    return read(view, lambda found: share(found, lambda p: "video" in p.media))

"""What is measured of WeChat: of all articles by their album's list, and of the newest by their pages."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import FullText, Post, Profile
from .. import posts
from ..posts import MONTH, SILENT, F, Outcome, carries, mean, recent, share, unseen, untold
from ..profiles import names_unit, of_look
from ..table import LESS, MORE, Measured, View
from .album import LISTED
from .rules import FILING, ORIGINAL, SAMPLE, WCI, metrics

LIST, PAGES, CARD = ("album",), ("article?",), ("about",)


def listed(view: View, value: Callable[[list[Post]], Outcome]) -> Outcome:
    """A value over the articles of the 30 days before the last look at the list, as the album lists them."""
    return recent(view, "album", value, LISTED)


def read(view: View, value: Callable[[list[Post]], Outcome]) -> Outcome:
    """A value over the articles whose pages were read. Where none was looked at, it is the album that says why."""
    if view.looked("article"):
        return value(_read(view, Post))
    failed = next((p for p in view.looked("album") if p.status.failed), None)
    if failed:
        return Measured(None, failed.status, reason=f"album: {failed.reason or failed.http_status}")
    return unseen("article") if view.facts(Post) else None


def whole(view: View, kind: type[F], value: Callable[[list[F]], Outcome]) -> Outcome:
    """The same over what only the page itself tells; an imported row of an article tells none of it."""
    return read(view, lambda known: value(found) if (found := _read(view, kind)) or not known else unseen("article"))


def _read(view: View, kind: type[F]) -> list[F]:
    """What article pages told: not what the list did, nor the account's page, whose key is the account's id."""
    return view.facts(kind, only=lambda f: not f.key.startswith(LISTED) and f.key != f.account)


@metrics.add("articles_per_day", "日均发文", "Articles per day", "篇/天", MORE, "information", needs=LIST, source=WCI)
def articles_per_day(view: View) -> Outcome:
    """Articles published in the 30 days before the last look at the list, divided by 30; a lower bound where the list was not
    read that far."""
    return listed(view, lambda found: posts.per_day(view, "album", found))


@metrics.add("active_days_share", "发文天数占比", "Days with an article", "share", MORE, "information", needs=LIST, source=MONTH)
def active_days_share(view: View) -> Outcome:
    """Calendar days in China with an article in the 30 days before the last look at the list, divided by 30, at most 1."""
    return listed(view, lambda found: posts.active_share(view, "album", found))


@metrics.add("longest_gap_days", "最长断更", "Longest gap", "天", LESS, "information", needs=LIST, source=SILENT)
def longest_gap_days(view: View) -> Outcome:
    """Most calendar days in China from one article of the album to the next in the 30 days before the last look at it, both
    ends of the 30 days counted as articles; NOT_DECIDED where the list was not read that far."""
    return listed(view, lambda found: posts.longest_gap(view, "album", found))


@metrics.add("topics_count", "内容类别数", "Kinds of content", "种", MORE, "information", needs=LIST, source=MONTH)
def topics_count(view: View) -> Outcome:
    """How many of eight topics (政务要闻 政策 办事服务 回应群众 征集互动 应急预警 民生提示 文化旅游) the titles of the 30 days
    before the last look at the list are about, by the rules of topics; a lower bound where the list was not read that far."""
    return listed(view, lambda found: posts.topics_count(view, "album", found))


@metrics.add("originals_share", "原创占比", "Original articles", "share", MORE, "information", needs=PAGES, source=ORIGINAL)
def originals_share(view: View) -> Outcome:
    """Share of the article pages read that are no re-posts (source_encode_biz is empty)."""
    return read(view, lambda found: share(found, lambda p: p.original))


@metrics.add(
    "service_articles_share", "服务类文章占比", "Service articles", "share", MORE, "transaction", needs=LIST, source=MONTH
)
def service_articles_share(view: View) -> Outcome:
    """Share of the articles of the 30 days before the last look at the list whose title is about getting something done (topic
    办事服务): how to apply, book, pay or handle something online, by the rules of topics."""
    return listed(view, lambda found: posts.about(found, "service"))


@metrics.add("miniprogram_share", "含小程序占比", "With a mini-program", "share", MORE, "transaction", needs=PAGES, source=SAMPLE)
def miniprogram_share(view: View) -> Outcome:
    """Share of the article pages read that hold the card of a mini-program."""
    return read(view, lambda found: share(found, lambda p: carries(p, "miniprogram")))


@metrics.add("guide_links_share", "含办事链接占比", "With a guide link", "share", MORE, "transaction", needs=PAGES, source=SAMPLE)
def guide_links_share(view: View) -> Outcome:
    """Share of the article pages read whose words, links or 阅读原文 lead to an address under gov.cn."""
    return whole(view, FullText, lambda found: share(found, lambda text: text.guides > 0))


@metrics.add("callouts_share", "互动征集占比", "Call-outs", "share", MORE, "participation", needs=LIST, source=MONTH)
def callouts_share(view: View) -> Outcome:
    """Share of the articles of the 30 days before the last look at the list whose title asks citizens (topic 征集互动): for
    opinions, votes, ideas or answers to questions, by the rules of topics."""
    return listed(view, lambda found: posts.about(found, "callout"))


@metrics.add("images_per_article", "篇均图片", "Images per article", "张", MORE, "delivery", needs=PAGES, source=SAMPLE)
def images_per_article(view: View) -> Outcome:
    """Mean number of pictures in the article pages read."""
    return read(view, lambda found: mean(found, "pictures"))


@metrics.add("silent_days", "距最近发文", "Days since last article", "天", LESS, "delivery", needs=LIST, source=SILENT)
def silence(view: View) -> Outcome:
    """Calendar days from the newest article of the album to the last look at the list."""
    return posts.silent_days(view, "album", LISTED)


@metrics.add("host_named", "认证主体一致", "Verified body named", "是/否", MORE, "delivery", needs=CARD, source=FILING)
def host_named(view: View) -> Outcome:
    """1 if the account is verified (认证主体) and its verification names the unit by its short name (浙江, 杭州), else 0."""
    return of_look(view, Profile, "about", lambda card: _host(view, card))


def _host(view: View, card: Profile) -> Outcome:
    if card.verified is None and not card.verified_reason:
        return untold("verification")
    return float(card.verified is not False and names_unit(view, card.verified_reason))


@metrics.add("name_consistent", "名称一致", "Name of the unit in its name", "是/否", MORE, "delivery", needs=PAGES, source=FILING)
def name_consistent(view: View) -> Outcome:
    """1 if on one of the article pages read the account's name holds the short name of the unit (浙江, 杭州), else 0."""
    return whole(view, Profile, lambda found: float(any(names_unit(view, p.name) for p in found)) if found else None)


@metrics.add("video_share", "含视频占比", "Articles with video", "share", MORE, "innovation", needs=PAGES, source=SAMPLE)
def video_share(view: View) -> Outcome:
    """Share of the article pages read that hold a video."""
    return read(view, lambda found: share(found, lambda p: carries(p, "video")))

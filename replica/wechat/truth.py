"""What must be measured of a unit's WeChat account."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from ...contract import Status, Unit
from ...registry import short_name
from ..draw import Presence, found, longest_gap, mean, topics_count
from ..world import Truth, World
from .counts import MOST
from .faults import status_of, there
from .figures import Figures
from .handed import articles as handed_articles
from .handed import owners_figures
from .profile import Article, profile

MONTH = timedelta(days=30)
SAMPLE = 3
Stated = Iterator[tuple[str, float | None]]


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """The unit's metrics, by what tells them: the list, articles' pages, the account's page, exports."""
    lacking = {Presence.ABSENT: Status.ABSENT, Presence.UNKNOWN: Status.NOT_TRIED}.get(there(world, unit))
    public, handed = status_of(world, unit, "album"), bool(handed_articles(world, unit))
    listed = Status.OK if handed else public
    pages = Status.NOT_TRIED if handed and public is not Status.OK else public  # a list alone shows no article
    told = Status.OK if handed else Status.NOT_TRIED
    parts: tuple[tuple[Status, Stated], ...] = (
        (listed, _activity(world, unit)),
        (pages, _pages(world, unit)),
        (status_of(world, unit, "about"), iter([("host_named", float(profile(world, unit).about.host))])),
        (told, _reach(world, unit)),
        (Status.OK if owners_figures(world, unit) else Status.NOT_TRIED, _figures(owners_figures(world, unit))),
    )
    for status, stated in parts:
        for metric, value in stated:
            yield found(unit, f"wechat.{metric}", value, lacking or status)
    yield _bare_likes(world, unit, lacking or told)
    yield _reads(world, unit, "reads_per_article", lacking or told, lambda article: True)
    yield _reads(world, unit, "headline_reads", lacking or told, lambda article: article.position == 1)


def _month(world: World, articles: Iterable[Article]) -> list[Article]:
    return [article for article in articles if world.as_of - MONTH < article.published <= world.as_of]


def _activity(world: World, unit: Unit) -> Stated:
    articles = profile(world, unit).articles
    month = _month(world, articles)
    days = {article.published.date() for article in month}
    yield "articles_per_day", len(month) / 30
    yield "active_days_share", min(1.0, len(days) / 30)
    yield "longest_gap_days", longest_gap(world, days)
    yield "topics_count", topics_count([article.topic for article in month])
    yield "service_articles_share", mean([article.topic == "service" for article in month])
    yield "callouts_share", mean([article.topic == "callout" for article in month])
    yield "silent_days", min([(world.as_of.date() - article.published.date()).days for article in articles], default=None)


def _pages(world: World, unit: Unit) -> Stated:
    who = profile(world, unit)
    read = [article for article in who.articles[:SAMPLE] if not article.notice]
    yield "originals_share", mean([not article.repost for article in read])
    yield "miniprogram_share", mean([article.card for article in read])
    yield "images_per_article", mean([article.images for article in read])
    yield "video_share", mean([article.video for article in read])
    yield "guide_links_share", mean([article.guides for article in read])
    yield "name_consistent", float(short_name(unit) in who.name) if read else None


def _reach(world: World, unit: Unit) -> Stated:
    month = _month(world, handed_articles(world, unit))
    counts = [article.counts for article in month]
    yield "shares_per_article", mean([count.shares for count in counts])
    yield "wci", _wci(month)


def _bare_likes(world: World, unit: Unit, status: Status) -> Truth:
    """Of the articles whose comments are told; not known where there are articles and none of them tells."""
    month = [article.counts for article in _month(world, handed_articles(world, unit))]
    whole = [count for count in month if count.comments is not None]
    known = Status.NOT_TRIED if month and not whole and status is Status.OK else status
    value = mean([count.likes >= 100 and not count.shares and not count.comments for count in whole])
    return found(unit, "wechat.bare_likes_share", value, known)


def _reads(world: World, unit: Unit, metric: str, status: Status, counts: Callable[[Article], bool]) -> Truth:
    """The mean of the reads as the list tells them: a lower bound where one is told as 10万+."""
    month = [article.counts for article in _month(world, handed_articles(world, unit)) if counts(article)]
    beyond = status is Status.OK and any(count.beyond for count in month)
    value = mean([min(count.reads, MOST) for count in month])
    return found(unit, f"wechat.{metric}", value, Status.CENSORED if beyond else status)


def _wci(month: list[Article]) -> float:
    """V14.2 over 30 days; reads told as 10万+ count 100001."""
    rows = [(min(a.counts.reads, MOST + 1), 10 * a.counts.looking, 10 * a.counts.likes) for a in month]
    heads = [row for row, article in zip(rows, month, strict=True) if article.position == 1]
    total, head = _sums(rows), _sums(heads)
    most = [max(column) for column in zip(*rows, strict=True)] or [0.0] * 3
    a_day, headlines = [n / 30 for n in total], [n / 30 for n in head]
    each = [n / max(1, len(rows)) for n in total]
    parts = zip((0.6, 0.2, 0.1, 0.1), (a_day, each, headlines, most), strict=True)
    return sum(weight * _part(*numbers) for weight, numbers in parts) ** 2 * 1.2 * 10


def _sums(rows: list[tuple[int, int, int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)] or [0] * 3


def _part(reads: float, looking: float, likes: float) -> float:
    return 0.85 * math.log1p(reads) + 0.09 * math.log1p(looking) + 0.06 * math.log1p(likes)


def _figures(of: Figures | None) -> Stated:
    known = of or Figures(2, 1, 0, False, 1, 0)
    yield "followers", known.followers
    yield "followers_gained_share", known.gained / (known.followers - known.gained)
    yield "menu_entries", known.menu
    yield "miniprogram_entry", float(known.miniprogram)
    yield "messages_answered_share", known.answered / known.messages if known.messages else None

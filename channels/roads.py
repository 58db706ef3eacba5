"""Which looks and facts count: the last ones, of one road, of the main account, of a list's last crawl."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from ..contract import IMPORTED, Account, Fact, Page, Period, china_date
from ..registry import standing

GOING_ON = frozenset({"visit"})  # purposes of looks that are made between crawls
LISTS = frozenset({"timeline", "album", "works", "reach", "reviews"})  # purposes of lists that are read page after page
ROAD_DAYS = 30  # so long a public look stands before an import: ours, a window of activity


def looks_until(looks: Iterable[Page], period: Period, as_of: datetime) -> list[Page]:
    """The looks that a period is measured by: from its start up to as_of, which may lie behind its end."""
    return [p for p in looks if period.start <= p.seen_at <= as_of]


def latest_looks(looks: Iterable[Page], as_of: datetime) -> list[Page]:
    """The last attempt per (purpose, account, address asked for, scheme aside) made by as_of."""
    return _last(p for p in looks if p.seen_at <= as_of)


def counting(accounts: Iterable[Account], as_of: datetime) -> set[str] | None:
    """Ids of the accounts that count: main ones valid on that day in China; None where no account is known by a row."""
    rows = [a for a in accounts if a.role != "absent"]
    return {a.id for a in rows if not standing(a, china_date(as_of).isoformat())} if rows else None


def outdated(looks: Iterable[Page]) -> set[str]:
    """Looks at a list's pages by earlier crawls than its last one: its addresses differ from crawl to crawl."""
    last: dict[tuple[str, str, bool], Page] = {}
    listed = sorted((p for p in looks if p.purpose in LISTS), key=lambda p: p.seen_at)
    for page in listed:
        last[page.purpose, page.account, page.method in IMPORTED] = page
    newest = ((p, last[p.purpose, p.account, p.method in IMPORTED]) for p in listed)
    return {p.id for p, other in newest if p.seen_at < other.seen_at and p.run != other.run}


def other_road(looks: Iterable[Page]) -> set[str]:
    """Looks of the road not taken: imports where in the 30 days before them the last public look at the same account brought
    an answer, else the public ones."""
    made = list(looks)
    old = outdated(made)
    last = {p.id for p in _last(p for p in made if p.id not in old)}
    roads: dict[tuple[str, str], list[Page]] = defaultdict(list)
    for page in made:
        roads[page.purpose, page.account].append(page)
    aside: set[str] = set()
    for pages in roads.values():
        imported = [p for p in pages if p.method in IMPORTED]
        if imported:
            public = [p for p in pages if p.method not in IMPORTED]
            since = max(p.seen_at for p in imported) - timedelta(days=ROAD_DAYS)
            seen = any(p.id in last and not p.status.failed and p.seen_at > since for p in public)
            aside |= {p.id for p in (imported if seen else public)}
    return aside


def tried_again(looks: Iterable[Page]) -> set[str]:
    """The looks of which the same crawl made a later attempt: what they told is replaced by what that one did."""
    last: dict[tuple[str, str, str, str], Page] = {}
    earlier = set()
    for page in sorted((p for p in looks if p.purpose not in GOING_ON), key=lambda p: p.attempt):
        key = (page.run, *_look(page))
        if key in last and page.attempt > last[key].attempt:
            earlier.add(last[key].id)
        last[key] = page
    return earlier


def latest_facts(facts: Iterable[Fact], as_of: datetime) -> dict[type[Fact], list[Fact]]:
    """Per kind the latest fact by as_of per (account, key), ordered by key."""
    last: dict[tuple[type[Fact], str, str], Fact] = {}
    for fact in sorted(facts, key=lambda f: (f.seen_at, f.page)):
        if fact.seen_at <= as_of:
            last[type(fact), fact.account, fact.key] = fact
    kinds: dict[type[Fact], list[Fact]] = defaultdict(list)
    for (kind, _, _), fact in sorted(last.items(), key=lambda item: item[0][1:]):
        kinds[kind].append(fact)
    return kinds


def _last(looks: Iterable[Page]) -> list[Page]:
    last: dict[tuple[str, str, str], Page] = {}
    for page in sorted(looks, key=lambda p: (p.seen_at, p.attempt, p.id)):
        last[_look(page)] = page
    return list(last.values())


def _look(page: Page) -> tuple[str, str, str]:
    return page.purpose, page.account, (page.asked or page.url).split("://", 1)[-1]

"""What a faultless measurement of a portal finds, stated from its profile. Definitions in the words of the metric list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import fmean, median

from ...contract import ACCESS, FOOTER, GUIDE_ELEMENTS, INNOVATION, META_ARTICLE, META_COLUMN, META_HOME, Status, Unit
from ..world import Truth, World
from .definitions import GUIDES, age, articles, letters_asked, links_decided, listed, newest, of_kind, within
from .profile import LETTERS, SEARCH, WHOLE, Entry, PortalProfile
from .site import profile_of

Found = float | None | Status | tuple[float, Status]
NEWS_DAYS, OTHER_DAYS = 14, 183  # 国办发〔2019〕19号, veto 4


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """The truth of every website metric of one unit; nothing for a unit without a portal."""
    if unit.code not in world.portals:
        return
    profile = profile_of(world, unit)
    for name, statement in STATEMENTS.items():
        found = failure(profile, name) or statement(profile)
        yield spoken(unit.code, f"website.{name}", found)


def spoken(unit: str, metric: str, found: Found) -> Truth:
    """A statement as a row: a number, a number that is a lower bound, a status, or None for empty."""
    if isinstance(found, tuple):
        return Truth(unit, metric, *found)
    if isinstance(found, Status):
        return Truth(unit, metric, None, found)
    return Truth(unit, metric, None, Status.EMPTY) if found is None else Truth(unit, metric, float(found))


def failure(p: PortalProfile, name: str) -> Status | None:
    """The status that the portal's fault leaves in the metric's place."""
    if p.fault in WHOLE:
        return WHOLE[p.fault]
    if name in ("letters_reply_share", "letters_reply_days"):
        return LETTERS.get(p.fault)
    return SEARCH.get(p.fault) if name == "search_works" else None


def columns_updated_share(p: PortalProfile) -> Found:
    """Share of list columns whose newest item is at most 14 days (news) or 183 days (others) old."""
    limits = [(newest(c), NEWS_DAYS if c.kind == "news" else OTHER_DAYS) for c in listed(p)]
    return fmean(day is not None and age(p, day) <= limit for day, limit in limits) if limits else Status.ABSENT


def newest_days(p: PortalProfile) -> Found:
    """Days from the newest date in the list columns."""
    return min((age(p, day) for c in listed(p) if (day := newest(c))), default=None)


def news_per_month(p: PortalProfile) -> Found:
    """Entries of news columns of the last 30 days, every address once; a lower bound where a list goes on within them."""
    news = of_kind(p, "news")
    count = float(len({e.address for c in news for e in c.first_page if within(p, e.published, 30)}))
    bound = any(c.more and all(within(p, e.published, 30) for e in c.first_page) for c in news)
    return Status.ABSENT if not news else (count, Status.CENSORED) if bound else count


def article_fields_share(p: PortalProfile) -> Found:
    """Mean share of title, publication time and source that an article gives, to machines or to readers."""
    read = articles(p)
    return fmean((1 + given(e, "time", "PubDate") + given(e, "source", "ContentSource")) / 3 for e in read) if read else None


def given(entry: Entry, shown: str, tag: str) -> bool:
    return shown in entry.shows or tag in entry.meta


def meta_share(p: PortalProfile) -> Found:
    """47号 tags filled, of those required, over home, columns and articles read."""
    filled = [p.meta, *(c.meta for c in p.columns), *(e.meta for e in articles(p))]
    wanted = len(META_HOME) + len(META_COLUMN) * len(p.columns) + len(META_ARTICLE) * len(articles(p))
    return sum(map(len, filled)) / wanted


def guide_elements_share(p: PortalProfile) -> Found:
    """Mean share of the ten elements in the first three guides."""
    return fmean(len(g.elements) / len(GUIDE_ELEMENTS) for g in p.hall.guides[:GUIDES]) if p.hall else Status.ABSENT


def guide_forms_share(p: PortalProfile) -> Found:
    """Share of the first three guides with a form to download."""
    return fmean(bool(g.forms) for g in p.hall.guides[:GUIDES]) if p.hall else Status.ABSENT


def services_count(p: PortalProfile) -> Found:
    """Items that the hall says it has."""
    return Status.ABSENT if not p.hall else p.hall.items if p.hall.printed else None


def letters_reply_share(p: PortalProfile) -> Found:
    """Share answered, of the letters asked in the 180 days before."""
    asked = letters_asked(p)
    return Status.ABSENT if not p.letters else fmean(x.answered is not None for x in asked) if asked else None


def letters_reply_days(p: PortalProfile) -> Found:
    """Median days from question to answer, of the same letters."""
    took = [(x.answered - x.asked).days for x in letters_asked(p) if x.answered]
    return Status.ABSENT if not p.letters else median(took) if took else None


def consultations_count(p: PortalProfile) -> Found:
    """Entries of consultation columns of the last 365 days."""
    consult = of_kind(p, "consult")
    return sum(within(p, e.published, 365) for c in consult for e in c.first_page) if consult else Status.ABSENT


def dead_links_share(p: PortalProfile) -> Found:
    """Dead links, of those tried that were dead or alive."""
    decided = links_decided(p)
    return fmean(link.http != 200 for link in decided) if decided else None


def footer_share(p: PortalProfile) -> Found:
    """Share of the eight elements of a foot."""
    return len(p.footer) / len(FOOTER)


def search_works(p: PortalProfile) -> Found:
    """1 if a search for the words of a piece of news finds one that holds them."""
    return Status.ABSENT if not p.search else p.search.finds == "matching"


def access_share(p: PortalProfile) -> Found:
    """Share of the four features for those who need another view."""
    return len(p.access) / len(ACCESS)


def innovation_share(p: PortalProfile) -> Found:
    """Share of the five features of newer portals."""
    return len(p.innovation) / len(INNOVATION)


STATEMENTS: dict[str, Callable[[PortalProfile], Found]] = {
    f.__name__: f
    for f in (
        columns_updated_share,
        newest_days,
        news_per_month,
        article_fields_share,
        meta_share,
        guide_elements_share,
        guide_forms_share,
        services_count,
        letters_reply_share,
        letters_reply_days,
        consultations_count,
        dead_links_share,
        footer_share,
        search_works,
        access_share,
        innovation_share,
    )
}

"""Draws the whole profile of a portal."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ...contract import ACCESS, FOOTER, INNOVATION, META_HOME, Account, Unit
from ..parts import SOCIAL
from ..world import World
from .charset import draw_charset
from .columns import draw_columns
from .entries import archive_lost
from .failing import possible
from .families import family_of
from .fault_kinds import DRAWN, Fault
from .home_links import draw_links
from .letters import draw_letters
from .lots import Lots
from .network import draw_network
from .offers import draw_offers
from .profile import PortalProfile
from .services import draw_hall, draw_search
from .tagging import filled
from .words import Voice

DRAW = "fault 1100"  # under this name nearly every kind of fault occurs in 2026
REFUSALS = {"HTTP412": Fault.HTTP412, "HTTP468": Fault.HTTP468, "HTTP521": Fault.HTTP521}
HOME_LINES = 16  # of all lists together
NAMED = ("weibo", "wechat", "ios", "douyin", "bilibili")  # platforms that portals lead to
LANGUAGES = ("zh-CN", "zh", "zh-Hans")
TRAITS = {  # share of portals
    "soft404": 0.05,  # answers 200 for what is not there
    "soft_home": 0.02,  # sends to the home page from an article that is not there
    "soft_copy": 0.02,  # answers with the home page in its place
    "secure_only": 0.1,  # sends http on to https, where the registry has https
    "slow": 0.03,
    "lower_tags": 0.08,
    "doubled_tags": 0.05,
    "no_robots": 0.3,
    "html_robots": 0.05,  # a page in place of robots.txt
    "decoy_foot": 0.3,  # says in its head what belongs in the foot
    "lost_picture": 0.1,  # one of the home page's
    "undated_home": 0.12,  # prints no dates on its home page
    "busy_heads": 0.03,  # answers 429 to every HEAD but the home page's
}


def draw_profile(world: World, unit: Unit) -> PortalProfile:
    """The profile of a unit's portal. KeyError if it has none."""
    lots, voice = Lots(world, unit), Voice.of(unit, world.period)
    family, address = family_of(lots), urlsplit(world.portals[unit.code])
    columns = draw_columns(lots, family, voice)
    traits = tuple(t for t, share in TRAITS.items() if lots.luck(t) < share) + ("lost_archive",) * archive_lost(lots, family)
    letters, hall = draw_letters(lots, family, voice), draw_hall(lots, family, voice)
    # a search is tried with the words of a piece of news
    search = draw_search(lots, family) if any(c.kind == "news" for c in columns) else None
    offers = draw_offers(lots, family, voice)
    partial = [Fault.COLUMN_SHELL] + [Fault.FEED_503, Fault.FEED_SHAPE] * any(c.feed and not c.gone for c in columns)
    partial += [Fault.LETTERS_503, Fault.LETTERS_TIMEOUT] if letters else []
    partial += [Fault.SEARCH_TIMEOUT] if search else []
    return PortalProfile(
        code=unit.code,
        family=family.name,
        portal=f"{address.scheme}://{address.netloc}",
        host=address.netloc,
        name=f"{voice.government}门户网站" if lots.luck("long name") < 0.6 else f"中国·{voice.short}",
        place=voice.place,
        short=voice.short,
        office=f"{voice.government}办公室",
        id_code=unit.code + lots.pick("site number", ("0001", "0002", "0045", "0071")),
        as_of=world.as_of,
        columns=columns,
        letters=letters,
        hall=hall,
        search=search,
        links=tuple(draw_links(lots, voice, columns, "soft404" in traits)),
        meta=filled(lots, "home", META_HOME),
        footer=lots.those(FOOTER, 0.5, 1.0),
        access=lots.those(ACCESS, 0.2, 0.95),
        innovation=lots.those(INNOVATION, 0.05, 0.9),
        named=tuple(named(lots)),
        traits=traits,
        fault=draw_fault(lots, [*partial, *possible(hall, offers)]),
        offers=offers,
        charset=draw_charset(lots, family),
        network=draw_network(lots, address.scheme),
        lines=max(2, HOME_LINES // len(columns)) if len(columns) > 1 else 12,
        language=lots.pick("language", LANGUAGES) if lots.has("language", 0.2, 1.0) else "",
        named_pictures=lots.between(0.05, 1.05),
    )


def named(lots: Lots) -> Iterator[Account]:
    """The accounts that the portal names as its own: most of those there are."""
    for part in SOCIAL:
        for account in part.accounts(lots.world, lots.unit):
            known = account.role == "main" and account.platform in NAMED and not account.id.startswith("search:")
            if known and lots.luck(f"names {account.platform}") < 0.7:
                yield account


def draw_fault(lots: Lots, partial: list[Fault]) -> Fault:
    """What goes wrong in this period: what is planned, or what the registry knows of, else in some of a hundred portals each."""
    if planned := lots.world.faults.get(lots.unit.code):
        return Fault(planned)
    known = lots.world.reach_errors.get(lots.unit.code, "")
    if known in REFUSALS:
        return REFUSALS[known]
    rng = lots.rng(DRAW)
    if rng.random() < 0.06:
        return rng.choice(DRAWN)
    return rng.choice(partial) if rng.random() < 0.07 else Fault.NONE

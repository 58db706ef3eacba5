"""Draws the whole profile of a portal."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ...contract import ACCESS, FOOTER, INNOVATION, META_HOME, Account, Unit
from ..parts import SOCIAL
from ..world import World
from .columns import draw_columns
from .families import family_of
from .lots import Lots
from .profile import Fault, HomeLink, LetterBox, ListColumn, PortalProfile, SearchBox
from .services import draw_hall, draw_letters, draw_search
from .tagging import filled
from .words import Voice, words

TRIED = 10  # links of the home page that the default crawl tries
REFUSALS = {"HTTP412": Fault.HTTP412, "HTTP521": Fault.HTTP521}
WHOLE_SITE = (Fault.HTTP403, Fault.CHALLENGE, Fault.TIMEOUT, Fault.DROPPED, Fault.HTTP503, Fault.ROBOTS, Fault.LOOP)
TRAITS = {  # share of portals
    "soft404": 0.05,  # answers 200 for what is not there
    "secure_only": 0.1,  # sends http on to https, where the registry has https
    "slow": 0.03,
    "lower_tags": 0.08,
    "doubled_tags": 0.05,
    "no_robots": 0.3,
    "decoy_foot": 0.3,  # says in its head what belongs in the foot
}


def draw_profile(world: World, unit: Unit) -> PortalProfile:
    """The profile of a unit's portal. KeyError if it has none."""
    lots, voice = Lots(world, unit), Voice.of(unit, world.period)
    family, address = family_of(lots), urlsplit(world.portals[unit.code])
    columns = draw_columns(lots, family, voice)
    letters = draw_letters(lots, family, voice)
    # a search is tried with the words of a piece of news
    search = draw_search(lots, family) if any(c.kind == "news" for c in columns) else None
    traits = tuple(t for t, share in TRAITS.items() if lots.luck(t) < share)
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
        hall=draw_hall(lots, family, voice),
        search=search,
        links=tuple(home_links(lots, voice, columns, "soft404" in traits)),
        meta=filled(lots, "home", META_HOME),
        footer=lots.those(FOOTER, 0.5, 1.0),
        access=lots.those(ACCESS, 0.2, 0.95),
        innovation=lots.those(INNOVATION, 0.05, 0.9),
        named=tuple(named(lots)),
        traits=traits,
        fault=draw_fault(lots, letters, search),
    )


def named(lots: Lots) -> Iterator[Account]:
    """The accounts that the portal names as its own: most of those there are."""
    for part in SOCIAL:
        for account in part.accounts(lots.world, lots.unit):
            if account.role == "main" and lots.luck(f"names {account.platform}") < 0.7:
                yield account


def home_links(lots: Lots, voice: Voice, columns: tuple[ListColumn, ...], soft: bool) -> Iterator[HomeLink]:
    """Some news, then some of the site's own pages; of those among the first ten, some are dead and a few refuse."""
    rng = lots.rng("links")
    fresh = [e for e in columns[0].first_page if not e.elsewhere][: rng.randint(2, 4)]
    yield from (HomeLink(e.title, e.address, 404 if e.gone and not soft else 200) for e in fresh)
    names = list(words().home)
    lots.world.rng("portal", lots.unit.code, "home").shuffle(names)
    risk = lots.between(0.75, 0.0) ** 1.5 * rng.uniform(0.3, 1.6)
    for n, name in enumerate(names[: TRIED + 2]):
        dead = not soft and rng.random() < risk and len(fresh) + n < TRIED
        refusing = rng.random() < 0.02
        status = rng.choice((404, 404, 404, 410)) if dead else 403 if refusing else 200
        yield HomeLink(voice.say(rng, name), f"/zt/{lots.unit.code}{60 + n}/", status)


def draw_fault(lots: Lots, letters: LetterBox | None, search: SearchBox | None) -> Fault:
    """What goes wrong in this period: always what the registry knows of, else in some of a hundred portals each."""
    known = lots.world.reach_errors.get(lots.unit.code, "")
    if known in REFUSALS:
        return REFUSALS[known]
    rng = lots.rng("fault")
    if rng.random() < 0.06:
        return rng.choice((*WHOLE_SITE, Fault.HTTP412, Fault.HTTP521))
    partial = [Fault.LETTERS_503, Fault.LETTERS_TIMEOUT] if letters else []
    partial += [Fault.SEARCH_TIMEOUT] if search else []
    return rng.choice(partial) if partial and rng.random() < 0.05 else Fault.NONE

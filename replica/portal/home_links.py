"""Draws the links of a home page's first blocks, with their fates."""

from __future__ import annotations

import random
from collections.abc import Iterator

from .lots import Lots
from .profile import HomeLink, ListColumn
from .words import Voice, words

TOPICS = (3, 6)  # the site's own pages
FOREIGN = (
    "https://www.xinhuanet.com/politics/",
    "https://www.people.com.cn/",
    "https://www.gov.cn/zhengce/",
    "https://www.example-expo.com.cn/",
)
HEADLESS = (405, 404)  # what is answered to HEAD where GET finds the page
GONE = (404, 404, 404, 410)
REFUSING, REFUSALS = 2, (200,) * 7 + (403, 429, 503)  # which of its own pages may refuse, and how: one refusal is no wall
TRAPS = (  # title, address: pages that lead on for ever, an address with a session in it, one page under many queries
    ("活动日历", "/calendar/2026/10/"),
    ("专题回顾", "/zt/huigu.html;jsessionid=9F2C81D07B3E44A0"),
    ("图集列表", "/tuji/list?page=1&from=index"),
)


def draw_links(lots: Lots, voice: Voice, columns: tuple[ListColumn, ...], soft: bool) -> Iterator[HomeLink]:
    """Some news, then some of the site's own pages with their fates, then a few of other hosts."""
    rng = lots.rng("links")
    fresh = [e for e in columns[0].first_page if not e.elsewhere and not e.gone][: rng.randint(2, 3)]
    yield from (HomeLink(e.title, e.address) for e in fresh)
    refusing = rng.choice(REFUSALS)
    names = list(words().home)
    lots.world.rng("portal", lots.unit.code, "home").shuffle(names)
    risk = lots.between(0.75, 0.0) ** 1.5 * rng.uniform(0.3, 1.6)
    for n, name in enumerate(names[: rng.randint(*TOPICS)]):
        title, address = voice.say(rng, name), f"/zt/{lots.unit.code}{60 + n}/"
        dead = rng.random() < risk and not soft
        if n == REFUSING:
            yield HomeLink(title, address, refusing)
        else:
            yield HomeLink(title, address, rng.choice(GONE)) if dead else living(rng, title, address)
    if lots.luck("traps") < 0.12:
        yield from (HomeLink(title, address) for title, address in TRAPS)
    yield from foreign(lots, rng)


def living(rng: random.Random, title: str, address: str) -> HomeLink:
    """A link to a page that is there; a few hang, or know no HEAD."""
    luck = rng.random()
    return HomeLink(title, address, head=rng.choice(HEADLESS)) if luck < 0.04 else HomeLink(title, address, hangs=luck > 0.995)


def foreign(lots: Lots, rng: random.Random) -> Iterator[HomeLink]:
    """Portals of provinces, and hosts that this world does not know."""
    known = (friend.partition(" ") for friend in words().friends["省区市"])
    for name, _, host in rng.sample([f for f in known if f[2] not in lots.world.portals[lots.unit.code]], 2):
        yield HomeLink(f"{name}政务网站", f"https://{host}/")
    yield HomeLink("专题报道链接", rng.choice(FOREIGN))

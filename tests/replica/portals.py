"""Asking the stand-in portals, and reading what they answer as a person would."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import urlsplit

from dsci import registry
from dsci.replica import portal
from dsci.replica.portal.profile import PortalProfile
from dsci.replica.portal.site import profile_of
from dsci.replica.world import PERIODS, Ask, Reply, Truth, World

SAMPLE = {  # four healthy portals of every content system, good ones and bad ones
    "trs": ("120000", "310000", "420700", "511800"),
    "hanweb": ("131000", "321200", "370700", "510700"),
    "hanweb_feed": ("130100", "321300", "411700", "513300"),
    "jpaas": ("140500", "330100", "330800", "360900"),
    "nfcms": ("130800", "440100", "442000", "513200"),
    "gkmlpt": ("210800", "360600", "440200", "440400"),
    "boda": ("140700", "220200", "411000", "522700"),
    "suzhou": ("130500", "150100", "350400", "410200"),
    "plain": ("130300", "222400", "410500", "520000"),
    "plain_gbk": ("110000", "360400", "500000", "532900"),
    "unknown": ("230100", "410800", "510300", "610900"),
}
CODES = {family: codes[0] for family, codes in SAMPLE.items()}


@cache
def world(period: str = PERIODS[-1]) -> World:
    """All provincial and prefecture units."""
    return World(tuple(registry.select()), registry.portals(), period, reach_errors=registry.reach_errors())


def each(period: str) -> Iterator[PortalProfile]:
    """The same one by one: nothing is drawn that nobody asks for."""
    at = world(period)
    return (profile_of(at, unit) for unit in at.units if unit.code in at.portals)


@cache
def profiles(period: str = PERIODS[-1]) -> tuple[PortalProfile, ...]:
    return tuple(each(period))


def profile(code: str) -> PortalProfile:
    return profile_of(world(), world().by_code[code])


def healthy(*families: str) -> list[PortalProfile]:
    """Portals without a fault, of those content systems."""
    return [p for p in profiles() if p.fault == "none" and (not families or p.family in families)]


@cache
def truths(code: str) -> tuple[Truth, ...]:
    return tuple(portal.truth(world(), world().by_code[code]))


def ask(p: PortalProfile, address: str, method: str = "GET", scheme: str = "", at: World | None = None) -> Reply:
    """What the portal answers at an address of its own."""
    path, _, query = address.partition("#")[0].partition("?")
    scheme = scheme or urlsplit(p.portal).scheme
    return portal.respond(at or world(), Ask(method, scheme, p.host, path, {}, {}, query.encode()))


def source(p: PortalProfile, address: str) -> str:
    """The page as text with its marks."""
    return ask(p, address).body.decode(p.charset.encoding)


def visible(page: str) -> str:
    """What a person sees of a page, blanks squeezed."""
    page = re.sub(r"(?s)<!--.*?-->|<style.*?</style>|<script(?! type=\"text/xml\").*?</script>|<head>.*?</head>", " ", page)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<(?!!)[^>]*>", " ", page)))


def filled_tags(page: str) -> list[str]:
    """The 47号 tags with content, in page order."""
    return re.findall(r'<meta name="((?:Site|Column|Article|Pub|Content)\w+)" content="[^"]', page)


def hrefs(page: str) -> list[str]:
    """Distinct addresses of the links after the head of a page, in page order."""
    body = page.partition("</head>")[2]
    return list(dict.fromkeys(html.unescape(a) for a in re.findall(r'<a [^>]*?href="?([^"> ]+)', body, re.IGNORECASE)))

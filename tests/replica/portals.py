"""Asking the stand-in portals, and reading what they answer as a person would."""

from __future__ import annotations

import html
import re
from functools import cache
from urllib.parse import urlsplit

from dsci import registry
from dsci.replica import portal
from dsci.replica.portal.profile import PortalProfile
from dsci.replica.portal.site import profile_of
from dsci.replica.world import PERIODS, Ask, Reply, Truth, World


@cache
def world(period: str = PERIODS[-1]) -> World:
    """All provincial and prefecture units."""
    return World(tuple(registry.select()), registry.portals(), period, reach_errors=registry.reach_errors())


@cache
def profiles() -> tuple[PortalProfile, ...]:
    return tuple(profile_of(world(), unit) for unit in world().units if unit.code in world().portals)


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
    path, _, query = address.partition("?")
    scheme = scheme or urlsplit(p.portal).scheme
    return portal.respond(at or world(), Ask(method, scheme, p.host, path, {}, {}, query.encode()))


def source(p: PortalProfile, address: str) -> str:
    """The page as text with its marks."""
    return ask(p, address).body.decode("gb18030" if p.family == "plain_gbk" else "utf-8")


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

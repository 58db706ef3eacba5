"""Truth that is found by walking: what the home page's bytes link to and show, and how the world answers."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from statistics import fmean
from urllib.parse import urljoin, urlsplit

from ....contract import Status
from ...parts import respond
from ...world import Ask, Reply, World
from ..fault_kinds import WHOLE, Fault
from ..network import LONG, visit, visit_moments
from ..offer_pages import lead_addresses
from ..pages import document
from ..site import Site, hosts, profile_of
from .found import Found

UNSEEN = re.compile(r"(?s)<!--.*?-->|<script\b.*?</script>|<head>.*?</head>")
LINK = re.compile(r'<(?:a\b[^>]*?\bhref|img\b[^>]*?\bsrc)="?([^"> ]+)', re.IGNORECASE)
PICTURE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
NAMED = re.compile(r'\balt="[^"]')
WAITED = 60.0  # seconds: an answer that nobody waits for
# where a visit does not open, and not for our sake
DOWN = (Fault.TIMEOUT, Fault.DRIP, Fault.DROPPED, Fault.CONNECTION_REFUSED, Fault.UNKNOWN_NAME, Fault.RESET)


@lru_cache(maxsize=64)
def body(site: Site) -> str:
    """The home page as it is seen, marks and all."""
    page = document(site, site.views["/"]).decode(site.profile.charset.encoding)
    return UNSEEN.sub(" ", page)


def links(site: Site) -> list[str]:
    """Where the home page links to, its pictures too, leads to other parts of the portal left out; full addresses, each once."""
    p = site.profile
    offers = [x.address for x in (p.letters, p.hall, p.search) if x]
    leads = {urljoin(p.portal, a).partition("#")[0] for a in (*offers, *lead_addresses(p), *(c.address for c in p.columns))}
    found = (urljoin(p.portal, html.unescape(a)).partition("#")[0] for a in LINK.findall(body(site)))
    return [a for a in dict.fromkeys(found) if a.startswith("http") and a not in leads]


def dead_links_share(world: World, site: Site) -> Found:
    """Dead links of the home page, of those that are dead or alive."""
    fates = [fate(world, site, address) for address in links(site)]
    decided = [f for f in fates if f is not None]
    return fmean(not alive for alive in decided) if decided else None


def fate(world: World, site: Site, address: str) -> bool | None:
    """True: alive; False: gone, which on the own host GET confirms; None: refused, busy, silent, or not to be asked."""
    own = urlsplit(address).hostname == site.profile.host
    reply = answered(world, address, "HEAD")
    if own and reply.status in (404, 405, 410):
        reply = answered(world, address, "GET")
    if reply.drop or reply.fails or reply.delay >= WAITED or forbidden(world, address):
        return None
    return True if reply.status == 200 else False if own and reply.status in (404, 410) else None


def answered(world: World, address: str, method: str, turns: int = 5) -> Reply:
    """What is answered in the end."""
    to = urlsplit(address)
    reply = respond(world, Ask(method, to.scheme, to.hostname or "", to.path, raw_query=to.query.encode()))
    on = reply.headers.get("Location")
    return answered(world, urljoin(address, on), method, turns - 1) if on and turns else reply


def forbidden(world: World, address: str) -> bool:
    """Whether the robots.txt of another portal keeps the link from being asked for."""
    unit = hosts(world).get(urlsplit(address).hostname or "")
    return unit is not None and profile_of(world, unit).fault is Fault.ROBOTS


def alt_texts_share(world: World, site: Site) -> Found:
    """Share of the home page's pictures with words in their alt."""
    pictures = PICTURE.findall(body(site))
    return fmean(NAMED.search(picture) is not None for picture in pictures) if pictures else None


def open_share(world: World, site: Site) -> Found:
    """Share of the visits of a week that opened; not decided where there was no week of visits."""
    p, unit = site.profile, world.by_code[site.profile.code]
    if unit.code not in world.probed or (p.fault in WHOLE and p.fault not in (*DOWN, Fault.SHELL)):
        return Status.NOT_DECIDED
    took = [visit(world, unit, p.network, moment) for moment in visit_moments(world)]
    return 0 if p.fault in DOWN else fmean(s is not None and s < LONG for s in took)


STATEMENTS = (dead_links_share, alt_texts_share, open_share)
UNFAILING = ("open_share",)  # a failed visit is itself the finding

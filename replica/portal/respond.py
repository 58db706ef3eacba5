"""What a portal's hosts answer to a request."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from ..world import Ask, Reply, World
from .failing import broken
from .fault_kinds import Fault
from .faults import BUSY, HANGING, RIVERED, SLOW, faulty
from .feeds import is_feed, respond_feed
from .network import visit
from .offer_pages import respond_offers
from .opendata import respond_english, respond_open_data
from .pages import document, results
from .planned import spoilt
from .profile import Entry
from .site import Site, hosts, site_of
from .small import small_file
from .traps import trap
from .views import View

SECONDS = "X-Replica-Seconds"
MOMENT = "X-Visit-Moment"
HOME = ("/", "/index.html")


def respond(world: World, ask: Ask) -> Reply:
    """The answer of the portal at that host, to HEAD without its body; 404 where no portal is."""
    host = ask.host.partition(":")[0]
    unit = hosts(world).get(host)
    if unit is None:
        return Reply(b"no such host", 404, "text/plain")
    site = site_of(world, unit)
    reply = own(site, ask) if host == site.profile.host else beside(site, ask, host)
    if ask.path in HOME and host == site.profile.host:
        reply = timed(world, site, ask, reply)
    return replace(reply, body=b"", times=1, cut=0) if ask.method == "HEAD" else reply


def timed(world: World, site: Site, ask: Ask, reply: Reply) -> Reply:
    """A home page with the seconds that it took, at a visit those of that visit; nobody waits for one that never comes."""
    network, moment = site.profile.network, ask.headers.get(MOMENT)
    if not moment:
        return replace(reply, headers={**reply.headers, SECONDS: str(network.seconds)})
    seconds = visit(world, world.by_code[site.profile.code], network, datetime.fromisoformat(moment))
    if reply.delay >= HANGING.delay or reply.pause:
        reply, seconds = Reply(), HANGING.delay
    return replace(reply, delay=0.0, headers={**reply.headers, SECONDS: str(seconds)}) if seconds else Reply(drop=True)


def own(site: Site, ask: Ask) -> Reply:
    """What the portal's own host answers."""
    if ask.scheme == "https" and site.profile.network.tls == "refused" and site.profile.fault is not Fault.CONNECTION_REFUSED:
        return Reply(drop=True)
    if ask.scheme == "https" and site.profile.network.tls == "broken":
        return Reply(fails="tls")
    reply = faulty(site, ask) or moved(site, ask) or answer(site, ask)
    if ask.path != "/robots.txt":
        reply = spoilt(site.profile.fault, reply)
    if ask.scheme == "https" and site.profile.network.hsts:
        reply = replace(reply, headers={**reply.headers, "Strict-Transport-Security": f"max-age={site.profile.network.hsts}"})
    return replace(reply, delay=reply.delay or (SLOW if "slow" in site.profile.traits else 0.0))


def beside(site: Site, ask: Ask, host: str) -> Reply:
    """What the host of open data, of the version in English, or the name without www. answers; 404 where columns once were."""
    kind, domain = host.partition(".")[0], site.profile.host.removeprefix("www.")
    if host == f"data.{domain}":
        return broken(site.profile, ask, RIVERED, HANGING) or respond_open_data(site, ask)
    if host == domain:
        return moved_to(site, ask)
    return respond_english(site, ask) if kind == "english" else Reply(b"<h1>404 Not Found</h1>", 404)


def moved(site: Site, ask: Ask) -> Reply | None:
    """The way from http to https, where the portal insists on it."""
    secure = site.profile.portal.startswith("https:") and "secure_only" in site.profile.traits
    return moved_to(site, ask) if secure and ask.scheme != "https" else None


def moved_to(site: Site, ask: Ask) -> Reply:
    return Reply(status=301, headers={"Location": site.profile.portal + address(ask)})


def answer(site: Site, ask: Ask) -> Reply:
    """A feed, a page, a search, a small file; else the page for what is not there, which a few portals send with 200."""
    p, kind = site.profile, site.profile.charset.content_type
    if is_feed(ask.path) and (fed := respond_feed(p, ask)):
        return fed
    if special := respond_offers(site, ask):
        return special
    if p.search and ask.path == p.search.address:
        return Reply(results(site, ask), content_type=kind)
    view = viewed(site, ask)
    if view is None and (small := small_file(site, ask.path) or trap(site, ask.path)):
        return small
    view = view or View("missing", ask.path, "", status=404)
    return refused(site, view, ask) or page(site, view, ask, kind)


def refused(site: Site, view: View, ask: Ask) -> Reply | None:
    """The answer where a page hangs, is busy, or knows no HEAD."""
    if view.hangs:
        return HANGING
    if ask.method == "HEAD" and "busy_heads" in site.profile.traits and ask.path not in HOME:
        return replace(BUSY, status=429)
    if view.status in (429, 503):
        return replace(BUSY, status=view.status)
    return Reply(status=view.head) if ask.method == "HEAD" and view.head else None


def page(site: Site, view: View, ask: Ask, kind: str) -> Reply:
    """The page, or what stands there for one that is gone."""
    traits, missing = site.profile.traits, view.status in (404, 410)
    if missing and isinstance(view.item, Entry) and "soft_home" in traits:
        return Reply(status=302, headers={"Location": f"{site.profile.portal}/"})
    if missing and isinstance(view.item, Entry) and "soft_copy" in traits:
        view, missing = site.views["/"], False
    body = b"" if ask.method == "HEAD" else document(site, view)
    return Reply(body, 200 if missing and "soft404" in traits else view.status, kind)


def viewed(site: Site, ask: Ask) -> View | None:
    """The page at that address; a folder's index.html is the folder; a session in the path is nothing."""
    wanted = address(ask)
    for other in (wanted, wanted.removesuffix("index.html"), wanted.partition(";")[0]):
        if found := site.views.get(other):
            return found
    return None


def address(ask: Ask) -> str:
    """Path and query, as pages write them."""
    query = ask.raw_query.decode("latin-1") or "&".join(f"{k}={v}" for k, v in ask.query.items())
    return f"{ask.path}?{query}" if query else ask.path

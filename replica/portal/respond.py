"""What a portal's host answers to a request."""

from __future__ import annotations

from dataclasses import replace

from ..world import Ask, Reply, World
from .faults import SLOW, faulty
from .pages import document, results, style
from .site import Site, hosts, site_of
from .views import View

ROBOTS = b"User-agent: *\nDisallow: /admin/\nDisallow: /manage/\nAllow: /\n"
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 340" preserveAspectRatio="none">
<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl({0},45%,62%)"/>
<stop offset="1" stop-color="hsl({1},40%,38%)"/></linearGradient></defs>
<rect width="600" height="340" fill="url(#g)"/></svg>"""
FILES = {"doc": "application/msword", "xls": "application/vnd.ms-excel", "pdf": "application/pdf", "zip": "application/zip"}
FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def respond(world: World, ask: Ask) -> Reply:
    """The answer of the portal at that host, to HEAD without its body; 404 where no portal is."""
    unit = hosts(world).get(ask.host.partition(":")[0])
    if unit is None:
        return Reply(b"no such host", 404, "text/plain")
    site = site_of(world, unit)
    reply = faulty(site.profile, ask) or moved(site, ask) or answer(site, ask)
    delay = reply.delay or (SLOW if "slow" in site.profile.traits else 0.0)
    return replace(reply, delay=delay, body=b"" if ask.method == "HEAD" else reply.body)


def moved(site: Site, ask: Ask) -> Reply | None:
    """The way from http to https, where the portal insists on it."""
    secure = site.profile.portal.startswith("https:") and "secure_only" in site.profile.traits
    if not secure or ask.scheme == "https":
        return None
    return Reply(status=301, headers={"Location": site.profile.portal + address(ask)})


def answer(site: Site, ask: Ask) -> Reply:
    """A page, a search, a small file; else the page for what is not there, which a few portals send with 200."""
    kind, view = site.family.content_type, viewed(site, ask)
    if site.profile.search and ask.path == site.profile.search.address:
        return Reply(results(site, ask), content_type=kind)
    if view is None and (small := small_file(site, ask.path)):
        return small
    view = view or View("missing", ask.path, "", status=404)
    soft = view.status in (404, 410) and "soft404" in site.profile.traits
    body = b"" if ask.method == "HEAD" else document(site, view)
    return Reply(body, 200 if soft else view.status, kind)


def viewed(site: Site, ask: Ask) -> View | None:
    """The page at that address; a folder's index.html is the folder."""
    wanted = address(ask)
    return site.views.get(wanted) or site.views.get(wanted.removesuffix("index.html"))


def address(ask: Ask) -> str:
    """Path and query, as pages write them."""
    query = ask.raw_query.decode("latin-1") or "&".join(f"{k}={v}" for k, v in ask.query.items())
    return f"{ask.path}?{query}" if query else ask.path


def small_file(site: Site, path: str) -> Reply | None:
    """robots.txt, style, scripts, pictures, attachments."""
    ending = path.rpartition(".")[2]
    if path == "/robots.txt":
        return None if "no_robots" in site.profile.traits else Reply(ROBOTS, content_type="text/plain")
    if path == "/css/base.css":
        return Reply(style(site), content_type="text/css")
    if path.startswith("/js/"):
        return Reply(b"/* */", content_type="application/javascript")
    if path.startswith("/images/"):
        hue = sum(map(ord, path)) * 37 % 360
        return Reply(PICTURE.format(hue, (hue + 40) % 360).encode(), content_type="image/svg+xml")
    return Reply(FILE, content_type=FILES.get(ending, "application/octet-stream")) if path.startswith("/files/") else None

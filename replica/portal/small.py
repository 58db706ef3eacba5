"""What a portal serves besides pages: robots.txt, style, scripts, pictures, attachments."""

from __future__ import annotations

from ..world import Reply
from .pages import document, style
from .site import Site
from .views import View

ROBOTS = b"User-agent: *\nDisallow: /admin/\nDisallow: /manage/\nAllow: /\n"
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 340" preserveAspectRatio="none">
<defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl({0},45%,62%)"/>
<stop offset="1" stop-color="hsl({1},40%,38%)"/></linearGradient></defs>
<rect width="600" height="340" fill="url(#g)"/></svg>"""
FILES = {"doc": "application/msword", "xls": "application/vnd.ms-excel", "pdf": "application/pdf", "zip": "application/zip"}
FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def small_file(site: Site, path: str) -> Reply | None:
    """The file at that path, None where there is none."""
    if path == "/robots.txt":
        return robots(site)
    if path == "/css/base.css":
        return Reply(style(site), content_type="text/css")
    if path.startswith(("/js/", "/gkmlpt/js/", "/common/plugins/")):
        return Reply(b"/* */", content_type="application/javascript")
    if path.startswith("/images/"):
        hue = sum(map(ord, path)) * 37 % 360
        return Reply(PICTURE.format(hue, (hue + 40) % 360).encode(), content_type="image/svg+xml")
    if "lost_archive" in site.profile.traits and not {"soft_home", "soft_copy"} & {*site.profile.traits}:
        return None
    kind = FILES.get(path.rpartition(".")[2], "application/octet-stream")
    return Reply(FILE, content_type=kind) if path.startswith("/files/") else None


def robots(site: Site) -> Reply | None:
    """robots.txt, a page in its place, or nothing."""
    if "html_robots" in site.profile.traits:
        page = document(site, View("missing", "/robots.txt", "", status=404))
        return Reply(page, content_type=site.profile.charset.content_type)
    return None if "no_robots" in site.profile.traits else Reply(ROBOTS, content_type="text/plain")

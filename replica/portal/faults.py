"""What a faulty portal answers."""

from __future__ import annotations

import zlib
from functools import cache

from ..world import Ask, Reply
from .clutter import render
from .definitions import shelled
from .failing import broken
from .fault_kinds import Fault
from .feeds import is_feed
from .site import Site

HANG = 60.0  # seconds: longer than anybody waits
SLOW = 0.25
# the shapes of the guards' pages: a script that sets a cookie and loads again
RIVER = b"""<!DOCTYPE html><html><head><meta charset="utf-8"><script type="text/javascript">
$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=81943;$_ts.cd="qEQlrrlqDqqEcGqqkqVlrqGqrAqtrWq9qTlqWE0";if($_ts.lcd)$_ts.lcd();</script></head><body></body></html>"""
CLOUD = b"""<script>document.cookie=('_')+('_')+('j')+('s')+('l')+('_clearance_s')+('=')+('1790')+(';path=/');
location.href=location.pathname+location.search</script><!-- __jsl_clearance -->"""
RELOAD = b"""<html><head><meta charset="utf-8"></head><body><noscript>EdgeOne</noscript><script>
document.cookie="EO_Bot_Ssid=1462501376;path=/;max-age=3600";location.reload(true);</script></body></html>"""
FORBIDDEN = b"<html><head><title>403 Forbidden</title></head>\r\n<body><center><h1>403 Forbidden</h1></center></body></html>"
BUSY_PAGE = b"<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503</h1></body></html>"
SCREEN = b"""<html><script>var arg1='3C1A4F5E7B2D9A60';function setCookie(name,value){document.cookie=name+"="+value+";path=/;";}
setCookie("acw_sc__v2",arg1.split("").reverse().join(""));document.location.reload();</script></html>"""
WATCH = b"""<html><head><meta charset="utf-8"><title>WZWS</title></head><body><script>var dynamicurl="/WZWSREL3Lw==";
document.cookie="wzws_sid=1;path=/";window.location=dynamicurl;</script></body></html>"""
ROBOTS_NONE = b"User-agent: *\nDisallow: /\n"

OTHER_SHAPE = b'{"code":0,"msg":"success","result":{"rows":[{"t":"1","u":"2"}],"n":1}}'
MEGABYTE = b"<p>" + b"0123456789abcdef" * 65536
HANGING = Reply(delay=HANG)
RIVERED = Reply(RIVER, 412)
BUSY = Reply(BUSY_PAGE, 503, headers={"Retry-After": "120"})
ROBOTS = {Fault.ROBOTS: Reply(ROBOTS_NONE, content_type="text/plain"), Fault.ROBOTS_TIMEOUT: HANGING}
GUARDS = {
    Fault.HTTP412: RIVERED,
    Fault.HTTP468: Reply(FORBIDDEN, 468),
    Fault.HTTP521: Reply(CLOUD, 521),
    Fault.HTTP403: Reply(FORBIDDEN, 403),
    Fault.CHALLENGE: Reply(RELOAD),
    Fault.ALIYUN: Reply(SCREEN),
    Fault.WZWS: Reply(WATCH),
    Fault.JSL: Reply(CLOUD),
    Fault.HTTP503: BUSY,
    Fault.HTTP429: Reply(BUSY_PAGE, 429, headers={"Retry-After": "3600"}),
    Fault.CONNECTION_REFUSED: Reply(fails="refused"),
    Fault.UNKNOWN_NAME: Reply(fails="dns"),
}
OPEN = {  # robots.txt is answered all the same
    Fault.TIMEOUT: HANGING,
    Fault.DROPPED: Reply(drop=True),
    Fault.DRIP: Reply(b"<!-- loading -->\n", times=1_000_000, pause=0.5),
    Fault.HUGE: Reply(MEGABYTE, times=100),
    Fault.EMPTY: Reply(),
    Fault.JSON: Reply(OTHER_SHAPE, content_type="application/json"),
}
HOME = ("/", "/index.html")


def faulty(site: Site, ask: Ask) -> Reply | None:
    """The answer where the portal's fault stands in the way, else None."""
    p, robots, home = site.profile, ask.path == "/robots.txt", ask.path in HOME
    if p.fault in GUARDS:
        return GUARDS[p.fault]
    if p.fault in OPEN and not robots:
        return OPEN[p.fault]
    if robots and p.fault in ROBOTS:
        return ROBOTS[p.fault]
    if p.fault is Fault.BOMB and not robots:
        return Reply(bomb(), headers={"Content-Encoding": "gzip"})
    if p.fault in (Fault.LOOP, Fault.REPLAY) and home:
        return turning(site, ask)
    return script("/portal/home/index.html") if p.fault is Fault.SHELL and home else partly(site, ask)


def turning(site: Site, ask: Ask) -> Reply:
    """Sent on to the other of two pages, or to the same one for a cookie's sake."""
    other = ask.path if site.profile.fault is Fault.REPLAY else HOME[ask.path == HOME[0]]
    return Reply(status=302, headers={"Location": site.profile.portal + other, "Set-Cookie": "wzws_cid=1; path=/"})


def partly(site: Site, ask: Ask) -> Reply | None:
    """The answer where only a part of the portal fails."""
    p = site.profile
    asked = f"{ask.path}?{ask.raw_query.decode('latin-1')}" if ask.raw_query else ask.path
    if p.fault is Fault.COLUMN_SHELL and asked == shelled(p).address.partition("#")[0]:
        return script(f"/portal{ask.path}")
    if p.fault in (Fault.FEED_503, Fault.FEED_SHAPE) and is_feed(ask.path):
        return Reply(BUSY_PAGE, 503) if p.fault is Fault.FEED_503 else Reply(OTHER_SHAPE, content_type="application/json")
    if p.letters and ask.path == p.letters.address.partition("?")[0]:
        return {Fault.LETTERS_503: Reply(BUSY_PAGE, 503), Fault.LETTERS_TIMEOUT: HANGING}.get(p.fault)
    if p.search and ask.path == p.search.address and p.fault is Fault.SEARCH_TIMEOUT:
        return HANGING
    return broken(p, ask, RIVERED, HANGING)


def script(where: str) -> Reply:
    """A page of 898 bytes that is nothing but a script that leads on."""
    return Reply(render("shell.html.j2", where=where).encode().ljust(898))


@cache
def bomb() -> bytes:
    """100 MB of blanks in 100 KB of gzip."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join((*(packer.compress(bytes(1 << 20)) for _ in range(100)), packer.flush()))

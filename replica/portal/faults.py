"""What a faulty portal answers."""

from __future__ import annotations

from ..world import Ask, Reply
from .profile import Fault, PortalProfile

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
BUSY = b"<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503</h1></body></html>"
ROBOTS_NONE = b"User-agent: *\nDisallow: /\n"

GUARDS = {
    Fault.HTTP412: Reply(RIVER, 412),
    Fault.HTTP521: Reply(CLOUD, 521),
    Fault.HTTP403: Reply(FORBIDDEN, 403),
    Fault.CHALLENGE: Reply(RELOAD),
    Fault.HTTP503: Reply(BUSY, 503, headers={"Retry-After": "120"}),
}


def faulty(profile: PortalProfile, ask: Ask) -> Reply | None:
    """The answer where the portal's fault stands in the way, else None. Its robots.txt is answered all the same, guards apart."""
    fault, robots = profile.fault, ask.path == "/robots.txt"
    if fault in GUARDS:
        return GUARDS[fault]
    if fault is Fault.ROBOTS and robots:
        return Reply(ROBOTS_NONE, content_type="text/plain")
    if fault is Fault.TIMEOUT and not robots:
        return Reply(delay=HANG)
    if fault is Fault.DROPPED and not robots:
        return Reply(drop=True)
    if fault is Fault.LOOP and ask.path in ("/", "/index.html"):
        other = "/index.html" if ask.path == "/" else "/"
        return Reply(status=302, headers={"Location": profile.portal + other, "Set-Cookie": "wzws_cid=1; path=/"})
    return partly(profile, ask)


def partly(profile: PortalProfile, ask: Ask) -> Reply | None:
    """The answer where only the letters or only the search fail."""
    fault = profile.fault
    if profile.letters and ask.path == profile.letters.address.partition("?")[0]:
        return {Fault.LETTERS_503: Reply(BUSY, 503), Fault.LETTERS_TIMEOUT: Reply(delay=HANG)}.get(fault)
    if profile.search and ask.path == profile.search.address and fault is Fault.SEARCH_TIMEOUT:
        return Reply(delay=HANG)
    return None

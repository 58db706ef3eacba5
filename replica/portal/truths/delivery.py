"""The truth of the delivery metrics, in the words of their definitions."""

from __future__ import annotations

import re
from statistics import fmean
from zlib import crc32

from ....contract import ACCESS, FOOTER, Status
from ..definitions import articles, seen
from ..profile import Entry, PortalProfile
from .found import Found, unless, unread

FORM = re.compile(r"www\.[\w-]+\.gov\.cn")  # 国办发〔2017〕47号
PRINTED_IN_FULL = 0  # the way among four in which a page prints time as 47号 wants it


def time_format_share(p: PortalProfile) -> Found:
    """Share of the articles read that give their time as 47号 wants it: in the tag, or where there is none in the text."""
    return fmean(formal(p, e) for _, e in read) if (read := articles(p)) else unread(p)


def formal(p: PortalProfile, entry: Entry) -> bool:
    if "PubDate" in entry.meta:
        return entry.form == "47号"
    return "time" in entry.shows and crc32(p.code.encode()) % 10007 % 4 == PRINTED_IN_FULL


def inner_dead_links_share(p: PortalProfile) -> Found:
    """All that lists and articles lead to is dead where the archive is lost, else nothing; none is decided where HEAD
    is always answered with 429."""
    inside = articles(p) != [] or any(not c.feed and len(c.entries) > 2 for c in seen(p))
    softly = {"soft404", "soft_home", "soft_copy"} & {*p.traits}
    return None if not inside or "busy_heads" in p.traits else "lost_archive" in p.traits and not softly


def load_seconds(p: PortalProfile) -> Found:
    """Seconds that the home page took."""
    return p.network.seconds


def footer_share(p: PortalProfile) -> Found:
    """Share of the eight elements of a foot."""
    return len(p.footer) / len(FOOTER)


@unless("search")
def search_works(p: PortalProfile) -> Found:
    """1 if a search for the words of a piece of news finds one that holds them."""
    return Status.ABSENT if not p.search else p.search.finds == "matching"


def access_share(p: PortalProfile) -> Found:
    """Share of the four features for those who need another view."""
    return len(p.access) / len(ACCESS)


def https_valid(p: PortalProfile) -> Found:
    """1 if the certificate verifies for the host."""
    return p.network.tls == "valid"


def hsts(p: PortalProfile) -> Found:
    """1 if the portal says over HTTPS that it wants to be asked over nothing else."""
    return p.network.hsts > 0


def ipv6(p: PortalProfile) -> Found:
    """1 if the name has an address of IPv6."""
    return bool(p.network.ipv6)


def language_declared(p: PortalProfile) -> Found:
    """1 if the home page says its language."""
    return bool(p.language)


def domain_form(p: PortalProfile) -> Found:
    """1 if the host is www.<name>.gov.cn."""
    return FORM.fullmatch(p.host) is not None


def english_version(p: PortalProfile) -> Found:
    """1 if the link to a version in English leads to English."""
    english = p.offers.english
    return not english.fake if english else Status.ABSENT


STATEMENTS = (
    time_format_share,
    inner_dead_links_share,
    load_seconds,
    footer_share,
    search_works,
    access_share,
    https_valid,
    hsts,
    ipv6,
    language_declared,
    domain_form,
    english_version,
)

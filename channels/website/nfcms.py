"""NFCMS (南方): content/post_ID.html, static pages index_2.html, index_3.html …"""

from __future__ import annotations

import re

from .lists import Family, Listing, general
from .page import Doc
from .urls import path

_PAGE = re.compile(r"/index_(\d{1,6})\.html?$")


def recognises(doc: Doc) -> bool:
    """True where the page names its NFCMS site."""
    return "NFCMS_SITE_ID" in doc.text


def read(doc: Doc) -> Listing:
    """The main list; `more` where a page with a higher number is linked."""
    here = _number(path(doc.page.url))
    later = sorted((n, a.url) for a in doc.anchors if (n := _number(path(a.url))) > here)
    return general(doc, "nfcms", after=later[0][1] if later else "")


def _number(where: str) -> int:
    found = _PAGE.search(where)
    return int(found[1]) if found else 1


FAMILY = Family("nfcms", recognises, read)

"""TRS WCM, the commonest content system: /YYYYMM/tYYYYMMDD_ID.html, pages numbered by createPageHTML(pages, this, …)."""

from __future__ import annotations

import re

from .lists import Family, Listing, general
from .page import Doc
from .urls import resolve

_PAGES = re.compile(r"createPageHTML\w*\s*\(\s*[\"']?(\d{1,6})[\"']?\s*,\s*[\"']?(\d{1,6})")
_NAMED = re.compile(_PAGES.pattern + r"[\"']?\s*,\s*[\"']([\w-]{1,40})[\"']\s*,\s*[\"'](\w{1,6})[\"']")


def recognises(doc: Doc) -> bool:
    """True where the page numbers its pages as TRS does."""
    return any("createPageHTML" in script for script in doc.scripts)


def read(doc: Doc) -> Listing:
    """The main list; `more` where this page, counted from 0, is not the last."""
    calls = (found for script in doc.scripts for found in _PAGES.finditer(script))
    more = any(int(call[2]) + 1 < int(call[1]) for call in calls)
    return general(doc, "trs", more, more_pages(doc))


def more_pages(doc: Doc) -> str:
    """The address of the page after this one by createPageHTML(pages, this, "index", "htm"); '' after the last."""
    for found in (f for script in doc.scripts for f in _NAMED.finditer(script)):
        pages, here, name, suffix = int(found[1]), int(found[2]), found[3], found[4]
        if here + 1 < pages:
            return resolve(doc.base, f"{name}_{here + 1}.{suffix}")
    return ""


def page_calls(script: str) -> str:
    """What a script says of further pages, and nothing else of it."""
    calls = (f'createPageHTML({f[1]},{f[2]},"{f[3]}","{f[4]}")' for f in _NAMED.finditer(script))
    return ";".join(calls)


FAMILY = Family("trs", recognises, read)

"""TRS WCM, the commonest content system: /YYYYMM/tYYYYMMDD_ID.html, pages numbered by createPageHTML(pages, this, …)."""

from __future__ import annotations

import re

from .lists import Family, Listing, general
from .page import Doc

_PAGES = re.compile(r"createPageHTML\w*\s*\(\s*[\"']?(\d{1,6})[\"']?\s*,\s*[\"']?(\d{1,6})")


def recognises(doc: Doc) -> bool:
    """True where the page numbers its pages as TRS does."""
    return any("createPageHTML" in script for script in doc.scripts)


def read(doc: Doc) -> Listing:
    """The main list; `more` where this page, counted from 0, is not the last."""
    plain = general(doc)
    calls = (found for script in doc.scripts for found in _PAGES.finditer(script))
    return Listing(plain.rows, plain.more or any(int(call[2]) + 1 < int(call[1]) for call in calls), "trs")


FAMILY = Family("trs", recognises, read)

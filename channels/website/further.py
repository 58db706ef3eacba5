"""A further page of a list: older entries."""

from __future__ import annotations

from ...contract import Extract, Status
from .about import About
from .column import about_column
from .listed import entries, list_page, onward
from .lists import listing
from .page import Doc


def read_further(doc: Doc) -> Extract:
    """The page and its entries, of the column that it goes on; EMPTY where it is a stub."""
    led, found = About.of(doc.page), listing(doc)
    about = led if led.key else about_column(doc)
    if not found.lines:
        return Extract(Status.EMPTY, reason="a page of a list without lines")
    facts = (list_page(doc.page, about, found), *entries(doc.page, about, found))
    return Extract(Status.OK, facts, tuple(onward(doc.page, about, found)))

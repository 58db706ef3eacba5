"""Hanweb jcms/jpage: /col/colN/index.html, the list lies as XML records in a script of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from .lists import Family, Listing, general, rows
from .page import Anchor, Doc, parse, text_of
from .urls import resolve

_OPEN = "<![CDATA["
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,9})\s*<|totalRecord\s*[:=]\s*[\"']?(\d{1,9})", re.I)
MAX_RECORDS = 500


def recognises(doc: Doc) -> bool:
    """True where records, or the loader that asks for them, stand in the page."""
    return "<datastore" in doc.text or "/module/web/jpage/" in doc.text


def read(doc: Doc) -> Listing:
    """The records; `more` where the total is larger than what is listed."""
    records = list(islice(_records(doc.text), MAX_RECORDS))
    if not records:
        plain = general(doc)
        return Listing(plain.rows, plain.more or _total(doc) > len(plain.rows), "hanweb")
    tree = parse(f"<ul>{''.join(records)}</ul>")
    links = ((resolve(doc.base, a.get("href") or ""), a) for a in tree.iter("a"))
    found = rows(doc, [Anchor(url, text_of(a), a) for url, a in links if url])
    return Listing(tuple(found), _total(doc) > len(found), "hanweb")


def _records(text: str) -> Iterator[str]:
    for part in text.split("<record>")[1:]:
        start, end = part.find(_OPEN), part.find("]]>")
        if 0 <= start < end:
            yield part[start + len(_OPEN) : end]


def _total(doc: Doc) -> int:
    found = _TOTAL.search(doc.text)
    return int(found[1] or found[2]) if found else 0


FAMILY = Family("hanweb", recognises, read)

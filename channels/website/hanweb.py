"""Hanweb jcms/jpage: /col/colN/index.html. The list lies as XML records in a script of the page, or behind dataproxy.jsp."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import unquote, urlencode

from ...contract import Answer
from ..shapes import ShapeError
from .decode import decode
from .lists import Family, Feed, Listing, general, lines
from .page import Doc
from .rows import fragment
from .urls import parameter, resolve

PROXY = "/module/web/jpage/dataproxy"
PARAMETERS = ("col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype")
GROUP = 3  # pages that its scripts ask for at once
MAX_RECORDS = 500
_OPEN = "<![CDATA["
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,9})\s*<|totalRecord\s*[:=]\s*[\"']?(\d{1,9})", re.I)
_NONE = re.compile(r"<totalrecord>\s*0\s*<", re.I)
_PERPAGE = re.compile(r"<perpage>\s*(\d{1,3})\s*<|perpage[\"']?\s*[:=]\s*[\"']?(\d{1,3})", re.I)
_UNIT = re.compile(r"unitid[\"']?\s*[:=]\s*[\"']?(\d{1,12})", re.I)
_GIVEN = re.compile(
    rf"\b({'|'.join((*PARAMETERS, 'perpage'))})[\"']?\s*[:=]\s*"
    r"(?:\"([^\"]{0,200})\"|'([^']{0,200})'|([^\s,&\"'<>;{}]{0,200}))",
    re.I,
)
_NAMES = {name.lower(): name for name in PARAMETERS}


def recognises(doc: Doc) -> bool:
    """True where records, or the loader that asks for them, stand in the page."""
    return "<datastore" in doc.text or "/module/web/jpage/" in doc.text


def read(doc: Doc) -> Listing:
    """The records in the page; else the feed that its loader would ask; else what it lists as any page does."""
    records = list(islice(_records(doc.text), MAX_RECORDS))
    if not records and _NONE.search(doc.text):
        return Listing((), False, "hanweb", blank=True)
    if not records:
        feed = feed_address(doc)
        if feed:
            return Listing((), False, "hanweb", feed=feed)
        plain = general(doc, "hanweb")
        return Listing(plain.lines, plain.more or _total(doc.text) > len(plain.lines), "hanweb", plain.next)
    found = lines(fragment(f"<ul>{''.join(records)}</ul>", doc.base, doc.page.seen_at))
    here, size = _here(doc.page.url), _number(_PERPAGE, doc.text) or len(records)
    more = _total(doc.text) > (here - 1) * size + len(records)
    return Listing(found, more, "hanweb", _next_page(doc, here + -(-len(records) // size)) if more else "")


def feed_address(doc: Doc) -> str:
    """The first address that the loader asks, by the parameters in its script; '' where they cannot be read."""
    for script in (*doc.scripts, *(tag.get("src") or "" for tag in doc.root.iter("script"))):
        given = {f[1].lower(): f[2] or f[3] or f[4] for f in _GIVEN.finditer(script[:20_000])} if "columnid" in script else {}
        if given.get("columnid") and given.get("unitid"):
            size = given.get("perpage") or ""
            each = int(size) if size.isdecimal() and 0 < int(size) <= 100 else 15
            pairs = {"startrecord": "1", "endrecord": str(each * GROUP), "perpage": str(each)}
            pairs |= {name: unquote(given[low]) for low, name in _NAMES.items() if given.get(low)}
            return resolve(doc.base, f"{PROXY}.jsp?{urlencode(pairs, safe='/')}")
    return ""


def read_feed(answer: Answer) -> Listing:
    """The records of one answer of dataproxy.jsp."""
    page = answer.page
    text = decode(answer.body, answer.content_type or page.content_type)[0]
    if "<datastore" not in text:
        raise ShapeError("datastore", "missing")
    records = list(islice(_records(text), MAX_RECORDS))
    start, end = FEED.place(page.url), _given(page.url, "endrecord")
    if not records and _total(text) >= start:
        raise ShapeError("datastore.recordset.record", "missing")
    more = bool(records) and _total(text) > max(end, start + len(records) - 1)
    found = lines(fragment(f"<ul>{''.join(records)}</ul>", page.url, page.seen_at))
    return Listing(found, more, "hanweb", _next_group(page.url, start, end) if more else "")


def _next_group(url: str, start: int, end: int) -> str:
    if end < start:
        return ""
    later = re.sub(r"\bstartrecord=\d+", f"startrecord={end + 1}", url)
    return re.sub(r"\bendrecord=\d+", f"endrecord={2 * end - start + 1}", later)


def _next_page(doc: Doc, number: int) -> str:
    unit = _UNIT.search(doc.text)
    start = doc.page.url.partition("?")[0].partition("#")[0]
    return f"{start}?uid={unit[1]}&pageNum={number}" if unit else ""


def _here(url: str) -> int:
    return max(1, _given(url, "pagenum"))


def _given(url: str, name: str) -> int:
    value = parameter(url, frozenset({name}))
    return int(value) if value.isdecimal() and len(value) < 10 else 0


def _records(text: str) -> Iterator[str]:
    for part in text.split("<record>")[1:]:
        start, end = part.find(_OPEN), part.find("]]>")
        if 0 <= start < end:
            yield part[start + len(_OPEN) : end]


def _total(text: str) -> int:
    return _number(_TOTAL, text)


def _number(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return int(found[1] or found[2]) if found else 0


FEED = Feed(PROXY, "startrecord", read_feed)
FAMILY = Family("hanweb", recognises, read, FEED)

"""A store against itself: bytes against hashes, facts against pages, observations against evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import groupby

from sqlalchemy import select

from ..contract import Evidence, Fact, Judgement, Observation, Override, Page
from . import Store
from .tables import table_of
from .warc import read_record


def verify(store: Store, kinds: Iterable[type[Fact]]) -> Iterator[str]:
    """One line per fault, naming the page, fact or observation; nothing when all is right."""
    pages = store.rows(Page)
    yield from _bytes(store, pages)
    known = {p.id for p in pages}
    for kind in kinds:
        for name, key in _pairs(store, kind, "page", "key"):
            if name not in known:
                yield f"{kind.__name__} {key}: its page {name} is not in the store"
    rests: dict[tuple[str, str, str], list[str]] = {}
    for evidence in store.rows(Evidence):
        rests.setdefault((evidence.unit, evidence.metric, evidence.period), []).append(evidence.page)
    for row in store.rows(Observation):
        found = rests.get((row.unit, row.metric, row.period), [])
        if row.value is not None and not found:
            yield f"observation {row.unit} {row.metric} {row.period}: a value without evidence"
        for name in found:
            if name not in known:
                yield f"observation {row.unit} {row.metric} {row.period}: its page {name} is not in the store"
    yield from _people(store, {p.sha256 for p in pages})


def _people(store: Store, hashes: set[str]) -> Iterator[str]:
    """Ratings without their workbook, corrections without their evidence."""
    for row in store.rows(Judgement):
        if row.sheet not in hashes:
            yield f"judgement {row.unit} {row.metric} {row.period} by {row.rater}: its sheet {row.sheet} is not in the store"
    for correction in store.rows(Override):
        if not correction.withdrawn and correction.evidence not in hashes:
            place = f"{correction.unit} {correction.metric} {correction.period}"
            yield f"override {place}: its evidence {correction.evidence} is not in the store"


def _bytes(store: Store, pages: list[Page]) -> Iterator[str]:
    kept = sorted((p for p in pages if p.offset is not None), key=lambda p: (p.warc, p.offset))
    for warc, same in groupby(kept, key=lambda p: p.warc):
        for page in same:
            try:
                record = read_record(store.evidence / warc, page.offset or 0, page.length or 0)
            except ValueError as fault:
                yield f"page {page.id} ({page.url}): {fault}"
                continue
            # a conversion holds other bytes than were received; its own digest speaks for it
            received = record.kind != "conversion"
            if not record.holds or (received and sha256(record.payload).hexdigest() != page.sha256):
                yield f"page {page.id} ({page.url}): {warc} at {page.offset}: bytes and hash differ"


def _pairs(store: Store, kind: type[Fact], *columns: str) -> Iterator[tuple[str, str]]:
    store.count(kind)  # makes the table where it is missing
    table = table_of(kind)
    with store.engine.connect() as connection:
        for row in connection.execute(select(*(table.c[c] for c in columns))):
            yield row[0], row[1]

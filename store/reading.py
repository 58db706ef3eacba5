"""One WARC file against the rows that name its records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import tee

from .kept import Store
from .scanning import Member, walk
from .warc import Record


@dataclass(frozen=True)
class Found:
    """One line of `verify`: a fault, or (`fault` False) something that no row names, and so belongs to nothing."""

    text: str
    fault: bool = True


@dataclass(frozen=True)
class Named:
    """What a row says of a page's bytes."""

    warc: str
    offset: int
    length: int
    id: str
    url: str
    sha256: str

    def __str__(self) -> str:
        return f"page {self.id} ({self.url})"


class Reading:
    """One file as it is read: the half of a pair that was seen last, the damage that may be a mere tail, what is nobody's."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.half: Member | None = None
        self.damaged: Member | None = None
        self.orphan = ""  # the first
        self.orphans = 0

    def lines(self, store: Store, named: Iterator[Named]) -> Iterator[Found]:
        rows, ahead = tee(named)
        row = next(rows, None)
        with store.archive.open(self.name) as file:
            for member in walk(file, (one.offset for one in ahead)):
                yield from self._damage()
                while row and row.offset < member.offset:
                    yield self._wrong(row, "no record begins there")
                    row = next(rows, None)
                if not row or row.offset > member.offset:
                    self._unnamed(member)
                    continue
                while row and row.offset == member.offset:
                    yield from (self._wrong(row, why) for why in self._faults(member, row))
                    row = next(rows, None)
                self.half = None
        while row:
            yield self._wrong(row, "the file ends before it")
            row = next(rows, None)
        yield from self._rest()

    def _wrong(self, row: Named, why: str) -> Found:
        return Found(f"{row}: {self.name} at {row.offset}: {why}")

    def _damage(self) -> Iterator[Found]:
        """A damaged record that no row names is a fault once anything follows it."""
        if self.damaged:
            yield Found(f"{self.name} at {self.damaged.offset}: a record that no row names: {self.damaged.fault}")
        self.damaged = None

    def _unnamed(self, member: Member) -> None:
        self._abandon()
        record = member.record
        if record is None or not record.holds:
            self.damaged = member if record is None else Member(member.offset, 0, None, "its digests do not hold")
        elif record.kind == "response" and record.original:
            self.half = member
        elif record.kind != "warcinfo":
            self._orphan(member.offset, record.url)

    def _abandon(self) -> None:
        """The first half of a pair whose second half no row names is nobody's."""
        if self.half and self.half.record:
            self._orphan(self.half.offset, self.half.record.url)
        self.half = None

    def _orphan(self, offset: int, url: str) -> None:
        self.orphans += 1
        self.orphan = self.orphan or f"{offset} ({url})"

    def _faults(self, member: Member, row: Named) -> Iterator[str]:
        record = member.record
        if record is None:
            yield member.fault if member.fault.startswith("no readable") else f"no readable WARC record ({member.fault})"
        elif member.length != row.length:
            yield f"the record has {member.length} bytes, the row says {row.length}"
        elif not record.holds or (record.kind != "conversion" and sha256(record.payload).hexdigest() != row.sha256):
            yield "bytes and hash differ"
        elif record.page != row.id:
            yield f"the record is of page {record.page}"
        elif record.kind == "conversion":
            yield from _unpaired(record, self.half.record if self.half else None, row)

    def _rest(self) -> Iterator[Found]:
        self._abandon()
        if self.damaged:
            yield Found(f"{self.name} at {self.damaged.offset}: a tail that no row names, no whole record", fault=False)
        if self.orphans:
            yield Found(f"{self.name}: {self.orphans} records that no row names, the first at {self.orphan}", fault=False)


def _unpaired(record: Record, half: Record | None, row: Named) -> Iterator[str]:
    """A conversion stands behind the response whose words were taken out, which holds the hash of what was received."""
    if half is None or half.id != record.refers_to or half.page != row.id:
        yield "the response that it was made from is not before it"
    elif half.original != f"sha256:{row.sha256}":
        yield "the response that it was made from names another hash"

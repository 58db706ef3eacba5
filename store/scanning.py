"""A WARC file from end to end, member by member, whatever is damaged in it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .warc import GZIP_HEADER, Record, record_of

CHUNK = 1 << 16


@dataclass(frozen=True)
class Member:
    """What begins at an offset: a record, or why there is none. `length` is 0 where it is not known."""

    offset: int
    length: int
    record: Record | None
    fault: str = ""


def member_at(file: BinaryIO, offset: int) -> Member | None:
    """What begins there; None at the end of the file."""
    file.seek(offset)
    unpacker, parts, used = zlib.decompressobj(31), list[bytes](), 0
    while not unpacker.eof:
        chunk = file.read(CHUNK)
        if used == 0 and not chunk:
            return None
        if used == 0 and not chunk.startswith(GZIP_HEADER):
            return Member(offset, 0, None, "its gzip header is not the one that is written")
        if not chunk:
            return Member(offset, 0, None, "the file ends within it")
        used += len(chunk)
        try:
            parts.append(unpacker.decompress(chunk))
        except zlib.error as fault:
            return Member(offset, 0, None, str(fault))
    length = used - len(unpacker.unused_data)
    try:
        return Member(offset, length, record_of(b"".join(parts)))
    except ValueError as fault:
        return Member(offset, length, None, str(fault))


def next_header(file: BinaryIO, start: int, end: int | None) -> int | None:
    """Where the next member seems to begin, from `start` on; `end` where none does before it."""
    file.seek(start)
    held, at = b"", start
    while chunk := file.read(CHUNK):
        held += chunk
        found = held.find(GZIP_HEADER)
        if found >= 0 and (end is None or at + found < end):
            return at + found
        kept = held[-len(GZIP_HEADER) + 1 :]
        at += len(held) - len(kept)
        held = kept
        if end is not None and at >= end:
            break
    return end


def walk(file: BinaryIO, places: Iterator[int]) -> Iterator[Member]:
    """Every member of a file in its order. After a damaged one it goes on at the next header, or at the next of `places`
    (offsets at which a record should begin, rising), whichever comes first."""
    at, wanted = 0, next(places, None)
    while (member := member_at(file, at)) is not None:
        yield member
        while wanted is not None and wanted <= at:
            wanted = next(places, None)
        if member.length:
            at += member.length
            continue
        further = next_header(file, at + 1, wanted)
        if further is None:
            return
        at = further

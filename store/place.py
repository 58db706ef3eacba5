"""Where a record lies in an archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A file of the archive, and the bytes in it."""

    warc: str
    offset: int
    length: int


def laid(name: str, start: int, looks: Sequence[list[bytes]]) -> list[Place]:
    """Where the last member of each look lies when all are written one after the other from `start` on."""
    found: list[Place] = []
    for look in looks:
        end = start + sum(map(len, look))
        found.append(Place(name, end - len(look[-1]), len(look[-1])))
        start = end
    return found

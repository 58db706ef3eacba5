"""Many lines of a table held small: packed a part at a time, unpacked one part at a time as they are read."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import overload

Line = list[object]


def pack(lines: Sequence[Line]) -> tuple[int, bytes]:
    """How many lines, and their bytes."""
    return len(lines), zlib.compress(pickle.dumps(lines), level=1)


class Packed(Sequence[Line]):
    """The head and the lines of all parts, in their order. Reading a line reads all before it."""

    def __init__(self, head: Line, parts: Iterable[tuple[int, bytes]] = ()) -> None:
        self.head = head
        self.parts: list[bytes] = []
        self.size = 1
        for part in parts:
            self.add(part)

    def add(self, part: tuple[int, bytes]) -> None:
        """Takes up one more part."""
        self.size += part[0]
        self.parts.append(part[1])

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[Line]:
        yield self.head
        for part in self.parts:
            yield from pickle.loads(zlib.decompress(part))

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> list[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | list[Line]:
        if isinstance(place, slice):
            return list(islice(self, *place.indices(self.size)))
        number = range(self.size)[place]
        return next(islice(self, number, None))

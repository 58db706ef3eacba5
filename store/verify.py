"""A store against itself: bytes against hashes, facts against pages, observations against evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..contract import Fact
from .archived import archived
from .kept import Store
from .linked import linked


@dataclass(frozen=True)
class Found:
    """One line: a fault, or (`fault` False) something that no row names, and so belongs to nothing."""

    text: str
    fault: bool = True


def examined(store: Store, kinds: Iterable[type[Fact]]) -> Iterator[Found]:
    """What is wrong with a store, and what lies in it that no row names; file by file and table by table, nothing held."""
    for text, fault in archived(store):
        yield Found(text, fault)
    for text in linked(store, kinds):
        yield Found(text)


def verify(store: Store, kinds: Iterable[type[Fact]]) -> Iterator[str]:
    """One line per fault, naming the page, fact or observation; nothing when all is right."""
    yield from (found.text for found in examined(store, kinds) if found.fault)

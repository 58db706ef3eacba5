"""Answers walked with the type that is expected: what is missing or of another type ends the reading and names its path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..contract import Status
from .counts import Count, prints_none, read_count
from .times import read_time

LONGEST = 10_000  # characters of one text
JSONP = re.compile(rb"[\w.$]{1,64}\((.*)\);?", re.DOTALL)
INVISIBLE = re.compile("[\x00\u200b\ufeff\ud800-\udfff]")  # nothing that a database could refuse


class Ended(Exception):
    """The reading ends here, with this status and reason."""

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class ShapeError(Ended):
    """An answer is not of the shape it had when it was recorded."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(Status.CHANGED_SHAPE, f"{path}: {problem}"[:200])


@dataclass(frozen=True, slots=True)
class Node:
    """One value of an answer and the path that leads to it."""

    value: object
    path: str = "$"

    def at(self, *names: str) -> Node:
        """What lies there. ShapeError where it does not."""
        node = self
        for name in names:
            if not isinstance(node.value, dict) or name not in node.value:
                raise ShapeError(f"{node.path}.{name}", "missing")
            node = Node(node.value[name], f"{node.path}.{name}")
        return node

    def get(self, name: str) -> Node | None:
        """What lies there, None where nothing does; null and PHP's empty object [] are nothing."""
        found = self._dict().get(name)
        return None if found is None or found == [] else Node(found, f"{self.path}.{name}")

    def words(self, name: str) -> str:
        """The text there, '' where there is none."""
        found = self.get(name)
        return found.text() if found else ""

    def text(self) -> str:
        """Its text, without characters that nobody sees, cut after 10,000."""
        if not isinstance(self.value, str):
            raise self.not_a("text")
        return INVISIBLE.sub("", self.value[:LONGEST]).strip()

    def key(self) -> str:
        """An id, printed as text or as a number."""
        name = (str(self.whole()) if isinstance(self.value, int) else self.text())[:200]
        if not name:
            raise self.not_a("id")
        return name

    def whole(self) -> int:
        if isinstance(self.value, bool) or not isinstance(self.value, int):
            raise self.not_a("whole number")
        return self.value

    def number(self) -> float:
        if isinstance(self.value, bool) or not isinstance(self.value, int | float) or not abs(self.value) < 1e15:
            raise self.not_a("number")
        return float(self.value)

    def time(self, seen_at: datetime) -> datetime:
        moment = read_time(self.value, seen_at)
        if moment is None:
            raise self.not_a("time")
        return moment

    def count(self) -> Count | None:
        """The count printed there, None where '-' or nothing is."""
        if prints_none(self.value):
            return None
        count = read_count(self.value)
        if count is None:
            raise self.not_a("count")
        return count

    def counts(self, **names: str) -> Mapping[str, object]:
        """Fields of a fact, each the count under its name, and `censored`."""
        read = {ours: self.at(theirs).count() for ours, theirs in names.items()}
        censored = tuple(name for name, count in read.items() if count and count.censored)
        return {name: count.value if count else None for name, count in read.items()} | {"censored": censored}

    def items(self) -> Iterator[Node]:
        """The items of a list."""
        if not isinstance(self.value, list):
            raise self.not_a("list")
        return (Node(item, f"{self.path}[{n}]") for n, item in enumerate(self.value))

    def singles(self) -> Iterator[Node]:
        """The items of a list that is printed as its item when it has only one."""
        return iter((self,)) if isinstance(self.value, dict) else self.items()

    def size(self) -> int:
        """How many items a list, or an object in its place, has."""
        if not isinstance(self.value, list | dict):
            raise self.not_a("list")
        return len(self.value)

    def not_a(self, wanted: str) -> ShapeError:
        """The error that says what stands here instead."""
        shown = repr(self.value)[:40] if isinstance(self.value, str | int | float) else type(self.value).__name__
        return ShapeError(self.path, f"{shown}, not a {wanted}")

    def _dict(self) -> dict[str, object]:
        if not isinstance(self.value, dict):
            raise self.not_a("object")
        return self.value


def read_json(body: bytes) -> Node:
    """The root of a JSON or JSONP answer."""
    wrapped = JSONP.fullmatch(body.strip())
    try:
        return Node(json.loads((wrapped[1] if wrapped else body).decode("utf-8-sig"), parse_constant=_no_number))
    except RecursionError:
        raise ShapeError("$", "nested too deep") from None
    except ValueError as error:
        raise ShapeError("$", "empty body" if not body.strip() else f"not JSON: {error}") from None


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")

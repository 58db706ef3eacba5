"""A TOML file whose parts know their lines, so that a fault can be found."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .places import Place as Place
from .places import first_lines, lines_of

PARTS = 50  # of a dotted key: ours, ten times what a scheme has; the parser's time grows with their square
ENDLESS = re.compile(rf"""(?<![\w"'-])(?:["']?[\w-]+["']?[ \t]{{0,3}}\.[ \t]{{0,3}}){{{PARTS}}}""")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong in a scheme file, and in which line (from 1)."""

    line: int
    problem: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.problem}"


class SchemeError(ValueError):
    """A scheme that cannot be used, with every fault found in it."""

    def __init__(self, path: object, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{path}, {fault}" for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Document:
    """The parsed file, and the line where each key and each row begins."""

    values: Mapping[str, object]
    lines: Mapping[Place, int]
    firsts: Mapping[Place, int]  # the first line of anything in each place

    def line(self, *place: str | int) -> int:
        """The line of that place, of the first thing in it (`status.failed` for status), or of the nearest that holds it."""
        while place and place not in self.firsts:
            place = place[:-1]
        return self.lines.get(place, self.firsts[place]) if place else 1

    def fault(self, problem: str, *place: str | int) -> Fault:
        return Fault(self.line(*place), problem)

    def top(self) -> Row:
        return Row((), self.values)

    def table(self, name: str) -> Row:
        """A table such as `status`; empty where there is none."""
        return self.top().table(name)

    def rows(self, name: str) -> list[Row]:
        """The rows of a list such as `composite`."""
        found = self.values.get(name, [])
        return [Row((name, i), row) for i, row in enumerate(found if isinstance(found, list) else []) if isinstance(row, dict)]

    def nodes(self) -> list[tuple[str, Row]]:
        """Every row of the tree with its level, level by level."""
        return [(level, row) for level in self.top().texts("levels") for row in self.rows(level)]


@dataclass(frozen=True, slots=True)
class Row:
    """One table of the file, read by type; the shapes are checked before."""

    place: Place
    values: Mapping[str, object]

    @property
    def id(self) -> str:
        """A leaf may leave its id out and is called as its metric."""
        return self.text("id") or self.text("metric")

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str, default: str = "") -> str:
        return str(self.values.get(key, default))

    def number(self, key: str) -> float | None:
        found = self.values.get(key)
        return float(found) if isinstance(found, (int, float)) else None

    def items(self, key: str) -> list[object]:
        found = self.values.get(key, [])
        return list(found) if isinstance(found, list) else []

    def table(self, key: str) -> Row:
        """The table under that key; empty where there is none."""
        found = self.values.get(key, {})
        return Row((*self.place, key), found if isinstance(found, dict) else {})

    def numbers(self, key: str) -> tuple[float, ...]:
        """The numbers in a list; what is none is left out."""
        return tuple(float(i) for i in self.items(key) if isinstance(i, (int, float)) and not isinstance(i, bool))

    def matrix(self, key: str) -> list[list[object]]:
        return [line for line in self.items(key) if isinstance(line, list)]

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(str(item) for item in self.items(key))


def text_of(path: str | Path) -> str:
    """The text of a file in UTF-8, with a byte-order mark or without. SchemeError where it is in another encoding."""
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        said = "not UTF-8; save the file as UTF-8 (记事本: 另存为, 编码选 UTF-8)"
        raise SchemeError(path, [Fault(line, said)]) from error


def read(text: str) -> Document:
    """The document of that TOML text. tomllib.TOMLDecodeError where it is none, nests too deep, or holds an endless number."""
    if ENDLESS.search(text):
        raise tomllib.TOMLDecodeError(f"a key of more than {PARTS} parts")
    try:
        values, lines = tomllib.loads(text), lines_of(text)
        if _endless(values):
            raise ValueError
        return Document(values, lines, first_lines(lines))
    except tomllib.TOMLDecodeError:
        raise
    except (ValueError, RecursionError) as error:  # more digits than Python reads; more levels than it descends
        said = "nested too deep" if isinstance(error, RecursionError) else "a number of too many digits"
        raise tomllib.TOMLDecodeError(said) from error


def _endless(values: object) -> bool:
    """Whether a whole number stands anywhere that is beyond 64 bits, which TOML asks a reader to refuse."""
    waiting = [values]
    while waiting:
        value = waiting.pop()
        if isinstance(value, int) and value.bit_length() > 63:
            return True
        waiting += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return False


def syntax_fault(error: tomllib.TOMLDecodeError) -> Fault:
    """Where the text stops being TOML."""
    found = re.search(r"line (\d+)", str(error))
    return Fault(int(found[1]) if found else 1, f"not TOML: {error}")

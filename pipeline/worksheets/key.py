"""The key: which code stands for which unit. A CSV that stays with the organiser, without which no sheet can be read back."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path

from ...channels.imports.files import Unreadable, decoded
from ...registry import short_name, units
from .drawing import Task

HEAD = ("代码", "单位代码", "单位", "指标", "评分员", "时期", "种子", "页面")
NAME = "key.csv"


class KeyFault(ValueError):
    """A key file that can't be read: names file and line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of one unit as the key has it."""

    code: str
    unit: str
    item: str
    raters: tuple[str, ...]
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A round of rating: its period, its seed, and what every code stands for."""

    period: str
    seed: str
    lines: tuple[Line, ...]

    @property
    def id(self) -> str:
        """12 hex digits over all of it; they stand on every sheet of the round."""
        lines = sorted(self.lines, key=lambda x: (x.code, x.item))
        told = [" ".join((x.code, x.unit, x.item, *x.raters, "|", *x.pages)) for x in lines]
        return sha256("\n".join((self.period, self.seed, *told)).encode()).hexdigest()[:12]

    def of(self, rater: str) -> dict[tuple[str, str], Line]:
        """What a rater was given, by item and code."""
        return {(line.item, line.code): line for line in self.lines if rater in line.raters}

    @property
    def raters(self) -> tuple[str, ...]:
        """Everyone who was given something, in order of first mention."""
        return tuple(dict.fromkeys(rater for line in self.lines for rater in line.raters))


def key_of(period: str, seed: int, tasks: Iterable[Task]) -> Key:
    """The key of these tasks."""
    lines = (Line(t.code, t.unit, t.item, t.raters, tuple(s.page for s in t.shown if s.page)) for t in tasks)
    return Key(period, str(seed), tuple(lines))


def write_key(key: Key, path: Path) -> None:
    """Writes the key so that only its owner may read it; Excel opens it."""
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        for x in key.lines:
            name = short_name(units()[x.unit])
            writer.writerow([x.code, x.unit, name, x.item, " ".join(x.raters), key.period, key.seed, " ".join(x.pages)])


def read_key(path: Path) -> Key:
    """The key in a file, whoever saved it last. KeyFault names file and line."""
    try:
        rows = list(csv.reader(StringIO(decoded(path.read_bytes()), newline="")))
    except (Unreadable, csv.Error) as fault:
        raise KeyFault(f"{path.name}：{fault}") from fault
    if not rows or tuple(rows[0]) != HEAD or len(rows) < 2:
        raise KeyFault(f"{path.name} 第 1 行：表头应为 {'、'.join(HEAD)}，其下至少一行")
    lines = [_line(path.name, number, row) for number, row in enumerate(rows[1:], start=2)]
    rounds = {(row[5], row[6]) for row in rows[1:]}
    if len(rounds) > 1 or len({(x.code, x.item) for x in lines}) < len(lines):
        raise KeyFault(f"{path.name}：时期、种子不一致，或同一代码和指标出现两次")
    return Key(*rounds.pop(), tuple(lines))


def _line(name: str, number: int, row: Sequence[str]) -> Line:
    if len(row) != len(HEAD):
        raise KeyFault(f"{name} 第 {number} 行：应有 {len(HEAD)} 列，有 {len(row)} 列")
    if row[1] not in units():
        raise KeyFault(f"{name} 第 {number} 行：没有代码为“{row[1]}”的单位")
    return Line(row[0], row[1], row[3], tuple(row[4].split()), tuple(row[7].split()))

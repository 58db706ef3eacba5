"""Exemplars that a published report names, and where these units stand in a scoring of ours."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..scored import Scored
from ..steps import rank

FILE = Path(__file__).parent.parent / "published" / "exemplars-2023.toml"


@dataclass(frozen=True, slots=True)
class Named:
    """A unit that a report names as exemplary on a channel: by which account, in which words."""

    channel: str
    unit: str
    name: str
    words: str
    words_en: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A named exemplar and its rank here among the members that have a score; None where it has none, or was not measured."""

    named: Named
    score: float | None
    rank: int | None
    of: int


def source() -> str:
    """Where they were published."""
    return str(tomllib.loads(FILE.read_text(encoding="utf-8"))["source"])


def named() -> tuple[Named, ...]:
    """The exemplars, in the order of the file."""
    return tuple(Named(**row) for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["exemplar"])


def beside(scored: Scored, members: Sequence[str]) -> list[Beside]:
    """Each of them with its standing among the members, for the channels that the scheme has as nodes."""
    known = scored.known(members)
    return [_beside(scored, known, row) for row in named() if row.channel in scored.columns]


def _beside(scored: Scored, known: Sequence[str], row: Named) -> Beside:
    scores = scored.column(row.channel, known)
    ranks = rank.METHODS[scored.scheme.ranking](scores)
    of = int(np.count_nonzero(ranks))
    if row.unit not in known or not ranks[known.index(row.unit)]:
        return Beside(row, None, None, of)
    place = known.index(row.unit)
    return Beside(row, float(scores[place]), int(ranks[place]), of)

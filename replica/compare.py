"""Measured against true: every observation that differs from what the replica's profiles say."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from ..contract import Observation
from .world import Truth


@dataclass(frozen=True)
class Mismatch:
    """One metric of one unit where measurement and truth part."""

    unit: str
    metric: str
    true: str
    measured: str


def compare(truths: Iterable[Truth], observations: Iterable[Observation]) -> list[Mismatch]:
    """What differs, in the order of the truths; a truth without an observation differs too."""
    measured = {(o.unit, o.metric): o for o in observations}
    wrong = []
    for truth in truths:
        found = measured.get((truth.unit, truth.metric))
        if found is None:
            wrong.append(Mismatch(truth.unit, truth.metric, _words(truth.status, truth.value), "not measured"))
        elif found.status is not truth.status or not _same(found.value, truth.value):
            was = _words(found.status, found.value) + f" {found.reason}"
            wrong.append(Mismatch(truth.unit, truth.metric, _words(truth.status, truth.value), was))
    return wrong


def _same(a: float | None, b: float | None) -> bool:
    return a is b or (a is not None and b is not None and math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12))


def _words(status: str, value: float | None) -> str:
    return str(status) if value is None else f"{status} {value:g}"

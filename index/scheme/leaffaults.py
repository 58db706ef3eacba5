"""What can be wrong in one indicator's row: keys that its way of scaling does not take, or that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..document import Document, Fault, Row
from ..steps.normalise import MAY, METHODS, UNSCALED, WANTS
from .leaf import steps
from .shapes import LEAF, STATUSES
from .words import comparison

SCALING = ("worst", "best", "log", "clip", "target", "reference", "steps", "yes", "low", "high")
Said = Iterator[tuple[str, str]]


def leaf_faults(doc: Document, row: Row) -> Iterator[Fault]:
    """Every fault of a node's row that is about indicators alone."""
    if "metric" not in row:
        for key in (key for key in row.values if key in LEAF and key not in STATUSES):
            yield doc.fault(f"{row.id}: {key} is for indicators, and this is none", *row.place, key)
        return
    method = row.text("normalise", doc.top().text("normalise"))
    if method in METHODS:
        for key, text in (*_keys(doc, row, method), *_values(row, method)):
            yield doc.fault(f"{row.id}: {text}", *row.place, key)
    if "per_scale" in row and ("per" not in row or (row.number("per_scale") or 0) <= 0):
        yield doc.fault(f"{row.id}: per_scale is a number above 0 beside per", *row.place, "per_scale")
    yield from comparison(doc, row, "yes")


def _keys(doc: Document, row: Row, method: str) -> Said:
    """Keys that the method does not take, and those that it wants."""
    takes = {*WANTS.get(method, ()), *MAY.get(method, ()), *(() if method in UNSCALED else ("low", "high"))}
    for key in (key for key in SCALING if key in row and key not in takes):
        first, *others = [m for m in METHODS if key in (*WANTS.get(m, ()), *MAY.get(m, ()))] or ["a method with a scale"]
        yield key, f"{key} is for {first}, not for {method}" + (f"; also for {', '.join(others)}" if others else "")
    lacking = [key for key in WANTS.get(method, ()) if key not in row and not (key == "reference" and key in doc.top())]
    if lacking:
        yield "normalise", f"{method} want{'s' * (method != 'goalposts')} {' and '.join(WANTS[method])}"


def _values(row: Row, method: str) -> Said:
    worst, best, less = row.number("worst"), row.number("best"), row.text("direction") == "less"
    if method == "given" and less:
        yield "direction", "values as given have no direction; want another way to normalise"
    if worst is not None and best is not None:
        yield from _ends(row, worst, best, less, method)
    low, high = row.number("low"), row.number("high")
    if method == "zscore" and high is not None and high <= 0:
        yield "high", "the standard deviation of z-scores is not above 0"
    if method != "zscore" and low is not None and high is not None and low >= high:
        yield "high", "the scale ends where it begins, or below"
    if "steps" in row:
        yield from _steps(row)


def _ends(row: Row, worst: float, best: float, less: bool, method: str) -> Said:
    if worst == best:
        yield "worst", "worst and best are the same"
    elif "log" in row and min(worst, best) < 0:
        yield "worst", "a goalpost below 0 on a log scale"
    elif method == "logarithmic" and min(worst, best) <= 0:
        yield "worst", "a goalpost of 0 or below has no logarithm"
    elif "direction" in row and less != (best < worst):
        yield "direction", "direction and goalposts contradict each other"


def _steps(row: Row) -> Said:
    pairs = steps(row)
    if not pairs or len(pairs) != len(row.items("steps")):
        yield "steps", "steps want pairs of a value and the points from there on, as [[0, 0], [1, 40], [5, 100]]"
    elif any(after[0] <= before[0] for before, after in pairwise(pairs)):
        yield "steps", "the values of steps must rise"

"""What can be wrong with the choices of the whole scheme: steps, screening, filling, scale, weights by level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..document import Document, Fault, Row
from ..steps import aggregate, impute, weigh
from .build import aggregate_of
from .methods import STEPS
from .words import one_of, share


def whole_faults(doc: Document) -> Iterator[Fault]:
    """Every fault of the top keys and tables that other looks leave."""
    top = doc.top()
    if "steps" in top and sorted(top.texts("steps")) != sorted(STEPS):
        yield doc.fault(f"steps: want each of {', '.join(STEPS)} once", "steps")
    for key, what in (("present", "present"), ("nonzero", "nonzero")):
        yield from share(doc, doc.table("screen"), key, what)
    if "full" in top and (top.number("full") or 0) <= 0:
        yield doc.fault("full: a full mark is above 0", "full")
    for _, row in doc.nodes():
        if "full" in row and (row.number("full") or 0) <= 0:
            yield doc.fault(f"{row.id}: a full mark is above 0", *row.place, "full")
    yield from _filling(doc)
    yield from _scale(doc)
    yield from _aggregate(doc)
    yield from _weigh(doc)


def _filling(doc: Document) -> Iterator[Fault]:
    for row in (doc.top(), *(row for _, row in doc.nodes())):
        if row.text("impute") in impute.BY_GROUP and "impute_group" not in doc.top():
            yield doc.fault(f"impute = {row.text('impute')} wants impute_group, the column of the groups", *row.place, "impute")
        if row.text("impute") == "value" and "impute_value" not in doc.top():
            yield doc.fault("impute = value wants impute_value, the number to fill in", *row.place, "impute")
        points = row.number("treat_points")
        if points is not None and (points < 0 or points % 1):
            yield doc.fault("treat_points: want a whole number of points", *row.place, "treat_points")


def _scale(doc: Document) -> Iterator[Fault]:
    top, ends = doc.top(), doc.top().numbers("scale")
    if "scale" not in top:
        return
    if len(ends) != 2 or len(top.items("scale")) != 2:
        yield doc.fault("scale: want two numbers", "scale")
    elif top.text("normalise") == "zscore" and ends[1] <= 0:
        yield doc.fault("scale: of z-scores, want mean and a standard deviation above 0", "scale")
    elif top.text("normalise") != "zscore" and ends[0] >= ends[1]:
        yield doc.fault("scale: ends where it begins, or below", "scale")


def _aggregate(doc: Document) -> Iterator[Fault]:
    table = doc.table("aggregate")
    for level in table.values:
        if table.text(level) not in aggregate.METHODS:
            known = ", ".join(aggregate.METHODS)
            yield doc.fault(f"unknown aggregate {table.text(level)!r}; known are {known}", "aggregate", level)
    power, rows = doc.top().number("power"), [*doc.nodes(), *_composites(doc)]
    used = [row for level, row in rows if row.text("aggregate", aggregate_of(doc, level)) == "power"]
    if used and not power:
        place = (*used[0].place, "aggregate") if "aggregate" in used[0] else ("aggregate",)
        yield doc.fault("aggregate = power wants the key power, a number that is not 0", *place)
    if power is not None and not used:
        yield doc.fault("power: no node is put together by a power mean", "power")


def _composites(doc: Document) -> Iterator[tuple[str, Row]]:
    yield from (("composite", row) for row in doc.rows("composite"))


def _weigh(doc: Document) -> Iterator[Fault]:
    table = doc.table("weigh")
    for level in table.values:
        yield from one_of(doc, table, level, ("given", *weigh.METHODS))
        if level in doc.table("ahp").values and table.text(level) != "given":
            yield doc.fault(f"weigh: {level} has an AHP matrix, which gives its weights", "weigh", level)
        for row in doc.rows(level):
            if "weight" in row and table.text(level) != "given":
                yield doc.fault(f"{row.id}: has a weight, and those of its level come out of the data", *row.place, "weight")
    families: dict[str, set[str]] = defaultdict(set)
    for level, row in doc.nodes():
        if row.text("in"):
            families[row.text("in")].add(table.text(level, "given"))
    for parent, ways in families.items():
        if len(ways) > 1:
            yield doc.fault(f"weigh: children of {parent} stand on levels that are weighed in different ways", "weigh")

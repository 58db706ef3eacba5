"""What can be wrong with gates, deductions and bonuses."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Fault, Row
from .words import comparison


def rule_faults(doc: Document) -> Iterator[Fault]:
    """Rules about nodes that are not there, without a comparison, or with numbers that make no rule."""
    order = _order(doc)
    for name in ("gate", "deduction", "bonus"):
        for row in doc.rows(name):
            if row.text("node") not in order:
                yield doc.fault(f"{name}: no node {row.text('node')!r}", *row.place, "node")
            for key in ("each", "cap"):
                if key in row and (row.number(key) or 0) <= 0:
                    yield doc.fault(f"{name}: {key} is not above 0", *row.place, key)
            yield from comparison(doc, row, "fails")
    for row in doc.rows("bonus"):
        yield from _bonus(doc, row, order)


def _bonus(doc: Document, row: Row, order: list[str]) -> Iterator[Fault]:
    of = row.text("of")
    if bool(of) == bool(row.text("metric")):
        yield doc.fault("bonus: want metric, or `of` a node; one of the two", *row.place)
    elif of and of not in order:
        yield doc.fault(f"bonus: no node {of!r}", *row.place, "of")
    elif of and row.text("node") in order and order.index(of) >= order.index(row.text("node")):
        yield doc.fault(f"bonus: {of} is reckoned after {row.text('node')}, not before it", *row.place, "of")


def _order(doc: Document) -> list[str]:
    """Every node in the order in which it is reckoned: indicators, then the tree from below, then composites."""
    rows = [row for _, row in doc.nodes()]
    children = {row.id: [child.id for child in rows if child.text("in") == row.id] for row in rows}
    walked: list[str] = []
    waiting = [row.id for row in reversed(rows) if not row.text("in")]
    while waiting:
        name = waiting.pop()
        walked.append(name)
        waiting += [child for child in reversed(children.get(name, [])) if child not in walked]
    leaves = [row.id for row in rows if "metric" in row]
    inner = [name for name in reversed(walked) if name not in leaves]
    return [*leaves, *inner, *(row.id for row in doc.rows("composite"))]

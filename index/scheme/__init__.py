"""A scheme: which metrics count, how they are scaled, weighted and put together, what a missing value does.

One TOML file that a non-programmer can read. `check` finds its faults with their lines, `load` makes the Scheme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..document import Document, Fault, Row, SchemeError
from ..shelf import Shelf
from ..steps import ahp
from .faults import faults
from .model import Composite, Node, Normalise, Origin, Scheme, Tier
from .policy import policy
from .shapes import ORIGIN

__all__ = ["Composite", "Fault", "Node", "Normalise", "Origin", "Scheme", "SchemeError", "Tier", "available", "check", "load"]

def _build(doc: Document) -> Scheme:
    top, origin = doc.top(), doc.table("origin")
    rows = doc.nodes()
    roots = _family("", rows, doc)
    return Scheme(
        id=top.text("id"),
        title=top.text("title"),
        title_en=top.text("title_en"),
        source=top.text("source"),
        origin=Origin(**{key: origin.text(key) for key in ORIGIN}),
        levels=top.texts("levels"),
        roots=roots,
        composites=tuple(_composite(row, roots, top) for row in doc.rows("composite")),
        tiers=tuple(Tier(r.text("label"), r.text("label_en"), r.number("from") or 0.0) for r in doc.rows("tier")),
        thresholds={level: doc.table("threshold").number(level) or 0.0 for level in doc.table("threshold").values},
        ranking=top.text("ranking", "competition"),
        constant=top.text("constant", "refuse"),
        unobserved=top.texts("unobserved"),
    )


def _family(parent: str, rows: Sequence[tuple[str, Row]], doc: Document) -> tuple[Node, ...]:
    """The children of a node, in the file's order, their weights as shares."""
    kin = [(level, row) for level, row in rows if row.text("in") == parent]
    weights = _shares([_weight(level, row, doc) for level, row in kin])
    return tuple(_node(level, row, weight, rows, doc) for (level, row), weight in zip(kin, weights, strict=True))


def _node(level: str, row: Row, weight: float, rows: Sequence[tuple[str, Row]], doc: Document) -> Node:
    name, leaf = row.id, "metric" in row
    return Node(
        id=name,
        kind=level,
        title=row.text("title", name),
        title_en=row.text("title_en", name),
        weight=weight,
        origin=row.text("origin") or doc.table("ahp").table(level).text("origin") or doc.table("origin").text("weights"),
        children=() if leaf else _family(name, rows, doc),
        aggregate=row.text("aggregate", doc.top().text("aggregate", "arithmetic")),
        metric=row.text("metric"),
        normalise=_normalise(row, doc.top()) if leaf else Normalise("given"),
        policy=policy(doc.table("status"), row) if leaf else {},
        why=row.text("why"),
    )


def _normalise(row: Row, top: Row) -> Normalise:
    worst, best = row.number("worst"), row.number("best")
    less = row.text("direction") == "less" or (worst is not None and best is not None and best < worst)
    return Normalise(row.text("normalise", top.text("normalise")), -1 if less else 1, worst, best, bool(row.values.get("log")))


def _weight(level: str, row: Row, doc: Document) -> float:
    """A node's own weight, else that of its level's AHP matrix, else 1: equal."""
    table = doc.table("ahp").table(level)
    if not table.values:
        return row.number("weight") or 1.0
    found = ahp.priorities(ahp.matrix_of(table.matrix("matrix"))).weights
    of: Mapping[str, float] = dict(zip(table.texts("over"), found, strict=True))
    return of[row.id] if row.id in of else of[row.id.rsplit(".", 1)[-1]]


def _shares(weights: Sequence[float]) -> list[float]:
    return [weight / sum(weights) for weight in weights]


def _composite(row: Row, roots: Sequence[Node], top: Row) -> Composite:
    """Its own weights, else those of its nodes in the tree, scaled to sum to 1."""
    own = {node.id: node.weight for root in roots for node in root.walk()}
    members = row.texts("nodes")
    weights = row.numbers("weights") or [own[member] for member in members]
    aggregate = row.text("aggregate", top.text("aggregate", "arithmetic"))
    return Composite(row.text("id"), row.text("title"), row.text("title_en"), members, tuple(_shares(weights)), aggregate)


SHELF = Shelf("scheme", Path(__file__).parent.parent / "schemes", faults, _build)
available, check, load = SHELF.available, SHELF.check, SHELF.load

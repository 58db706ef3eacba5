"""The Scheme that a file without faults states: its tree and composites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..document import Document, Row
from ..steps import ahp
from .leaf import denominator, normalise, treatment
from .methods import Tier
from .model import Composite, Node, Origin, Scheme
from .policy import policy
from .shapes import ORIGIN
from .whole import methods, rules_of, tiering


def build(doc: Document) -> Scheme:
    """The scheme; the document's faults are looked for before."""
    top, origin = doc.top(), doc.table("origin")
    roots = _family("", doc.nodes(), doc)
    return Scheme(
        id=top.text("id"),
        title=top.text("title"),
        title_en=top.text("title_en"),
        source=top.text("source"),
        origin=Origin(**{key: origin.text(key) for key in ORIGIN}),
        levels=top.texts("levels"),
        roots=roots,
        composites=tuple(_composite(row, roots, doc) for row in doc.rows("composite")),
        tiers=tuple(Tier(r.text("label"), r.text("label_en"), r.number("from") or 0.0) for r in doc.rows("tier")),
        thresholds={level: doc.table("threshold").number(level) or 0.0 for level in doc.table("threshold").values},
        ranking=top.text("ranking", "competition"),
        constant=top.text("constant", "refuse"),
        unobserved=top.texts("unobserved"),
        methods=methods(doc),
        tiering=tiering(doc),
        rules=rules_of(doc),
        policy=policy(doc.table("status"), Row((), {})),
        population=top.text("population"),
    )


def _family(parent: str, rows: Sequence[tuple[str, Row]], doc: Document) -> tuple[Node, ...]:
    """The children of a node, in the file's order, their weights as shares."""
    kin = [(level, row) for level, row in rows if row.text("in") == parent]
    weights = _shares([_weight(level, row, doc) for level, row in kin])
    return tuple(_node(level, row, weight, rows, doc) for (level, row), weight in zip(kin, weights, strict=True))


def _node(level: str, row: Row, weight: float, rows: Sequence[tuple[str, Row]], doc: Document) -> Node:
    name, leaf, top = row.id, "metric" in row, doc.top()
    return Node(
        id=name,
        kind=level,
        title=row.text("title", name),
        title_en=row.text("title_en", name),
        weight=weight,
        origin=row.text("origin") or doc.table("ahp").table(level).text("origin") or doc.table("origin").text("weights"),
        children=() if leaf else _family(name, rows, doc),
        aggregate=row.text("aggregate", aggregate_of(doc, level)),
        metric=row.text("metric"),
        normalise=normalise(row, top, leaf),
        policy=policy(doc.table("status"), row) if leaf else {},
        why=row.text("why"),
        full=row.number("full") if row.text("in") else row.number("full") or top.number("full"),
        per=denominator(row),
        impute=row.text("impute"),
        treat=treatment(row, top),
    )


def aggregate_of(doc: Document, level: str) -> str:
    """How nodes of that level are put together where they say nothing themselves."""
    found = doc.values.get("aggregate", "arithmetic")
    if isinstance(found, str):
        return found
    table = doc.table("aggregate")
    return table.text(level, table.text("default", "arithmetic"))


def _weight(level: str, row: Row, doc: Document) -> float:
    """A node's own weight, else that of its level's AHP matrix, else 1: equal."""
    table, own = doc.table("ahp").table(level), row.number("weight")
    if not table.values:
        return 1.0 if own is None else own
    found = ahp.priorities(ahp.matrix_of(table.matrix("matrix"))).weights
    of: Mapping[str, float] = dict(zip(table.texts("over"), found, strict=True))
    return of[row.id] if row.id in of else of[row.id.rsplit(".", 1)[-1]]


def _shares(weights: Sequence[float]) -> list[float]:
    return [weight / sum(weights) for weight in weights]


def _composite(row: Row, roots: Sequence[Node], doc: Document) -> Composite:
    """Its own weights, else those of its nodes in the tree scaled to sum to 1, else out of the data."""
    nodes = {node.id: node for root in roots for node in root.walk()}
    members = row.texts("nodes")
    weights = row.numbers("weights") or [nodes[member].weight for member in members]
    weigh = "given" if "weights" in row else doc.table("weigh").text(nodes[members[0]].kind, "given")
    return Composite(
        row.text("id"), row.text("title"), row.text("title_en"), members, tuple(_shares(weights)),
        row.text("aggregate", aggregate_of(doc, "composite")), weigh, row.number("full") or doc.top().number("full"),
    )  # fmt: skip

"""What can be wrong in a scheme file whose keys and types are right: every fault with its line."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Fault
from ..steps import aggregate, impute, normalise, rank, treat
from .leaffaults import leaf_faults
from .policy import POLICIES, unnamed
from .rulefaults import rule_faults
from .shapes import STATUSES, shape_faults
from .tierfaults import tier_faults
from .weightfaults import weight_faults
from .wholefaults import whole_faults
from .words import one_of, share

CONSTANT = ("refuse", "drop")
FILLING = ("score", *impute.METHODS)


def faults(doc: Document) -> list[Fault]:
    """All faults, by line. Meanings are looked at once the keys are right."""
    found = set(shape_faults(doc))
    if not found:
        for look in (_words, _tree, _leaves, _policies, tier_faults, weight_faults, whole_faults, rule_faults):
            found.update(look(doc))
    return sorted(found)


def _words(doc: Document) -> Iterator[Fault]:
    top = doc.top()
    by_level = isinstance(doc.values.get("aggregate"), dict)
    for row in (top, *(row for _, row in doc.nodes()), *doc.rows("composite")):
        yield from one_of(doc, row, "normalise", normalise.METHODS)
        if row is not top or not by_level:
            yield from one_of(doc, row, "aggregate", aggregate.METHODS)
        yield from one_of(doc, row, "direction", ("more", "less"))
        yield from one_of(doc, row, "impute", FILLING)
        yield from one_of(doc, row, "treat", treat.METHODS)
    yield from one_of(doc, top, "ranking", rank.METHODS)
    yield from one_of(doc, top, "constant", CONSTANT)
    yield from one_of(doc, top, "normalise_over", ("period", "periods"))
    yield from one_of(doc, top, "threshold_of", ("coverage", "children"))


def _tree(doc: Document) -> Iterator[Fault]:
    levels = doc.top().texts("levels")
    if not doc.nodes():
        yield doc.fault("no nodes: want rows under the names of the levels", "levels")
    elif len(levels) == 1 and not doc.rows("composite"):
        yield doc.fault("one level and no composite: nothing puts the indicators together", "levels")
    depth: dict[str, int] = {}
    for level, row in (*doc.nodes(), *(("composite", row) for row in doc.rows("composite"))):
        if not row.id:
            yield doc.fault("id is missing", *row.place)
        elif row.id in depth:
            yield doc.fault(f"id {row.id!r} stands twice", *row.place, "id")
        depth[row.id] = levels.index(level) if level in levels else -1
    for level, row in doc.nodes():
        parent, own = row.text("in"), levels.index(level)
        if own == 0 and parent:
            yield doc.fault(f"{row.id}: a {level} is the top and stands in nothing", *row.place, "in")
        elif own and depth.get(parent, -1) < 0:
            yield doc.fault(f"{row.id}: child without parent, no node {parent!r}", *row.place, "in")
        elif own and depth[parent] >= own:
            yield doc.fault(f"{row.id}: its parent {parent!r} does not stand on a higher level", *row.place, "in")


def _leaves(doc: Document) -> Iterator[Fault]:
    parents = {row.text("in") for _, row in doc.nodes()}
    for _, row in doc.nodes():
        name, inner = row.id, row.id in parents
        if "metric" in row and inner:
            yield doc.fault(f"{name}: has a metric and children; want one or the other", *row.place, "metric")
        elif "metric" not in row and not inner:
            yield doc.fault(f"{name}: neither metric nor children", *row.place)
        elif inner and not (row.text("title") and row.text("title_en")):
            yield doc.fault(f"{name}: title and title_en are missing", *row.place)
        yield from leaf_faults(doc, row)


def _policies(doc: Document) -> Iterator[Fault]:
    status = doc.table("status")
    for key in unnamed(status):
        yield doc.fault(f"status {key} has no policy; want one of {', '.join(POLICIES)}", "status")
    for row in (status, *(row for _, row in doc.nodes())):
        for key in (*STATUSES, "failed"):
            yield from one_of(doc, row, key, POLICIES)
            if row.text(key) == "bound" and key != "CENSORED":
                yield doc.fault(f"{key} = bound: only CENSORED has a bound", *row.place, key)
    for level in doc.table("threshold").values:
        yield from share(doc, doc.table("threshold"), level, "a threshold")

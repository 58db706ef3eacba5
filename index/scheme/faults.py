"""What can be wrong in a scheme file whose keys and types are right: every fault with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from ..document import Document, Fault, Row
from ..steps import aggregate, normalise, rank
from .policy import POLICIES, unnamed
from .shapes import STATUSES, shape_faults
from .weightfaults import weight_faults

CONSTANT = ("refuse", "drop")


def faults(doc: Document) -> list[Fault]:
    """All faults, by line. Meanings are looked at once the keys are right."""
    found = set(shape_faults(doc))
    if not found:
        for look in (_words, _tree, _leaves, _policies, _tiers, weight_faults):
            found.update(look(doc))
    return sorted(found)


def _one_of(doc: Document, row: Row, key: str, known: Collection[str]) -> Iterator[Fault]:
    if key in row and row.text(key) not in known:
        yield doc.fault(f"unknown {key} {row.text(key)!r}; known are {', '.join(known)}", *row.place, key)


def _words(doc: Document) -> Iterator[Fault]:
    for row in (doc.top(), *(row for _, row in doc.nodes()), *doc.rows("composite")):
        yield from _one_of(doc, row, "normalise", normalise.METHODS)
        yield from _one_of(doc, row, "aggregate", aggregate.METHODS)
        yield from _one_of(doc, row, "direction", ("more", "less"))
    yield from _one_of(doc, doc.top(), "ranking", rank.METHODS)
    yield from _one_of(doc, doc.top(), "constant", CONSTANT)


def _tree(doc: Document) -> Iterator[Fault]:
    levels = doc.top().texts("levels")
    if not doc.nodes():
        yield doc.fault("no nodes: want rows under the names of the levels", "levels")
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
        elif "metric" in row:
            yield from (doc.fault(f"{name}: {text}", *row.place, key) for key, text in _scaling(doc, row))


def _scaling(doc: Document, row: Row) -> Iterator[tuple[str, str]]:
    method, worst, best = row.text("normalise", doc.top().text("normalise")), row.number("worst"), row.number("best")
    less = row.text("direction") == "less"
    if method != "goalposts":
        yield from ((key, f"{key} is for goalposts, not for {method}") for key in ("worst", "best", "log") if key in row)
        if method == "given" and less:
            yield "direction", "values as given have no direction; want another way to normalise"
    elif worst is None or best is None:
        yield "normalise", "goalposts want worst and best"
    elif worst == best:
        yield "worst", "worst and best are the same"
    elif "log" in row and min(worst, best) < 0:
        yield "worst", "a goalpost below 0 on a log scale"
    elif "direction" in row and less != (best < worst):
        yield "direction", "direction and goalposts contradict each other"


def _policies(doc: Document) -> Iterator[Fault]:
    status = doc.table("status")
    for key in unnamed(status):
        yield doc.fault(f"status {key} has no policy; want one of {', '.join(POLICIES)}", "status")
    for row in (status, *(row for _, row in doc.nodes())):
        for key in (*STATUSES, "failed"):
            yield from _one_of(doc, row, key, POLICIES)
            if row.text(key) == "bound" and key != "CENSORED":
                yield doc.fault(f"{key} = bound: only CENSORED has a bound", *row.place, key)
    for level in doc.table("threshold").values:
        if not 0 <= (doc.table("threshold").number(level) or 0) <= 1:
            yield doc.fault("a threshold is a share, 0 to 1", "threshold", level)


def _tiers(doc: Document) -> Iterator[Fault]:
    rows = doc.rows("tier")
    for above, below in pairwise(rows):
        if (below.number("from") or 0) >= (above.number("from") or 0):
            text = f"tier bounds not falling: {below.text('label')} from {below.number('from'):g} after {above.number('from'):g}"
            yield doc.fault(text, *below.place)
    if rows and (rows[-1].number("from") or 0) > 0:
        yield doc.fault(f"scores below {rows[-1].number('from'):g} are in no tier; the last begins at 0", *rows[-1].place)

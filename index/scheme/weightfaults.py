"""What can be wrong with weights: of siblings, from comparisons, of composites."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..document import Document, Fault, Place, Row
from ..steps import ahp

SUMS = (1, 100)  # shares or points
ROUNDED = 0.002  # 0.333 three times is meant to be a whole, 0.33 three times is not


def weight_faults(doc: Document) -> Iterator[Fault]:
    """Weights that are not complete, not above 0, do not sum up, or rest on contradictory judgements."""
    yield from _shares(doc)
    yield from _matrices(doc)
    yield from _composites(doc)


def _shares(doc: Document) -> Iterator[Fault]:
    families: dict[str, list[Row]] = defaultdict(list)
    for _, row in doc.nodes():
        families[row.text("in")].append(row)
    for parent, rows in families.items():
        given = [row for row in rows if "weight" in row]
        of = f"children of {parent}" if parent else "top nodes"
        for row in given:
            if (row.number("weight") or 0) < 0:
                yield doc.fault(f"{row.id}: weight is not above 0 (0: shown, does not count)", *row.place, "weight")
        if given and len(given) < len(rows):
            bare = next(row for row in rows if "weight" not in row)
            yield doc.fault(f"{bare.id}: no weight, but other {of} have one", *bare.place)
        elif given:
            full = _full(doc, parent)
            yield from _sum(doc, [row.number("weight") or 0 for row in rows], f"weights of the {of}", given[0].place, full)


def _full(doc: Document, parent: str) -> float | None:
    """The full mark that the children's points may add up to: the parent's, at the top that of the scheme."""
    own = next((row.number("full") for _, row in doc.nodes() if row.id == parent), None)
    return own or doc.top().number("full")


def _sum(doc: Document, weights: Sequence[float], of: str, place: Place, full: float | None = None) -> Iterator[Fault]:
    total, wholes = sum(weights), [*SUMS, *([full] if full else [])]
    if all(abs(total / whole - 1) > ROUNDED for whole in wholes):
        yield doc.fault(f"{of} sum to {total:.6g}; want 1 or 100" + (f" or {full:g}" if full else ""), *place)


def _matrices(doc: Document) -> Iterator[Fault]:
    for level in doc.table("ahp").values:
        table = doc.table("ahp").table(level)
        over, rows = table.texts("over"), table.matrix("matrix")
        try:
            found = ahp.priorities(ahp.matrix_of(rows))
        except ValueError as error:
            yield doc.fault(f"AHP matrix: {error}", "ahp", level, "matrix")
            continue
        if found.ratio > ahp.LARGEST_RATIO:
            text = f"consistency ratio {found.ratio:.3f} is above {ahp.LARGEST_RATIO}: the judgements contradict each other"
            yield doc.fault(f"AHP matrix: {text}", "ahp", level, "matrix")
        if len(over) != len(rows) or len(set(over)) != len(over):
            yield doc.fault(f"AHP: {len(rows)} rows over {len(over)} names, each wanted once", "ahp", level, "over")
        yield from _compared(doc, level, over)


def _compared(doc: Document, level: str, over: Sequence[str]) -> Iterator[Fault]:
    """A matrix and the nodes of its level must fit: each by its id, or by the last part of it."""
    if level not in doc.top().texts("levels"):
        yield doc.fault(f"AHP: no level {level!r}", "ahp", level)
    for row in doc.rows(level):
        if "weight" in row:
            yield doc.fault(f"{row.id}: has a weight, and the AHP matrix of its level gives one", *row.place, "weight")
        elif not {row.id, row.id.rsplit(".", 1)[-1]} & set(over):
            yield doc.fault(f"{row.id}: the AHP matrix of its level does not name it", *row.place)


def _composites(doc: Document) -> Iterator[Fault]:
    known = {row.id for _, row in doc.nodes()}
    for row in doc.rows("composite"):
        members, weights = row.texts("nodes"), row.numbers("weights")
        for member in members:
            if member not in known or members.count(member) > 1:
                yield doc.fault(f"{row.id}: no node {member!r}, or twice", *row.place, "nodes")
        weighing = {row.id: row.number("weight") for _, row in doc.nodes()}
        if "weights" not in row and members and all(weighing.get(member) == 0 for member in members):
            yield doc.fault(f"{row.id}: all its nodes have a weight of 0", *row.place, "nodes")
        if not members:
            yield doc.fault(f"{row.id}: nodes is empty", *row.place, "nodes")
        elif "weights" in row and (len(weights) != len(members) or min(weights) <= 0):
            yield doc.fault(f"{row.id}: want one weight above 0 for each of its {len(members)} nodes", *row.place, "weights")
        elif "weights" in row:
            yield from _sum(doc, weights, f"weights of {row.id}", row.place)

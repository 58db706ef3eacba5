"""What can be wrong in a scheme file whose keys and types are right: every fault with its line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from . import aggregate, ahp, normalise, rank
from .document import Document, Fault, Place, Row
from .policy import POLICIES, unnamed
from .shapes import STATUSES, shape_faults

CONSTANT = ("refuse", "drop")
SUMS = (1, 100)  # shares or points
ROUNDED = 0.002  # weights such as 0.33, 0.33, 0.33 are to be completed, 0.333 are not


def faults(doc: Document) -> list[Fault]:
    """All faults, by line. Meanings are looked at once the keys are right."""
    found = set(shape_faults(doc))
    if not found:
        for look in (_words, _tree, _leaves, _shares, _matrices, _policies, _composites, _tiers):
            found.update(look(doc))
    return sorted(found)


def nodes(doc: Document) -> list[tuple[str, Row]]:
    """Every node's level and row, level by level as the file names them."""
    return [(level, row) for level in doc.top().texts("levels") for row in doc.rows(level)]


def id_of(row: Row) -> str:
    """A node's id; a leaf may leave it out and is called as its metric."""
    return row.text("id") or row.text("metric")


def _one_of(doc: Document, row: Row, key: str, known: Collection[str]) -> Iterator[Fault]:
    if key in row and row.text(key) not in known:
        yield doc.fault(f"unknown {key} {row.text(key)!r}; known are {', '.join(known)}", *row.place, key)


def _words(doc: Document) -> Iterator[Fault]:
    for row in (doc.top(), *(row for _, row in nodes(doc)), *doc.rows("composite")):
        yield from _one_of(doc, row, "normalise", normalise.METHODS)
        yield from _one_of(doc, row, "aggregate", aggregate.METHODS)
        yield from _one_of(doc, row, "direction", ("more", "less"))
    yield from _one_of(doc, doc.top(), "ranking", rank.METHODS)
    yield from _one_of(doc, doc.top(), "constant", CONSTANT)


def _tree(doc: Document) -> Iterator[Fault]:
    levels = doc.top().texts("levels")
    if not nodes(doc):
        yield doc.fault("no nodes: want rows under the names of the levels", "levels")
    depth: dict[str, int] = {}
    for level, row in (*nodes(doc), *(("composite", row) for row in doc.rows("composite"))):
        if not id_of(row):
            yield doc.fault("id is missing", *row.place)
        elif id_of(row) in depth:
            yield doc.fault(f"id {id_of(row)!r} stands twice", *row.place, "id")
        depth[id_of(row)] = levels.index(level) if level in levels else -1
    for level, row in nodes(doc):
        parent, own = row.text("in"), levels.index(level)
        if own == 0 and parent:
            yield doc.fault(f"{id_of(row)}: a {level} is the top and stands in nothing", *row.place, "in")
        elif own and depth.get(parent, -1) < 0:
            yield doc.fault(f"{id_of(row)}: child without parent, no node {parent!r}", *row.place, "in")
        elif own and depth[parent] >= own:
            yield doc.fault(f"{id_of(row)}: its parent {parent!r} does not stand on a higher level", *row.place, "in")


def _leaves(doc: Document) -> Iterator[Fault]:
    parents = {row.text("in") for _, row in nodes(doc)}
    for _, row in nodes(doc):
        name, inner = id_of(row), id_of(row) in parents
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


def _shares(doc: Document) -> Iterator[Fault]:
    families: dict[str, list[Row]] = defaultdict(list)
    for _, row in nodes(doc):
        families[row.text("in")].append(row)
    for parent, rows in families.items():
        given = [row for row in rows if "weight" in row]
        of = f"children of {parent}" if parent else "top nodes"
        for row in given:
            if (row.number("weight") or 0) <= 0:
                yield doc.fault(f"{id_of(row)}: weight is not above 0", *row.place, "weight")
        if given and len(given) < len(rows):
            bare = next(row for row in rows if "weight" not in row)
            yield doc.fault(f"{id_of(bare)}: no weight, but other {of} have one", *bare.place)
        elif given:
            yield from _sum(doc, [row.number("weight") or 0 for row in rows], f"weights of the {of}", given[0].place)


def _sum(doc: Document, weights: list[float], of: str, place: Place) -> Iterator[Fault]:
    total = sum(weights)
    if all(abs(total / whole - 1) > ROUNDED for whole in SUMS):
        yield doc.fault(f"{of} sum to {total:.6g}; want 1 or 100", *place)


def _matrices(doc: Document) -> Iterator[Fault]:
    for level in doc.table("ahp").values:
        table = Row(("ahp", level), doc.table("ahp").values[level])  # type: ignore[arg-type]
        over = table.texts("over")
        rows = [row for row in table.items("matrix") if isinstance(row, list)]
        try:
            found = ahp.priorities(ahp.matrix_of(rows))
        except ValueError as error:
            yield doc.fault(f"AHP matrix: {error}", "ahp", level, "matrix")
            continue
        if found.ratio > ahp.LARGEST_RATIO:
            text = f"AHP matrix: consistency ratio {found.ratio:.3f} is above {ahp.LARGEST_RATIO}; the judgements contradict each other"
            yield doc.fault(text, "ahp", level, "matrix")
        if len(over) != len(rows) or len(set(over)) != len(over):
            yield doc.fault(f"AHP: {len(rows)} rows over {len(over)} names, each wanted once", "ahp", level, "over")
        if level not in doc.top().texts("levels"):
            yield doc.fault(f"AHP: no level {level!r}", "ahp", level)
        for row in doc.rows(level):
            if "weight" in row:
                yield doc.fault(f"{id_of(row)}: has a weight, and the AHP matrix of its level gives one", *row.place, "weight")
            elif not {id_of(row), id_of(row).rsplit(".", 1)[-1]} & set(over):
                yield doc.fault(f"{id_of(row)}: the AHP matrix of its level does not name it", *row.place)


def _policies(doc: Document) -> Iterator[Fault]:
    status = doc.table("status")
    for key in unnamed(status):
        yield doc.fault(f"status {key} has no policy; want one of {', '.join(POLICIES)}", "status")
    for row in (status, *(row for _, row in nodes(doc))):
        for key in (*STATUSES, "failed"):
            yield from _one_of(doc, row, key, POLICIES)
            if row.text(key) == "bound" and key != "CENSORED":
                yield doc.fault(f"{key} = bound: only CENSORED has a bound", *row.place, key)
    for level in doc.table("threshold").values:
        if not 0 <= (doc.table("threshold").number(level) or 0) <= 1:
            yield doc.fault("a threshold is a share, 0 to 1", "threshold", level)


def _composites(doc: Document) -> Iterator[Fault]:
    known = {id_of(row) for _, row in nodes(doc)}
    for row in doc.rows("composite"):
        members, weights = row.texts("nodes"), row.items("weights")
        for member in members:
            if member not in known or members.count(member) > 1:
                yield doc.fault(f"{id_of(row)}: no node {member!r}, or twice", *row.place, "nodes")
        if not members:
            yield doc.fault(f"{id_of(row)}: nodes is empty", *row.place, "nodes")
        if not weights:
            continue
        numbers = [w for w in weights if isinstance(w, (int, float)) and not isinstance(w, bool) and w > 0]
        if len(numbers) != len(members) or len(weights) != len(members):
            yield doc.fault(f"{id_of(row)}: want one weight above 0 for each of its {len(members)} nodes", *row.place, "weights")
        else:
            yield from _sum(doc, numbers, f"weights of {id_of(row)}", row.place)


def _tiers(doc: Document) -> Iterator[Fault]:
    rows = doc.rows("tier")
    for above, below in zip(rows, rows[1:], strict=False):
        if (below.number("from") or 0) >= (above.number("from") or 0):
            text = f"tier bounds not falling: {below.text('label')} from {below.number('from'):g} after {above.number('from'):g}"
            yield doc.fault(text, *below.place)
    if rows and (rows[-1].number("from") or 0) > 0:
        yield doc.fault(f"scores below {rows[-1].number('from'):g} are in no tier; the last begins at 0", *rows[-1].place)

"""What can be wrong in a book of rules: every fault with its line."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Fault
from ..scheme.shapes import LIST, NUMBER, TABLE, TEXT, compare, keys, rows_faults
from ..scheme.words import comparison, one_of
from .book import EFFECTS, OUTCOMES, STATUSES

TOP = keys(TEXT, "id title title_en source") | keys(TABLE, "frame") | keys(LIST, "indicator rule")
FRAME = keys(NUMBER, "full passing bonus_above bonus_most") | keys(TEXT, "passing_status services")
INDICATOR = keys(TEXT, "id title status") | keys(NUMBER, "points")
RULE = (
    keys(TEXT, "id part item wording window threshold effect status subject indicator check metric fails absent empty note")
    | keys(NUMBER, "points cap least step")
    | keys(TABLE, "with")
)
NEEDED = ("id", "part", "item", "wording", "effect", "status")


def faults(doc: Document) -> list[Fault]:
    """All faults, by line. Meanings are looked at once the keys are right."""
    found = set(_shapes(doc))
    if not found:
        for look in (_names, _words, _ways, _points):
            found.update(look(doc))
    return sorted(found)


def _shapes(doc: Document) -> Iterator[Fault]:
    yield from compare(doc, (), doc.values, TOP, ("id", "title", "title_en", "source", "frame", "rule"))
    frame = doc.values.get("frame")
    if isinstance(frame, dict):
        yield from compare(doc, ("frame",), frame, FRAME, ())
    yield from rows_faults(doc, "indicator", INDICATOR, ("id", "title", "status"))
    yield from rows_faults(doc, "rule", RULE, NEEDED)


def _names(doc: Document) -> Iterator[Fault]:
    for kind in ("indicator", "rule"):
        known: set[str] = set()
        for row in doc.rows(kind):
            if row.text("id") in known:
                yield doc.fault(f"{kind} {row.text('id')!r} stands twice", *row.place, "id")
            known.add(row.text("id"))
    indicators = {row.text("id") for row in doc.rows("indicator")}
    for row, key in (*((row, "indicator") for row in doc.rows("rule")), (doc.table("frame"), "services")):
        if key in row and row.text(key) not in indicators:
            yield doc.fault(f"no indicator {row.text(key)!r}", *row.place, key)


def _words(doc: Document) -> Iterator[Fault]:
    for row in doc.rows("indicator"):
        yield from one_of(doc, row, "status", STATUSES)
    yield from one_of(doc, doc.table("frame"), "passing_status", STATUSES)
    for row in doc.rows("rule"):
        yield from one_of(doc, row, "effect", EFFECTS)
        yield from one_of(doc, row, "status", STATUSES)
        yield from one_of(doc, row, "absent", OUTCOMES)
        yield from one_of(doc, row, "empty", OUTCOMES)


def _ways(doc: Document) -> Iterator[Fault]:
    """A rule is looked at in one way, and says what is needed for that."""
    for row in doc.rows("rule"):
        name = row.text("id")
        if "check" in row and "metric" in row:
            yield doc.fault(f"{name}: a check and a metric; want one", *row.place, "metric")
        if ("metric" in row) != ("fails" in row):
            yield doc.fault(f"{name}: metric and fails belong together", *row.place)
        for key in ("step", "absent", "empty"):
            if key in row and "metric" not in row:
                yield doc.fault(f"{name}: {key} belongs to a metric", *row.place, key)
        if "with" in row and "check" not in row:
            yield doc.fault(f"{name}: parameters without a check", *row.place, "with")
        if row.text("status") == "own" and not ("check" in row or "metric" in row):
            yield doc.fault(f"{name}: a rule of one's own wants a check or a metric", *row.place)
        if "fails" in row:
            yield from comparison(doc, row, "fails")


def _points(doc: Document) -> Iterator[Fault]:
    """Points belong to deductions and bonuses, are above 0, and stand in an indicator or have a cap of their own."""
    full = doc.table("frame").number("full")
    for row in doc.rows("rule"):
        name, counts = row.text("id"), row.text("effect") in ("deduction", "bonus")
        if counts and full is None:
            yield doc.fault(f"{name}: points, but the frame has none to take from or add to", *row.place, "effect")
        if "points" in row and not counts:
            yield doc.fault(f"{name}: a {row.text('effect')} takes and gives no points", *row.place, "points")
        for key in ("points", "cap", "least", "step"):
            if key in row and (row.number(key) or 0) <= 0:
                yield doc.fault(f"{name}: {key} is not above 0", *row.place, key)
        if row.text("effect") == "deduction" and "indicator" not in row:
            yield doc.fault(f"{name}: a deduction stands in an indicator", *row.place)
        if row.text("effect") == "veto" and row.text("status") == "own":
            yield doc.fault(f"{name}: a veto is the state's, never one's own", *row.place, "status")

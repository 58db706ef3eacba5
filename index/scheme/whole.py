"""What a scheme file says of the whole: the order of steps, screening, filling, classes, rules."""

from __future__ import annotations

from math import inf

from ..condition import Condition
from ..document import Document
from .methods import STEPS, Filling, Methods, Screen, Tiering
from .rules import Bonus, Deduction, Gate, Rule


def methods(doc: Document) -> Methods:
    """The choices that hold for the whole scheme."""
    top, screen = doc.top(), doc.table("screen")
    power = top.number("power")
    return Methods(
        order=top.texts("steps") or STEPS,
        screen=Screen(screen.number("present") or 0.0, screen.number("nonzero") or 0.0, screen.texts("always"))
        if screen.values else None,
        filling=Filling(top.text("impute", "score"), top.text("impute_group"), top.number("impute_value") or 0.0),
        over=top.text("normalise_over", "period"),
        weigh={level: doc.table("weigh").text(level) for level in doc.table("weigh").values},
        power=1.0 if power is None else power,
        threshold_of=top.text("threshold_of", "coverage"),
    )  # fmt: skip


def tiering(doc: Document) -> Tiering:
    """How scores become classes; fixed bands where the file says nothing."""
    table = doc.table("tiers")
    whole = table.number("whole")
    return Tiering(
        table.text("method", "bands"), table.number("least") or 0.0, table.texts("sublevels"), table.text("split", "score"),
        int(whole or 0), table.text("node"),
    )  # fmt: skip


def rules_of(doc: Document) -> tuple[Rule, ...]:
    """Gates first, then deductions, then bonuses, each in the file's order."""
    gates = [
        Gate(r.text("node"), r.text("metric"), Condition.parse(r.text("fails")), r.number("score") or 0.0, r.text("title"))
        for r in doc.rows("gate")
    ]
    deductions = [
        Deduction(r.text("node"), r.text("metric"), r.number("each") or 0.0, r.number("free") or 0.0, r.number("cap"),
                  r.text("title"))
        for r in doc.rows("deduction")
    ]  # fmt: skip
    bonuses = [
        Bonus(r.text("node"), r.text("metric"), r.text("of"), _or(r.number("each"), 1.0), _or(r.number("above"), -inf),
              r.number("cap"), r.text("title"))
        for r in doc.rows("bonus")
    ]  # fmt: skip
    return (*gates, *deductions, *bonuses)


def _or(given: float | None, default: float) -> float:
    return default if given is None else given

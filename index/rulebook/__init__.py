"""A book of rules: one TOML file of facts about the rules, and of how each is looked at.

`check` finds its faults with their lines, `load` makes the Book.
"""

from __future__ import annotations

from pathlib import Path

from ..condition import Condition
from ..document import Document, Row, read, text_of
from ..shelf import Shelf
from .book import NOT_APPLICABLE, Book, Frame, Indicator, Rule
from .bookfaults import faults

__all__ = ["Book", "available", "check", "is_book", "load"]


def _build(doc: Document) -> Book:
    top = doc.top()
    return Book(
        id=top.text("id"),
        title=top.text("title"),
        title_en=top.text("title_en"),
        source=top.text("source"),
        frame=_frame(doc.table("frame")),
        indicators=tuple(
            Indicator(row.id, row.text("title"), row.text("status"), row.number("points")) for row in doc.rows("indicator")
        ),
        rules=tuple(_rule(doc, row) for row in doc.rows("rule")),
    )


def _frame(row: Row) -> Frame:
    return Frame(
        full=row.number("full"),
        passing=row.number("passing"),
        passing_status=row.text("passing_status", "published"),
        bonus_above=row.number("bonus_above"),
        bonus_most=row.number("bonus_most"),
        services=row.text("services"),
    )


def _rule(doc: Document, row: Row) -> Rule:
    metric, fails = row.text("metric"), row.text("fails")
    words = {key: row.text(key) for key in ("part", "item", "wording", "effect", "status", "window", "threshold", "note")}
    return Rule(
        id=row.text("id"),
        **words,
        subject=row.text("subject") or metric.partition(".")[0] or "website",
        indicator=row.text("indicator"),
        points=row.number("points"),
        cap=row.number("cap"),
        least=int(row.number("least") or 1),
        check=row.text("check"),
        parameters=dict(row.table("with").values),
        metric=metric,
        fails=Condition.parse(fails) if fails else None,
        step=row.number("step"),
        absent=row.text("absent", NOT_APPLICABLE),
        empty=row.text("empty", NOT_APPLICABLE),
        line=doc.line(*row.place),
    )


SHELF = Shelf("book", Path(__file__).parent.parent / "rules", faults, _build)
available, check, load = SHELF.available, SHELF.check, SHELF.load


def is_book(name: str) -> bool:
    """True for the name of a book that ships, and for a file that is laid out as one: a frame and rules."""
    path = Path(name)
    if name in available() or not path.is_file():
        return name in available()
    try:
        return {"frame", "rule"} <= set(read(text_of(path)).values)
    except (OSError, ValueError):  # no TOML, no text: whoever loads it names the fault
        return False

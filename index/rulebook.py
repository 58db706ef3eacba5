"""A book of rules: one TOML file of facts about the rules, and of how each is looked at.

`check` finds its faults with their lines, `load` makes the Book.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from .book import NOT_APPLICABLE, Book, Frame, Indicator, Rule
from .bookfaults import faults
from .condition import Condition
from .document import Document, Fault, Row, read, syntax_fault
from .model import SchemeError

__all__ = ["Book", "available", "check", "load"]

FOLDER = Path(__file__).parent / "rules"


def available() -> dict[str, Path]:
    """The books that ship, by name."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}


def check(path: str | Path) -> list[Fault]:
    """Every fault of a book, by line; empty where it can be used."""
    try:
        return faults(read(Path(path).read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        return [syntax_fault(error)]
    except (OSError, UnicodeDecodeError) as error:
        return [Fault(1, str(error))]


def load(path_or_name: str | Path) -> Book:
    """The book of that name or file. SchemeError lists its faults."""
    path = available().get(str(path_or_name), Path(path_or_name))
    if not path.is_file():
        known = ", ".join(available())
        raise SchemeError(path_or_name, [Fault(1, f"no such file, and no book of that name; there are {known}")])
    found = check(path)
    if found:
        raise SchemeError(path, found)
    return _build(read(path.read_text(encoding="utf-8")))


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

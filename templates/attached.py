"""A document's own numbers as files inside it: everything as JSON, its main table as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, astuple, fields
from datetime import UTC, datetime
from hashlib import sha256
from io import StringIO
from typing import Any

from weasyprint import Attachment

from ..contract import BookContext, IndicatorRow, RankLine, inert
from .paper import Printable


def as_json(context: Printable) -> bytes:
    """The whole context as UTF-8 JSON, times in ISO 8601, a picture as its hash; halves of surrogate pairs stay as escapes."""
    text = json.dumps(asdict(context), ensure_ascii=False, allow_nan=False, indent=1, default=_plain)
    return text.encode("utf-8", "backslashreplace")


def main_table(context: Printable) -> tuple[str, bytes]:
    """Name and content of the CSV: a card's indicators, the book's rankings."""
    if isinstance(context, BookContext):
        lines = [(ranking.population, *astuple(line)) for ranking in context.rankings for line in ranking.lines]
        return "rankings.csv", _csv(("population", *(f.name for f in fields(RankLine))), lines)
    return "indicators.csv", _csv([f.name for f in fields(IndicatorRow)], [astuple(row) for row in context.indicators])


def attachments(context: Printable, phrase: Callable[[str], str]) -> list[Attachment]:
    """New attachments for one document, dated by the observation so that a second run gives the same bytes."""
    dates = dict.fromkeys(("created", "modified"), context.as_of.astimezone(UTC))
    whole = "book.json" if isinstance(context, BookContext) else "card.json"
    files = {whole: as_json(context), **dict([main_table(context)])}
    return [
        Attachment(string=data, name=name, description=phrase(f"attached.{name.replace('.', '_')}"), relationship="Data", **dates)
        for name, data in files.items()
    ]


def _csv(head: Iterable[str], rows: Iterable[Iterable[object]]) -> bytes:
    """With a mark for spreadsheets that it is UTF-8; formulas are made text."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return f"sha256:{sha256(value).hexdigest()}"
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def _inert(cell: object) -> object:
    if isinstance(cell, tuple):
        cell = " ".join("" if part is None else str(part) for part in cell)
    return inert(cell) if isinstance(cell, str) else cell

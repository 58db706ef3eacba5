"""The card's own numbers as files inside it: everything as JSON, the indicators as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import asdict, astuple, fields
from datetime import UTC, datetime
from io import StringIO

from weasyprint import Attachment

from ..contract import CardContext, IndicatorRow

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a text that begins so


def card_json(context: CardContext) -> bytes:
    """The whole context as UTF-8 JSON, times in ISO 8601; halves of surrogate pairs stay as their escapes."""
    text = json.dumps(asdict(context), ensure_ascii=False, allow_nan=False, indent=1, default=_iso)
    return text.encode("utf-8", "backslashreplace")


def indicators_csv(context: CardContext) -> bytes:
    """The indicator rows as CSV with a heading line, marked as UTF-8 for spreadsheets; formulas are made text."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(f.name for f in fields(IndicatorRow))
    writer.writerows([_inert(cell) for cell in astuple(row)] for row in context.indicators)
    return out.getvalue().encode("utf-8-sig", "replace")


def attachments(context: CardContext, phrase: Callable[[str], str]) -> list[Attachment]:
    """New attachments for one document, dated by the observation so that a second run gives the same bytes."""
    dates = dict.fromkeys(("created", "modified"), context.as_of.astimezone(UTC))
    files = {"card.json": card_json(context), "indicators.csv": indicators_csv(context)}
    return [
        Attachment(string=data, name=name, description=phrase(f"attached.{name.rsplit('.')[-1]}"), relationship="Data", **dates)
        for name, data in files.items()
    ]


def _iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form here")


def _inert(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell

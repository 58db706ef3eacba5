"""The lines of an explanation that people stand behind: ratings with their sheets, corrections beside what was measured."""

from __future__ import annotations

from collections.abc import Iterator

from ...channels.rubrics import items
from ...contract import CHINA, Judgement, Override, Page
from ...pipeline.overriding import CHANNEL, in_force
from ...pipeline.worksheets import counting
from ...store import Store


def rating_lines(store: Store, unit: str, metric: str, period: str) -> Iterator[str]:
    """Each rater's rating with its sheet and cell, the counting ones first told."""
    rows = store.rows(Judgement, unit=unit, metric=metric, period=period)
    counted = counting(rows)
    for row in sorted(rows, key=lambda row: (row.rater, row.at)):
        level = "cannot judge" if row.value is None else f"{row.value:g} of {len(items()[metric].levels) - 1}"
        note = f", {row.note}" if row.note else ""
        earlier = "" if row in counted else " (replaced by a later sheet)"
        yield f"  rater {row.rater}: {level}{note}; {row.cell} of sheet sha256 {row.sheet}{earlier}"


def override_lines(store: Store, unit: str, metric: str, period: str) -> Iterator[str]:
    """Every correction there was, oldest first, and which of them counts."""
    rows = sorted(store.rows(Override, unit=unit, metric=metric, period=period), key=lambda row: row.at)
    current = in_force(rows).get((unit, metric, period))
    for row in rows:
        moment = row.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
        said = "withdrawn" if row.withdrawn else f"{row.status}{'' if row.value is None else f' {row.value:g}'}"
        counts = " (counts)" if row == current else ""
        yield f"override {moment} by {row.name}: {said}{counts}; {row.reason}"
        for page in store.rows(Page, unit=unit, channel=CHANNEL, sha256=row.evidence):
            yield f"    {row.file} sha256 {row.evidence}, {page.warc} at {page.offset}"

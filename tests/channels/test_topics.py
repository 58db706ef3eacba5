"""What people write about, by category and department; the numbers are worked out beside the letters. as_of is SEEN."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from dsci.channels.table import View
from dsci.channels.website.topics import Topic, topics
from dsci.commands.topics import command
from dsci.contract import Fact, Letter, Mailbox, Page, Period, Unit, fact
from dsci.registry import units
from dsci.store import open_store

from .portal import day, page, site
from .social import SEEN, UNIT

FIRST = page("letters")
SECOND = replace(page("letters", "2"), about="15")  # the page after it, behind 15 letters


def letter(key: str, kind: str, department: str, asked: str, answered: str = "") -> Letter:
    return fact(Letter, page("letters"), key, kind=kind, department=department, asked=day(asked), answered=day(answered))


def box(oldest: str, more: bool, look: Page = FIRST) -> Fact:
    told: dict[str, object] = {"name": "", "promised_days": None, "working_days": False, "followup": False, "knowledge": False}
    return fact(Mailbox, look, f"box {oldest}", **told, more=more, oldest=day(oldest))


LETTERS = [
    letter("1", "投诉", "市住建局", "2026-10-01", "2026-10-03"),  # 2 days
    letter("2", "投诉", "市住建局", "2026-09-01", "2026-09-11"),  # 10
    letter("3", "投诉", "市教育局", "2026-08-01"),
    letter("4", "咨询", "", "2026-07-01", "2026-07-02"),
    letter("5", "投诉", "市住建局", "2026-03-01", "2026-03-02"),  # of the 180 days before: 5 May 2026 and earlier
    letter("6", "投诉", "市住建局", "2025-12-01"),
    letter("7", "咨询", "", "2025-11-01"),  # older than both
]


def found(*boxes: Fact) -> list[Topic]:
    looks = [page("home"), FIRST, SECOND]
    return list(topics(unit(), View([], looks, [site(), *LETTERS, *boxes], Period.parse("2026"), SEEN)))


def unit() -> Unit:
    return units()[UNIT]


def test_topics_of_half_a_year() -> None:
    rows = found(box("2025-11-01", False))
    assert [(t.by, t.topic, t.letters, t.share, t.answered_share, t.median_days, t.before, t.trend) for t in rows] == [
        ("kind", "投诉", 3, 0.75, 0.6667, 6, 2, 0.5),
        ("kind", "咨询", 1, 0.25, 1, 1, 0, None),
        ("department", "市住建局", 2, 0.5, 1, 6, 2, 0.0),
        ("department", "市教育局", 1, 0.25, 0, None, 0, None),
        ("department", "未标明", 1, 0.25, 1, 1, 0, None),
    ]
    assert {(t.unit, t.name) for t in rows} == {(UNIT, unit().name)}


@pytest.mark.parametrize(
    ("boxes", "known"),
    [
        ([box("2026-07-01", True)], False),  # more letters follow, not read
        ([box("2026-07-01", True), box("2025-11-05", True, SECOND)], True),  # read back beyond 5 November 2025
        ([box("2026-07-01", True), box("2025-11-05", True)], False),  # two lists, either of them cut short
        ([box("2026-07-01", True), box("2026-05-01", False, SECOND)], True),  # read to its end
        ([box("2026-07-01", False)], True),  # there are no more
        ([], False),
    ],
)
def test_no_trend_where_the_lists_read_end_too_early(boxes: list[Fact], known: bool) -> None:
    assert [t.before is not None for t in found(*boxes)] == [known] * 5


def test_a_unit_without_letters_has_no_topics() -> None:
    view = View([], [page("home"), page("letters")], [site()], Period.parse("2026"), SEEN)
    assert list(topics(unit(), view)) == []
    assert list(topics(unit(), View([], [], [], Period.parse("2026"), SEEN))) == []


def test_the_command_writes_them_as_csv(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "store"))
    looks = [page("home"), page("letters")]
    store.put([*looks, *(replace(f, unit=UNIT) for f in (site(), *LETTERS, box("2025-11-01", False)))])
    store.close()
    where = ["--store", str(tmp_path / "store"), "--unit", UNIT]
    ended = CliRunner().invoke(command, where)
    assert ended.exit_code == 0, ended.output
    rows = list(csv.DictReader(StringIO(ended.stdout)))
    assert [(row["topic"], row["letters"], row["trend"]) for row in rows[:2]] == [("投诉", "3", "0.5"), ("咨询", "1", "")]
    assert "5 rows; 1 of 1 units have letters" in ended.stderr

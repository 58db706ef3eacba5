"""Reply days over six hundred letters of Beijing: what the channel reads and measures is what their dates say."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

import pytest

from dsci.channels import channels
from dsci.contract import Extract, Letter, Observation, Period

from .portal import HOME, read, site
from .social import UNIT, look

ASKED, ANSWERED, KIND, DEPARTMENT = "留言时间", "答复时间", "类型", "答复部门"
LIST = HOME + "hudong/hdjl/sindex/bjah-index-hdjl!letterListJson.action?page.pageNo="
PER_PAGE = 300
# the last answer; a day on which some are open; one with letters older than 180 days, and too young for an answer
DAYS = ("2021-11-16", "2021-11-10", "2021-08-02", "2021-01-15")


@pytest.fixture(scope="module")
def rows(reference: Path) -> list[dict[str, str]]:
    with (reference / "samples" / "website" / "beijing_letters.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def table(rows: list[dict[str, str]], page: int) -> tuple[str, str]:
    """The letters as a table with a head, and its address."""
    names = (KIND, ASKED, ANSWERED, DEPARTMENT)
    cells = [[row[name] for name in names] for row in rows]
    html = "".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>" for row in ([*names], *cells))
    return f"<table>{html}</table>", f"{HOME}hd/index_{page}.html"


def script(rows: list[dict[str, str]], page: int) -> tuple[str, str]:
    """The letters as Beijing's interface answers them, and its address."""
    lines = [
        f"{{originalId:'AH{page}{place:04}',letterType:'2',letterTypeName:'{row[KIND]}',letterTitle:'■',"
        f"writeDate:'{row[ASKED]}',orgNames:'{row[DEPARTMENT]}',showOrgNames:'{row[DEPARTMENT]}',replyDate:'{row[ANSWERED]}'}}"
        for place, row in enumerate(rows)
    ]
    head = f"page:{{pageNo:{page},totalCount:600,totalPages:2,pageSize:{PER_PAGE}}}"
    return f"{{{head},result:[{','.join(lines)}]}}", f"{LIST}{page}&page.pageSize={PER_PAGE}"


SHAPES = {"table": table, "script": script}


def crawled(rows: list[dict[str, str]], shape: str, seen_at: datetime) -> list[Extract]:
    """Both pages of the list, seen at that moment."""
    parts = [SHAPES[shape](rows[start : start + PER_PAGE], 1 + start // PER_PAGE) for start in (0, PER_PAGE)]
    return [read("letters", body, url, seen_at=seen_at) for body, url in parts]


def measured(found: list[Extract], seen_at: datetime) -> dict[str, Observation]:
    """The observations over these pages at that moment."""
    looks = [look("website", purpose, HOME + purpose, seen_at=seen_at) for purpose in ("home", "letters")]
    facts = [replace(site(), seen_at=seen_at), *(fact for each in found for fact in each.facts)]
    kept = channels()["website"].table.measure(UNIT, [], looks, facts, Period.parse("2021"), seen_at)
    return {row.metric.removeprefix("website."): row for row, _ in kept}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("day", DAYS)
def test_what_is_measured_is_what_the_dates_say(rows: list[dict[str, str]], shape: str, day: str) -> None:
    today = date.fromisoformat(day)
    seen_at = datetime.fromisoformat(day + "T23:59:59+08:00")
    dates = [(date.fromisoformat(row[ASKED]), date.fromisoformat(row[ANSWERED])) for row in rows]
    recent = [(asked, answered) for asked, answered in dates if timedelta(0) <= today - asked < timedelta(180)]
    days = sorted((answered - asked).days for asked, answered in recent if answered <= today)
    year = [asked for asked, answered in dates if timedelta(0) <= today - asked < timedelta(365) and answered > today]
    ninety = min(each for each in days if sum(other <= each for other in days) >= 0.9 * len(days))

    found = measured(crawled(rows, shape, seen_at), seen_at)
    assert found["letters_reply_share"].value == pytest.approx(len(days) / len(recent))
    assert found["letters_reply_days"].value == median(days)
    assert found["letters_days_p90"].value == ninety
    assert found["oldest_unanswered_days"].value == max(((today - asked).days for asked in year), default=0)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_letter_is_read(rows: list[dict[str, str]], shape: str) -> None:
    seen_at = datetime.fromisoformat("2021-11-16T20:00:00+08:00")
    letters = [fact for each in crawled(rows, shape, seen_at) for fact in each.facts if isinstance(fact, Letter)]
    told = [(x.kind, f"{x.asked:%Y-%m-%d}", f"{x.answered:%Y-%m-%d}", x.department) for x in letters]
    assert sorted(told) == sorted((row[KIND], row[ASKED], row[ANSWERED], row[DEPARTMENT]) for row in rows)
    assert len({x.key for x in letters}) == len(rows) == 600


def test_the_material_can_tell(rows: list[dict[str, str]]) -> None:
    """The days chosen differ in what they expect."""
    open_ones = [sum(row[ASKED] <= day < row[ANSWERED] for row in rows) for day in DAYS]
    assert open_ones[0] == 0 and max(open_ones) > 0

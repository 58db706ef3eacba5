"""From filled sheets to a score: agreement, observations with their raters, what is held back and why, down to the cell."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dsci.channels import kinds
from dsci.contract import CHINA, Evidence, Judgement, Observation, Page, Status
from dsci.pipeline.worksheets import agreed, counting
from dsci.store import Store
from dsci.store.verify import verify

from .conftest import CASE, CITIES, GUIDE, LAYOUT, SEARCH, copied, dsci, export, fill, head, scores, sheet, take

LAYOUTS, GUIDES, CASES = "首页布局清晰", "办事指南易懂", "有可推广的创新"
NOW = datetime(2026, 11, 2, tzinfo=CHINA)


def judged(rater: str, values: list[float | None], item: str = LAYOUT) -> list[Judgement]:
    return [
        Judgement(unit, item, "2026", rater, value, "", "s" + rater, "B9", NOW)
        for unit, value in zip(CITIES, values, strict=False)
    ]


def rate(at: Path, title: str, one: list[object], other: list[object]) -> None:
    for rater, values in zip("甲乙", (one, other), strict=True):
        fill(at, rater, title, dict(zip(CITIES, values, strict=True)))


def measure(at: Path) -> None:
    told = dsci(at, "measure", "--period", "2026", *(word for unit in CITIES for word in ("--unit", unit)))
    assert told.exit_code == 0, told.output


@pytest.fixture(scope="module")
def measured(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Layout agreed upon but for one city, guides not at all, a case seen nowhere; measured. To be copied."""
    at = copied(prepared, tmp_path_factory.mktemp("rated"))
    export(at, "--item", LAYOUT, "--item", GUIDE, "--item", CASE, "--share", "1")
    rate(at, LAYOUTS, [0, 1, 2, 3, 4, 0, 4, "无法判断"], [0, 1, 2, 3, 4, 1, 4, "无法判断"])
    rate(at, GUIDES, [0, 1, 2, 3, 4, 0, 1, 2], [4, 3, 0, 1, 0, 3, 3, 0])
    rate(at, CASES, ["否"] * 8, ["否"] * 8)
    assert take(at, "甲", "乙").exit_code == 0
    measure(at)
    return at


@pytest.fixture
def rated(at: Path, measured: Path) -> Path:
    """The same folder, for one test."""
    return copied(measured, at)


def test_agreement_under_a_workbooks_name_is_a_workbook(rated: Path, tmp_path: Path) -> None:
    assert dsci(rated, "worksheet", "agreement", "--out", str(tmp_path / "ag.xlsx")).exit_code == 0
    heads, *found = load_workbook(tmp_path / "ag.xlsx")["数据"].values
    assert heads[:3] == ("指标", "名称", "评分员数") and GUIDE in [row[0] for row in found]


def test_agreement_is_told_by_item(rated: Path) -> None:
    told = dsci(rated, "worksheet", "agreement")
    lines = {line.split(",")[1]: line.split(",") for line in told.stdout.splitlines()[1:]}
    assert lines[LAYOUTS][2:6] == ["2", "8", "7", "0.8571"] and lines[LAYOUTS][-1] == "采用"  # 6 of 7 pairs are the same
    assert float(lines[LAYOUTS][7]) > 0.9 and lines[LAYOUTS][6].startswith("乙–甲 0.9")
    assert float(lines[GUIDES][7]) < 0 and lines[GUIDES][-1] == "不采用：α 低于 0.667"
    assert lines[CASES][5:8] == ["1.0", "", ""] and lines[CASES][-1] == "不采用：所有评分相同，一致性未知"


def test_ratings_become_observations_of_their_raters(rated: Path, store: Store) -> None:
    rows = {row.unit: row for row in store.rows(Observation, metric=LAYOUT)}
    assert [rows[unit].value for unit in CITIES] == [0, 25, 50, 75, 100, 12.5, 100, None]
    assert {(row.status, row.seen, row.wanted, row.method) for row in rows.values() if row.value is not None} == {
        (Status.OK, 2, 2, "rating")
    }
    unable = rows[CITIES[7]]
    assert (unable.status, unable.seen, unable.wanted, unable.reason) == (Status.NOT_DECIDED, 0, 2, "no rater could judge it")
    (first, *_), pages = store.rows(Evidence, unit=CITIES[0], metric=LAYOUT), {p.id: p for p in store.rows(Page)}
    rests = [pages[e.page].purpose for e in store.rows(Evidence, unit=CITIES[0], metric=LAYOUT)]
    assert sorted(rests) == ["home", "worksheet", "worksheet"] and first.period == "2026"
    assert list(verify(store, kinds())) == []


def test_what_raters_disagree_on_is_held_back(rated: Path, store: Store) -> None:
    for item, why in ((GUIDE, "raters disagree: alpha -"), (CASE, "agreement unknown: all ratings are alike")):
        rows = store.rows(Observation, metric=item)
        assert len(rows) == 8 and all(row.value is None and row.status is Status.NOT_DECIDED for row in rows)
        assert all(row.reason.startswith(why) for row in rows)


def test_scores_count_what_was_agreed_upon(rated: Path) -> None:
    found = scores(rated, "rated.toml")
    assert [found[unit][0] for unit in CITIES] == [0, 25, 50, 75, 100, 12.5, 100, None]
    assert found[CITIES[0]][1] == 0.5  # the guides were held back


def test_explain_leads_to_raters_sheets_and_cells(rated: Path) -> None:
    told = dsci(rated, "explain", "330600", LAYOUT, "--scheme", str(rated / "rated.toml")).output
    line = next(row for row in told.splitlines() if "rater 甲" in row)
    place = line.split("; ")[1].split(" of sheet")[0]
    title, cell = place.split("!")
    assert load_workbook(sheet(rated, "甲"))[title][cell].value == 0 and "rater 甲: 0 of 4" in line
    assert "rater 乙: 1 of 4" in told and "observed: 12.5 分, OK; 2 of 2 raters; rating" in told
    assert "https://www.c330600.gov.cn/" in told and "worksheet.warc.gz at" in told and "import:评分表-甲.xlsx" in told


def test_a_flipped_byte_of_a_sheet_is_found(rated: Path, store: Store) -> None:
    (page, *_) = store.rows(Page, channel="worksheet")
    path = store.evidence / page.warc
    data = bytearray(path.read_bytes())
    assert page.offset is not None and page.length is not None
    data[page.offset + page.length // 2] ^= 1
    path.write_bytes(bytes(data))
    told = dsci(rated, "verify")
    assert told.exit_code == 1 and page.id in told.output


def test_measuring_again_leaves_other_metrics_and_replaces_ratings(rated: Path, store: Store) -> None:
    before = store.rows(Observation)
    measure(rated)
    assert store.rows(Observation) == before
    fill(rated, "乙", LAYOUTS, lambda _unit: 4)
    take(rated, "乙")
    measure(rated)
    after = {row.metric: row for row in store.rows(Observation, unit=CITIES[0])}
    assert after[LAYOUT].status is Status.NOT_DECIDED and after[LAYOUT].reason.startswith("raters disagree")
    assert after[SEARCH] == next(row for row in before if (row.unit, row.metric) == (CITIES[0], SEARCH))


def test_few_double_ratings_tell_nothing() -> None:
    rows = [*judged("甲", [0, 1, 2, 3]), *judged("乙", [0, 1, 2, 3])]
    found = agreed(rows)[LAYOUT]
    assert (found.twice, found.alpha, found.held) == (4, 1.0, "few") and "4 units rated twice, wanted 5" in found.why
    assert agreed([*judged("甲", [0, 1, 2, 3, 4]), *judged("乙", [0, 1, 2, 3, 4])])[LAYOUT].held == ""


def test_the_threshold_is_krippendorffs() -> None:
    """Yes and no of ten units; he gives alpha 0.095 for this table (Computing Krippendorff's Alpha-Reliability, 2011, A)."""
    meg, owen = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    units = [f"{n:06d}" for n in range(10)]
    rows = [
        Judgement(unit, CASE, "2026", rater, float(value), "", "s", "B9", NOW)
        for rater, values in (("Meg", meg), ("Owen", owen))
        for unit, value in zip(units, values, strict=True)
    ]
    found = agreed(rows)[CASE]
    assert found.alpha == pytest.approx(0.095, abs=5e-4) and found.same == 0.6 and found.held == "apart"


def test_the_latest_judgement_of_a_rater_counts() -> None:
    early, late = judged("甲", [0]), [Judgement(CITIES[0], LAYOUT, "2026", "甲", 3, "", "later", "B9", NOW.replace(day=3))]
    assert counting([*late, *early]) == late


def test_a_sheet_half_filled_says_how_much_is_left(at: Path, store: Store) -> None:
    export(at, "--item", LAYOUT, "--share", "1")
    page = load_workbook(sheet(at, "甲"))[LAYOUTS]
    fill(at, "甲", LAYOUTS, {CITIES[0]: 3})
    told = take(at, "甲")
    assert f"甲 评 1 项，未评 {page.max_row - head(page) - 1} 项" in told.output and len(store.rows(Judgement)) == 1

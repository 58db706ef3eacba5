"""`dsci inspect` and `dsci shares` on a small store made by hand: what is printed, written, kept, and the exit codes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from dsci import registry
from dsci.channels.table import View
from dsci.cli import main
from dsci.contract import Finding, Observation, Page, Period, Status, Unit
from dsci.pipeline import measure_period
from dsci.pipeline.inspecting import Case, findings_of, load_book
from dsci.store import Store, open_store

from ..channels.portal import column, entry, guide, letter, site
from ..channels.social import SEEN
from ..channels.website_checks import FRONT

PERIOD = Period.parse("2026")
HANGZHOU, NINGBO = (registry.find(name, registry.units().values()) for name in ("杭州", "宁波"))


def known() -> list[object]:
    """A portal that is fresh and answers, but for one letter of May and a guide that lacks two classes."""
    home = site(columns=("news", "notice", "consult", "letters", "hall"), footer=("icp",), name="=1+1")
    news = entry("http://www.example.gov.cn/1.html", "a", "news", "2026-10-30")
    shown = replace(entry("http://www.example.gov.cn/1.html", "home", "home", "2026-10-30"), page=home.page)
    facts = [
        home, news, shown, column("a", "news", "2026-10-30"), column("b", "notice", "2026-01-01"), letter("1", "2026-05-01"),
        letter("2", "2026-10-01", "2026-10-08"), guide("g", ("事项名称", "设定依据"), 0),
    ]  # fmt: skip
    looks = {f.page: f.page.split(" ") for f in facts} | {"hall x": ["hall", "http://www.example.gov.cn/hall/"]}
    pages = [
        Page(id=id, url=url, unit=HANGZHOU.code, channel="website", account="1", purpose=purpose, run="r", attempt=0,
             fetched_at=SEEN, seen_at=SEEN, status=Status.OK, http_status=200, sha256="ab12" * 16, simulated=True)
        for id, (purpose, url) in looks.items()
    ]  # fmt: skip
    return [*pages, *facts]


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = str(tmp_path_factory.mktemp("inspect"))
    store = open_store(folder)
    store.put(known())
    list(measure_period(store, [HANGZHOU], PERIOD, SEEN))
    yield folder
    store.close()


def dsci(*words: str, where: str) -> Result:
    return CliRunner().invoke(main, [*words, "--store", where])


def test_prints_findings_with_evidence_and_keeps_official_and_own_apart(where: str) -> None:
    done = dsci("inspect", "杭州", where=where)
    assert done.exit_code == 1, done.output
    assert "杭州市 330100" in done.output and "模拟数据" in done.output and "ab12ab12ab" in done.output
    assert "网站单项否决(官方条文): 不合格" in done.output and "互动回应差(veto-5.2" in done.output
    assert "2026-05-01 来信" in done.output and "自拟扣分" in done.output and "已触发单项否决" in done.output
    assert "微博单项否决(条文待核)" in done.output


def test_a_veto_that_cannot_be_judged_is_said_to_be_open(where: str) -> None:
    found = {f.rule: f for f in findings(where, "inspection-2019")}
    assert found["veto-2"].outcome == "not_decided" and found["veto-1"].outcome == "not_decided"
    assert found["veto-3"].outcome == "pass" and found["veto-6.1"].outcome == "pass"


def test_a_veto_that_rests_on_the_words_of_links_is_left_to_a_person() -> None:
    view = View([], [FRONT], [site(columns=("news",))], PERIOD, SEEN)
    found = {f.rule: f for f in findings_of(Case(HANGZHOU.code, "2026", view, {}, {}, {}), load_book("inspection-2019"))}
    for rule in ("veto-5.1", "veto-6.1"):
        assert found[rule].outcome == "not_decided" and "人工复核" in found[rule].seen


def findings(where: str, book: str) -> list[Finding]:
    dsci("inspect", "330100", "--book", book, where=where)
    return open_store(where).rows(Finding, unit="330100", book=book, period="2026")


def test_findings_are_kept_once_and_replaced(where: str) -> None:
    store: Store = open_store(where)
    before = findings(where, "census-2015")
    assert before == findings(where, "census-2015") and all(f.simulated for f in before)
    late = next(f for f in before if f.rule == "veto-5")
    assert (late.outcome, late.severity, late.sha256[:4], late.url[:4]) == ("fail", "veto", "ab12", "http")
    assert store.rows(Page, id=late.page)[0].purpose == "letters"
    missing = [f for f in before if f.rule == "services-1" and f.outcome == "fail"]
    assert len(missing) == 6 and {f.points for f in missing} == {2}
    assert {f.outcome for f in before if f.rule in ("answers-6", "services-2", "services-3")} == {"not_decided"}


def test_guide_is_a_list_to_work_off(where: str) -> None:
    done = dsci("inspect", "杭州", "--book", "guide-2017", where=where)
    assert done.exit_code == 1 and "未见公安机关备案标识" in done.output and "单项否决" not in done.output


def test_writes_csv(where: str, tmp_path: Path) -> None:
    out = tmp_path / "findings.csv"
    done = dsci("inspect", "杭州", "--book", "census-2015", "--book", "guide-2017", "--out", str(out), where=where)
    assert done.exit_code == 1
    with out.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {row["检查表"] for row in rows} == {"census-2015", "guide-2017"} and {row["结果"] for row in rows} == {
        "不符合",
        "未判定",
    }
    assert all(row["模拟数据"] == "是" for row in rows)
    assert not any(cell[:1] in "=+@" for row in rows for cell in row.values() if cell)
    assert next(row for row in rows if row["规则编号"] == "veto-5")["页面"].startswith("http://www.example.gov.cn/letters")


def test_writes_xlsx_for_a_vendor(where: str, tmp_path: Path) -> None:
    out = tmp_path / "findings.xlsx"
    dsci("inspect", "杭州", "--all", "--out", str(out), where=where)
    book = load_workbook(out)
    sheet = book["检查结果"]
    assert book.sheetnames == ["检查结果", "结论", "说明"] and sheet.freeze_panes == "A2"
    heads = [cell.value for cell in sheet[1]]
    at = {name: heads.index(name) for name in heads}
    late = next(row for row in sheet.iter_rows(min_row=2) if row[at["规则编号"]].value == "veto-5.2")
    assert late[at["页面"]].hyperlink.target == late[at["页面"]].value and late[at["所见"]].alignment.wrap_text
    assert {row[at["依据"]].value for row in sheet.iter_rows(min_row=2)} == {"官方条文", "自拟检查", "条文待核"}
    assert any("不合格" in str(row[4].value) for row in book["结论"].iter_rows())


def test_used_wrongly(where: str, tmp_path: Path) -> None:
    wrong = (("inspect",), ("inspect", "无此地"), ("inspect", "杭州", "--book", "none"), ("inspect", "宁波"),
             ("inspect", "杭州", "--out", "x.pdf"), ("inspect", "杭州", "--period", "2019"))  # fmt: skip
    assert [dsci(*words, where=where).exit_code for words in wrong] == [2] * len(wrong)
    assert dsci("inspect", "杭州", where=str(tmp_path)).exit_code == 2


def test_a_province_leaves_out_what_was_not_measured(where: str) -> None:
    done = dsci("inspect", "--province", "浙江", where=where)
    assert done.exit_code == 1 and "杭州市 330100" in done.output and "宁波市 330200: not measured" in done.output


# ------------------------------------------------------------------ shares


def observed(unit: Unit, metric: str, value: float | None, status: Status = Status.OK) -> Observation:
    return Observation(unit.code, "website", f"website.{metric}", "2026", SEEN, value, status, simulated=True)


@pytest.fixture
def surveyed(tmp_path: Path) -> Iterator[str]:
    store = open_store(str(tmp_path))
    jiaxing, shanghai = (registry.find(name, registry.units().values()) for name in ("嘉兴", "上海"))
    store.put(
        [
            observed(HANGZHOU, "open_apis_count", 12), observed(NINGBO, "open_apis_count", 0),
            observed(jiaxing, "open_apis_count", None, Status.ABSENT), observed(shanghai, "open_apis_count", None, Status.EMPTY),
            observed(HANGZHOU, "smart_search", 1), observed(NINGBO, "smart_search", None, Status.BLOCKED),
            observed(HANGZHOU, "letters_in_time_share", 0.5), observed(NINGBO, "letters_in_time_share", 0.49),
            observed(jiaxing, "letters_in_time_share", None, Status.NOT_DECIDED),
        ]
    )  # fmt: skip
    yield str(tmp_path)
    store.close()


def test_shares_count_what_was_observed_beside_what_was_published(surveyed: str, tmp_path: Path) -> None:
    out = tmp_path / "shares.csv"
    assert dsci("shares", "--out", str(out), where=surveyed).exit_code == 0
    with out.open(encoding="utf-8-sig") as file:
        rows = {(r["question"], r["population"]): r for r in csv.DictReader(file)}

    def counted(question: str, population: str) -> tuple[str, ...]:
        row = rows[question, population]
        return row["yes"], row["observed"], row["members"], row["published"]

    assert counted("no_apis", "cities32") == ("1", "2", "32", "0.4375")
    assert counted("no_apis", "others") == ("1", "1", "301", "0.5748")  # none without a platform
    assert counted("no_apis", "municipality") == ("0", "0", "4", "")  # a number that is not printed is not counted
    assert counted("no_apis", "local") == ("2", "3", "337", "")
    assert counted("smart_search", "local") == ("1", "1", "337", "0.9881")  # a blocked look is no no
    assert counted("in_time", "local") == ("1", "2", "337", "0.7982")
    assert float(rows["no_apis", "cities32"]["difference"]) == pytest.approx(6.25)
    assert rows["no_apis", "cities32"]["source"].startswith("UESTC 2023") and rows["no_apis", "local"]["simulated"] == "true"


def test_shares_are_printed_with_their_numbers(surveyed: str) -> None:
    printed = dsci("shares", where=surveyed).output
    assert "模拟数据" in printed and "UESTC 2023" in printed
    assert "  省会与计划单列市:  50.00%  已观测 2/32  公布 43.75%  +6.25" in printed
    assert "  直辖市: 未观测 (0/4)" in printed
    assert "observed 2 of 32" in dsci("shares", "--lang", "en", where=surveyed).output

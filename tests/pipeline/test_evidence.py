"""Evidence, leaders and the analyst's workbook of a small world: each number leads to its look, each look to its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from dsci.cli import main
from dsci.contract import Account, Captured, Evidence, Finding, Method, Page, Picture, Profile, Status, fact, page_id
from dsci.index.percentile import percentile
from dsci.pipeline import Board
from dsci.pipeline.addresses import address_shown
from dsci.pipeline.board import load_board
from dsci.pipeline.evidence import captured, front_looks, looks_of
from dsci.pipeline.leading import leaders_of
from dsci.store import Look, Store, open_store

from .given import BEIJING, GOOD, HANGZHOU, LAST, SEEN, ZHEJIANG, observed, scored

METRIC, HOME = "website.columns_updated_share", b"<html><title>x</title><body>=1+1</body></html>"


def look(unit: str, channel: str, purpose: str, body: bytes | None = HOME, redacted: bytes | None = None, **more: Any) -> Look:
    url = f"https://{unit}.example.gov.cn/{channel}/{purpose}"
    name = page_id("r", channel, unit, purpose, url)
    digest = sha256(body).hexdigest() if body else ""
    page = Page(name, url, unit, channel, "x", purpose, "r", 0, SEEN, SEEN, Status.OK, 200, "text/html", sha256=digest)
    return Look(replace(page, **more), (), body, redacted)


LOOKS = {
    "home": look(ZHEJIANG, "website", "home"),
    "hall": look(ZHEJIANG, "website", "hall"),
    "failed": look(ZHEJIANG, "website", "search", None, status=Status.TIMEOUT, http_status=None),
    "letters": look(ZHEJIANG, "wechat", "about", redacted=b"<html>-</html>"),
    "import": look(ZHEJIANG, "video", "profile", method=Method.IMPORT_OWNER),
    "profile": look(ZHEJIANG, "weibo", "profile", b"{}", content_type="application/json"),
    "old": look(ZHEJIANG, "website", "report", seen_at=SEEN.replace(year=2025)),
    "older": look(ZHEJIANG, "website", "openness", seen_at=SEEN.replace(year=2024)),
    "beijing": look(BEIJING, "website", "home"),
}


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


@pytest.fixture(scope="module")
def board(where: Path) -> Iterator[Board]:
    store = open_store(str(where))
    for period, good in (("2025", LAST), ("2026", GOOD)):
        store.put(o for unit, quality in good.items() for o in observed(unit, quality, period))
    card = fact(Profile, LOOKS["profile"].page, "1", name="=浙江发布", description="", verified_reason="", followers=5)
    store.write([*LOOKS.values()], "r/website", [card])
    store.put(Evidence(ZHEJIANG, METRIC, "2026", LOOKS[name].page.id) for name in ("home", "old"))
    page = LOOKS["home"].page
    rest = {"page": page.id, "url": page.url}
    found = Finding(ZHEJIANG, "inspection-2019", "veto-2", "2026", "fail", "veto", "=HYPERLINK(1)", "+seen", **rest)
    store.put([found, replace(found, number=1)])
    yield scored(store)
    store.close()


@pytest.fixture
def store(board: Board) -> Store:
    return board.store


def test_the_looks_of_a_period_and_what_its_observations_rest_on(store: Store) -> None:
    found = {ref.id: ref for ref in looks_of(store, ZHEJIANG, "2026")}
    named = {name for name, one in LOOKS.items() if one.page.id in found}
    assert named == {"home", "hall", "failed", "letters", "import", "profile", "old"}
    home, failed = found[LOOKS["home"].page.id], found[LOOKS["failed"].page.id]
    assert home.metrics == (METRIC,) and home.warc and home.offset is not None and home.sha256 == sha256(HOME).hexdigest()
    assert (failed.status, failed.warc, failed.offset, failed.http_status, failed.metrics) == ("TIMEOUT", "", None, 0, ())


def test_the_look_that_shows_a_channel_and_what_may_be_pictured_of_it(store: Store) -> None:
    fronts = front_looks(store, ZHEJIANG, "2026")
    chosen = {channel: page.purpose for channel, page in fronts.items()}
    assert chosen == {"website": "home", "weibo": "profile", "wechat": "about"}
    home, profile = captured(store, fronts["website"]), captured(store, fronts["weibo"])
    assert home and home.text == HOME.decode() and home.card is None
    assert profile and profile.card and profile.card.name == "=浙江发布" and profile.text == ""
    assert captured(store, fronts["wechat"]) is None  # words of citizens were taken out
    assert captured(store, LOOKS["failed"].page) is None


def test_the_address_to_look_at_is_of_the_account_that_was_looked_at(tmp_path: Path) -> None:
    store = open_store(str(tmp_path))
    store.put([Account(BEIJING, "video", "bilibili", "1"), Account(BEIJING, "video", "douyin", "x", role="further")])
    data = look(BEIJING, "video", "profile", b"{}", content_type="application/json").page
    assert address_shown(store, data) == "https://www.douyin.com/user/x"
    assert address_shown(store, replace(data, account="gone")) == "https://space.bilibili.com/1"
    shared = look(BEIJING, "video", "share").page
    assert address_shown(store, shared) == shared.url
    store.close()


def test_leaders_by_what_since_when_and_with_what_picture(board: Board) -> None:
    painted: list[Captured] = []

    def paint(given: Captured) -> Picture:
        painted.append(given)
        return Picture(b"png", 1, 1, given.page.url)

    provinces = leaders_of(board, ["level:province"], paint)
    assert {(leader.unit, leader.since) for leader in provinces} == {("浙江", "")}  # Jiangsu led the year before
    website = next(leader for leader in provinces if leader.channel == "website")
    assert website.runner_up == "江苏" and website.certain == 1.0 and website.look and website.picture
    assert website.look.id == LOOKS["home"].page.id and len(painted) == 2 and website.url == LOOKS["home"].page.url
    assert website.how and all(row.theirs is not None and row.points > 0 for row in website.how)
    assert list(website.how) == sorted(website.how, key=lambda row: -row.points)
    assert leaders_of(board, ["level:municipality"]) == ()  # nobody leads itself
    cities = leaders_of(board, ["level:prefecture"])
    assert {(leader.unit, leader.since, leader.picture) for leader in cities} == {("杭州", "2025", None)}


def run(where: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, [*words, "--store", str(where)])
    return done.exit_code, done.output


def test_a_printed_hash_leads_to_the_bytes(board: Board, where: Path, tmp_path: Path) -> None:
    page, out = LOOKS["home"].page, tmp_path / "body.html"
    code, said = run(where, "evidence", page.id[:10].upper(), "--body", str(out))
    assert code == 0 and out.read_bytes() == HOME
    for told in (page.id, page.url, page.sha256, "浙江省", "OK, HTTP 200", f"rests on it: {METRIC}", "r/website.warc.gz at"):
        assert told in said
    assert run(where, "evidence", LOOKS["failed"].page.id[:10], "--body", str(out))[0] == 2  # no bytes came
    for wrong, why in (("0000000000", "no look of this store"), ("x", "hex digits"), ("%%%%%%", "hex digits")):
        code, said = run(where, "evidence", wrong)
        assert code == 2 and why in said
    twin = replace(page, id=page.id[:10] + "0" * 22)
    board.store.put([twin])
    code, said = run(where, "evidence", page.id[:10])
    assert code == 2 and "2 looks begin with" in said and twin.id in said
    assert run(where, "evidence", page.id[:16])[0] == 0


def test_no_store_is_made_to_look_into(tmp_path: Path) -> None:
    code, said = run(tmp_path / "none", "evidence", "0000000000")
    assert code == 2 and "no store" in said and not (tmp_path / "none").exists()


def test_the_workbook_of_a_period(board: Board, where: Path, tmp_path: Path) -> None:
    out = tmp_path / "sub" / "book.xlsx"
    assert run(where, "export", "--xlsx", "--out", str(out))[0] == 0
    book = load_workbook(out)
    for name in ("说明", "排名 省区", "排名 地级", "指标", "覆盖率", "历年", "检查汇总", "检查结果", "权重", "定义"):
        assert book[name].freeze_panes == "A2" and book[name].auto_filter.ref
    assert book.sheetnames[0] == "说明"
    head, *lines = book["指标"].values
    rows = {(line[0], line[6]): dict(zip(head, line, strict=True)) for line in lines}
    own = rows[ZHEJIANG, METRIC]
    leaf = next(n.id for n in board.scored.scheme.leaves if n.metric == METRIC)
    known = board.season.among["provincial"].column(leaf)
    assert own["得分"] == pytest.approx(board.scored.score(ZHEJIANG, leaf)) and own["状态"] == "OK 已观测"
    assert own["百分位"] == percentile(own["得分"], known) and own["依据"] == min(LOOKS[n].page.id for n in ("home", "old"))[:10]
    assert rows[HANGZHOU, METRIC]["原始值"] == pytest.approx(observed(HANGZHOU, GOOD[HANGZHOU])[0].value)
    for sheet in book:
        assert [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"] == []
    (finding,) = [line for line in book["检查结果"].values if line[4] == "veto-2" and line[0] == ZHEJIANG]
    assert "=HYPERLINK(1)" in finding and "+seen" in finding
    (counted,) = [line for line in book["检查汇总"].values if line[0] == ZHEJIANG and line[3] == "inspection-2019"]
    assert counted[4:6] == ("单项否决", 1), "a rule that is broken twice is one rule, as on the card"
    links = [cell.hyperlink.target for row in book["指标"].iter_rows() for cell in row if cell.hyperlink]
    assert links and all(link.startswith("https://") for link in links)


def test_a_board_that_was_kept_is_without_results_of_indicators(board: Board) -> None:
    kept, nodes = load_board(board.store, board.scored.scheme, "2026"), board.scored.scheme.nodes
    assert {r.node for r in kept.found} == {r.node for r in board.found if r.node not in nodes or not nodes[r.node].metric}
    assert kept.as_of == SEEN and kept.season.front == board.season.front and kept.members == board.members


def test_a_workbook_wants_a_scored_period_and_a_name(board: Board, where: Path, tmp_path: Path) -> None:
    assert "say which TABLE" in run(where, "export")[1]
    assert run(where, "export", "--xlsx", "--out", str(tmp_path / "book.csv"))[0] == 2
    code, said = run(where, "export", "--xlsx", "--scheme", "nju-2023", "--out", str(tmp_path / "b.xlsx"))
    assert code == 2 and "has not scored 2026" in said


def test_a_table_is_written_row_by_row_and_counted(
    store: Store, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, looks = tmp_path / "a.csv", len(store.rows(Page))
    monkeypatch.delattr(Store, "rows")
    assert run(where, "export", "pages", "--out", str(out)) == (0, f"{looks} rows\n")
    assert len(out.read_text("utf-8-sig").splitlines()) == 1 + looks


def test_a_sheet_takes_so_many_rows(store: Store, where: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = len(store.rows(Page))
    asked = ("export", "pages", "--xlsx", "--out", str(tmp_path / "a.xlsx"))
    monkeypatch.setattr("dsci.commands.export.SHEET", looks)
    code, said = run(where, *asked)
    assert code == 2 and f"more than {looks - 1} rows" in said and "write a CSV" in said and not any(tmp_path.iterdir())
    monkeypatch.setattr("dsci.commands.export.SHEET", looks + 1)
    assert run(where, *asked) == (0, f"{looks} rows\n")

"""dsci resolve: rows with the ids of Apps that were searched for, and why others have none."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

from click.testing import CliRunner, Result

from dsci import registry
from dsci.commands import resolve
from dsci.contract import Account, Candidate, Page, Status, fact
from dsci.store import open_store

SEEN = datetime.fromisoformat("2026-10-31T20:00:00+08:00")
OFFICE, STRANGER = "浙江省大数据发展管理局", "某某网络科技有限公司"


def account(unit: str, name: str) -> Account:
    return Account(unit, "app", "ios", f"search:{name}", name=name, source="test", simulated=True)


def searched(row: Account, status: Status = Status.OK, reason: str = "", day: int = 31) -> Page:
    url, moment = f"https://itunes.apple.com/search?term={row.name}", SEEN.replace(day=day)
    return Page(
        f"{row.unit}{row.name}{day}", url, row.unit, "app", row.id, "search", f"r{day}", 0, moment, moment, status, 200,
        reason=reason, simulated=True,
    )  # fmt: skip


def found(page: Page, key: str, name: str, seller: str) -> Candidate:
    return fact(Candidate, page, key, store="apple", name=name, seller=seller, url="")


def run(folder: Path, *records: object, arguments: tuple[str, ...] = ("--province", "浙江")) -> Result:
    store = str(folder / "store")
    open_store(store).put(records)
    return CliRunner().invoke(resolve.command, [*arguments, "--store", store])


def test_the_row_of_an_accepted_app_and_the_reasons_of_others(tmp_path: Path) -> None:
    rows = [account("330000", name) for name in ("甲通", "乙通", "丙通", "丁通", "戊通")]
    pages = [searched(row) for row in rows]
    pages[3] = searched(rows[3], Status.THROTTLED, "Retry-After 30")
    candidates = [
        found(pages[0], "11", "甲通-掌上办", OFFICE),
        found(pages[0], "12", "甲通", STRANGER),
        found(pages[1], "13", "乙通", STRANGER),
        found(pages[2], "14", "丙通", OFFICE),
        found(pages[2], "15", "丙通", "浙江省人民政府办公厅"),
    ]
    ran = run(tmp_path, *rows, *pages[:4], *candidates)
    assert ran.exit_code == 1
    (row,) = csv.DictReader(ran.stdout.splitlines())
    assert (row["id"], row["name"], row["role"], row["checked"], row["simulated"]) == ("11", "甲通", "main", "2026-10-31", "true")
    assert row["source"].endswith(f"甲通-掌上办, seller {OFFICE}") and row["url"] == "https://apps.apple.com/cn/app/id11"
    told = ran.stderr.splitlines()
    assert f"330000 浙江省 乙通: found, but seller {STRANGER} is not the government's" in told
    assert f"330000 浙江省 丙通: several: 14 丙通 of {OFFICE}, 15 丙通 of 浙江省人民政府办公厅" in told
    assert "330000 浙江省 丁通: the search failed: THROTTLED Retry-After 30" in told
    assert "330000 浙江省 戊通: not searched for yet" in told
    assert told[-1] == "1 Apps to confirm, 4 unresolved, of 12 units"


def test_the_last_search_counts(tmp_path: Path) -> None:
    row = account("330000", "甲通")
    before, last = searched(row, day=30), searched(row, Status.EMPTY, "nothing found")
    ran = run(tmp_path, row, before, last, found(before, "11", "甲通", OFFICE))
    assert (ran.exit_code, ran.stdout.count("\n")) == (1, 1)
    assert "330000 浙江省 甲通: nothing found" in ran.stderr


def test_the_rows_can_take_the_place_of_those_they_resolve(tmp_path: Path) -> None:
    row = account("330000", "甲通")
    page = searched(row)
    ran = run(tmp_path, row, page, found(page, "11", "甲通", OFFICE))
    assert ran.exit_code == 0
    table = tmp_path / "accounts.csv"
    table.write_text(ran.stdout, encoding="utf-8")
    (again,) = (a for a in registry.accounts(table) if a.channel == "app")
    assert (again.id, again.platform, again.unit) == ("11", "ios", "330000")


def test_where_nothing_was_searched_nothing_is_said(tmp_path: Path) -> None:
    ran = run(tmp_path)
    assert (ran.exit_code, ran.stderr) == (0, "0 Apps to confirm, 0 unresolved, of 12 units\n")
    beijing = run(tmp_path, arguments=("--unit", "北京"))
    assert (beijing.exit_code, beijing.stderr.splitlines()[0]) == (1, "110000 北京市 京通: not searched for yet")

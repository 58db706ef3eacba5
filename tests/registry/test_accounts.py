"""Accounts, overlays, and every way in which a table is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsci import registry
from dsci.registry.presences import COLUMNS
from dsci.registry.rows import ACCOUNTS

from . import GOOD, table


def test_accounts_hold_every_portal_and_the_provincial_weibo() -> None:
    rows = registry.accounts()
    portals = {a.unit: a for a in rows if a.platform == "portal"}
    assert {code: a.url for code, a in portals.items()} == registry.portals()
    assert (portals["330000"].id, portals["330000"].role, portals["330000"].channel) == ("www.zj.gov.cn", "main", "website")
    provincial = {a.unit for a in rows if a.platform == "weibo" and a.role == "main" and a.unit.endswith("0000")}
    assert provincial == set(registry.groups()["provincial"].members)
    assert {a.name for a in rows if (a.unit, a.channel, a.role) == ("420000", "app", "main")} == {"鄂汇办"}
    assert {a.unit for a in rows if a.platform == "ios" and a.role == "main"} == provincial
    assert not any(a.simulated for a in rows)


def test_an_overlay_replaces_the_accounts_and_keeps_the_portals(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "330100,weibo,weibo,1,main,杭州,,replica,,,,true",
        "330200,website,portal,www.example.cn,main,宁波,https://www.example.cn/,told,2026-10-31,,,",
        "330200,app,ios,,absent,,,replica,2026-10-31,,,true",
        header=",".join((*COLUMNS, "simulated")),
    )
    rows = registry.accounts(path)
    assert [a.simulated for a in rows if a.channel != "website"] == [True, True]
    assert [a.id for a in rows if a.unit == "330200" and a.platform == "portal"] == ["www.example.cn"]
    assert len(rows) == 3190 + 2
    assert registry.accounts(str(path)) == rows


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("339900,weibo,weibo,1,main,,,list,,,", "line 3, column unit: unknown unit '339900'"),
        ("330200,weibo,weibo,1,chief,,,list,,,", "line 3, column role: 'chief' is none of main, further, absent"),
        ("330200,weibo,weibo,,main,,,list,,,", "line 3, column id: missing"),
        ("330200,,weibo,1,main,,,list,,,", "line 3, column channel: missing"),
        (GOOD, "line 3, column id: duplicate of line 2"),
        ("330200,weibo,weibo,1,main,,,list,2026-9-1,,", "line 3, column checked: '2026-9-1' is no date"),
        ("330200,weibo,weibo,1,main,,,list,,2026-02-30,", "line 3, column valid_from: '2026-02-30' is no date"),
        ("330200,weibo,weibo,1,main,,,list,,2026-03-01,2026-02-01", "line 3, column valid_to: .* before valid_from"),
        ("330200,weibo,weibo,,absent,,,,2026-10-31,,", "line 3, column source: missing in a row 'absent'"),
        ("330200,weibo,weibo,,absent,,,list,,,", "line 3, column checked: missing in a row 'absent'"),
        ("330200,weibo,weibo", "line 3: too few cells, want 11"),
        ("330200,weibo,weibo,1,main,,,list,,,,,", "line 3: too many cells, want 11"),
    ],
)
def test_a_broken_table_is_refused_by_file_line_and_column(tmp_path: Path, row: str, message: str) -> None:
    path = table(tmp_path, GOOD, row)
    with pytest.raises(ValueError, match=message) as refused:
        registry.accounts(path)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (",".join(COLUMNS[1:]), "line 1, column unit: missing"),
        (",".join((*COLUMNS, "colour")), "line 1, column colour: unknown"),
    ],
)
def test_a_table_of_another_shape_is_refused(tmp_path: Path, header: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        registry.accounts(table(tmp_path, header=header))


def test_the_shipped_accounts_have_exactly_the_columns_of_an_account() -> None:
    assert ACCOUNTS.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)

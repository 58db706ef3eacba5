"""What the check finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dsci.registry.check import check, contradictions
from dsci.registry.rows import UNITS

from . import GOOD, site, table


def test_the_shipped_registry_has_no_error_and_its_known_gaps() -> None:
    problems = check()
    assert [p for p in problems if p.severity == "error"] == []
    assert [p.what.split(":")[0] for p in problems if "no portal known" in p.what] == ["珲春市", "普陀区", "贵池区", "大冶市"]
    assert [p.what for p in problems if p.file.endswith("groups.toml")] == ["sample64: 660000 is no unit yet"]


def broken_units(folder: Path, old: str, new: str) -> Path:
    text = UNITS.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path = folder / "units.csv"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\n330106,", "\n33010,", "code '33010' is not six digits"),
        ("\n330106,", "\n330105,", "code 330105 is already on line"),
        ("330106,西湖区,Xihu,county", "330106,西湖区,Xihu,prefecture", "code 330106 is of level county, not 'prefecture'"),
        ("330106,西湖区,Xihu,county,330100", "330106,西湖区,Xihu,county,330900", "does not lie under its parent 330900"),
        ("330106,西湖区,Xihu,county,330100", "330106,西湖区,Xihu,county,339900", "no parent '339900'"),
        ("330106,西湖区,Xihu,county,330100", "330106,西湖区,Xihu,county,", "no parent ''"),
        ("330106,西湖区,", "330106,上城区,", "上城区: the name is already on line"),
        ("330106,西湖区,Xihu,", "330106,西湖区,,", "330106: name missing"),
        (",https://www.hzxh.gov.cn/,", ",https:/www.hzxh.gov.cn/,", "malformed portal address 'https:/www.hzxh.gov.cn/'"),
        (",https://www.hzxh.gov.cn/,", ",http://www.hz xh.gov.cn/,", "malformed portal address"),
        (",https://www.hzxh.gov.cn/,", ",https://hangzhou.gov.cn/index,", "one portal host hangzhou.gov.cn for 杭州市"),
        (",https://www.hzxh.gov.cn/,", ",,", "西湖区: no portal known"),
    ],
)
def test_the_check_finds_what_is_wrong_with_a_unit(tmp_path: Path, old: str, new: str, message: str) -> None:
    before = {p.what for p in check()}
    found = [p for p in check(broken_units(tmp_path, old, new)) if p.what not in before]
    line = next(n for n, text in enumerate(UNITS.read_text(encoding="utf-8").splitlines(), 1) if text.startswith("330106,"))
    assert [p for p in found if message in p.what and p.line == line], found


def test_the_check_finds_what_is_wrong_with_accounts(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        GOOD,
        "330100,weibo,weibo,2,main,,,list,,,",
        "330200,weibo,weibo,1,further,,,list,,,",
        "339900,weibo,weibo,3,chief,,,list,,,",
        "330100,weibo,weibo,,absent,,,list,2026-10-31,,",
    )
    found = [(p.line, p.severity, p.what) for p in check(accounts_path=path) if p.file == str(path)]
    assert found == [
        (3, "error", "role: 330100 has a main weibo account on line 2 already"),
        (4, "error", "id: weibo 1 belongs to 330100 as well as 330200"),
        (4, "note", "role: no main weibo account of 330200 is known"),
        (5, "error", "role: 'chief' is none of main, further, absent"),
        (5, "error", "unit: unknown unit '339900'"),
        (6, "error", "role: 330100 has weibo accounts and is said to have none"),
    ]


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        (["1,main,旧名,,list,,,2025-12-31", "1,main,新名,,list,,2026-01-01,"], []),
        (["1,main,旧号,,list,,,2025-12-31", "2,main,新号,,list,,2026-01-01,"], []),
        (["1,further,号,,list,,,2025-12-31", "1,main,号,,list,,2026-01-01,", "3,main,号,,list,,,2025-06-30"], []),
        (
            ["1,main,旧号,,list,,,2025-12-31", "2,main,新号,,list,,2025-12-31,"],
            [(3, "role: 330100 has a main weibo account on line 2 already; both hold on 2025-12-31")],
        ),
        (
            ["1,main,旧号,,list,,,2025-12-31", "2,main,新号,,list,,,2024-06-30"],
            [(3, "role: 330100 has a main weibo account on line 2 already; both hold until 2024-06-30")],
        ),
        (
            ["1,main,旧名,,list,,2025-01-01,2025-12-31", "1,main,新名,,list,,2025-12-01,"],
            [(3, "id: duplicate of line 2: 330100 weibo weibo '1'")],
        ),
    ],
)
def test_several_rows_of_one_account_or_platform_at_different_times(
    tmp_path: Path, rows: list[str], problems: list[tuple[int, str]]
) -> None:
    path = table(tmp_path, *(f"330100,weibo,weibo,{row}" for row in rows))
    assert [(p.line, p.what) for p in check(accounts_path=path) if p.file == str(path)] == problems


def test_an_account_may_pass_to_another_unit(tmp_path: Path) -> None:
    first = "330100,weibo,weibo,1,main,号,,list,,,2025-12-31"
    moved = check(accounts_path=table(tmp_path, first, "330200,weibo,weibo,1,main,号,,list,,2026-01-01,"))
    assert [p.what for p in moved if "weibo" in p.what] == []
    both = check(accounts_path=table(tmp_path, first, "330200,weibo,weibo,1,main,号,,list,,2025-01-01,"))
    (found,) = [p for p in both if "weibo" in p.what]
    assert found.line == 3
    assert found.what == "id: weibo 1 belongs to 330100 (line 2) as well as 330200; both hold on 2025-01-01"


@pytest.mark.parametrize(
    ("code", "id_code", "message", "severity"),
    [
        ("330106", "3301060001", "", ""),
        ("330106", "3301050001", "西湖区 330106: .* says 3301050001", "error"),
        ("330100", "3301990002", "", ""),
        ("330100", "3302000001", "says 3302000001 .宁波市, by meta.", "error"),
        ("330000", "3399000001", "", ""),
        ("330000", "4400000001", "广东省", "error"),
        ("330000", "bm12000001", "no code .bm12000001.", "note"),
        ("330000", "", "浙江省: no code", "note"),
        ("999999", "3300000001", "unknown unit '999999'", "error"),
    ],
)
def test_a_site_code_that_names_another_unit_is_found(code: str, id_code: str, message: str, severity: str) -> None:
    found = contradictions([site(code, id_code)])
    assert [p.severity for p in found] == ([severity] if severity else [])
    assert all(re.search(message, p.what) for p in found)

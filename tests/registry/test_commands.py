"""The commands units, accounts and registry check."""

from __future__ import annotations

import csv
from inspect import cleandoc
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from dsci import registry
from dsci.commands import accounts as accounts_command
from dsci.commands import registry as registry_command
from dsci.commands import units as units_command
from dsci.commands import verify as verify_command
from dsci.contract import Account, Level
from dsci.store import open_store, store_at

from . import GOOD, site, table


def test_units_come_as_csv_that_excel_opens(tmp_path: Path) -> None:
    out = tmp_path / "units.csv"
    printed = CliRunner().invoke(units_command.command, ["--province", "浙江"])
    written = CliRunner().invoke(units_command.command, ["--province", "浙江", "--out", str(out)])
    assert (printed.exit_code, written.exit_code, written.stdout) == (0, 0, "")
    assert out.read_bytes() == b"\xef\xbb\xbf" + printed.stdout_bytes
    rows = list(csv.DictReader(printed.stdout.splitlines()))
    assert (len(rows), rows[1]["name"], rows[1]["groups"]) == (12, "杭州市", "local cities32 cities36 sample64")


def test_accounts_that_are_written_can_be_read_again(tmp_path: Path) -> None:
    out = tmp_path / "accounts.csv"
    run = CliRunner().invoke(accounts_command.command, ["--level", "province", "--channel", "weibo", "--out", str(out)])
    assert run.exit_code == 0
    again = [a for a in registry.accounts(out) if a.channel == "weibo"]
    assert again == [a for a in registry.accounts() if a.channel == "weibo" and registry.units()[a.unit].level is Level.PROVINCE]


def test_which_rows_count_on_a_day(tmp_path: Path) -> None:
    rows = (
        "1,main,旧,,list,,,2025-12-31", "1,main,新,,list,,2026-01-01,", "2,further,厅,,list,,,", "3,main,后,,list,,2027-01-01,",
    )  # fmt: skip
    path = table(tmp_path, *(f"330100,weibo,weibo,{row}" for row in rows), "330100,app,ios,,absent,,,list,2026-10-31,,")
    call = ["--unit", "杭州", "--channel", "weibo", "--channel", "app", "--accounts", str(path), "--history"]
    run = CliRunner().invoke(accounts_command.command, [*call, "--on", "2026-10-31"])
    found = {(row["id"], row["name"]): row["counts"] for row in csv.DictReader(run.stdout.splitlines())}
    assert found == {
        ("1", "旧"): "否：已停用", ("1", "新"): "是", ("2", "厅"): "否：其他账号", ("3", "后"): "否：尚未启用",
        ("", ""): "否：没有开设",
    }  # fmt: skip
    assert CliRunner().invoke(accounts_command.command, ["--history", "--on", "morgen"]).exit_code == 2


def test_the_accounts_of_a_store(tmp_path: Path) -> None:
    open_store(str(tmp_path / "s")).put([Account("330100", "weibo", "weibo", "99", source="entered at an import")])
    run = CliRunner().invoke(accounts_command.command, ["--unit", "杭州", "--history", "--store", str(tmp_path / "s")])
    assert [(row["id"], row["counts"]) for row in csv.DictReader(run.stdout.splitlines())] == [("99", "是")]


@pytest.mark.parametrize("arguments", [["--unit", "杭洲"], ["--level", "city"], ["--group", "x"], ["--colour"]])
def test_wrong_use_ends_in_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(units_command.command, arguments).exit_code == 2


def test_the_check_ends_in_1_where_it_finds_an_error(tmp_path: Path) -> None:
    good = CliRunner().invoke(registry_command.command, ["check"])
    path = table(tmp_path, GOOD.replace("main", "chief"))
    bad = CliRunner().invoke(registry_command.command, ["check", "--accounts", str(path)])
    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "is none of main, further, absent" in bad.stdout
    assert "1 errors" in bad.stderr


def test_the_check_reads_site_codes_from_a_store(tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    assert CliRunner().invoke(registry_command.command, ["check", "--store", store]).exit_code == 2
    open_store(store).put([site("330100", "3302000001")])
    run = CliRunner().invoke(registry_command.command, ["check", "--store", store])
    assert (run.exit_code, "says 3302000001" in run.stdout) == (1, True)


@pytest.mark.parametrize(("module", "words"), [(registry_command, ["check"]), (verify_command, [])])
def test_a_store_is_named_without_its_password(
    module: ModuleType, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql+psycopg://me:secret@db/dsci?password=secret"
    store = store_at(str(tmp_path))
    monkeypatch.setattr(store, "tables", url)
    monkeypatch.setattr(module, "existing", lambda _where: store)
    said = CliRunner().invoke(module.command, [*words, "--store", url]).output
    assert "secret" not in said and "postgresql+psycopg://me:***@db/dsci" in said


@pytest.mark.parametrize("module", [units_command, accounts_command, registry_command])
def test_help_ends_with_an_example_that_runs(module: object) -> None:
    command = module.command  # type: ignore[attr-defined]
    last = cleandoc(command.help).splitlines()[-1]
    start = f"Example: dsci {command.name} "
    assert last.startswith(start) and CliRunner().invoke(command, last.removeprefix(start).split()).exit_code == 0

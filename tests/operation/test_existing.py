"""A command that reads a store never begins one: no empty store looks like one without faults."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dsci.cli import main

from ..conftest import ROOT

READING = (
    "verify", f"schedule show {ROOT / 'docs' / 'schedule.toml'}", "export observations", "export completeness",
    "measure --period 2026", "explain 浙江 website", "score", "report --all", "site", "inspect 杭州", "shares", "topics",
    "discover", "resolve", "reparse website", "sheets weibo --out s.xlsx", "override --list", "evidence 3e272c8c91",
    "worksheet agreement", "doctor", "accounts", "gains 杭州", "uncertainty", "audit --out a.xlsx",
)  # fmt: skip


@pytest.mark.parametrize("line", READING)
def test_a_store_that_is_not_there_is_named_and_not_begun(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DSCI_STORE", raising=False)
    told = CliRunner().invoke(main, [*line.split(), "--store", "mistyped"])
    assert told.exit_code == 2 and "no store at mistyped; --store or DSCI_STORE says where" in told.output, told.output
    assert list(tmp_path.iterdir()) == []


def test_verify_says_which_store_it_means(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DSCI_STORE", str(tmp_path / "other"))
    assert f"no store at {tmp_path / 'other'};" in CliRunner().invoke(main, ["verify"]).output
    CliRunner().invoke(main, ["import", "wechat", str(ROOT / "tests/imports/articles.csv"), "--unit", "杭州", "--new",
                              "--account", "MzkxMjM0NTY3OA==", "--as-of", "2026-10-31"])  # fmt: skip
    assert f"{tmp_path / 'other' / 'dsci.sqlite'}: " in CliRunner().invoke(main, ["verify"]).output

"""`dsci new-case` freezes a page so that the test of cases passes at once, and never a citizen's words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dsci.cli import main
from dsci.commands import new_case

from .channels import test_cases

WEBSITE = test_cases.FOLDER / "website"


def frozen(into: Path | None, case: str, *more: str) -> Result:
    """The command on the page of a case that there is, with that case's look."""
    look = json.loads((WEBSITE / case / "look.json").read_text("utf-8"))
    (page,) = (WEBSITE / case).glob("page.*")
    told = ["--url", look["url"], "--purpose", look["purpose"], "--seen-at", look["seen_at"], "--type", look["content_type"]]
    where = ["--into", str(into)] if into else []
    return CliRunner().invoke(main, ["new-case", "website", str(page), *told, *where, *more])


@pytest.mark.parametrize("case", ["column_trs", "article_text", "letters_none", "hostile_soft_404_not_there"])
def test_what_is_frozen_is_a_case(tmp_path: Path, case: str) -> None:
    result = frozen(tmp_path, case, "--name", case)
    assert result.exit_code == 0, result.output
    folder = tmp_path / "website" / case
    assert json.loads((folder / "look.json").read_text("utf-8")) == json.loads((WEBSITE / case / "look.json").read_text("utf-8"))
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    expected.pop("never", None)
    assert test_cases.told(test_cases.read(folder)) == {"reason": "", "facts": [], "follow": []} | expected


def test_no_citizen_is_frozen(tmp_path: Path) -> None:
    result = frozen(tmp_path, "letters_table", "--name", "letters")
    assert result.exit_code == 0 and "citizens' words" in result.output
    words = json.loads((WEBSITE / "letters_table" / "expected.json").read_text("utf-8"))["never"]
    original, folder = (WEBSITE / "letters_table" / "page.html").read_bytes(), tmp_path / "website" / "letters"
    written = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert words and [word for word in words if word in written] == []
    assert any(word in original.decode("gb18030") for word in words), "the page that was frozen had them"
    test_cases.test_case(folder)


def test_refusals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert frozen(tmp_path, "home").exit_code == 0
    assert (tmp_path / "website" / "home_www_example_gov_cn").is_dir()
    for more, why in (
        ((), "there is a case"),
        (("--name", "."), "name ''"),
        (("--name", "x"), "name 'x'"),
        (("--name", "other", "--seen-at", "yesterday"), "yesterday"),
    ):
        result = frozen(tmp_path, "home", *more)
        assert result.exit_code == 2 and why in result.output, (more, result.output)
    monkeypatch.setattr(new_case, "CASES", tmp_path / "none")
    result = frozen(None, "home")
    assert result.exit_code == 2 and "in a checkout" in result.output

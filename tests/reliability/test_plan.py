"""Every trial has a test or a command, every mark a trial, and the table of outcomes has them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..conftest import ROOT
from .plans import AREAS, PLAN, marks, read


def test_every_trial_has_a_test_or_a_command_and_every_mark_a_trial() -> None:
    trials = {trial.id: trial for trial in read()}
    marked = {name for name, _file in marks(ROOT / "tests")}
    assert sorted(marked - set(trials)) == []
    assert sorted(name for name, trial in trials.items() if name not in marked and not trial.command) == []


def test_every_plan_is_of_an_area() -> None:
    assert {file.stem for file in PLAN.glob("*.toml")} <= set(AREAS)


def test_every_command_is_there() -> None:
    named = [trial.command.split() for trial in read() if trial.command]
    benches = [words[2].replace(".", "/") for words in named if words[:2] == ["python", "-m"]]
    missing = [name for name in benches if not (ROOT / f"{name}.py").exists() and not (ROOT / name / "__main__.py").exists()]
    assert missing == [] and all(words[0] in ("python", "dsci", "./run") for words in named)


def test_the_table_of_outcomes_names_every_trial() -> None:
    table = (ROOT / "docs" / "RELIABILITY.md").read_text("utf-8")
    assert [trial.id for trial in read() if f"| `{trial.id}` |" not in table] == [], "python -m bench.reliability writes it"


TWICE = '[[trial]]\nid = "a"\nwhat = "w"\nexpected = "e"\n'


@pytest.mark.parametrize(("text", "told"), [(2 * TWICE, "a is there twice"), (TWICE + 'when = "now"\n', "wants id, what")])
def test_a_wrong_plan_is_named(text: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "network.toml").write_text(text, "utf-8")
    with pytest.raises(ValueError, match=rf"network\.toml: .*{told}"):
        read(tmp_path)


def test_marks_are_found_wherever_they_stand(tmp_path: Path) -> None:
    test = "@pytest.mark.proves('a', 'b')\ndef test(): ...\nX = pytest.param(1, marks=pytest.mark.proves('c'))\n"
    (tmp_path / "test_some.py").write_text(test, "utf-8")
    assert [name for name, _ in marks(tmp_path)] == ["a", "b", "c"]
    (tmp_path / "test_some.py").write_text("pytest.mark.proves(name)", "utf-8")
    with pytest.raises(ValueError, match=r"test_some\.py:1"):
        list(marks(tmp_path))

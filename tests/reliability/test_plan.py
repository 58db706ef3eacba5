"""Every trial has a test or a command, every mark a trial, and the table of outcomes has them all."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from dsci.bench import outcomes as kept
from dsci.bench.outcomes import Outcome
from dsci.bench.reliability import Tried, ended, results

from ..conftest import ROOT
from .plans import AREAS, PLAN, Trial, marks, read


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


LONG = {"three-ways", "scale-whole", "fuzz-million", "killed-50-times", "evil-lines-all", "vulnerabilities"}
ROW = re.compile(r"^\| `([a-z0-9-]+)` \|(?: [^|]* \|){3} ([^|]*) \|", re.MULTILINE)


def test_every_trial_but_the_long_ones_was_tried_and_came_out_as_expected() -> None:
    ends = dict(ROW.findall((ROOT / "docs" / "RELIABILITY.md").read_text("utf-8")))
    assert {trial.id for trial in read() if trial.command} == LONG <= set(ends)
    assert {name: end for name, end in ends.items() if name not in LONG and end != "as expected"} == {}


PASSED, FAILED = Tried("tests/x.py::test_x", "passed", "3 of 3"), Tried("tests/x.py::test_x", "failure", "2 of 3")


@pytest.mark.parametrize(
    ("command", "tests", "last", "end"),
    [
        (False, [PASSED], None, "as expected"),
        (False, [PASSED, FAILED], None, "**not as expected**"),
        (False, [replace(PASSED, outcome="skipped")], None, "not tried"),
        (False, [], None, "not tried"),
        (True, [], True, "as expected"),
        (True, [], False, "**not as expected**"),
        (True, [PASSED], False, "**not as expected**"),
        (True, [PASSED], None, "as expected in tests; the command has not run"),
        (True, [], "none", "could not be tried here"),
    ],
)
def test_an_outcome_is_the_worst_that_was_seen(command: bool, tests: list[Tried], last: bool | str | None, end: str) -> None:
    trial = Trial("x", "w", "e", "python -m bench.x" if command else "")
    ran = {} if last is None else {"x": Outcome("x", "2026-11-23", "seen", last if isinstance(last, bool) else None)}
    assert ended(trial, {"x": tests}, ran)[0] == end


def test_outcomes_are_kept_as_they_were_and_the_last_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "FILE", tmp_path / "outcomes.toml")
    for ok, seen in ((False, "2 wrong"), (True, 'none "wrong"')):
        kept.append("x", ok, seen)
    kept.append("y", None, "nobody\nanswered")
    found = kept.outcomes()
    assert (found["x"].ok, found["x"].seen) == (True, 'none "wrong"')
    assert (found["y"].ok, found["y"].seen) == (None, "nobody answered")


def test_a_report_of_all_tests_says_which_trials_they_prove(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    case = '<testcase classname="tests.x.test_x" name="test_x[a]"><properties>{}</properties></testcase>'
    told = '<property name="proves" value="x"/><property name="proves" value="y"/><property name="seen" value="3 of 3"/>'
    report.write_text(f"<testsuites><testsuite>{case.format(told)}{case.format('')}</testsuite></testsuites>", "utf-8")
    one = Tried("tests/x/test_x.py::test_x", "passed", "3 of 3")
    assert results(report) == {"x": [one], "y": [one]}


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

"""Schedule files: their faults by line, the crawls they ask for, and one night on the stand-in internet."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dsci import registry
from dsci.channels import channels
from dsci.cli import main
from dsci.commands.asked.night import Given, Task, arguments, crawlable, crawled, tasks
from dsci.commands.replica import overlay_file, served
from dsci.contract import Account, seconds_of
from dsci.pipeline.schedule import Due, ScheduleError, load
from dsci.store import open_store

from ..conftest import ROOT

MONDAY = date(2026, 11, 23)
WRONG = """budget = "soon"
nights = 2
workers = "two"
[[crawl]]
channels = ["webseite"]
levels = ["province", "village"]
every = 0
[[crawl]]
channels = []
provinces = ["浙江", "无此省"]
every = 400
[[crawl]]
channels = ["app"]
every = 7.5
"""
TWO = """budget = "1h30m"
workers = 2
accounts = "own.csv"
[[crawl]]
channels = ["website", "weibo"]
provinces = ["宁夏"]
levels = ["province"]
every = 7
[[crawl]]
channels = ["website"]
provinces = ["宁夏"]
every = 3
"""
WEEKLY = """budget = "2h"
[[crawl]]
channels = ["website"]
provinces = ["宁夏"]
every = 7
[[crawl]]
channels = ["website", "weibo"]
provinces = ["宁夏"]
every = 1
"""


TEN = """budget = "10m"
[[crawl]]
channels = ["app"]
provinces = ["宁夏"]
every = 7
"""
ONE = """budget = "10m"
accounts = "accounts.csv"
[[crawl]]
channels = ["app"]
provinces = ["宁夏"]
levels = ["province"]
every = 7
"""


def written(folder: Path, text: str) -> Path:
    """The schedule, and beside it the list of accounts that it may name."""
    (folder / "own.csv").touch()
    path = folder / "schedule.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_fault_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ScheduleError) as caught:
        load(written(tmp_path, WRONG), channels())
    assert [fault.line for fault in caught.value.faults] == [1, 2, 3, 5, 6, 7, 9, 10, 11, 14]
    for word in ("'soon'", "unknown key nights", "want a whole number", "'webseite'", "'village'", "1 to 366 days", "'无此省'"):
        assert word in str(caught.value)
    for text in ("budget = ", "budget = '2h'", f"workers = 2\ncluster = 'tcp://a:1'\n{TEN}", TEN.replace("10m", "4m")):
        with pytest.raises(ScheduleError):
            load(written(tmp_path, text), channels())


@pytest.mark.parametrize(("line", "text", "problem"), [
    (3, TEN.replace('["app"]', '[["app"]]'), "channels: want a list of texts"),
    (4, TEN.replace('["宁夏"]', "[64]"), "provinces: want a list of texts"),
    (2, 'budget = "10m"\ncrawl = [1, {channels = ["app"], every = 7}]', "crawl: want a list of tables"),
    *((1, f"workers = {number}\n{TEN}", "workers: want at least 1") for number in (-3, 0)),
    *((1, f'accounts = "{name}"\n{TEN}', "accounts: no file") for name in ("", "a\\u0000b", "none.csv", "a" * 999)),
])  # fmt: skip
def test_values_of_another_shape_and_lists_that_are_not_there(tmp_path: Path, line: int, text: str, problem: str) -> None:
    with pytest.raises(ScheduleError, match=problem) as caught:
        load(written(tmp_path, text), channels())
    assert [fault.line for fault in caught.value.faults] == [line]


@pytest.mark.parametrize("cluster", ["", "10.0.0.2:8786", "http://a:1", "tcp://a", "tcp://a:b", "tcp://:8786", "tls://a:1/b"])
def test_a_cluster_is_an_address_with_a_port(tmp_path: Path, cluster: str) -> None:
    with pytest.raises(ScheduleError, match="cluster: ") as caught:
        load(written(tmp_path, f'cluster = "{cluster}"\n{TEN}'), channels())
    assert len(caught.value.faults) == 1
    for good in ("tcp://a:1", "tls://[fd00::2]:8786"):
        assert load(written(tmp_path, f'cluster = "{good}"\n{TEN}'), channels()).cluster == good


@pytest.mark.parametrize("name", ["schedule.toml", "schedule.team.toml"])
def test_the_examples_are_sound_and_reach_every_unit(name: str) -> None:
    """The team's names its scheduler: its `night` would otherwise crawl where no internet is."""
    found = load(ROOT / "docs" / name, channels())
    assert found.channels == tuple(channels()) and len(found.units("website")) == len(registry.units())
    assert bool(found.cluster) is (name == "schedule.team.toml")


def test_accounts_lie_beside_the_schedule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever folder the command is run in, and whatever one a worker runs in."""
    file = written(tmp_path, TWO)
    monkeypatch.chdir(tmp_path)
    assert load(file.name, channels()).accounts == str(tmp_path / "own.csv")


def test_a_unit_of_two_entries_is_crawled_once(tmp_path: Path) -> None:
    """Each entry is one crawl of all its channels; a channel's units come in the first entry that names them."""
    schedule = load(written(tmp_path, TWO), channels())
    rows = [*registry.accounts(), Account("640000", "weibo", "weibo", "1"), Account("640100", "app", "harmony", "2")]
    known = crawlable(rows, channels())
    assert rows[-2] in known and rows[-1] not in known
    found = list(tasks(open_store(str(tmp_path / "store")), schedule, MONDAY, known))
    cities = ("640100", "640200", "640300", "640400", "640500")
    assert [{channel: [d.unit.code for d in due] for channel, due in t.due.items()} for t in found] == [
        {"website": ["640000"], "weibo": ["640000"]}, {"website": list(cities)},
    ]  # fmt: skip
    assert [t.units for t in found] == [("640000",), cities]


def asked(text: str, folder: Path, *done: tuple[str, str, str]) -> list[tuple[str, str, str]]:
    """Run, channel and unit of every crawl of a night, once those have come to their end; two units have a Weibo account."""
    schedule, store = load(written(folder, text), channels()), open_store(str(folder / "store"))
    for ended in done:
        store.finish(*ended)
    weibo = [Account(code, "weibo", "weibo", "1") for code in ("640000", "640100")]
    night = tasks(store, schedule, MONDAY, crawlable([*registry.accounts(), *weibo], channels()))
    return sorted((task.run, channel, code) for task in night for code in task.units for channel in task.due)


def test_a_unit_that_is_due_on_another_channel_is_not_asked_twice(tmp_path: Path) -> None:
    found = asked(WEEKLY, tmp_path)
    assert len({row[1:] for row in found}) == len(found) == 8
    assert [row for row in found if row[1] == "weibo"] == [("2026-11-23", "weibo", code) for code in ("640000", "640100")]


def test_what_an_entry_has_done_in_its_week_is_left_to_the_next_entry(tmp_path: Path) -> None:
    turned = WEEKLY.replace("every = 7", "every = 0").replace("every = 1", "every = 7").replace("every = 0", "every = 1")
    head, *entries = turned.split("[[crawl]]")
    found = asked("[[crawl]]".join((head, *reversed(entries))), tmp_path, ("2026-W48", "website main", "640000"))
    assert {("2026-W48", "weibo", "640000"), ("2026-11-23", "website", "640000")} <= set(found)
    assert ("2026-11-23", "website", "640100") not in found


def test_the_words_of_a_crawl_hold_no_password(tmp_path: Path) -> None:
    schedule = load(written(tmp_path, TWO), channels())
    task = Task(schedule.entries[0], "2026-W48", {"website": (Due(registry.units()["640000"], None),), "weibo": ()})
    said = arguments(schedule, task, Given("postgresql://a:secret@b/c", "2026-10-31", "127.0.0.1:1"), 89)
    assert " ".join(said) == (
        f"crawl website weibo --run 2026-W48 --budget 89m --workers 2 --accounts {tmp_path / 'own.csv'} --as-of 2026-10-31 "
        "--replica 127.0.0.1:1 --unit 640000"
    )


def test_crawls_go_one_after_the_other_and_a_failed_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a program that notes what it was asked, and ends with 1 as a crawl does that another one keeps out."""
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$DSCI_STORE $4" >> {tmp_path}/asked\n[ "$5" = weibo ] && exit 1 || exit 0\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(program))
    schedule = load(written(tmp_path, TWO), channels())
    due = (Due(registry.units()["640000"], None),)
    one, two = schedule.entries
    tonight = [Task(one, "W", {"website": due, "weibo": ()}), Task(two, "W", {"website": due}), Task(two, "W", {"website": ()})]
    assert crawled(schedule, tonight, Given("kept")) == ["entry 1, website weibo: the crawl ended with 1"]
    assert (tmp_path / "asked").read_text("utf-8") == "kept website\nkept website\n"
    capsys.readouterr()
    assert crawled(replace(schedule, budget="1m"), tonight, Given()) == [], "in the last minute nothing is begun"
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in said] == ["entry 1, website weibo", "entry 2, website"]


def test_lengths_of_time() -> None:
    assert [seconds_of(text) for text in ("2h", "90m", "1h30m")] == [7200, 5400, 5400]
    for wrong in ("", "2", "2 h", "h", "0m", "-1h", "30m1h", "2H"):
        with pytest.raises(ValueError, match="length of time"):
            seconds_of(wrong)


def schedule(*words: str, code: int = 0) -> Result:
    """What `dsci schedule` says; it must end with that code."""
    found = CliRunner().invoke(main, ["schedule", *words])
    assert found.exit_code == code, found.output
    return found


def test_a_night_crawls_what_is_due_and_the_next_one_nothing(tmp_path: Path) -> None:
    """A night in which nobody answers leaves all that was due to the next one."""
    file = str(written(tmp_path, ONE))
    with served("") as (address, world):
        overlay_file(world, str(tmp_path))
        given = ("--store", str(tmp_path / "kept"), "--as-of", world.as_of.isoformat())
        dead = schedule("run", file, *given, "--replica", "127.0.0.1:1", code=1)
        assert "no host answered for 1 of 1 units: is the network up?" in dead.stderr and "0 of 1 prov" in dead.stdout
        first = schedule("run", file, *given, "--replica", address)
        assert "app 1 (run 2026-W44b)" in first.stdout and ": 1 of 1 provincial" in first.stdout
        again = schedule("run", file, *given, "--replica", address)
        assert "entry 1: of 1 units are due: app 0" in again.stdout and "W44b" not in again.stdout
    shown = schedule("show", file, *given[:2], "--as-of", "2026-11-30")
    (row,) = csv.DictReader(shown.stdout.splitlines())
    assert (row["unit"], row["last_seen"], row["why"]) == ("640000", "2026-10-31", "30 days ago")
    assert "0 of 1 provincial" in shown.stderr

"""The engine in this process; workers of one mind; tasks that print, die and outlive their command."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import socket
from pathlib import Path
from typing import Any

import psutil
import pytest
from click.testing import CliRunner
from scrapy.crawler import Crawler

from dsci.cli import main
from dsci.cluster.engine import engine
from dsci.cluster.shared import as_sent, check, environment
from dsci.cluster.warm import warm
from dsci.cluster.work import held
from dsci.commands.asked.alone import crawling_alone
from dsci.contract import Completeness
from dsci.spiders.app import AppSpider
from dsci.spiders.run import CrawlPlan, _overrides
from dsci.store import Busy, store_at


@pytest.mark.proves("engine-on-loopback")
def test_nothing_listens_to_the_outside(tmp_path: Path) -> None:
    with engine(workers=2, beside=1) as running:
        found = [c.laddr.ip for c in psutil.Process().net_connections("inet") if c.status == psutil.CONN_LISTEN]
        assert set(found) <= {"127.0.0.1", "::1"}
        assert (running.workers, running.slots) == (2, 3)
        check(running, str(tmp_path))
        with pytest.raises(ValueError, match="DSCI_EVIDENCE"):
            check(running, "postgresql+psycopg://db/dsci")


def test_a_worker_of_another_machine_or_version_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Told:
        def __init__(self, *mind: Any) -> None:
            self.client, self.mind, self.remote = self, mind, True

        def run(self, *_: Any) -> dict[str, Any]:
            return {"tcp://w:1": self.mind}

    here = socket.gethostname()
    with pytest.raises(ValueError, match="tcp://w:1 on elsewhere has no such SQLite file"):
        check(Told("elsewhere", "0.1.0", True), str(tmp_path))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"has dsci 0\.0\.1, this is"):
        check(Told(here, "0.0.1", True), str(tmp_path))  # type: ignore[arg-type]
    monkeypatch.setenv("DSCI_EVIDENCE", str(tmp_path / "shared"))
    monkeypatch.setenv("DSCI_WEIBO_COOKIE", "SUB=secret")
    with pytest.raises(ValueError, match="does not see the folder of evidence"):
        check(Told("elsewhere", "0.1.0", False), "postgresql+psycopg://db/dsci")  # type: ignore[arg-type]
    assert environment().keys() <= {"DSCI_CONTACT", "DSCI_EVIDENCE"}
    for password in ("postgresql+psycopg://dsci:secret@db/dsci", "postgresql+psycopg://dsci@db/dsci?password=secret"):
        with pytest.raises(ValueError, match="PGPASSFILE"):
            check(Told(here, "0.1.0", True), password)  # type: ignore[arg-type]


def test_a_task_means_the_places_that_its_command_means(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DSCI_EVIDENCE", "kept")
    assert environment()["DSCI_EVIDENCE"] == str(tmp_path / "kept")
    sent = as_sent(CrawlPlan([], "sqlite:///some.sqlite", "accounts.csv", urls="urls.txt"))
    assert (sent.store, sent.accounts, sent.urls) == (
        f"sqlite:///{tmp_path}/some.sqlite", f"{tmp_path}/accounts.csv", f"{tmp_path}/urls.txt",
    )  # fmt: skip
    monkeypatch.setenv("DSCI_EVIDENCE", "s3://bucket/folder")
    assert environment()["DSCI_EVIDENCE"] == "s3://bucket/folder"
    kept = CrawlPlan([], "postgresql+psycopg://dsci@db/dsci")
    assert as_sent(kept) == kept and as_sent(CrawlPlan([])).store == str(tmp_path / "out" / "store")


def test_the_user_agent_names_the_contact_of_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """A task has it after its process has imported the settings."""
    monkeypatch.setenv("DSCI_CONTACT", "who@example.org")
    agent = _overrides(CrawlPlan([]))["USER_AGENT"]
    assert "; who@example.org)" in agent
    for own, sent in (("", agent), ("a channel's own", "a channel's own")):
        monkeypatch.setenv("DSCI_USER_AGENT_APP", own)
        crawler = Crawler(AppSpider)
        crawler.settings.set("USER_AGENT", agent, priority="cmdline")
        AppSpider.from_crawler(crawler, unit="330100")
        assert crawler.settings["USER_AGENT"] == sent


def test_what_a_task_prints_is_no_answer(tmp_path: Path) -> None:
    """A task that cannot be read ends its fork; the process that forks answers the next."""
    found = tmp_path / "found"
    here = warm("website-0")
    assert here.ask(pickle.dumps(Loud()), str(found)) == 7
    assert here.ask(b"no pickle", str(found)) == 1
    assert here.ask(pickle.dumps(Loud()), str(found)) == 7
    assert here is warm("website-1") and here.part == "website-1"


class Loud:
    """Prints and ends its process where it is unpickled."""

    def __reduce__(self) -> Any:
        return exec, ("import os; print(0, flush=True); os._exit(7)",)


def holding(folder: str, pipe: Any) -> None:
    with held(store_at(folder), "website-0"):
        pipe.send("held")
        pipe.recv()


@pytest.mark.proves("orphan-tasks")
def test_a_task_that_outlives_its_command_keeps_the_next_one_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = multiprocessing.Pipe()
    store_at(str(tmp_path)).engine.dispose()
    other = multiprocessing.get_context("fork").Process(target=holding, args=(str(tmp_path), there))
    other.start()
    assert here.poll(30) and here.recv() == "held"
    store = store_at(str(tmp_path))
    with pytest.raises(Busy, match="tasks: another process"), crawling_alone(store):
        pass
    monkeypatch.setattr("dsci.cluster.work.PATIENCE", 0.0)
    with pytest.raises(Busy, match="website-0"), held(store, "website-0"):
        pass
    with held(store, "website-1"):
        pass
    os.kill(other.pid or 0, 9)
    other.join()
    with crawling_alone(store), store.lock("website-0"):
        pass


@pytest.mark.parametrize("command", ["move {} {}/new", "doctor app --ask --replica 127.0.0.1:9 --store {}"])
def test_nobody_else_takes_a_store_that_tasks_still_hold(command: str, tmp_path: Path) -> None:
    store = store_at(str(tmp_path))
    store.put([Completeness("330100", "app", "a", "r", "search", 1, 1, 1)])
    with held(store, "app"):
        told = CliRunner().invoke(main, command.replace("{}", str(tmp_path)).split())
    assert told.exit_code == 1 and "tasks: another process" in told.output, told.output

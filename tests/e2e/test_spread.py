"""The same crawl by several processes, killed, or out of time: the same looks and observations as of an undisturbed one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dsci.channels import kinds
from dsci.cluster.engine import engine
from dsci.commands.replica import overlay_file, served
from dsci.contract import Evidence, Observation, Page
from dsci.store import Store, open_store
from dsci.store.verify import verify

from ..spiders.test_network import certificate
from .line import dsci, environment, started

NAMES = ("天津", "海口")  # quick ones: none of their pages waits for a time-out
CHOSEN = [option for name in NAMES for option in ("--unit", name)]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The replica, as options of a crawl."""
    with served("") as (address, world):
        accounts = overlay_file(world, str(tmp_path_factory.mktemp("world")))
        yield ["--replica", address, "--accounts", str(accounts), "--as-of", world.as_of.isoformat()]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def crawled(world: list[str], folder: Path, *options: str) -> Store:
    dsci("crawl", *CHOSEN, *world, "--store", str(folder), *options, cwd=folder)
    return measured(folder)


def measured(folder: Path) -> Store:
    dsci("measure", *CHOSEN, "--period", "2026", "--store", str(folder), "--workers", "1", cwd=folder)
    return open_store(str(folder))


@pytest.fixture(scope="module")
def calm(world: list[str], tmp_path_factory: pytest.TempPathFactory) -> Store:
    return crawled(world, tmp_path_factory.mktemp("calm"))


def same(store: Store, calm: Store) -> bool:
    """True where both hold the same looks and came to the same observations, on the same evidence."""
    assert {p.id: p.status for p in store.rows(Page)} == {p.id: p.status for p in calm.rows(Page)}
    assert store.rows(Observation) == calm.rows(Observation)
    assert list(verify(store, kinds())) == []
    return store.rows(Evidence) == calm.rows(Evidence)


@pytest.mark.proves("two-processes", "shared-hosts-one-worker")
def test_two_processes(world: list[str], calm: Store, tmp_path: Path) -> None:
    store = crawled(world, tmp_path, "--workers", "2")
    assert same(store, calm)
    files = {str(p.warc).partition("/")[2] for p in store.rows(Page) if p.warc}
    assert files >= {"website-0.warc.gz", "website-1.warc.gz", "weibo.warc.gz"}
    whose: dict[str, set[str]] = {}
    for page in store.rows(Page, purpose=("link", "home", "profile", "timeline")):
        whose.setdefault(page.asked.split("/")[2], set()).add(page.warc)
    assert {host: files for host, files in whose.items() if len(files - {""}) > 1} == {}
    assert whose["m.weibo.cn"] <= {"", f"{next(iter(whose['m.weibo.cn'] - {''})).partition('/')[0]}/weibo.warc.gz"}


@pytest.mark.proves("killed-50-times")
def test_killed_again_and_again_and_gone_on(world: list[str], calm: Store, tmp_path: Path) -> None:
    wanted = len(calm.rows(Page))
    assert wanted > 150, "too few looks for this test to mean anything"
    store = open_store(str(tmp_path))
    for share in (0.0, 0.3, 0.7):
        process = started("crawl", *CHOSEN, *world, "--store", str(tmp_path), cwd=tmp_path)
        assert seen(store, share * wanted, process) < wanted
        process.kill()
        process.wait()
    assert same(crawled(world, tmp_path), calm)


def test_a_finished_crawl_asks_nothing_again(world: list[str], calm: Store, tmp_path: Path) -> None:
    folder = str(Path(calm.evidence).parent)
    again = dsci("crawl", *CHOSEN, *world, "--store", folder, cwd=tmp_path)
    assert again.stdout.count("nothing left to look at") == 5


def seen(store: Store, looks: float, process: subprocess.Popen[bytes]) -> int:
    """How many looks the store holds when it holds more than that many; the process must not have ended before."""
    deadline = time.monotonic() + 200
    while (count := store.count(Page)[0][0]) <= looks and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    assert process.poll() is None, "the crawl ended before it could be killed"
    return int(count)


@contextmanager
def cluster(folder: Path, count: int, **kept: str) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's address and its workers, each a process; with certificates in the environment they speak TLS."""
    address, processes = f"{'tls' if kept else 'tcp'}://127.0.0.1:{free_port()}", list[subprocess.Popen[bytes]]()

    def start(*command: str) -> None:
        dask = Path(sys.executable).with_name("dask")
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        processes.append(subprocess.Popen([dask, *command, "--no-dashboard"], cwd=folder, env=environment(**kept), **silent))

    try:
        start("scheduler", "--protocol", address[:3], "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-show")
        for _ in range(count):
            start("worker", address, "--nthreads", "3", "--no-nanny")
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.mark.proves("worker-killed")
def test_a_worker_is_killed(world: list[str], calm: Store, tmp_path: Path) -> None:
    wanted = len(calm.rows(Page))
    store = open_store(str(tmp_path))
    with cluster(tmp_path, 2) as (address, workers):
        crawl = started("crawl", *CHOSEN, *world, "--store", str(tmp_path), "--cluster", address, cwd=tmp_path)
        assert seen(store, 0.3 * wanted, crawl) < wanted
        os.kill(workers[0].pid, signal.SIGKILL)
        assert crawl.wait(280) == 0
        assert workers[1].poll() is None
    assert same(measured(tmp_path), calm)


@pytest.mark.proves("cluster-stranger")
def test_a_cluster_lets_in_who_has_a_certificate(world: list[str], tmp_path: Path) -> None:
    tls, file = "DASK_DISTRIBUTED__COMM__TLS__", str(certificate(tmp_path))
    kept = {"DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "True", f"{tls}CA_FILE": file}
    kept |= {f"{tls}{who}__{what}": file for who in ("SCHEDULER", "WORKER", "CLIENT") for what in ("CERT", "KEY")}
    with cluster(tmp_path, 1, **kept) as (address, _workers):
        crawl = ("crawl", "app", "--unit", "天津", *world, "--store", str(tmp_path / "s"), "--cluster", address)
        dsci(*crawl, cwd=tmp_path, **kept)
        made = open_store(str(tmp_path / "s")).rows(Page)
        plain = address.replace("tls", "tcp")
        strangers = [dsci(*crawl[:-1], where, cwd=tmp_path, check=False) for where in (address, plain)]
    assert {page.channel for page in made} == {"app"}
    assert [one.returncode for one in strangers] == [2, 2]
    assert all("no scheduler answers" in one.stderr for one in strangers)


@pytest.mark.proves("budget")
def test_a_budget_ends_in_time_and_the_same_command_goes_on(world: list[str], calm: Store, tmp_path: Path) -> None:
    command = ("crawl", *CHOSEN, *world, "--store", str(tmp_path))
    store = open_store(str(tmp_path))
    for processes in ("1", "2"):
        short = dsci(*command, "--budget", "1s", "--workers", processes, cwd=tmp_path)
        assert "time is over" in short.stdout
    assert len(store.rows(Page)) < len(calm.rows(Page))
    again = dsci(*command, cwd=tmp_path)
    assert "time is over" not in again.stdout
    assert same(measured(tmp_path), calm)


def test_a_scheduler_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dsci.cluster.engine.SECONDS", 0.5)
    address = f"tcp://127.0.0.1:{free_port()}"
    with pytest.raises(ConnectionError, match=f"{address}: no scheduler answers"), engine(address):
        pass

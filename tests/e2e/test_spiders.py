"""The spiders against the stand-in internet: Scrapy's own commands, PostgreSQL, budgets, pace, secrets, every failure named."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy

from dsci import registry
from dsci.channels import channels
from dsci.contract import Completeness, Observation, Page, Status
from dsci.replica.overlay import write_overlay
from dsci.replica.server import Running, start
from dsci.replica.world import World
from dsci.store import Store, open_store

from ..conftest import ROOT
from .line import dsci, environment

WORLD = World(tuple(registry.select()), registry.portals(), "2026", reach_errors=registry.reach_errors())


@pytest.fixture(scope="module")
def replica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Path]]:
    accounts = tmp_path_factory.mktemp("replica") / "accounts.csv"
    write_overlay(WORLD, accounts)
    with start(WORLD) as running:
        yield running, accounts


def crawl(replica: tuple[Running, Path], folder: Path, *more: str, store: str = "", **kept: str) -> str:
    running, accounts = replica
    return dsci(
        "crawl", *more, "--replica", f"127.0.0.1:{running.port}", "--accounts", str(accounts), "--as-of",
        WORLD.as_of.isoformat(), "--store", store or str(folder / "s"), "--log", str(folder / "log.txt"), cwd=folder, **kept,
    ).stdout  # fmt: skip


def scrapy(*arguments: str) -> str:
    call = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(call, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True, timeout=100).stdout


def test_scrapy_lists_them() -> None:
    assert scrapy("list").split() == ["app", "probe", "video", "website", "wechat", "weibo"]


def test_scrapy_crawls(replica: tuple[Running, Path], tmp_path: Path) -> None:
    running, _ = replica
    settings = {
        "DSCI_REPLICA": f"127.0.0.1:{running.port}", "DSCI_STORE": str(tmp_path / "s"), "DOWNLOAD_DELAY": "0",
        "AUTOTHROTTLE_ENABLED": "0",
    }  # fmt: skip
    options = [word for pair in settings.items() for word in ("-s", "=".join(pair))]
    scrapy("crawl", "website", "-a", "unit=330100", "-a", f"as_of={WORLD.as_of.isoformat()}", *options)
    pages = open_store(str(tmp_path / "s")).rows(Page)
    assert {p.unit for p in pages} == {"330100"}
    assert {"home", "column", "article"} <= {p.purpose for p in pages}


def test_postgresql_gives_the_same(replica: tuple[Running, Path], postgres: str, tmp_path: Path) -> None:
    units = ("--unit", "640000", "--unit", "640100")
    with sqlalchemy.create_engine(postgres, isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(sqlalchemy.text("create database line"))
    url = postgres.replace("/postgres?", "/line?")
    found = []
    for where in (str(tmp_path / "s"), url):
        crawl(replica, tmp_path, *units, store=where, DSCI_EVIDENCE=str(tmp_path / "evidence"))
        dsci("measure", *units, "--period", "2026", "--store", where, cwd=tmp_path, DSCI_EVIDENCE=str(tmp_path / "evidence"))
        store = open_store(where) if "://" not in where else Store(where, tmp_path / "evidence")
        found.append((store.rows(Observation), [(p.id, p.status, p.sha256, p.http_status) for p in store.rows(Page)]))
    assert len(found[0][0]) == 2 * sum(len(channel.table.metrics) for channel in channels().values())
    assert found[0] == found[1]


NO_PAGES = ("link", "inner", "dns", "tls", "https")


def test_budget_and_limit(replica: tuple[Running, Path], tmp_path: Path) -> None:
    said = crawl(replica, tmp_path, "website", "--unit", "330100", "--unit", "310000")
    store = open_store(str(tmp_path / "s"))
    looks = {(p.unit, p.purpose, p.asked) for p in store.rows(Page)}
    own = Counter(unit for unit, purpose, _ in looks if purpose not in NO_PAGES)
    assert own and max(own.values()) <= 50
    made = {(r.unit, r.purpose): r.looked for r in store.rows(Completeness)}
    assert made == Counter((unit, purpose) for unit, purpose, _ in looks)
    known = sum(r.known for r in store.rows(Completeness))
    assert f"website: looked at {len(looks)} of {known} known" in said
    small = tmp_path / "small"
    small.mkdir()
    crawl(replica, small, "website", "--unit", "330100", "--limit", "3")
    store = open_store(str(small / "s"))
    assert Counter(p.purpose for p in store.rows(Page) if p.purpose not in NO_PAGES) == {"home": 1, "column": 2}
    assert {r.ended for r in store.rows(Completeness) if r.purpose == "column"} == {"pages"}


def test_full_depth_goes_on_where_the_main_road_ended(replica: tuple[Running, Path], tmp_path: Path) -> None:
    crawl(replica, tmp_path, "website", "--unit", "330100", "--limit", "3")
    store = open_store(str(tmp_path / "s"))
    first = {p.id for p in store.rows(Page)}
    crawl(replica, tmp_path, "website", "--unit", "330100")
    main = {p.id for p in store.rows(Page)}
    crawl(replica, tmp_path, "website", "--unit", "330100", "--depth", "full")
    assert first < main < {p.id for p in store.rows(Page)}


def test_a_store_that_refuses_leaves_no_unit_marked(replica: tuple[Running, Path], tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "s"))
    with store.engine.begin() as connection:  # as a full disk would
        connection.exec_driver_sql("create trigger full before insert on page begin select raise(abort, 'disk full'); end")
    running, accounts = replica
    wanted = ("crawl", "app", "--province", "浙江", "--replica", f"127.0.0.1:{running.port}", "--accounts", str(accounts))
    done = dsci(*wanted, "--as-of", WORLD.as_of.isoformat(), "--store", str(tmp_path / "s"), cwd=tmp_path, check=False)
    assert done.returncode == 1 and "disk full" in done.stderr
    assert store.rows(Page) == []
    with store.engine.begin() as connection:
        connection.exec_driver_sql("drop trigger full")
        assert connection.exec_driver_sql("select count(*) from finished").scalar() == 0
    crawl(replica, tmp_path, "app", "--province", "浙江", "--as-of", WORLD.as_of.isoformat())
    assert store.rows(Page)


def test_real_and_simulated_looks_do_not_mix(replica: tuple[Running, Path], tmp_path: Path) -> None:
    crawl(replica, tmp_path, "app", "--unit", "330000")
    where = ("--store", str(tmp_path / "s"))
    done = dsci("crawl", "app", "--unit", "330000", *where, cwd=tmp_path, check=False)
    assert done.returncode == 1 and "must not share a store" in done.stderr


@pytest.mark.parametrize("run", ["../x", "/x", "a/b", ""])
def test_a_run_is_no_path(replica: tuple[Running, Path], tmp_path: Path, run: str) -> None:
    running, accounts = replica
    wanted = ("crawl", "app", "--unit", "330000", "--replica", f"127.0.0.1:{running.port}", "--accounts", str(accounts))
    done = dsci(*wanted, "--run", run, "--store", str(tmp_path / "in" / "s"), cwd=tmp_path, check=False)
    assert (done.returncode == 0) is (not run)
    assert [p for p in tmp_path.rglob("*.warc.gz") if (tmp_path / "in" / "s") not in p.parents] == []


def test_every_attempt_ends_in_a_named_status(replica: tuple[Running, Path], tmp_path: Path) -> None:
    from dsci.replica.portal.site import profile_of

    struck = {}
    for unit in WORLD.units:
        fault = profile_of(WORLD, unit).fault
        if fault and fault not in struck.values():
            struck[unit.code] = fault
    assert len(struck) >= 8
    chosen = [word for code in struck for word in ("--unit", code)]
    crawl(replica, tmp_path, "website", *chosen)
    pages = open_store(str(tmp_path / "s")).rows(Page)
    assert {p.unit for p in pages} == set(struck)
    ended = {p.status for p in pages}
    wanted = {Status.BLOCKED, Status.TIMEOUT, Status.REFUSED, Status.THROTTLED, Status.REDIRECT_LOOP, Status.ROBOTS_DENIED}
    assert wanted <= ended, (struck, ended)
    timeouts = [p for p in pages if p.status is Status.TIMEOUT and p.purpose == "home"]
    assert {p.attempt for p in timeouts} >= {0, 1}, "a time-out is tried again, and each try is a row"
    blocked = [p for p in pages if p.status is Status.BLOCKED]
    assert {p.attempt for p in blocked if p.purpose not in NO_PAGES} == {0}, "nobody tries to get round a block"
    assert {p.about for p in blocked if p.attempt} <= {"get"}, "but a refused head is no block yet"


@pytest.mark.parametrize("cookie", ["", "SUB=_2A25Kverysecretcookie"])
def test_weibo_needs_the_cookie_and_nothing_keeps_it(replica: tuple[Running, Path], tmp_path: Path, cookie: str) -> None:
    said = crawl(replica, tmp_path, "weibo", "--unit", "330000", "--unit", "510000", "--unit", "440000", DSCI_WEIBO_COOKIE=cookie)
    statuses = {p.status for p in open_store(str(tmp_path / "s")).rows(Page)}
    assert (statuses == {Status.LOGIN_REQUIRED}) is (not cookie)
    kept = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    kept += [gzip.decompress(raw) for raw in kept if raw.startswith(b"\x1f\x8b")] + [said.encode()]
    assert len(kept) > 3 and not any(b"verysecret" in raw for raw in kept)

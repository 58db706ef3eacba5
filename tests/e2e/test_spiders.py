"""The spiders against the stand-in internet: Scrapy's own commands, PostgreSQL, budgets, pace, secrets, every failure named."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dsci import registry
from dsci.channels import channels, kinds
from dsci.contract import Completeness, Evidence, Observation, Page, Status
from dsci.replica.overlay import write_overlay
from dsci.replica.server import Running, start
from dsci.replica.world import World
from dsci.store import Store, open_store, store_at
from dsci.store.verify import verify

from ..conftest import ROOT
from ..planted import COOKIE, places, with_password
from ..servers import new_database, server_of
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


Databases = tuple[str, str, dict[str, str]]  # a folder, a database URL, and the environment of both
PAIR = ("--unit", "640000", "--unit", "640200")  # quick ones: none of their pages waits for a time-out


@pytest.fixture(scope="module")
def both(replica: tuple[Running, Path], postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Databases:
    """Two units crawled and measured on SQLite, and on a PostgreSQL that is restarted under the crawl."""
    folder, url, server = tmp_path_factory.mktemp("both"), with_password(new_database(postgres, "line")), server_of(postgres)
    kept = {"DSCI_EVIDENCE": f"file://{folder / 'evidence'}", "DSCI_WEIBO_COOKIE": COOKIE}
    crawl(replica, folder, *PAIR, **kept)
    watching = Store(url, folder / "none")
    with ThreadPoolExecutor(1) as pool:
        crawling = pool.submit(crawl, replica, folder, *PAIR, store=url, **kept)
        while watching.count(Page)[0][0] < 50 and not crawling.done():
            time.sleep(0.1)
        assert not crawling.done(), f"the crawl ended before the server was stopped: {crawling.result()}"
        server("stop")
        server("start")
        crawling.result()
    for where in (str(folder / "s"), url):
        dsci("measure", *PAIR, "--period", "2026", "--store", where, cwd=folder, **kept)
    return str(folder / "s"), url, kept


@pytest.mark.proves("two-databases", "postgres-restarted")
def test_postgresql_gives_the_same_though_it_is_restarted(both: Databases) -> None:
    folder, url, kept = both
    stores = [store_at(folder), store_at(url, kept["DSCI_EVIDENCE"])]
    found = [(s.rows(Observation), [(p.id, p.status, p.sha256, p.http_status) for p in s.rows(Page)]) for s in stores]
    assert len(found[0][0]) == 2 * sum(len(channel.table.metrics) for channel in channels().values())
    assert found[0] == found[1]
    assert [list(verify(s, sorted(channels()["website"].kinds, key=str))) for s in stores] == [[], []]


LINE = (
    ("measure", *PAIR, "--period", "2026"), ("score", "--out", "rankings.csv"),
    ("report", "--province", "宁夏", "--out", "cards"),
    ("site", "--scheme", "dsci-2026", "--lang", "zh", "--out", "site"),
    ("export", "results", "--out", "results.csv"), ("export", "observations", "--out", "observations.csv"),
    ("export", "Post", "--out", "posts.csv"), ("export", "pages", "--out", "pages.csv"),
)  # fmt: skip


def content(path: Path) -> object:
    """A file's bytes; of the workbook and its first sheet all but the line that says in which minute they were made."""
    if path.suffix == ".xlsx":
        sheets = load_workbook(path, read_only=True)
        return [row for sheet in sheets for row in sheet.iter_rows(values_only=True) if row[0] != MADE]
    return [line for line in path.read_bytes().splitlines() if not line.startswith(MADE.encode())]


MADE = "生成"


@pytest.mark.proves("two-databases", "store-moved", "secret-password", "secret-cookie")
def test_a_moved_store_gives_the_same_files_through_the_whole_line(both: Databases, postgres: str, tmp_path: Path) -> None:
    """Not two crawls, since their moments differ and are printed: one, moved."""
    first, second = str(tmp_path / "s"), with_password(new_database(postgres, "moved"))
    kept = both[2] | {"DSCI_EVIDENCE": f"file://{tmp_path / 'evidence'}"}
    shutil.copytree(both[0], first)
    done = [dsci("move", first, second, "--evidence", kept["DSCI_EVIDENCE"], cwd=tmp_path)]
    made = []
    for name, where in (("a", first), ("b", second)):
        out = tmp_path / name
        out.mkdir()
        for command in LINE:
            done.append(dsci(*command, "--store", where, cwd=out, **kept))
        made.append({p.relative_to(out): content(p) for p in sorted(out.rglob("*")) if p.is_file()})
    assert {p.suffix for p in made[0]} >= {".csv", ".pdf", ".html", ".js"}
    assert made[0].keys() == made[1].keys()
    assert [name for name in made[0] if made[0][name] != made[1][name]] == []
    assert places(tmp_path, *(one.stdout + one.stderr for one in done)) == []
    assert places(Path(both[0]).parent) == [], "logs and evidence of the crawls"


@pytest.mark.proves("disk-full", "clock-set-back")
def test_a_crawl_without_room_goes_on_once_there_is_some_though_the_clock_was_set_back(
    replica: tuple[Running, Path], both: Databases, tmp_path: Path
) -> None:
    running, accounts = replica
    asked = ("crawl", "website", "--unit", "640200", "--replica", f"127.0.0.1:{running.port}", "--accounts", str(accounts),
             "--as-of", WORLD.as_of.isoformat(), "--store", str(tmp_path / "s"), "--log", "/dev/null")  # fmt: skip
    short = ["prlimit", "--fsize=600000", sys.executable, "-m", "dsci.cli", *asked]
    told = subprocess.run(short, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=100)
    assert told.returncode == 1 and "stopped: website: " in told.stderr, told.stderr
    store = store_at(str(tmp_path / "s"))
    assert len(store.rows(Page)) < len(store_at(both[0]).rows(Page, unit="640200", channel="website"))
    dsci(*asked, cwd=tmp_path)
    store.put([replace(page, fetched_at=page.fetched_at + timedelta(days=1)) for page in store.rows(Page)])
    assert "nothing left to look at" in dsci(*asked, cwd=tmp_path).stdout
    dsci("measure", "--unit", "640200", "--period", "2026", "--store", str(tmp_path / "s"), cwd=tmp_path)
    calm = store_at(both[0])
    for kind in (Observation, Evidence):
        mine, theirs = ([r for r in s.rows(kind, unit="640200") if r.metric.startswith("website.")] for s in (store, calm))
        assert [pair for pair in zip(mine, theirs, strict=True) if pair[0] != pair[1]] == []
    assert list(verify(store, kinds())) == []


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

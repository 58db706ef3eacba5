"""Availability visits: what is asked, what is kept, and when a round is our own failure."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from dsci.contract import Observation, Page, Status, Visit
from dsci.store import Store, open_store

from ..e2e.line import dsci, environment
from .loopback import AS_OF, HOST, UNIT, Asked, Loopback, Sent, home, serving


def probe(here: Loopback, folder: Path, *options: str) -> Store:
    where = ("--replica", here.address, "--store", str(folder / "s"))
    dsci("probe", "--unit", UNIT, *where, *options, cwd=folder)
    return open_store(str(folder / "s"))


def visits(store: Store) -> list[Visit]:
    return sorted(store.rows(Visit), key=lambda v: v.seen_at)


def test_a_visit_is_one_request_and_no_page_is_kept(tmp_path: Path) -> None:
    with serving(lambda asked: home(("/x/", "要闻"))) as here:
        store = probe(here, tmp_path)
        assert [(a.method, a.path) for a in here.asked] == [("GET", "/robots.txt"), ("GET", "/")]
        again = probe(here, tmp_path)
    pages = again.rows(Page)
    assert {(p.run, p.purpose, p.status, p.offset) for p in pages} == {("visits", "visit", Status.OK, None)}
    assert len(pages) == len(visits(again)) == 2 and all(p.sha256 and p.seconds is not None for p in pages)
    assert all(v.opened for v in visits(store))
    assert not list(tmp_path.rglob("*.warc.gz"))


def told(asked: Asked) -> Sent:
    """The k-th hour's answer: mostly good, one shut, one slow, one overdue, one guarded."""
    hour = datetime.fromisoformat(asked.headers["X-Visit-Moment"]).hour
    match hour:
        case 3:
            return Sent(status=502)
        case 5:
            return home()._replace(headers={"X-Replica-Seconds": "16"})
        case 7:
            return home()._replace(headers={"X-Replica-Seconds": "31"})
        case 9:
            return Sent(status=412)
    return home()._replace(headers={"X-Replica-Seconds": "2"})


def test_a_week_on_the_replica_in_no_time(tmp_path: Path) -> None:
    with serving(told) as here:
        store = probe(here, tmp_path, "--times", "168", "--every", "60", "--as-of", AS_OF)
        assert sum(a.path == "/robots.txt" for a in here.asked) == 1
        before = len(here.asked)
        probe(here, tmp_path, "--times", "168", "--every", "60", "--as-of", AS_OF)
        assert len(here.asked) == before, "visits that were made are not made again"
    end = datetime.fromisoformat(AS_OF)
    assert [v.seen_at for v in visits(store)] == [end - timedelta(hours=167 - n) for n in range(168)]
    by_hour = {v.seen_at.astimezone(end.tzinfo).hour: v.opened for v in visits(store)}
    assert [hour for hour, opened in by_hour.items() if opened is False] == sorted((3, 5, 7), key=list(by_hour).index)
    assert by_hour[9] is None
    assert {p.status for p in store.rows(Page)} == {Status.OK, Status.HTTP_ERROR, Status.TIMEOUT, Status.BLOCKED}
    dsci("measure", "--period", "2026", "--unit", UNIT, "--store", str(tmp_path / "s"), cwd=tmp_path)
    (row,) = store.rows(Observation, metric="website.open_share")
    assert (row.value, row.status) == (pytest.approx(1 - 21 / 161), Status.OK)
    assert "0 faults" in dsci("verify", "--store", str(tmp_path / "s"), cwd=tmp_path).stdout
    assert {f.seen_at for f in visits(store)} == {p.seen_at for p in store.rows(Page)}


def test_rounds_wait_for_one_another(tmp_path: Path) -> None:
    with serving(lambda asked: home()) as here:
        store = probe(here, tmp_path, "--times", "3", "--every", "0.01")
    first, second, third = (v.seen_at for v in visits(store))
    assert timedelta(seconds=0.5) < second - first < timedelta(seconds=5)
    assert timedelta(seconds=0.5) < third - second < timedelta(seconds=5)


def test_robots_are_obeyed(tmp_path: Path) -> None:
    from . import loopback

    rules = Sent(b"User-agent: *\nDisallow: /\n", headers={"Content-Type": "text/plain"})
    quiet = loopback.network
    loopback.network = lambda asked: rules if asked.path == "/robots.txt" else quiet(asked)
    try:
        with serving(lambda asked: home()) as here:
            store = probe(here, tmp_path)
    finally:
        loopback.network = quiet
    assert [p.status for p in store.rows(Page)] == [Status.ROBOTS_DENIED]
    assert [v.opened for v in visits(store)] == [None]
    assert here.paths() == []


def test_a_moment_may_be_told_to_the_replica_only(tmp_path: Path) -> None:
    done = dsci("probe", "--unit", UNIT, "--as-of", AS_OF, "--store", str(tmp_path / "s"), cwd=tmp_path, check=False)
    assert done.returncode == 2 and "only" not in done.stdout
    assert HOST.endswith("gov.cn")


def test_a_round_that_fails_for_most_is_our_own_failure(tmp_path: Path) -> None:
    prefix = ["unshare", "--net"] if os.getuid() == 0 else ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*prefix, "true"], capture_output=True).returncode:
        pytest.skip("no network namespace can be made here")
    call = [sys.executable, "-m", "dsci.cli", "probe", "--province", "浙江", "--store", str(tmp_path / "s")]
    done = subprocess.run([*prefix, *call], cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    assert "12 of 12 portals out of reach" in done.stderr
    store = open_store(str(tmp_path / "s"))
    assert {p.status for p in store.rows(Page)} == {Status.DNS}
    assert {v.opened for v in visits(store)} == {None}


@pytest.mark.parametrize(("lost", "ours"), [(1, False), (2, False), (3, True)])
def test_half_of_the_portals_must_be_in_reach(lost: int, ours: bool) -> None:
    from dsci.channels import channels
    from dsci.spiders.probe import ProbeSpider, Round
    from dsci.store import Look

    from ..channels.social import SEEN, look

    statuses = [Status.TIMEOUT] * lost + [Status.OK] * (4 - lost)
    pages = [look("website", "visit", f"http://{n}.gov.cn/", status=status) for n, status in enumerate(statuses)]
    looks = [Look(page, facts=channels()["website"].failed(page)) for page in pages]
    judged = ProbeSpider(unit=UNIT).judged(Round(0, SEEN, 4, looks))
    opened = [fact.opened for made in judged[:lost] for fact in made.facts if isinstance(fact, Visit)]
    assert opened == [None if ours else False] * lost

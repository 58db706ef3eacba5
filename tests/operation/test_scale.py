"""The arithmetic: by hand, from a store, and as docs/SCALE.md prints it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dsci.bench import arithmetic, arithmetic_tables
from dsci.bench.costs import Cost, kept_to
from dsci.bench.measured import Measured, measured
from dsci.contract import Page, Status, page_id
from dsci.store import Look, open_store

from ..conftest import ROOT

NOW = datetime(2026, 10, 31, 12, tzinfo=UTC)
UNIT = Measured("website", 10, 70.0, 2.0, 60.0, 100.0, 50.0, 0.1, (("shared.example.cn", 0.5), ("rare.example.cn", 0.2)))


def test_hours_by_hand() -> None:
    """48 units at once, each 60 requests two seconds apart: 1,000 units in 2,500 s; a shared host's 500 requests in 1,000 s."""
    load = arithmetic.load_of(UNIT, 1000, 1, 2.0)
    assert (load.requests, load.hours * 3600, load.ceiling * 3600, load.host) == (72_000, 2500, 1000, "shared.example.cn")
    assert (load.evidence, load.rows, load.weeks) == (0.1, 0.05, 1.0)
    assert arithmetic.load_of(UNIT, 1000, 5, 2.0).hours * 3600 == 500
    assert arithmetic.load_of(UNIT, 10, 5, 2.0).hours * 3600 == 120, "one portal takes as long as it takes"
    alone = replace(UNIT, host=10.0, shared=(("m.example.cn", 10.0),))
    assert arithmetic.load_of(alone, 12_096, 9, 10.0).weeks == pytest.approx(2.0), "no number of processes helps"


def test_a_host_of_another_channel_is_asked_at_that_channel_s_pace() -> None:
    """Half of 720 portals link to weibo.com, which is Weibo's: ten seconds each are an hour."""
    load = arithmetic.load_of(replace(UNIT, shared=(("www.gov.cn", 0.9), ("weibo.com", 0.5))), 720, 9, 2.0)
    assert (load.host, load.ceiling) == ("weibo.com", 1.0)


def test_a_stage_keeps_to_its_memory_and_to_what_a_unit_took_before() -> None:
    """364 units took 36.4 s of the processor; 3,194 may take a fifth more each, and hold 1.5 GB."""
    first, later = Cost(364, "site", 9.0, 36.4, 900, 0, 0, 0), Cost(3194, "site", 9.0, 350.0, 1400, 0, 0, 0)
    assert kept_to([first, later])
    assert not kept_to([first, replace(later, memory=1501)])
    assert not kept_to([first, replace(later, processor=400.0)])


def test_paces_are_those_of_the_spiders() -> None:
    assert {name: arithmetic.pace_of(name) for name in ("website", "weibo", "wechat", "app", "video")} == {
        "website": 2.0, "weibo": 10.0, "wechat": 2.0, "app": 3.0, "video": 3.0,
    }  # fmt: skip


def test_what_a_store_says_of_a_unit(tmp_path: Path) -> None:
    """Imports, visits and questions to the name service are no requests; a host counts once for its robots.txt."""
    store = open_store(str(tmp_path))
    looks = [
        ("330000", "home", "http://a.cn/", "r"), ("330000", "column", "http://a.cn/1", "r"),
        ("330000", "link", "http://s.cn/", "r"), ("330000", "dns", "dns://a.cn/", "r"),
        ("330000", "visit", "http://a.cn/", "visits"), ("330100", "home", "http://b.cn/", "r"),
        ("330100", "link", "http://s.cn/", "r"), ("330100", "article", "import:x#1", "import-1"),
    ]  # fmt: skip
    store.write([Look(page(*look), body=b"x") for look in looks], "r/website")
    (found,) = measured(store)
    assert (found.units, found.looks, found.robots, found.host) == (2, 2.5, 1.5, 1.5)
    assert found.shared == (("a.cn", 1.0), ("s.cn", 1.0), ("b.cn", 0.5)) and found.archived > 0 and found.rows > 0


def page(unit: str, purpose: str, url: str, run: str) -> Page:
    return Page(page_id(run, "website", unit, purpose, url), url, unit, "website", "a", purpose, run, 0, NOW, NOW, Status.OK)


def test_the_page_is_what_the_command_prints() -> None:
    text = (ROOT / "docs" / "SCALE.md").read_text("utf-8")
    tables = text.partition("<!-- python -m bench.arithmetic -->\n")[2].partition("<!-- end -->")[0]
    printed = "".join(f"{line}\n" for line in arithmetic_tables.tables())
    assert tables == printed, "paste what python -m bench.arithmetic prints"

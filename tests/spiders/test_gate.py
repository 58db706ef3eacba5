"""The gate: one request at a time a host, the slowest pace of all who ask, patience where a host asks for it. No network."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from unittest.mock import Mock

import pytest
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.internet.defer import Deferred, ensureDeferred
from twisted.internet.task import Clock

from dsci.spiders import gate as module
from dsci.spiders import run
from dsci.spiders import settings as manners
from dsci.spiders.division import Division, Part
from dsci.spiders.gate import Gate, NotNow, pace_of, patience

HOST = "m.weibo.cn"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    monkeypatch.setattr(module, "maybe_deferred_to_future", lambda deferred: deferred)
    return Clock()


def asked(gate: Gate, clock: Clock, log: list[tuple[float, str]], name: str, pace: float, takes: float) -> Deferred[Any]:
    """One request through the gate: when it went out and came back."""

    async def request() -> None:
        async with gate.through(HOST, pace):
            log.append((clock.seconds(), f"{name} out"))
            answered: Deferred[None] = Deferred()
            clock.callLater(takes, answered.callback, None)
            await answered
            log.append((clock.seconds(), f"{name} back"))

    return ensureDeferred(request())


@pytest.mark.proves("gate-one-at-a-time", "gate-slowest-pace")
def test_two_spiders_share_a_host(clock: Clock) -> None:
    """The website's heads wait behind a slow answer, and for the pace of the spider whose host it is."""
    gate, log = Gate(clock), list[tuple[float, str]]()
    gate.lane(HOST, 10.0)
    for name, pace, takes in (("weibo", 10.0, 15.0), ("head", 2.0, 1.0), ("other head", 2.0, 1.0)):
        asked(gate, clock, log, name, pace, takes)
    clock.pump([0.5] * 200)
    assert log == [
        (0.0, "weibo out"), (15.0, "weibo back"), (15.0, "head out"), (16.0, "head back"),
        (25.0, "other head out"), (26.0, "other head back"),
    ]  # fmt: skip


@pytest.mark.proves("gate-slowest-pace")
def test_whoever_comes_slower_slows_all(clock: Clock) -> None:
    gate, log = Gate(clock), list[tuple[float, str]]()
    for pace in (2.0, 5.0, 0.0, 2.0):
        asked(gate, clock, log, "", pace, 0.1)
    clock.pump([0.1] * 300)
    out = [round(moment) for moment, words in log if words == " out"]
    assert out == [0, 5, 10, 15]


@pytest.mark.proves("gate-slowest-pace")
@pytest.mark.parametrize(("part", "out"), [(None, 0.0), (Part(Division(1), "weibo"), 10.0)])
def test_a_task_keeps_the_pace_that_the_task_before_began(
    part: Part | None, out: float, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, log = Gate(clock), list[tuple[float, str]]()
    monkeypatch.setattr(run, "GATE", gate)
    monkeypatch.setattr(run, "AsyncCrawlerProcess", Mock(side_effect=InterruptedError))
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "")
    with pytest.raises(InterruptedError):
        run.crawl(["weibo"], run.CrawlPlan([], part=part))
    assert not gate.lanes, "no reactor was needed"
    for name in ("head", "other head"):
        asked(gate, clock, log, name, 2.0, 1.0)
    clock.pump([0.5] * 100)
    assert [line for line in log if line[1].endswith("out")] == [(out, "head out"), (out + 10.0, "other head out")]


def test_a_failed_request_opens_the_gate_again(clock: Clock) -> None:
    gate = Gate(clock)

    async def failing() -> None:
        async with gate.through(HOST, 0):
            raise OSError("broken")

    failed = ensureDeferred(failing())
    failed.addErrback(lambda failure: failure.trap(OSError))
    log: list[tuple[float, str]] = []
    asked(gate, clock, log, "next", 0, 0)
    assert log == [(0.0, "next out")]


@pytest.mark.proves("retry-after")
def test_a_host_that_asks_for_patience_gets_it(clock: Clock) -> None:
    gate, log = Gate(clock, now=clock.seconds), list[tuple[float, str]]()
    gate.rest(HOST, 30)
    asked(gate, clock, log, "patient", 2.0, 0.0)
    clock.pump([1.0] * 40)
    assert log[0] == (30.0, "patient out")
    gate.rest(HOST, 3600)
    ended: list[Any] = []
    asked(gate, clock, log, "never", 2.0, 0.0).addErrback(ended.append)
    assert ended[0].check(NotNow) and "3600 s more" in str(ended[0].value)
    clock.advance(3600)
    asked(gate, clock, log, "an hour later", 2.0, 0.0)
    assert log[-1][1] == "an hour later out"


@pytest.mark.proves("retry-after")
def test_patience_is_handed_on_to_the_next_process(clock: Clock) -> None:
    first, then, log = Gate(clock, now=lambda: 1e9), Gate(clock, now=lambda: 1e9 + 600), list[tuple[float, str]]()
    first.rest(HOST, 3600)
    first.rest("over.example.com", 0)
    assert first.resting() == {HOST: 1e9 + 3600}
    then.rests |= first.resting()
    ended: list[Any] = []
    asked(then, clock, log, "never", 2.0, 0.0).addErrback(ended.append)
    assert "3000 s more" in str(ended[0].value) and not log


def test_lanes_that_nobody_needs_are_forgotten(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    gate = Gate(clock, now=clock.seconds)
    gate.rest("rested.example.com", 0)
    gate.rest("busy.example.com", 50)
    for host, pace in ((HOST, 10.0), ("busy.example.com", 2.0), ("idle.example.com", 2.0), ("new.example.com", 2.0)):
        gate.lane(host, pace)
    assert set(gate.lanes) == {HOST, "new.example.com"}, "the slower pace is kept"
    assert set(gate.rests) == {"busy.example.com"}


NOW = datetime(2026, 10, 31, 12, 0, 0, tzinfo=UTC)


@pytest.mark.proves("retry-after")
@pytest.mark.parametrize(
    ("status", "said", "seconds"),
    [
        (429, "120", 120.0),
        (503, " 7 ", 7.0),
        (429, "Sat, 31 Oct 2026 12:00:30 GMT", 30.0),
        (503, "Sat, 31 Oct 2026 12:00:30", 30.0),
        (503, "Sat, 31 Oct 2026 11:00:00 GMT", 0.0),
        (200, "120", 0.0),
        (429, "", 0.0),
        (429, "soon", 0.0),
        (429, "-5", 0.0),
        (429, "٣", 0.0),
        (429, "9" * 400, 999_999_999.0),
        (429, "Sat, 31 Oct 99999 12:00:30 GMT", 0.0),
        (429, "Mon, 01 Jan 99999999999999999999 00:00:00 GMT", 0.0),
    ],
)
def test_retry_after(status: int, said: str, seconds: float) -> None:
    response = Response("https://a.example.com/", status, headers={"Retry-After": said.encode()})
    assert patience(response, NOW) == seconds


class Crawling:
    """As much of a crawler as its pace needs."""

    def __init__(self, own: float | None, **changed: Any) -> None:
        self.spidercls = type("Some", (), {"custom_settings": {"DOWNLOAD_DELAY": own} if own is not None else None})
        self.settings = Settings({"DOWNLOAD_DELAY": manners.DOWNLOAD_DELAY} | changed)


@pytest.mark.proves("gate-any-setting")
def test_settings_may_slow_a_spider_and_never_hurry_it() -> None:
    def pace(own: float | None, **changed: Any) -> float:
        return pace_of(Crawling(own, **changed))  # type: ignore[arg-type]

    assert pace(None) == manners.DOWNLOAD_DELAY == pace(None, DOWNLOAD_DELAY=0) == pace(0.1, DOWNLOAD_DELAY="0.5")
    assert pace(10.0, DOWNLOAD_DELAY=0) == 10.0 and pace(3.0, DOWNLOAD_DELAY="7.5") == 7.5
    assert pace(10.0, DOWNLOAD_DELAY=0, DSCI_REPLICA="127.0.0.1:1") == 0.0

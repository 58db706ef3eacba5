"""Faults and traps of the stand-in portals: what each answers, and what it hides."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from itertools import chain
from statistics import fmean

import pytest

from dsci import registry
from dsci.contract import Status
from dsci.replica import portal
from dsci.replica.portal.failing import PARTS
from dsci.replica.portal.fault_kinds import DRAWN, WHOLE, Fault
from dsci.replica.portal.profile import PortalProfile
from dsci.replica.portal.site import profile_of
from dsci.replica.portal.truths import NAMES
from dsci.replica.world import PERIODS

from .portals import ask, each, profiles, truths, world


def test_every_fault_occurs() -> None:
    """All but one this year; a tenth of the portals has one that hides all of it, the registry's among them."""
    assert len({*DRAWN, *PARTS} - {p.fault for p in profiles()}) <= 1
    assert {p.fault for p in profiles()} <= {Fault.NONE, *DRAWN, *PARTS}, "what only a plan brings about"
    assert 0.06 < fmean(p.fault in WHOLE for p in profiles()) < 0.12


def test_a_fault_of_the_whole_portal_takes_the_place_of_all_but_visits() -> None:
    for p in profiles():
        failed = {t.metric.partition(".")[2]: t.status for t in truths(p.code) if t.status.failed}
        if p.fault in WHOLE:
            assert failed == dict.fromkeys(set(NAMES) - {"open_share"}, WHOLE[p.fault])
        if p.fault is Fault.NONE:
            assert failed == {}


LISTED = {
    "columns_updated_share",
    "stale_columns_count",
    "blank_columns_count",
    "undated_share",
    "newest_days",
    "news_per_month",
    "policies_per_year",
}
COUNTED = {"interviews_count", "consultations_count"}


@pytest.mark.parametrize(
    ("fault", "status", "hidden"),
    [
        (Fault.FEED_503, Status.HTTP_ERROR, LISTED | COUNTED),
        (Fault.FEED_SHAPE, Status.CHANGED_SHAPE, LISTED | COUNTED),
        (Fault.COLUMN_SHELL, Status.CHANGED_SHAPE, LISTED | COUNTED | {"meta_share", "readings_linked_share"}),
        (Fault.SEARCH_TIMEOUT, Status.TIMEOUT, {"search_works", "smart_search"}),
    ],
)
def test_a_fault_of_a_part_hides_what_is_made_of_it(fault: Fault, status: Status, hidden: set[str]) -> None:
    for p in (p for p in profiles() if p.fault is fault):
        failed = {t.metric.partition(".")[2]: t.status for t in truths(p.code) if t.status.failed}
        untold = {n for n in ("article_fields_share", "time_format_share") if failed.get(n) is Status.NOT_TRIED}
        assert failed == dict.fromkeys(hidden, status) | dict.fromkeys(untold, Status.NOT_TRIED)


def test_what_the_registry_knows_to_refuse_refuses() -> None:
    refusals = {"HTTP412": 412, "HTTP468": 468, "HTTP521": 521}
    known = {code: f for code, error in registry.reach_errors().items() if (f := refusals.get(error))}
    refusing = {p.code: ask(p, "/").status for p in profiles() if p.code in known}
    assert refusing == {code: status for code, status in known.items() if code in world().by_code}
    assert len(refusing) == 10


FAULTY = {
    Fault.HTTP412: lambda r: r.status == 412 and b"$_ts" in r.body,
    Fault.HTTP468: lambda r: r.status == 468,
    Fault.HTTP521: lambda r: r.status == 521 and b"__jsl_clearance" in r.body,
    Fault.HTTP403: lambda r: r.status == 403,
    Fault.CHALLENGE: lambda r: r.status == 200 and b"location.reload" in r.body and len(r.body) < 500,
    Fault.ALIYUN: lambda r: r.status == 200 and b"acw_sc__v2" in r.body and len(r.body) < 500,
    Fault.WZWS: lambda r: r.status == 200 and b"WZWS" in r.body and len(r.body) < 500,
    Fault.JSL: lambda r: r.status == 200 and b"__jsl_clearance" in r.body,
    Fault.TIMEOUT: lambda r: r.delay >= 60,
    Fault.DRIP: lambda r: r.times * r.pause > 3600,
    Fault.DROPPED: lambda r: r.drop,
    Fault.HTTP503: lambda r: r.status == 503 and "Retry-After" in r.headers,
    Fault.LOOP: lambda r: r.status == 302 and r.headers["Location"].endswith("/index.html"),
    Fault.REPLAY: lambda r: r.status == 302 and r.headers["Location"].endswith(".gov.cn/") and "Set-Cookie" in r.headers,
    Fault.HUGE: lambda r: 100e6 < len(r.body) * r.times < 110e6,
    Fault.BOMB: lambda r: len(r.body) < 200_000 and len(zlib.decompress(r.body, wbits=31)) == 100 << 20,
    Fault.SHELL: lambda r: r.status == 200 and len(r.body) == 898 and b"window.location.href" in r.body,
    Fault.ROBOTS: lambda r: r.status == 200 and len(r.body) > 50_000,
}


def found(fault: Fault) -> PortalProfile:
    """A portal with that fault, of this year or another."""
    years = (profiles() if year == PERIODS[-1] else each(year) for year in reversed(PERIODS))
    return next(p for p in chain.from_iterable(years) if p.fault is fault and "slow" not in p.traits)


@pytest.mark.parametrize("fault", DRAWN)
def test_faulty_portals_answer_so(fault: Fault) -> None:
    p = found(fault)
    at = world(str(p.as_of.year))
    assert FAULTY[fault](ask(p, "/", at=at))
    assert (ask(p, "/robots.txt", at=at).body.endswith(b"Disallow: /\n")) is (fault is Fault.ROBOTS)
    assert ask(p, "/", "HEAD", at=at).body == b""


PLANNED = {  # at a portal that is healthy by itself
    Fault.CONNECTION_REFUSED: lambda r: r.fails == "refused",
    Fault.UNKNOWN_NAME: lambda r: r.fails == "dns",
    Fault.TLS_BROKEN: lambda r: r.fails == "tls",
    Fault.RESET: lambda r: 0 < r.cut < len(r.body),
    Fault.TRUNCATED: lambda r: not zlib.decompressobj(wbits=31).decompress(r.body).endswith(b"</html>"),
    Fault.HTTP429: lambda r: r.status == 429 and "Retry-After" in r.headers,
    Fault.EMPTY: lambda r: (r.status, r.body) == (200, b""),
    Fault.JSON: lambda r: json.loads(r.body)["code"] == 0 and r.content_type == "application/json",
    Fault.SLOW: lambda r: r.headers["X-Replica-Seconds"] == "15.0",
    Fault.CHARSET: lambda r: r.body.decode("gb18030") and r.content_type.endswith("utf-8"),
    Fault.CALENDAR: lambda r: b"/calendar/2026/10/" in r.body,
}


@pytest.mark.parametrize("fault", PLANNED)
def test_what_a_plan_brings_about(fault: Fault) -> None:
    p = next(p for p in profiles() if p.fault is Fault.NONE and p.portal.startswith("https:") and "slow" not in p.traits)
    unit = world().by_code[p.code]
    planned = replace(world(), units=(unit,), faults={p.code: str(fault)})
    assert PLANNED[fault](ask(p, "/", at=planned)) and not ask(p, "/", at=world()).fails
    assert {t.status for t in portal.truth(planned, unit)} >= {WHOLE.get(fault, Status.OK)}
    assert profile_of(planned, unit).fault is fault


@pytest.mark.parametrize("fault", [Fault.LETTERS_503, Fault.LETTERS_TIMEOUT, Fault.SEARCH_TIMEOUT])
def test_partial_faults_leave_the_rest(fault: Fault) -> None:
    p = next(p for p in profiles() if p.fault is fault)
    reply = ask(p, (p.search if fault is Fault.SEARCH_TIMEOUT else p.letters).address)
    assert reply.status == 503 if fault is Fault.LETTERS_503 else reply.delay >= 60
    assert {ask(p, a).status for a in ("/", p.columns[0].address)} == {200}

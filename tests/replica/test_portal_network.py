"""Portals as the network sees them: names, certificates, times, visits, the hosts beside the portal's own."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from dsci.contract import CHINA, Status
from dsci.replica import parts, portal
from dsci.replica.portal.network import visit_moments
from dsci.replica.portal.profile import PortalProfile
from dsci.replica.world import Ask, Reply

from .portals import ask, healthy, profiles, world
from .telling import true


def visited(p: PortalProfile, moment: datetime) -> Reply:
    scheme = urlsplit(p.portal).scheme
    return portal.respond(world(), Ask("GET", scheme, p.host, "/", {}, {"X-Visit-Moment": moment.isoformat()}))


def with_tls(kind: str) -> list[PortalProfile]:
    return [p for p in healthy() if p.network.tls == kind]


def test_names_have_addresses_of_one_kind_or_two() -> None:
    for p in healthy()[::7]:
        lines = parts.dns(world(), p.host).splitlines()
        assert lines and {line.split()[0] for line in lines} <= {"A", "AAAA"}
        assert true(p, "ipv6") == any(line.startswith("AAAA 2001:db8:") for line in lines)
    assert parts.dns(world(), "www.example.org") == ""


def test_certificates_of_every_kind() -> None:
    counted = Counter(p.network.tls for p in profiles())
    assert set(counted) == {"valid", "refused", "self_signed", "expired", "other_host"}
    for p in healthy()[::5]:
        said = parts.tls(world(), p.host)
        expires = datetime.fromisoformat(str(said["expires"])) if said["expires"] else None
        assert said["refused"] is (p.network.tls == "refused") is (expires is None)
        assert true(p, "https_valid") == said["verified"] == (said["fault"] == "")
        assert expires is None or (expires < p.as_of) is (p.network.tls == "expired")
    assert parts.tls(world(), "www.example.org")["refused"] is True


def test_no_portal_of_https_is_refused_there() -> None:
    assert all(p.network.tls in ("valid", "self_signed", "expired") for p in profiles() if p.portal.startswith("https:"))
    assert all(p.network.hsts == 0 for p in profiles() if p.network.tls != "valid")


def test_https_answers_where_it_is_open_with_hsts_or_without() -> None:
    shut = with_tls("refused")[0]
    assert ask(shut, "/", "HEAD", scheme="https").drop and not ask(shut, "/").drop
    for p in with_tls("valid")[::9]:
        header = ask(p, "/", "HEAD", scheme="https").headers.get("Strict-Transport-Security", "")
        assert true(p, "hsts") == header.startswith("max-age=")
    assert true(shut, "hsts") == 0


def test_the_home_page_says_how_long_it_took() -> None:
    for p in healthy()[::9]:
        assert float(ask(p, "/").headers["X-Replica-Seconds"]) == true(p, "load_seconds")
    assert "X-Replica-Seconds" not in ask(healthy()[0], healthy()[0].columns[0].address).headers


def test_a_week_of_visits_is_twenty_a_day_and_ends_now() -> None:
    moments = list(visit_moments(world()))
    assert len(moments) == 140 and moments[-1] == world().as_of
    assert {b - a for a, b in pairwise(moments)} == {timedelta(minutes=72)}
    assert {m.tzinfo for m in moments} == {CHINA}


def test_open_share_is_what_the_visits_found() -> None:
    probed = replace(world(), probed=tuple(p.code for p in healthy()[:60:4]))
    shares = set()
    for p in healthy()[:60:4]:
        replies = [visited(p, moment) for moment in visit_moments(world())]
        opened = sum(not r.drop and float(r.headers["X-Replica-Seconds"]) < 15 for r in replies)
        stated = next(t for t in portal.truth(probed, probed.by_code[p.code]) if t.metric == "website.open_share")
        assert stated.value == pytest.approx(opened / len(replies))
        shares.add(stated.value)
        assert all(r.drop or not 15 < float(r.headers["X-Replica-Seconds"]) < 30 for r in replies)
    assert len(shares) > 5 and min(s for s in shares if s is not None) < 0.95


def test_without_a_week_of_visits_nothing_is_decided() -> None:
    assert true(healthy()[0], "open_share") is Status.NOT_DECIDED


def test_the_same_visit_goes_the_same_way_again() -> None:
    p, moment = healthy()[3], world().as_of - timedelta(hours=5)
    assert visited(p, moment) == visited(p, moment)


def test_a_portal_that_hangs_hangs_no_visitor() -> None:
    p = next(p for p in profiles() if p.fault == "timeout")
    reply = visited(p, world().as_of)
    assert (reply.delay, float(reply.headers["X-Replica-Seconds"])) == (0, 60)


def test_names_without_www_lead_to_the_portal() -> None:
    p = next(p for p in healthy() if p.host.startswith("www."))
    reply = portal.respond(world(), Ask("GET", "http", p.host.removeprefix("www."), "/a/", {}, {}, b"q=1"))
    assert (reply.status, reply.headers["Location"]) == (301, f"{p.portal}/a/?q=1")


def test_open_data_and_english_have_hosts_of_their_own() -> None:
    data = next(p for p in healthy() if p.offers.data and p.offers.data.address.startswith("http") and not p.offers.data.gone)
    english = next(p for p in healthy() if p.offers.english and p.offers.english.address.startswith("http"))
    for p, kind in ((data, "data."), (english, "english.")):
        host = kind + p.host.removeprefix("www.")
        assert parts.respond(world(), Ask("GET", "http", host, "/")).status == 200
        assert parts.dns(world(), host)
    assert parts.respond(world(), Ask("GET", "http", "data.example.org", "/")).status == 502

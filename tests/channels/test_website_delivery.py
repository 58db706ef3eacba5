"""Delivery: links, visits, name, certificate and HTTPS, over looks and facts written by hand. as_of is SEEN."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from dsci.channels import channels
from dsci.contract import (
    Addresses,
    Answer,
    Certificate,
    English,
    Extract,
    Fact,
    Link,
    Observation,
    Page,
    Secure,
    Site,
    Status,
    Visit,
    fact,
)

from .portal import ALL, HOME, site
from .social import SEEN, look, measured

HOST = "www.example.gov.cn"


def front(**fields: object) -> Page:
    return look("website", "home", HOME, **fields)


def at_home(**fields: object) -> Site:
    """The home page, on the look of `front`."""
    shown = site(**fields)
    assert isinstance(shown, Site)
    return replace(shown, page=front().id)


def over(facts: Iterable[Fact], *looks: Page, home: Page | None = None) -> dict[str, Observation]:
    return measured("website", [home or front(), *looks], [at_home(), *facts])


# ---------------------------------------------------------------------------- links


def tried(purpose: str, *states: str) -> tuple[list[Page], list[Fact]]:
    looks = [look("website", purpose, f"{HOME}{purpose}/{n}") for n, _ in enumerate(states)]
    return looks, [fact(Link, page, page.url, state=state) for page, state in zip(looks, states, strict=True)]


def test_dead_links_of_those_decided() -> None:
    looks, links = tried("link", "dead", "alive", "alive", "alive", "undecided", "throttled", "blocked")
    deeper, others = tried("inner", "dead", "alive")
    rows = over([*links, *others], *looks, *deeper)
    assert rows["dead_links_share"].value == pytest.approx(1 / 4)
    assert rows["inner_dead_links_share"].value == pytest.approx(1 / 2)


def test_links_of_which_none_is_decided() -> None:
    looks, links = tried("link", "throttled", "blocked", "undecided")
    deeper, others = tried("inner", "throttled")
    rows = over([*links, *others], *looks, *deeper)
    assert (rows["dead_links_share"].status, rows["inner_dead_links_share"].status) == (Status.EMPTY, Status.EMPTY)
    assert over([])["dead_links_share"].status is Status.NOT_TRIED


def test_asked_by_get_the_answer_replaces_that_to_the_head() -> None:
    head = look("website", "link", HOME + "x", status=Status.DELETED, asked=HOME + "x")
    whole = replace(head, id="0 sorts before the head", attempt=1, status=Status.OK, about="get")
    links = [fact(Link, head, "x", state="undecided"), fact(Link, whole, "x", state="alive")]
    assert over(links, head, whole)["dead_links_share"].value == 0
    assert over(reversed(links), head, replace(whole, id="z sorts after it"))["dead_links_share"].status is Status.EMPTY


@pytest.mark.parametrize("purpose", ["link", "inner"])
def test_a_link_without_an_answer_is_undecided(purpose: str) -> None:
    (told,) = channels()["website"].failed(look("website", purpose, HOME + "x", status=Status.TIMEOUT))
    assert isinstance(told, Link) and told.state == "undecided"


# ---------------------------------------------------------------------------- time, pictures, words


def test_seconds_of_the_home_page() -> None:
    assert over([], home=front(seconds=2.41))["load_seconds"].value == 2.41
    assert over([])["load_seconds"].status is Status.NOT_TRIED
    assert over([], home=front(seconds=9.0, status=Status.TIMEOUT))["load_seconds"].status is Status.TIMEOUT


def test_pictures_and_language() -> None:
    rows = measured("website", [front()], [at_home(images=8, named_images=6, language="zh-CN")])
    assert (rows["alt_texts_share"].value, rows["language_declared"].value) == (0.75, 1)
    rows = over([])
    assert (rows["alt_texts_share"].status, rows["language_declared"].value) == (Status.EMPTY, 0)


@pytest.mark.parametrize(("latin", "value"), [(0.5, 1), (0.49, 0), (None, 0)])
def test_an_english_version_is_in_english(latin: float | None, value: float) -> None:
    page = look("website", "english", HOME + "en/")
    told = [fact(English, page, "e", latin=latin)] if latin is not None else []
    rows = measured("website", [front(), page], [at_home(columns=(*ALL, "english")), *told])
    assert rows["english_version"].value == value
    assert over([])["english_version"].status is Status.ABSENT


# ---------------------------------------------------------------------------- name, certificate, HTTPS


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://www.example.gov.cn/index.html", 1),
        ("http://example.gov.cn/", 0),
        ("http://www.zj.example.gov.cn/", 0),
        ("http://www.example.com.cn/", 0),
    ],
)
def test_the_domain_where_the_portal_finally_answers(url: str, value: float) -> None:
    assert over([], home=replace(front(), url=url, asked=HOME))["domain_form"].value == value


def certificate(valid: bool, refused: bool = False) -> tuple[Page, Fact]:
    page = look("website", "tls", f"tls://{HOST}:443/")
    return page, fact(Certificate, page, "", refused=refused, valid=valid, expires=None, issuer="", protocol="", fault="")


def secure(hsts: int | None) -> tuple[Page, Fact]:
    page = look("website", "https", f"https://{HOST}/")
    return page, fact(Secure, page, "", hsts=hsts)


@pytest.mark.parametrize(
    ("valid", "hsts", "values"), [(True, 31536000, (1, 1)), (True, None, (1, 0)), (True, 0, (1, 0)), (False, 31536000, (0, 0))]
)
def test_https(valid: bool, hsts: int | None, values: tuple[float, float]) -> None:
    (tls, shown), (https, headers) = certificate(valid), secure(hsts)
    rows = over([shown, headers], tls, https)
    assert (rows["https_valid"].value, rows["hsts"].value) == values


@pytest.mark.parametrize(
    ("status", "value", "found"),
    [("REFUSED", 0, "OK"), ("TLS", 0, "OK"), ("BLOCKED", None, "BLOCKED"), ("TIMEOUT", None, "TIMEOUT")],
)
def test_https_that_failed(status: str, value: float | None, found: str) -> None:
    page = replace(secure(0)[0], status=Status(status))
    row = over([], page)["hsts"]
    assert (row.value, row.status, row.wanted) == (value, found, 2)


def test_addresses() -> None:
    page = look("website", "dns", f"dns://{HOST}/")
    for ipv6 in (0, 2):
        assert over([fact(Addresses, page, "", ipv4=1, ipv6=ipv6)], page)["ipv6"].value == float(ipv6 > 0)
    assert over([], replace(page, status=Status.DNS))["ipv6"].status is Status.DNS
    assert over([])["ipv6"].status is Status.EMPTY


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("max-age=31536000; includeSubDomains", 31536000),
        ('includeSubDomains; Max-Age="600"', 600),
        ("max-age=0", 0),
        ("s-max-age=5", None),
        ("max-age=" + "9" * 400, 999999999999),
        ("", None),
    ],
)
def test_strict_transport_security(header: str, seconds: int | None) -> None:
    found = https(200, ("strict-transport-security", header))
    assert found.status is Status.OK and [f.hsts for f in found.facts if isinstance(f, Secure)] == [seconds]


@pytest.mark.parametrize(("code", "status", "facts"), [(301, "OK", 1), (404, "OK", 1), (500, "OK", 1), (412, "BLOCKED", 0)])
def test_any_answer_over_https_has_the_hosts_headers(code: int, status: str, facts: int) -> None:
    found = https(code, ("Server", "x"))
    assert (found.status, len(found.facts)) == (status, facts)


def https(code: int, *headers: tuple[str, str]) -> Extract:
    page = look("website", "https", f"https://{HOST}/", http_status=code)
    return channels()["website"].extract(Answer(page, b"", headers=headers))


# ---------------------------------------------------------------------------- visits


def visits(every: float, days: float, shut: int = 0, lost: int = 0) -> tuple[list[Page], list[Fact]]:
    """Visits every so many minutes over so many days up to SEEN: the oldest ones lost, then those that did not open."""
    count = int(days * 1440 / every)
    moments = [SEEN - timedelta(minutes=every) * back for back in reversed(range(count))]
    pages = [look("website", "visit", f"{HOME}#{n}", seen_at=moment) for n, moment in enumerate(moments)]
    opened = [None] * lost + [False] * shut + [True] * (count - lost - shut)
    return pages, [fact(Visit, p, p.seen_at.isoformat(), opened=o, seconds=1.0) for p, o in zip(pages, opened, strict=True)]


def share(*made: tuple[list[Page], list[Fact]]) -> Observation:
    return over([f for _, facts in made for f in facts], *[p for pages, _ in made for p in pages])["open_share"]


def test_a_week_of_twenty_visits_a_day_decides() -> None:
    assert share(visits(72, 7)).value == 1
    assert share(visits(60, 7, shut=12)).value == pytest.approx(1 - 12 / 168)
    assert share(visits(60, 9, shut=48)).value == 1, "only the last week counts"


def test_fewer_visits_decide_nothing() -> None:
    for made in (visits(73, 7), visits(72, 6), visits(60, 7, lost=5)):
        row = share(made)
        assert (row.value, row.status) == (None, Status.NOT_DECIDED)
    assert share(visits(60, 7, lost=4, shut=1)).value == pytest.approx(163 / 164)
    assert share().status is Status.NOT_DECIDED


def test_failed_visits_are_findings() -> None:
    pages, facts = visits(60, 7, shut=168)
    pages = [replace(page, status=Status.TIMEOUT) for page in pages]
    assert share((pages, facts)).value == 0


def test_visits_go_on_after_the_crawl_and_move_nothing() -> None:
    crawled = front(seen_at=SEEN - timedelta(days=3))
    pages, facts = visits(60, 7)
    rows = measured("website", [crawled, *pages], [replace(at_home(), seen_at=crawled.seen_at), *facts])
    assert {row.as_of for row in rows.values()} == {crawled.seen_at}
    assert rows["open_share"].value == 1


@pytest.mark.parametrize(
    ("status", "opened"),
    [("TIMEOUT", False), ("REFUSED", False), ("HTTP_ERROR", False), ("DNS", None), ("TLS", None), ("ROBOTS_DENIED", None)],
)
def test_a_visit_without_an_answer(status: str, opened: bool | None) -> None:
    (told,) = channels()["website"].failed(look("website", "visit", HOME, status=Status(status)))
    assert isinstance(told, Visit) and told.opened is opened


def test_other_looks_without_an_answer_tell_nothing() -> None:
    assert channels()["website"].failed(look("website", "home", HOME, status=Status.TIMEOUT)) == ()
    assert channels()["weibo"].failed(look("weibo", "profile", status=Status.TIMEOUT)) == ()

"""What lies in wait on the stand-in portals: soft 404s, endless pages, links of every fate, stubs, odd robots.txt and tags."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dsci.replica.portal.profile import Entry, HomeLink, PortalProfile
from dsci.replica.portal.site import site_of
from dsci.replica.portal.truths.walked import fate, links

from .portals import ask, healthy, hrefs, profiles, source, visible, world
from .recount import first_page
from .telling import true


def having(trait: str, *families: str) -> PortalProfile:
    return next(p for p in healthy(*families) if trait in p.traits)


def gone(p: PortalProfile) -> Entry:
    return next(e for c in p.columns for e in c.entries if e.gone)


def test_an_article_that_is_gone_is_404_or_says_so_or_leads_home_or_is_the_home_page() -> None:
    assert {ask(p, gone(p).address).status for p in healthy("plain") if not p.traits and lost(p)} == {404}
    said = next(p for p in healthy() if "soft404" in p.traits and lost(p))
    assert "不存在或已删除" in visible(source(said, gone(said).address)) and ask(said, gone(said).address).status == 200
    led = next(p for p in profiles("2022") if "soft_home" in p.traits and lost(p) and p.fault == "none")
    reply = ask(led, gone(led).address, at=world("2022"))
    assert (reply.status, reply.headers["Location"]) == (302, f"{led.portal}/")
    copied = next(p for p in profiles("2022") if "soft_copy" in p.traits and lost(p) and p.fault == "none")
    assert ask(copied, gone(copied).address, at=world("2022")).body == ask(copied, "/", at=world("2022")).body


def lost(p: PortalProfile) -> bool:
    return any(e.gone for c in p.columns for e in c.entries)


def test_only_the_first_article_of_a_list_is_gone_or_all_but_two() -> None:
    for p in healthy():
        for column in p.columns:
            places = [n for n, e in enumerate(column.entries) if e.gone]
            if "lost_archive" in p.traits:
                assert set(places) == {n for n, e in enumerate(column.entries) if n > 1 and not e.elsewhere}
            else:
                assert places in ([], [0])


def test_a_lost_archive_is_dead_to_whoever_goes_deeper() -> None:
    p = next(p for p in healthy() if "lost_archive" in p.traits and not {"soft404", "busy_heads"} & {*p.traits})
    read, deep = first_page(p, p.columns[0].address)[:2], first_page(p, p.columns[0].address)[2:]
    assert {ask(p, x.address, "HEAD").status for x in read} == {200}
    assert {ask(p, x.address, "HEAD").status for x in deep if "://" not in x.address} == {404} and len(deep) > 10
    assert true(p, "inner_dead_links_share") == 1


def test_a_calendar_and_a_list_go_on_for_ever() -> None:
    p = next(p for p in healthy() if any(link.address.startswith("/calendar/") for link in p.links))
    address, seen = "/calendar/2026/10/", set()
    for _ in range(40):
        seen.add(address)
        address = hrefs("</head>" + source(p, address))[-1]
    assert len(seen) == 40 and "/calendar/2030/1/" in seen
    onward = hrefs("</head>" + source(p, "/tuji/list?page=1&from=index"))
    assert len(onward) == 40 and all(a.startswith("/tuji/list?page=") for a in onward)
    assert ask(p, "/zt/huigu.html;jsessionid=0").status == ask(p, "/zt/huigu.html").status == 200


def test_deep_pages_of_trs_are_stubs() -> None:
    p, column = next((p, c) for p in healthy("trs") for c in p.columns if c.pages > 6)
    assert f"createPageHTML({column.pages}, 0," in source(p, column.address)
    assert len(ask(p, f"{column.address}index_4.html").body) > 8000
    assert 300 <= len(ask(p, f"{column.address}index_5.html").body) <= 450


def test_boda_numbers_its_pages_downwards() -> None:
    p, column = next((p, c) for p in healthy("boda") for c in p.columns if c.pages == 3)
    stem = column.address.removesuffix(".htm")
    firsts = [
        re.search(r'id="line_u7_0">(?:<b>.*?</b>)?<a href="([^"]+)', source(p, a))[1]
        for a in (column.address, f"{stem}/2.htm", f"{stem}/1.htm")
    ]  # type: ignore[index]
    assert firsts == [column.entries[n * column.size].address for n in range(3)]
    assert ask(p, f"{stem}/3.htm").status == 404
    assert f'href="{stem}/2.htm">下页' in source(p, column.address)


def test_robots_are_allowed_by_text_by_nothing_and_by_nonsense() -> None:
    page = ask(having("html_robots"), "/robots.txt")
    assert page.status == 200 and page.content_type.startswith("text/html") and b"User-agent" not in page.body
    bare = next(p for p in healthy() if "no_robots" in p.traits and not {"soft404", "html_robots"} & {*p.traits})
    assert ask(bare, "/robots.txt").status == 404


FATES = {  # what GET and HEAD answer -> alive, dead or undecided
    (200, 200): True,
    (200, 404): True,
    (200, 405): True,
    (404, 404): False,
    (410, 410): False,
    (403, 403): None,
    (429, 429): None,
    (503, 503): None,
}


def test_links_of_the_home_page_have_every_fate() -> None:
    seen: dict[tuple[int, int], bool | None] = {}
    for p in healthy():
        if {"soft404", "busy_heads", "slow"} & {*p.traits}:
            continue
        site = site_of(world(), world().by_code[p.code])
        for link in p.links:
            if not link.elsewhere and not link.hangs:
                answers = ask(p, link.address).status, ask(p, link.address, "HEAD").status
                seen[answers] = fate(world(), site, p.portal + link.address)
                assert answers == (link.http, link.head or link.http)
    assert seen == FATES


def test_foreign_links_live_or_cannot_be_decided() -> None:
    """Other portals answer; hosts that are not there do not; none of them is ever dead."""
    counted: Counter[bool | None] = Counter()
    for p in healthy()[::9]:
        site = site_of(world(), world().by_code[p.code])
        counted.update(fate(world(), site, a) for a in links(site) if p.host not in a)
    assert set(counted) == {True, None} and min(counted.values()) > 10


def test_a_home_page_has_no_more_links_than_are_tried() -> None:
    counts = [len(links(site_of(world(), world().by_code[p.code]))) for p in profiles()]
    assert min(counts) >= 25 and max(counts) <= 60


def test_a_link_that_hangs_and_a_portal_that_answers_no_heads() -> None:
    p, link = next((p, x) for p in healthy() for x in p.links if x.hangs)
    assert ask(p, link.address, "HEAD").delay >= 60
    busy = having("busy_heads")
    assert (ask(busy, busy.columns[0].address, "HEAD").status, ask(busy, busy.columns[0].address).status) == (429, 200)
    assert (ask(busy, "/", "HEAD").status, true(busy, "inner_dead_links_share")) == (200, "EMPTY")


def test_at_most_one_link_of_a_portal_refuses() -> None:
    def refusing(found: tuple[HomeLink, ...]) -> int:
        return sum(x.http in (403, 429, 503) for x in found)

    assert {refusing(p.links) for p in profiles()} == {0, 1}


@pytest.mark.parametrize(
    ("form", "shape"),
    [
        ("47号", r"\d{4}-\d\d-\d\d \d\d:\d\d"),
        ("seconds", r"\d{4}-\d\d-\d\d \d\d:\d\d:00"),
        ("date", r"\d{4}-\d\d-\d\d"),
        ("chinese", r"\d{4}年\d{1,2}月\d{1,2}日"),
        ("wide", r"\d{4}-\d\d-\d\d \d\d∶\d\d"),
    ],
)
def test_pubdate_is_written_in_many_ways(form: str, shape: str) -> None:
    tried = [
        (p, e) for p in healthy("trs", "plain") for e in p.columns[0].first_page[1:3] if e.form == form and "PubDate" in e.meta
    ]
    assert tried
    for p, e in [x for x in tried if not x[1].elsewhere and not x[1].gone][:5]:
        assert re.search(rf'(?i)(?:name="pubdate" content|content)="{shape}"', source(p, e.address))


def test_codes_stand_in_the_foot_or_the_link_for_errors_where_the_tag_is_empty() -> None:
    bare = [p for p in healthy() if "SiteIDCode" not in p.meta]
    emptied = [p for p in bare if re.search(r'(?i)name="siteidcode" content=""|content="" name="siteidcode"', source(p, "/"))]
    assert len(emptied) > 10
    assert any("id_code" in p.footer for p in emptied) and any(
        "id_code" not in p.footer and "jiucuo" in p.footer for p in emptied
    )
    assert all(f"{p.id_code}" in source(p, "/").partition("</head>")[2] for p in emptied if {"id_code", "jiucuo"} & {*p.footer})

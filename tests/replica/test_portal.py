"""The stand-in portals: the same everywhere, of all kinds, as heavy as real ones, and as good as their units."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from statistics import correlation, fmean
from urllib.parse import quote

import pytest

from dsci import registry
from dsci.contract import Status
from dsci.replica import portal
from dsci.replica.parts import SOCIAL
from dsci.replica.portal.profile import WHOLE, Fault
from dsci.replica.portal.site import profile_of, site_of
from dsci.replica.portal.truths import STATEMENTS
from dsci.replica.portal.words import words
from dsci.replica.world import Ask, World

from .portals import ask, healthy, hrefs, profile, profiles, source, truths, visible, world

KINDS = {"trs": "210600", "hanweb": "360500", "nfcms": "130300", "plain": "110000", "plain_gbk": "130500"}
LESS = ("newest_days", "letters_reply_days", "dead_links_share")
FEATURES = (
    "无障碍|适老|长者|关怀版|老年|智能问答|智能客服|机器人|登录|个人中心|用户中心|数据开放|开放数据|一件事|手机版|移动端|小程序|(?i:app)"
)
DIGEST = """
import hashlib
from dsci import registry
from dsci.replica.world import Ask, World
from dsci.replica import portal
w = World(tuple(registry.select()), registry.portals(), reach_errors=registry.reach_errors())
print([hashlib.sha256(portal.respond(w, Ask("GET", "https", h, "/")).body).hexdigest() for h in {hosts}])
"""


def test_another_process_sees_the_same_bytes() -> None:
    hosts = [profile(code).host for code in KINDS.values()]
    here = [hashlib.sha256(ask(profile(code), "/").body).hexdigest() for code in KINDS.values()]
    command = [sys.executable, "-c", DIGEST.format(hosts=hosts)]
    there = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "77"})
    assert there.stdout.strip() == str(here)


def test_a_unit_alone_has_the_same_portal_as_among_all() -> None:
    unit = world().by_code[KINDS["trs"]]
    alone = World((unit,), {unit.code: world().portals[unit.code]})
    p = profile(unit.code)
    assert ask(p, p.columns[0].address, at=alone).body == ask(p, p.columns[0].address).body
    assert tuple(portal.truth(alone, unit)) == truths(unit.code)


@pytest.mark.parametrize(("family", "code"), KINDS.items())
def test_every_content_system_occurs(family: str, code: str) -> None:
    assert profile(code).family == family
    marks = {"trs": "createPageHTML(", "hanweb": "<datastore>", "nfcms": "NFCMS_SITE_ID", "plain": "下一页", "plain_gbk": "<LI>"}
    assert marks[family] in source(profile(code), profile(code).columns[0].address)


def test_every_metric_differs_between_units() -> None:
    outcomes: dict[str, set[object]] = {}
    for p in profiles()[::6]:
        for true in truths(p.code):
            outcomes.setdefault(true.metric, set()).add((true.value, true.status))
    assert len(profiles()[::6]) >= 40
    assert len(outcomes) == 16
    assert {metric for metric, found in outcomes.items() if len(found) < 3} == set()


def test_better_units_measure_better() -> None:
    points: dict[str, list[tuple[float, float]]] = {}
    for p in healthy():
        quality = world().quality(world().by_code[p.code], "website")
        for true in truths(p.code):
            if true.value is not None:
                points.setdefault(true.metric.partition(".")[2], []).append((quality, true.value))
    for metric, pairs in points.items():
        agreement = correlation(*map(list, zip(*pairs, strict=True)))
        assert (agreement < -0.1) if metric in LESS else (agreement > 0.1), metric


def test_portals_improve_over_the_years() -> None:
    shares = {
        year: fmean(t.value for u in at.units[::8] for t in portal.truth(at, u) if t.metric == "website.meta_share" and t.value)
        for year in ("2022", "2024", "2026")
        if (at := world(year))
    }
    assert shares["2022"] < shares["2024"] < shares["2026"]


def test_every_fault_occurs() -> None:
    assert {p.fault for p in profiles()} == set(Fault)


def test_a_fault_takes_the_place_of_all_that_it_hides_and_of_nothing_else() -> None:
    hidden = {
        Fault.LETTERS_503: {"letters_reply_share": Status.HTTP_ERROR, "letters_reply_days": Status.HTTP_ERROR},
        Fault.LETTERS_TIMEOUT: {"letters_reply_share": Status.TIMEOUT, "letters_reply_days": Status.TIMEOUT},
        Fault.SEARCH_TIMEOUT: {"search_works": Status.TIMEOUT},
    }
    for p in profiles():
        failed = {t.metric.partition(".")[2]: t.status for t in truths(p.code) if t.status.failed}
        assert failed == (dict.fromkeys(STATEMENTS, WHOLE[p.fault]) if p.fault in WHOLE else hidden.get(p.fault, {}))


def test_what_the_registry_knows_to_refuse_refuses() -> None:
    known = {code: f for code, error in registry.reach_errors().items() if (f := {"HTTP412": 412, "HTTP521": 521}.get(error))}
    refusing = {p.code: ask(p, "/").status for p in profiles() if p.code in known}
    assert refusing == {code: status for code, status in known.items() if code in world().by_code}
    assert len(refusing) == 10


FAULTY = {
    Fault.HTTP412: lambda r: r.status == 412 and b"$_ts" in r.body,
    Fault.HTTP521: lambda r: r.status == 521 and b"__jsl_clearance" in r.body,
    Fault.HTTP403: lambda r: r.status == 403,
    Fault.CHALLENGE: lambda r: r.status == 200 and b"location.reload" in r.body and len(r.body) < 500,
    Fault.TIMEOUT: lambda r: r.delay >= 60,
    Fault.DROPPED: lambda r: r.drop,
    Fault.HTTP503: lambda r: r.status == 503 and "Retry-After" in r.headers,
    Fault.LOOP: lambda r: r.status == 302 and r.headers["Location"].endswith("/index.html"),
    Fault.ROBOTS: lambda r: r.status == 200 and len(r.body) > 50_000,
}


@pytest.mark.parametrize("fault", FAULTY)
def test_faulty_portals_answer_so(fault: Fault) -> None:
    p = next(p for p in profiles() if p.fault is fault and "slow" not in p.traits)
    assert FAULTY[fault](ask(p, "/"))
    assert (ask(p, "/robots.txt").body.endswith(b"Disallow: /\n")) is (fault is Fault.ROBOTS)


@pytest.mark.parametrize("fault", [Fault.LETTERS_503, Fault.LETTERS_TIMEOUT, Fault.SEARCH_TIMEOUT])
def test_partial_faults_leave_the_rest(fault: Fault) -> None:
    p = next(p for p in profiles() if p.fault is fault)
    reply = ask(p, (p.search if fault is Fault.SEARCH_TIMEOUT else p.letters).address)
    assert reply.status == 503 if fault is Fault.LETTERS_503 else reply.delay >= 60
    assert {ask(p, a).status for a in ("/", p.columns[0].address)} == {200}


def test_pages_are_as_heavy_as_real_ones() -> None:
    """The recordings weigh 10 to 105 KB; home pages 60 to 100, bare ones a little less."""
    for p in healthy()[::12]:
        home = len(ask(p, "/").body)
        assert (60_000 if len(p.columns) > 1 else 50_000) < home < 105_000, (p.family, home)
        assert all(9_000 < len(ask(p, c.address).body) < 30_000 for c in p.columns)
        article = next(e for e in p.columns[0].entries if not e.gone and not e.elsewhere)
        assert 15_000 < len(ask(p, article.address).body) < 30_000


def test_gbk_pages_are_gbk_and_say_gb2312() -> None:
    p = profile(KINDS["plain_gbk"])
    page = ask(p, "/")
    assert p.name in page.body.decode("gb18030")
    assert b"charset=gb2312" in page.body
    assert "charset" not in page.content_type
    with pytest.raises(UnicodeDecodeError):
        page.body.decode("utf-8")


@pytest.mark.parametrize("code", KINDS.values())
def test_every_page_of_a_portal_answers_as_its_profile_says(code: str) -> None:
    p, site = profile(code), site_of(world(), world().by_code[code])
    for address, view in site.views.items():
        if "://" in address:
            continue
        full, head = ask(p, address), ask(p, address, "HEAD")
        assert (full.status, full.content_type) == (head.status, head.content_type)
        assert full.status == view.status
        assert full.body and not head.body
    assert ask(p, "/nothing/here.html").status == 404


@pytest.mark.parametrize("code", KINDS.values())
def test_first_links_of_the_home_page_are_those_of_the_profile(code: str) -> None:
    """In page order, of the own host, neither column nor letters nor hall."""
    p = profile(code)
    named = {c.address for c in p.columns} | {x.address for x in (p.letters, p.hall) if x}
    links = [a.removeprefix(p.portal) for a in hrefs(source(p, "/"))]
    own = [a for a in links if a.startswith("/") and a not in named]
    assert own[:10] == [link.address for link in p.links[:10]]
    assert len(set(own[:10])) == 10


def test_a_gone_page_is_404_or_a_page_that_says_so() -> None:
    soft = next(p for p in healthy() if "soft404" in p.traits)
    reply = ask(soft, "/gone.html")
    assert reply.status == 200
    assert "不存在或已删除" in visible(reply.body.decode("gb18030" if soft.family == "plain_gbk" else "utf-8"))
    assert all(link.http in (200, 403) for link in soft.links)


@pytest.mark.parametrize(("finds", "holding"), [("matching", True), ("nothing", False), ("unrelated", False)])
def test_search_finds_what_the_profile_says(finds: str, holding: bool) -> None:
    for p in [p for p in healthy() if p.search and p.search.finds == finds][:8]:
        for title in (p.links[0].title, p.columns[0].entries[0].title):
            words_asked = title[:6]
            page = source(p, f"{p.search.address}?{p.search.input}={quote(words_asked, encoding='utf-8')}")
            results = [visible(r) for r in page.split('<div class="result">')[1:]]
            assert any(words_asked in r.replace(" ", "") for r in results) is holding
            assert bool(results) is (finds != "nothing")


def test_search_understands_gb18030() -> None:
    p = next(p for p in healthy("plain_gbk") if p.search and p.search.finds == "matching")
    asked = quote(p.links[0].title[:6], encoding="gb18030")
    assert '<div class="result">' in source(p, f"{p.search.address}?{p.search.input}={asked}")


def test_some_portals_insist_on_https() -> None:
    p = next(p for p in healthy() if "secure_only" in p.traits and p.portal.startswith("https:"))
    reply = ask(p, "/list.asp?id=11", scheme="http")
    assert (reply.status, reply.headers["Location"]) == (301, f"{p.portal}/list.asp?id=11")
    assert ask(p, "/").status == 200


def test_no_title_pretends_a_feature() -> None:
    lists = words()
    lines = [line for group in lists.titles.values() for line in group] + [*lists.home, *lists.topics, *lists.projects]
    lines += [name for group in ("names", "links") for name in lists.services[group]]
    assert [line for line in lines if re.search(FEATURES, line)] == []


def test_the_foot_names_accounts_of_the_overlay() -> None:
    p = next(p for p in healthy("trs") if {a.platform for a in p.named} >= {"weibo", "wechat", "ios"})
    known = {a.platform: a for part in SOCIAL for a in part.accounts(world(), world().by_code[p.code])}
    foot = source(p, "/").partition("<!-- Footer -->")[2]
    assert f"https://weibo.com/u/{known['weibo'].id}" in foot
    assert f"微信公众号：{known['wechat'].name}" in foot
    assert f"https://apps.apple.com/cn/app/id{known['ios'].id}" in foot


def test_unknown_hosts_and_units_without_a_portal() -> None:
    unit = world().units[0]
    bare = World((unit,), {})
    assert portal.respond(bare, Ask("GET", "https", "www.beijing.gov.cn", "/")).status == 404
    assert list(portal.truth(bare, unit)) == list(portal.accounts(bare, unit)) == []
    with pytest.raises(KeyError):
        profile_of(bare, unit)

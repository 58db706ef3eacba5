"""The stand-in portals: the same everywhere, of all kinds, as heavy as real ones, and as good as their units."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections import Counter
from statistics import correlation, fmean
from urllib.parse import quote

import pytest

from dsci.replica import portal
from dsci.replica.parts import SOCIAL
from dsci.replica.portal.site import profile_of, site_of
from dsci.replica.portal.truths import NAMES
from dsci.replica.portal.words import words
from dsci.replica.world import Ask, World

from .portals import CODES, SAMPLE, ask, healthy, hrefs, profile, profiles, source, truths, visible, world

LESS = {
    *("newest_days", "stale_columns_count", "blank_columns_count", "undated_share", "dead_links_share", "inner_dead_links_share"),
    *("load_seconds", "letters_reply_days", "letters_days_p90", "oldest_unanswered_days", "template_answers_share"),
}
LUCK = {"domain_form", "requests_granted_share", "open_share"}  # what quality has no part in
FEATURES = "|".join(
    (
        "无障碍|适老|长者|关怀版|老年|智能问答|智能客服|机器人|登录|个人中心|用户中心",
        "数据开放|开放数据|一件事|手机版|移动端|小程序|(?i:app)",
    )
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
    hosts = [profile(code).host for code in CODES.values()]
    here = [hashlib.sha256(ask(profile(code), "/").body).hexdigest() for code in CODES.values()]
    command = [sys.executable, "-c", DIGEST.format(hosts=hosts)]
    there = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "77"})
    assert there.stdout.strip() == str(here)


def test_a_unit_alone_has_the_same_portal_as_among_all() -> None:
    unit = world().by_code[CODES["trs"]]
    alone = World((unit,), {unit.code: world().portals[unit.code]})
    p = profile(unit.code)
    assert ask(p, p.columns[0].address, at=alone).body == ask(p, p.columns[0].address).body
    assert tuple(portal.truth(alone, unit)) == truths(unit.code)


MARKS = {
    "trs": "createPageHTML(",
    "hanweb": "<datastore>",
    "hanweb_feed": "/module/web/jpage/dataproxy.jsp",
    "jpaas": "querydata=\"{'webId':",
    "nfcms": "NFCMS_SITE_ID",
    "gkmlpt": "window._CONFIG = {",
    "boda": "_simple_list_gotopage_fun",
    "suzhou": "/szinf/info/getInfoCommon/",
    "plain": "下一页",
    "plain_gbk": "<LI>",
    "unknown": '<div class="item"><span class="day">',
}


@pytest.mark.parametrize("family", MARKS)
def test_every_content_system_occurs(family: str) -> None:
    for code in SAMPLE[family]:
        p = profile(code)
        column = next((c for c in p.columns if c.feed), p.columns[0])
        assert p.family == family and p.fault == "none"
        assert MARKS[family] in source(p, column.address)


def test_content_systems_are_mixed_as_in_the_country() -> None:
    """New ones on 1.5 to 8 % of portals each; Suzhou's own at home, Guangdong's catalogue in Guangdong."""
    counted = Counter(p.family for p in profiles())
    assert set(counted) == set(MARKS)
    assert all(
        0.015 < counted[f] / len(profiles()) < 0.08 for f in ("hanweb_feed", "jpaas", "gkmlpt", "boda", "suzhou", "unknown")
    )
    assert profile("320500").family == "suzhou"
    assert sum(p.code.startswith("44") for p in profiles() if p.family == "gkmlpt") > counted["gkmlpt"] / 2


def test_every_metric_differs_between_units() -> None:
    outcomes: dict[str, set[object]] = {}
    for p in profiles()[::6]:
        for true in truths(p.code):
            outcomes.setdefault(true.metric, set()).add((true.value, true.status))
    assert len(profiles()[::6]) >= 40
    assert len(outcomes) == len(NAMES) >= 40
    assert {metric for metric, found in outcomes.items() if len(found) < 3} - {"website.open_share"} == set()


def test_better_units_measure_better() -> None:
    points: dict[str, list[tuple[float, float]]] = {}
    for p in healthy():
        quality = world().quality(world().by_code[p.code], "website")
        for true in truths(p.code):
            if true.value is not None:
                points.setdefault(true.metric.partition(".")[2], []).append((quality, true.value))
    for metric, pairs in points.items():
        if metric in LUCK:
            continue
        agreement = correlation(*map(list, zip(*pairs, strict=True)))
        assert (agreement < -0.05) if metric in LESS else (agreement > 0.05), metric


def test_portals_improve_over_the_years() -> None:
    shares = {
        year: fmean(t.value for u in at.units[::8] for t in portal.truth(at, u) if t.metric == "website.meta_share" and t.value)
        for year in ("2022", "2024", "2026")
        if (at := world(year))
    }
    assert shares["2022"] < shares["2024"] < shares["2026"]


def test_pages_are_as_heavy_as_real_ones() -> None:
    """The recordings weigh 10 to 105 KB; home pages 50 to 100."""
    for p in healthy()[::12]:
        home = len(ask(p, "/").body)
        assert 45_000 < home < 105_000, (p.family, home)
        assert all(8_000 < len(ask(p, c.address).body) < 32_000 for c in p.columns if not c.gone)
        article = next(e for e in p.columns[0].entries if not e.gone and not e.elsewhere)
        assert 15_000 < len(ask(p, article.address).body) < 30_000


CHARSETS = {  # declared, sent, header
    ("utf-8", "utf-8", "utf-8"),
    ("utf-8", "utf-8", ""),
    ("gb2312", "gb18030", ""),
    ("utf-8", "gb18030", ""),
    ("gb2312", "utf-8", ""),
    ("gb18030", "gb18030", "utf-8"),
    ("utf-8", "utf-8", "gbk"),
    ("gb18030", "gb18030", "GB18030"),
    ("", "utf-8", "utf-8"),
    ("", "gb18030", ""),
}


def test_characters_are_declared_rightly_and_wrongly() -> None:
    found = {(p.charset.declared, p.charset.encoding, p.charset.header): p for p in healthy()}
    assert set(found) == CHARSETS
    for (declared, sent, header), p in found.items():
        for address in ("/", p.columns[0].address):
            reply = ask(p, address)
            assert p.name in reply.body.decode(sent)
            assert re.findall(rb"charset=\"?([\w-]*)", reply.body.partition(b"</head>")[0]) == [declared.encode()] * bool(
                declared
            )
            assert reply.content_type == ("text/html; charset=" + header if header else "text/html")
        if sent == "gb18030":
            with pytest.raises(UnicodeDecodeError):
                ask(p, "/").body.decode("utf-8")


@pytest.mark.parametrize("code", CODES.values())
def test_every_page_of_a_portal_answers_as_its_profile_says(code: str) -> None:
    p, site = profile(code), site_of(world(), world().by_code[code])
    for address, view in site.views.items():
        if "://" in address or view.hangs:
            continue
        full, head = ask(p, address), ask(p, address, "HEAD")
        status = 200 if "soft404" in p.traits and view.status == 404 else view.status
        assert (full.status, head.status) == (status, view.head or status)
        assert full.body and not head.body


@pytest.mark.parametrize("code", CODES.values())
def test_the_home_page_shows_the_links_of_the_profile(code: str) -> None:
    p = profile(code)
    shown = [a.removeprefix(p.portal) for a in hrefs(source(p, "/"))]
    places = [shown.index(link.address) for link in p.links]
    assert places == sorted(places) and len(set(places)) == len(p.links)


def test_a_gone_page_is_404_or_a_page_that_says_so() -> None:
    soft = next(p for p in healthy() if "soft404" in p.traits)
    reply = ask(soft, "/gone.html")
    assert reply.status == 200
    assert "不存在或已删除" in visible(reply.body.decode(soft.charset.encoding))


@pytest.mark.parametrize(("finds", "holding"), [("matching", True), ("nothing", False), ("unrelated", False)])
def test_search_finds_what_the_profile_says(finds: str, holding: bool) -> None:
    for p in [p for p in healthy() if p.search and p.search.finds == finds][:8]:
        for title in (p.columns[0].entries[2].title, p.columns[0].entries[0].title):
            words_asked = title[:8]
            page = source(p, f"{p.search.address}?{p.search.input}={quote(words_asked, encoding='utf-8')}")
            results = [visible(r.partition("</div>")[0]) for r in page.split('<div class="result">')[1:]]
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

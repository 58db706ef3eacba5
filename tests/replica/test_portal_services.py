"""Services, openness, open data and search of the stand-in portals: what their pages print is what their truths say.

Read with plain expressions, as a person would count them; the readers of the channel have no part in it.
"""

from __future__ import annotations

import re

import pytest

from dsci.contract import OFFERS, OPENNESS, REPORT_TABLES, SMART, Status
from dsci.replica import portal
from dsci.replica.portal.failing import PARTS
from dsci.replica.portal.profile import PortalProfile
from dsci.replica.portal.site import profile_of
from dsci.replica.world import PERIODS, Ask, World

from .portals import ask, healthy, hrefs, source, visible, world
from .telling import body, true

WORDS = {
    "knowledge": "知识库|常见问题|政策问答库",
    "power_list": "权责清单|权力清单|责任清单",
    "standards": "标准目录|标准化规范化",
    "licences": "电子证照",
    "cross_province": "跨省通办",
    "one_thing": "一件事",
    "rating": "好差评",
}


def named(text: str) -> set[str]:
    """What links offer by name."""
    links = [visible(link) for link in re.findall(r"(?is)<a [^>]*>(.*?)</a>", text)]
    return {name for name in OFFERS if any(re.search(WORDS[name], link) for link in links if len(link) <= 20)}


def test_home_pages_and_halls_offer_what_is_counted() -> None:
    for p in healthy()[::9]:
        home = named(body(p, "/"))
        hall = named(body(p, p.hall.address)) if p.hall else set()
        area = named(body(p, p.offers.openness.address)) if p.offers.openness else set()
        assert true(p, "licences_entry") == ("licences" in home | hall)
        assert true(p, "cross_province_entry") == ("cross_province" in home | hall)
        assert true(p, "one_thing_entry") == ("one_thing" in home | hall)
        assert true(p, "power_list") == ("power_list" in home | area)
        assert true(p, "standards_catalogue") == ("standards" in home | area)
        rated = p.offers.rating and "rating" in home | hall
        text = visible(body(p, p.offers.rating.address)) if rated else ""
        for metric, words in {"good_rating_share": "好评率", "rectified_share": "整改率"}.items():
            found = re.search(rf"{words}[：\s]*([\d.]+)%", text)
            assert true(p, metric) == (
                pytest.approx(float(found[1]) / 100) if found else Status.EMPTY if rated else Status.ABSENT
            )


def test_halls_print_departments_and_sets() -> None:
    for p in [p for p in healthy() if p.hall][::9]:
        text = visible(body(p, p.hall.address))
        present = re.search(r"(?:入驻部门|部门数：|已进驻)\s*(\d+)", text)
        sets = re.search(r"一件事[”）]?\s*(\d+)\s*(?:项|个|件)", text)
        assert true(p, "departments_count") == (int(present[1]) if present else Status.EMPTY)
        assert true(p, "one_thing_count") == (int(sets[1]) if sets else Status.EMPTY)


def limit(text: str, label: str) -> int | None:
    found = re.search(rf"{label}(?:办结)?时限[：\s]*(?:(\d+)\s*(?:个工作日|日|天)|(即办|即时办结))", text)
    return int(found[1] or 0) if found else None


def test_guides_print_days() -> None:
    seen = set()
    for p in [p for p in healthy() if p.hall][::9]:
        texts = [visible(body(p, a)) for a in guide_addresses(p)[:3]]
        both = [(limit(text, "承诺"), limit(text, "法定")) for text in texts]
        saved = [1 - promised / whole for promised, whole in both if promised is not None and whole]
        assert true(p, "days_saved_share") == (pytest.approx(sum(saved) / len(saved)) if saved else Status.EMPTY)
        seen |= {promised == 0 for promised, _ in both} | {None in pair for pair in both}
    assert seen == {True, False}


def guide_addresses(p: PortalProfile) -> list[str]:
    wanted = {g.address for g in p.hall.guides}
    return [a for a in (x.removeprefix(p.portal) for x in hrefs(source(p, p.hall.address))) if a in wanted]


SECTIONS = dict(
    zip(OPENNESS, ("公开指南", "公开制度", "法定主动公开内容|信息公开目录", "公开年报|年度报告", "依申请公开"), strict=True)
)


def test_openness_pages() -> None:
    for p in [p for p in healthy() if p.offers.openness][::8]:
        page = body(p, p.offers.openness.address)
        assert p.offers.openness.address in [a.removeprefix(p.portal) for a in hrefs(source(p, "/"))]
        there = {name for name, words in SECTIONS.items() if re.search(f">[^<]*(?:{words})[^<]*</a>", page)}
        assert true(p, "openness_sections_share") == len(there) / len(OPENNESS)
        years = re.findall(r">[^<]*?(\d{4})年政府信息公开工作年度报告</a>", page)
        assert years == sorted(years, reverse=True)
        assert true(p, "annual_report_current") == ("2025" in years)


def test_annual_reports() -> None:
    """The newest one's three tables: where one holds a number it is told; what is handled is the sum of its rows."""
    outcomes = set()
    for p in [p for p in healthy() if p.offers.openness][::8]:
        links = re.findall(r'href="([^"]+)"[^>]*>[^<]*工作年度报告</a>', body(p, p.offers.openness.address))
        newest = links[0].removeprefix(p.portal) if links else ""
        page = body(p, newest) if newest and ask(p, newest).status == 200 else ""
        if "</table>" not in page:
            assert true(p, "annual_tables_share") is true(p, "requests_granted_share") is Status.ABSENT
            outcomes.add(bool(newest))
            continue
        tables = re.findall(r"(?s)<table.*?</table>", page)
        full = [bool(re.search(r">\d+</td>", table)) for table in tables]
        assert true(p, "annual_tables_share") == sum(full) / len(REPORT_TABLES)
        total = {
            row: numbers(tables[1], row)
            for row in ("一、本年新收", "二、上年结转", "（一）予以公开", "（二）部分公开", "（七）总计", "四、结转")
        }
        if not full[1] or not total["（七）总计"]:
            assert true(p, "requests_granted_share") is Status.EMPTY
            continue
        part = (total["（一）予以公开"] + total["（二）部分公开"]) / total["（七）总计"]
        assert true(p, "requests_granted_share") == pytest.approx(part)
        assert total["一、本年新收"] + total["二、上年结转"] == total["（七）总计"] + total["四、结转"]
        rows = re.findall(r"(?s)<tr>.*?</tr>", tables[1].partition("二、上年结转")[2])[0:0] or tables[1].split("<tr>")
        handled = [int(cells[-1]) for row in rows if (cells := re.findall(r"<td>(\d+)</td>", row))]
        assert sum(handled[2:-2]) == total["（七）总计"]
    assert outcomes


def numbers(table: str, label: str) -> int:
    """The last number of the row with that label."""
    row = table.partition(label)[2].partition("</tr>")[0]
    found = re.findall(r"<td>(\d+)</td>", row)
    return int(found[-1]) if found else 0


def other_host(p: PortalProfile, address: str) -> str:
    """A page that may lie on a host beside the portal's."""
    if address.startswith("/"):
        return ask(p, address).body.decode()
    host, _, path = address.partition("://")[2].partition("/")
    return portal.respond(world(), Ask("GET", "http", host, f"/{path}")).body.decode()


def test_open_data_portals() -> None:
    places = set()
    for p in [p for p in healthy() if p.offers.data and not p.offers.data.gone][::8]:
        text, data = visible(page := other_host(p, p.offers.data.address)), p.offers.data
        places.add(data.address.startswith("/"))
        for metric, words in {"datasets": "数据集|数据目录", "apis": "接口|API", "apps": "应用"}.items():
            found = re.search(rf"(?:{words})[：\s]*([\d,]+) 个|([\d,]+) 个(?:{words})", text)
            count = int((found[1] or found[2]).replace(",", "")) if found else Status.EMPTY
            assert true(p, f"open_{metric}_count") == count, p.code
        assert true(p, "open_data_security") == bool(re.search("数据安全|安全保障", text))
        assert true(p, "open_data_privacy") == bool(re.search("隐私", text))
        assert ("<form" in page) == ("search" in data.parts)
        assert p.offers.data.address in hrefs(source(p, "/")) or p.portal + data.address in hrefs(source(p, "/"))
    assert places == {True, False}


def test_open_data_that_is_gone_or_not_there() -> None:
    for p in [p for p in healthy() if p.offers.data is None or p.offers.data.gone]:
        assert true(p, "open_data_portal") == 0
        assert true(p, "open_datasets_count") is true(p, "open_data_privacy") is Status.ABSENT


def test_english_versions_are_english_or_not() -> None:
    seen = set()
    for p in [p for p in healthy() if p.offers.english]:
        text = visible(other_host(p, p.offers.english.address))
        letters = re.findall(r"[A-Za-z一-鿿]", text)
        latin = sum(char.isascii() for char in letters) / len(letters)
        assert (latin < 0.2) if p.offers.english.fake else (latin > 0.8)
        assert f'href="{p.offers.english.address}"' in source(p, "/").replace(p.portal, "")
        seen.add((p.offers.english.fake, p.offers.english.address == "/en/"))
    assert len(seen) == 4


HELP = dict(
    zip(
        SMART, ("热门搜索|智能推荐|搜索联想", "您是不是要找|纠错", "相关搜索", "按时间.*按栏目", "服务直达|办事直达"), strict=True
    )
)


def test_search_pages_help_as_counted() -> None:
    seen = set()
    for p in [p for p in healthy() if p.search][::9]:
        text = visible(body(p, f"{p.search.address}?{p.search.input}=abc"))
        there = {name for name, words in HELP.items() if re.search(words, text)}
        assert there == set(p.search.smart)
        assert true(p, "smart_search") == bool(there)
        seen |= there
    assert seen == set(SMART)


MARKS = {  # a part of a portal -> a metric that falls with it
    "letters": "template_answers_share",
    "search": "smart_search",
    "hall": "departments_count",
    "rating": "",
    "open_data": "open_apis_count",
}
PARTIAL = [fault for fault, (part, _) in PARTS.items() if part in MARKS]


def suffering(fault: str) -> tuple[World, PortalProfile]:
    """A portal with that fault, in the last year that has one."""
    for year in reversed(PERIODS):
        at = world(year)
        for unit in at.units:
            if unit.code in at.portals and (p := profile_of(at, unit)).fault == fault:
                return at, p
    raise LookupError(fault)


@pytest.mark.parametrize("fault", PARTIAL)
def test_what_fails_of_a_portal_fails_alone(fault: str) -> None:
    """A part that is guarded, busy or silent; the home page answers."""
    at, p = suffering(fault)
    part, status = PARTS[p.fault]
    parts = {"letters": p.letters, "search": p.search, "hall": p.hall, "rating": p.offers.rating, "open_data": p.offers.data}
    address = parts[part].address
    scheme, _, rest = (address if "://" in address else p.portal + address).partition("://")
    host, _, path = rest.partition("/")
    reply = portal.respond(at, Ask("GET", scheme, host, f"/{path}".partition("?")[0]))
    answered = {Status.HTTP_ERROR: reply.status == 503, Status.TIMEOUT: reply.delay > 30, Status.BLOCKED: reply.status == 412}
    assert answered[status]
    assert ask(p, "/", at=at).status == 200
    failing = {t.metric.partition(".")[2] for t in portal.truth(at, at.by_code[p.code]) if t.status is status}
    assert MARKS[part] in {"", *failing}
    assert not failing & {"meta_share", "footer_share", "openness_sections_share"}

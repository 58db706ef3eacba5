"""Services, openness and innovation: single wordings, and metrics over facts written by hand. as_of is 2026-10-31."""

from __future__ import annotations

import pytest

from dsci.channels.website.guide import days
from dsci.channels.website.numbers import Named, printed
from dsci.channels.website.openness import year_of
from dsci.channels.website.vocabulary import kind_of
from dsci.contract import AnnualReport, Fact, Guide, Hall, Observation, OpenData, Openness, Rating, Search, Site, Status, fact

from .portal import HOME, page, read, seen, site

Value = tuple[float | None, Status]


def hall(**fields: object) -> Fact:
    return fact(Hall, page("hall"), "h", **{"items": None} | fields)


def guide(key: str, promised: float | None, statutory: float | None) -> Fact:
    days: dict[str, object] = {"promised_days": promised, "statutory_days": statutory}
    return fact(Guide, page("guide"), key, title="t", elements=(), forms=0, **days)


def rating(good: float | None, rectified: float | None) -> Fact:
    return fact(Rating, page("rating"), "r", ratings=None, good=good, rectified=rectified)


def openness(key: str = "o", **fields: object) -> Fact:
    return fact(Openness, page("openness"), key, **{"sections": (), "offers": (), "reports": ()} | fields)


def report(year: int, handled: int | None = 10, granted: int | None = 4, partly: int | None = 1, tables: int = 3) -> Fact:
    named = ("issued", "handled", "disputes")[:tables]
    counts: dict[str, object] = {"issued": 1, "requests": 9, "handled": handled, "granted": granted, "partly": partly}
    return fact(AnnualReport, page("report"), str(year), year=year, tables=named, **counts)


def data(**fields: object) -> Fact:
    known: dict[str, object] = {"datasets": None, "apis": None, "applications": None, "parts": ()}
    return fact(OpenData, page("open_data"), "d", **known | fields)


def told(row: Observation) -> Value:
    return row.value, row.status


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("政策解读", "reading"), ("解读回应", "reading"), ("在线访谈", "interview"), ("访谈预告", "interview"),
        ("回应关切", "response"),
        ("热点回应", "response"), ("意见征集公告", "consult"), ("问卷调查", "consult"), ("政务服务“好差评”", "rating"),
        ("政务服务", "hall"),
        ("政府信息公开", "openness"), ("政府 信息公开", "openness"), ("政府信息公开年报", ""), ("政府信息公开指南", ""),
        ("依申请公开", ""),
        ("公共数据开放平台", "open_data"), ("数据开放", "open_data"), ("数据开放大赛启动", ""), ("数据发布", "other"),
        ("English", "english"), ("EN", "english"), ("English Version", "english"), ("英文版", "english"), ("NEWS", ""),
    ],
)  # fmt: skip
def test_pages_by_the_names_of_their_links(name: str, kind: str) -> None:
    assert kind_of(name) == kind


def test_pages_that_may_lie_elsewhere_and_pages_that_may_not() -> None:
    names = ("政府信息公开", "数据开放", "English", "好差评", "办事大厅", "在线访谈")
    links = "".join(f'<a href="http://www.elsewhere.cn/{n}/">{name}</a>' for n, name in enumerate(names))
    state = "".join(f'<a href="http://data.www.gov.cn/{n}/">{name}</a>' for n, name in enumerate(names))
    found = read("home", f"<title>示例市人民政府</title><body>{links}{state}<p>{'本' * 30}</p>", HOME)
    assert [t.purpose for t in found.follow if t.purpose != "link"] == ["open_data", "english", "rating", "hall"]


def test_every_address_of_the_page_is_tried_the_portal_s_own_first() -> None:
    links = "".join(f'<a href="http://www.other.cn/{n}">外部</a><img src="/{n}.png">' for n in range(600))
    found = read("home", f"<title>示例市人民政府</title><body>{links}<p>{'本' * 30}</p>", HOME)
    tried = [t.url for t in found.follow if t.purpose == "link"]
    assert tried[:600] == [f"{HOME}{n}.png" for n in range(600)]
    assert (len(tried), tried[-1]) == (1000, "http://www.other.cn/399")


@pytest.mark.parametrize("given", ["", "zh", "zh-CN"])
def test_the_language_is_what_the_page_declares(given: str) -> None:
    found = read("home", f"<html lang='{given}'><title>示例市人民政府</title><body><p>{'本' * 40}</p>", HOME)
    assert [f.language for f in found.facts if isinstance(f, Site)] == [given]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("入驻部门 42 个", (None, 42, None)), ("部门数：42", (None, 42, None)), ("已进驻42个部门", (None, 42, None)),
        ("“一件事”36项", (None, None, 36)), ("一件事 36 个", (None, None, 36)), ("主题服务（一件事）36件", (None, None, 36)),
        ("一件事 2026年 上线", (None, None, None)), ("各部门 42 办件", (None, None, None)),
        ("事项总数：1,234项 进驻部门 5 个", (1234, 5, None)),
    ],
)  # fmt: skip
def test_numbers_of_a_hall(text: str, told: tuple[int | None, ...]) -> None:
    found = read("hall", f"<p>办事服务</p><p>{text}</p><p>{'本' * 40}</p>")
    assert [(f.items, f.departments, f.one_things) for f in found.facts if isinstance(f, Hall)] == [told]


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("20个工作日", 20), ("20（个工作日）", 20), ("30日", 30), ("4.5天", 4.5), ("5", 5), ("即办", 0), ("即时办结", 0),
        ("当场办结", 0),
        ("12小时", 0.5), ("3个月", 90), ("承诺件", None), ("2026", 2026), ("自2026起", None), ("", None),
    ],
)  # fmt: skip
def test_lengths_of_time(text: str, length: float | None) -> None:
    assert days(text) == length


SETS = {"sets": Named(("数据集", "数据目录")), "apis": Named(("接口",)), "good": Named(("好评率",), percent=True)}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("数据集 1,234 个 接口 56 个", {"sets": 1234, "apis": 56}),
        ("1,234 个数据集，56 个接口", {"sets": 1234, "apis": 56}),
        ("1,234\n数据集\n56\n接口\n7\n应用", {"sets": 1234, "apis": 56}),
        ("数据集\n1,234\n接口\n56", {"sets": 1234, "apis": 56}),
        ("访问量 9999 数据集 1,234 个", {"sets": 1234}),
        ("数据集（1.5万）", {"sets": 15000}),
        ("数据目录 900 个\n数据集 45 个", {"sets": 45}),
        ("数据集 45 个\n数据集 1234 个", {"sets": 1234}),
        ("数据集\n2026-10-31", {}),
        ("数据集 2026年上线", {}),
        ("数据集下载 99 次", {}),
        ("数据集 98%", {}),
        ("好评率 99.5 分", {}),
        ("好评率：99.5%", {"good": 0.995}),
        ("99.5％\n好评率", {"good": 0.995}),
    ],
)
def test_numbers_beside_their_names(text: str, numbers: dict[str, float]) -> None:
    assert printed(text, SETS) == numbers


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("示例市人民政府2025年政府信息公开工作年度报告", 2025), ("2025年度政府信息公开工作年报", 2025),
        ("政府信息公开年度报告（2025）", 2025),
        ("2025年年报", 2025), ("2025年度示例市政府信息公开工作报告", 2025),
        ("镇江市人民政府2025年政府信息公开工作年度报告", 2025),
        ("示例省人民政府办公厅2025年政府信息公开工作年度报告", 2025), ("示例市财政局2025年政府信息公开工作年度报告", None),
        ("示例镇人民政府2025年政府信息公开工作年度报告", None), ("2025年法治政府建设年度报告", None), ("政府信息公开年报", None),
        ("关于编制2025年政府信息公开工作年度报告的通知", None), ("2025年政府信息公开工作年度报告图解", None),
    ],
)  # fmt: skip
def test_reports_by_name(name: str, year: int | None) -> None:
    assert year_of(name) == year


HALL_METRICS = ("services_count", "departments_count", "one_thing_count", "days_saved_share")


def test_numbers_that_halls_print() -> None:
    rows = seen([site(), hall(items=5, departments=42, one_things=36)], "hall")
    assert [rows[name].value for name in HALL_METRICS[:3]] == [5, 42, 36]
    assert {rows[name].status for name in HALL_METRICS[3:]} == {Status.EMPTY}
    assert {seen([site(), hall()], "hall")[name].status for name in HALL_METRICS} == {Status.EMPTY}
    assert {seen([site(columns=())])[name].status for name in HALL_METRICS} == {Status.ABSENT}


def test_days_saved_over_guides_with_both() -> None:
    found = [guide("1", 5, 20), guide("2", 0, 30), guide("3", None, 20), guide("4", 5, None), guide("5", 0, 0)]
    assert seen([site(), *found], "hall", "guide")["days_saved_share"].value == pytest.approx((0.75 + 1) / 2)


OFFERED = (
    ("licences_entry", "licences", "hall"), ("cross_province_entry", "cross_province", "hall"),
    ("one_thing_entry", "one_thing", "hall"),
    ("power_list", "power_list", "openness"), ("standards_catalogue", "standards", "openness"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "offer", "purpose"), OFFERED)
def test_what_is_offered_by_name(name: str, offer: str, purpose: str) -> None:
    other = hall(offers=(offer,)) if purpose == "hall" else openness(offers=(offer,))
    none = hall() if purpose == "hall" else openness()
    lead = site(columns=(purpose,))
    assert told(seen([lead, other], purpose)[name]) == (1, Status.OK)
    assert told(seen([site(columns=(purpose,), offers=(offer,)), none], purpose)[name]) == (1, Status.OK)
    assert told(seen([lead, none], purpose)[name]) == (0, Status.OK)
    assert told(seen([site(columns=())])[name]) == (0, Status.OK)
    assert told(seen([lead])[name]) == (None, Status.NOT_TRIED)
    assert told(seen([lead], failed=[page(purpose, Status.TIMEOUT)])[name]) == (None, Status.TIMEOUT)
    assert told(seen([lead], failed=[page(purpose, Status.DELETED)])[name]) == (0, Status.OK)


def test_ratings_as_printed() -> None:
    rows = seen([site(columns=("rating",)), rating(0.995, None)], "rating")
    assert (rows["good_rating_share"].value, told(rows["rectified_share"])) == (0.995, (None, Status.EMPTY))
    offered = hall(offers=("rating",))
    assert seen([site(), offered, rating(0.9, 1.0)], "hall", "rating")["rectified_share"].value == 1
    assert seen([site(), offered], "hall")["good_rating_share"].status is Status.NOT_TRIED


def test_ratings_nobody_offers_are_absent_and_ratings_nobody_could_look_for_are_not() -> None:
    name = "good_rating_share"
    assert seen([site(), hall()], "hall")[name].status is Status.ABSENT
    assert seen([site(columns=())])[name].status is Status.ABSENT
    assert seen([site()])[name].status is Status.NOT_TRIED
    assert seen([site()], failed=[page("hall", Status.BLOCKED)])[name].status is Status.BLOCKED
    assert seen([site(columns=("rating",))], failed=[page("rating", Status.DELETED)])[name].status is Status.ABSENT
    assert seen([site(columns=("rating",))], failed=[page("rating", Status.TIMEOUT)])[name].status is Status.TIMEOUT


OPEN = site(columns=("openness",))


def test_sections_of_the_openness_page() -> None:
    found = openness(sections=("guide", "report", "application"))
    assert seen([OPEN, found], "openness")["openness_sections_share"].value == pytest.approx(3 / 5)
    assert seen([site(columns=())])["openness_sections_share"].status is Status.ABSENT


@pytest.mark.parametrize(("years", "value"), [(("2025", "2024"), 1), (("2024",), 0), (("2026",), 0), ((), 0)])
def test_the_report_due_is_last_year_s(years: tuple[str, ...], value: int) -> None:
    assert told(seen([OPEN, openness(reports=years)], "openness")["annual_report_current"]) == (value, Status.OK)


def test_a_list_of_reports_on_a_page_of_its_own() -> None:
    name, linked = "annual_report_current", openness(sections=("report",))
    assert seen([OPEN, linked], "openness")[name].status is Status.NOT_TRIED
    assert seen([OPEN, linked], "openness", failed=[page("report", Status.BLOCKED)])[name].status is Status.BLOCKED
    assert told(seen([OPEN, linked, openness("list", reports=("2025",))], "openness", "report")[name]) == (1, Status.OK)
    assert told(seen([OPEN, linked, report(2025)], "openness", "report")[name]) == (1, Status.OK)
    assert told(seen([OPEN, linked], "openness", "report")[name]) == (0, Status.OK)


def test_the_newest_report_read_counts() -> None:
    rows = seen([OPEN, openness(reports=("2025",)), report(2024), report(2025, tables=2, granted=6)], "openness", "report")
    assert rows["annual_tables_share"].value == pytest.approx(2 / 3)
    assert rows["requests_granted_share"].value == pytest.approx(0.7)


@pytest.mark.parametrize(("handled", "granted", "partly"), [(0, 0, 0), (None, 1, 1), (10, None, 1), (3, 4, 0)])
def test_requests_that_cannot_be_shared_out_are_empty(handled: int | None, granted: int | None, partly: int) -> None:
    rows = seen([OPEN, openness(reports=("2025",)), report(2025, handled, granted, partly)], "openness", "report")
    assert told(rows["requests_granted_share"]) == (None, Status.EMPTY)


def test_reports_that_are_not_there_and_reports_that_were_not_read() -> None:
    name, listed = "annual_tables_share", openness(reports=("2025",))
    assert seen([OPEN, openness()], "openness")[name].status is Status.ABSENT
    assert seen([OPEN, listed], "openness")[name].status is Status.NOT_TRIED
    assert seen([OPEN, openness(sections=("report",))], "openness", "report")[name].status is Status.ABSENT
    assert seen([OPEN, openness(sections=("report",))], "openness")[name].status is Status.NOT_TRIED
    assert seen([OPEN, listed], "openness", failed=[page("report", Status.DELETED)])[name].status is Status.ABSENT
    assert seen([OPEN, listed], "openness", failed=[page("report", Status.EMPTY)])[name].status is Status.EMPTY
    assert seen([OPEN, listed], "openness", failed=[page("report", Status.TIMEOUT)])[name].status is Status.TIMEOUT


def test_smart_search_and_the_assistant() -> None:
    answer = fact(Search, page("search"), "s", query="q", results=1, matching=1, smart=("facets",))
    assert seen([site(), answer], "search")["smart_search"].value == 1
    plain = fact(Search, page("search"), "s", query="q", results=1, matching=1)
    assert seen([site(), plain], "search")["smart_search"].value == 0
    assert seen([site(search=False)])["smart_search"].status is Status.ABSENT
    assert [seen([site(innovation=names)])["assistant"].value for names in ((), ("assistant",))] == [0, 1]


DATA = site(columns=("open_data",))


@pytest.mark.parametrize(
    ("status", "value"),
    [
        (Status.OK, (1, Status.OK)), (Status.BLOCKED, (1, Status.OK)), (Status.CHANGED_SHAPE, (1, Status.OK)),
        (Status.DELETED, (0, Status.OK)), (Status.DNS, (None, Status.DNS)), (Status.TIMEOUT, (None, Status.TIMEOUT)),
    ],
)  # fmt: skip
def test_an_open_data_portal_is_there_if_a_page_is(status: Status, value: Value) -> None:
    assert told(seen([DATA], failed=[page("open_data", status)])["open_data_portal"]) == value


def test_an_open_data_portal_nobody_leads_to() -> None:
    rows = seen([site(columns=())])
    assert rows["open_data_portal"].value == 0
    assert {rows[name].status for name in ("open_datasets_count", "open_data_privacy")} == {Status.ABSENT}
    assert seen([DATA])["open_data_portal"].status is Status.NOT_TRIED


def test_numbers_and_parts_of_an_open_data_portal() -> None:
    rows = seen([DATA, data(datasets=1234, apis=56, parts=("search", "security"))], "open_data")
    assert [rows[f"open_{name}_count"].value for name in ("datasets", "apis", "apps")] == [1234, 56, None]
    assert rows["open_apps_count"].status is Status.EMPTY
    assert [rows[f"open_data_{part}"].value for part in ("security", "privacy")] == [1, 0]

"""Checks of rules over facts written by hand: what is broken is found with its page, what was not seen is not broken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsci.channels.table import View
from dsci.channels.website.checks import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, checks
from dsci.channels.website.checks.outcome import TOLD
from dsci.contract import (
    META_ARTICLE,
    META_HOME,
    Column,
    Hall,
    Meta,
    Openness,
    Period,
    Reply,
    Status,
    fact,
)

from .portal import HOME, day
from .social import SEEN, look
from .website_checks import EIGHT, FRONT, article, column, entry, guide, kinds, letter, link, mailbox, page, run, site

PARAMETERS: dict[str, dict[str, object]] = {
    "stale_columns": {"windows": {"news": 14}},
    "column_offered": {"kinds": ["reading"], "name": "解读"},
    "letters_unanswered": {"days": 92},
    "guides_lacking": {"elements": EIGHT, "classes": 4, "guides": 5},
    "guide_classes": {"elements": EIGHT},
    "guides_complete": {"elements": EIGHT},
    "meta_tag": {"kind": "home", "tag": "SiteName"},
    "article_field": {"field": "source"},
    "footer_element": {"part": "icp"},
    "access_feature": {"part": "viewport"},
    "openness_section": {"section": "guide"},
    "offered": {"offer": "power_list"},
}


@pytest.mark.parametrize("name", sorted(checks()))
@pytest.mark.parametrize("status", [Status.BLOCKED, Status.TIMEOUT, Status.TLS])
def test_a_home_page_that_could_not_be_seen_decides_nothing(name: str, status: Status) -> None:
    failed = replace(FRONT, status=status)
    found = checks()[name](View([], [failed], [], Period.parse("2026"), SEEN), **PARAMETERS.get(name, {}))
    assert kinds(found) == [NOT_DECIDED] and TOLD[status] in found[0].seen
    assert kinds(checks()[name](View([], [], [], Period.parse("2026"), SEEN), **PARAMETERS.get(name, {}))) == [NOT_DECIDED]


@pytest.mark.parametrize("name", sorted(checks()))
def test_every_check_gives_an_outcome_on_a_portal_of_which_only_the_home_page_is_known(name: str) -> None:
    assert run(name, [site()], **PARAMETERS.get(name, {}))


def test_dead_links_are_named_and_undecided_ones_are_none() -> None:
    tried = [link("a", "alive"), link("b", "dead", http_status=404), link("c", "blocked"), link("d", "dead", "inner", 410)]
    facts, looks = [site(), *(f for _, f in tried)], [p for p, _ in tried]
    (dead,) = run("home_links_dead", facts, looks)
    assert (dead.outcome, dead.url, dead.page) == (FAIL, HOME + "link/b", looks[1].id) and "404" in dead.seen
    (deeper,) = run("inner_links_dead", facts, looks)
    assert deeper.url == HOME + "inner/d"
    assert kinds(run("home_links_dead", [site(), tried[2][1]], [looks[2]])) == [NOT_DECIDED]
    assert kinds(run("home_links_dead", [site(), tried[0][1]], [looks[0]])) == [PASS]
    assert kinds(run("home_links_dead", [site(links=0)])) == [NOT_APPLICABLE]


def test_stale_columns_each_with_its_age_undated_ones_too() -> None:
    a, b, c, d = (page("column", n) for n in "abcd")
    facts = [site(), column(a, "news", "2026-10-30"), column(b, "news", "2026-10-01"), column(c, "policy", dated=0)]
    lost = replace(d, status=Status.BLOCKED)
    found = run("stale_columns", facts, [lost], windows={"news": 14, "policy": 183})
    assert kinds(found) == [PASS, FAIL, FAIL, NOT_DECIDED]
    assert "2026-10-01" in found[1].seen and "30 天" in found[1].seen and found[1].url == b.url
    assert "未标注" in found[2].seen and TOLD[Status.BLOCKED] in found[3].seen
    assert kinds(run("stale_columns", facts, [lost], windows={"notice": 183})) == [NOT_DECIDED]
    assert kinds(run("stale_columns", facts, windows={"news": 14}, names=["人事"])) == [NOT_APPLICABLE]
    assert kinds(run("stale_columns", [site(columns=())], windows={"news": 14})) == [NOT_APPLICABLE]


def test_what_an_older_look_said_is_not_held_against_a_column_that_could_not_be_seen_again() -> None:
    old = replace(page("column"), id="column old", seen_at=day("2026-10-01"))
    again = replace(page("column"), status=Status.TIMEOUT)
    fact_then = replace(column(old, "news", "2026-08-01"), seen_at=old.seen_at)
    found = checks()["stale_columns"](
        View([], [FRONT, old, again], [site(), fact_then], Period.parse("2026"), SEEN), windows={"news": 14}
    )
    assert kinds(found) == [NOT_DECIDED]


def test_blank_columns_and_undated_lists() -> None:
    a, b = page("column", "a"), page("column", "b")
    facts = [site(), column(a, "interview", items=0, dated=0), column(b, "news", "2026-10-30", items=9, dated=4)]
    assert kinds(run("blank_columns", facts)) == [FAIL, PASS]
    assert [o.seen for o in run("undated_lists", facts) if o.outcome == FAIL] == ["栏目“要闻”: 9 条中 5 条未标注日期"]


@pytest.mark.parametrize(
    ("on_home", "in_columns", "expected"),
    [
        ("2026-10-25", "", PASS),
        ("2026-10-01", "2026-10-30", NOT_DECIDED),  # it prints dates, and they are old; its columns are fresh
        ("2026-10-01", "2026-10-01", FAIL),
        ("", "2026-10-30", NOT_DECIDED),
        ("", "2026-10-01", FAIL),
        ("", "", NOT_DECIDED),
    ],
)
def test_home_updates(on_home: str, in_columns: str, expected: str) -> None:
    facts = [site(), entry(FRONT, "home", on_home), entry(page("column"), "news", in_columns)]
    assert kinds(run("home_updates", facts)) == [expected]


def test_letters_that_wait_too_long_are_listed_oldest_first() -> None:
    facts = [site(), mailbox(), letter("1", "2026-07-01"), letter("2", "2026-05-01"), letter("3", "2026-09-01")]
    found = run("letters_unanswered", [*facts, letter("4", "2025-06-01"), letter("5", "2026-03-01", "2026-03-09")], days=92)
    assert kinds(found) == [FAIL, FAIL] and "2026-05-01" in found[0].seen and "183 天" in found[0].seen
    assert run("letters_unanswered", facts, days=92, without=["咨询"])[0].outcome == PASS
    reply = fact(Reply, page("letter"), "2", department="", kind="", answered=day("2026-05-09"), length=9, digest="",
                 satisfaction="", followup=False)  # fmt: skip
    assert len(run("letters_unanswered", [*facts, reply], days=92)) == 1


def test_none_waiting_counts_only_where_the_list_was_read_back_a_year() -> None:
    fine = [site(), letter("1", "2026-09-01", "2026-09-09")]
    assert kinds(run("letters_unanswered", [*fine, mailbox()], days=92)) == [PASS]
    assert kinds(run("letters_unanswered", [*fine, mailbox(True, "2025-10-01")], days=92)) == [PASS]
    assert kinds(run("letters_unanswered", [*fine, mailbox(True, "2026-08-01")], days=92)) == [NOT_DECIDED]
    assert kinds(run("letters_unanswered", [*fine, mailbox(True, "")], days=92)) == [NOT_DECIDED]
    assert kinds(run("letters_unanswered", fine, days=92)) == [NOT_DECIDED]
    blocked = page("letters", "b", Status.BLOCKED)
    assert kinds(run("letters_unanswered", [*fine, mailbox()], [blocked], days=92)) == [NOT_DECIDED]


def test_a_portal_without_a_letter_box_lacks_it_and_is_not_asked_further() -> None:
    without = [site(columns=("news",))]
    assert kinds(run("consult_channel", without)) == [FAIL]
    assert kinds(run("letters_unanswered", without, days=92)) == kinds(run("letters_received", without)) == [NOT_APPLICABLE]
    gone = page("letters", status=Status.DELETED)
    assert kinds(run("consult_channel", [site()], [gone])) == [FAIL]
    assert run("consult_channel", without)[0].doubtful and not run("consult_channel", [site()], [gone])[0].doubtful
    assert kinds(run("consult_channel", [site()])) == [NOT_DECIDED]  # linked, not looked at
    assert kinds(run("consult_channel", [site()], [page("letters")])) == [PASS]


def test_letters_received() -> None:
    assert kinds(run("letters_received", [site(), letter("1", "2026-01-01")])) == [PASS]
    assert kinds(run("letters_received", [site(), letter("1", "2025-01-01")])) == [FAIL]


def test_guides_lacking_four_classes_fail_from_five_on_or_where_all_of_fewer_do() -> None:
    hall, bad = page("hall"), EIGHT[1:5]
    wanted = {"elements": EIGHT, "classes": 4, "guides": 5}

    def said(lacking: int, fine: int, items: int | None) -> list[str]:
        guides = [*(guide(f"b{i}", bad) for i in range(lacking)), *(guide(f"f{i}", EIGHT[:4]) for i in range(fine))]
        return kinds(run("guides_lacking", [site(), fact(Hall, hall, "h", items=items), *guides], **wanted))

    assert said(5, 3, 900) == [FAIL] * 5
    assert said(4, 0, 4) == [FAIL] * 4
    assert said(4, 0, 900) == said(3, 1, 4) == said(1, 2, None) == [NOT_DECIDED]
    assert said(0, 3, 900) == [PASS]  # a title names the item where no label 事项名称 does
    assert kinds(run("guides_lacking", [site(columns=())], **wanted)) == [NOT_APPLICABLE]


def test_classes_that_guides_lack_each_once_and_guides_each_with_its_own() -> None:
    facts = [site(), fact(Hall, page("hall"), "h", items=9), guide("a", ["办理时间"]), guide("b", ["办理时间", "联系电话"])]
    found = run("guide_classes", facts, elements=EIGHT)
    assert [(o.outcome, o.count) for o in found] == [(FAIL, 2), (FAIL, 1)] and "联系电话" in found[1].seen
    each = run("guides_complete", [*facts, guide("c")], elements=EIGHT)
    assert kinds(each) == [FAIL, FAIL, PASS] and "办理时间、联系电话" in each[1].seen
    assert kinds(run("guides_forms", [*facts, guide("c", forms=0)])) == [PASS, PASS, FAIL]


def test_meta_tags_per_page() -> None:
    home = fact(Meta, FRONT, "home", kind="home", present=("SiteName",), wanted=META_HOME)
    one = fact(Meta, page("article"), "a", kind="article", present=META_ARTICLE, wanted=META_ARTICLE)
    two = fact(Meta, page("article", "b"), "b", kind="article", present=META_ARTICLE[:-1], wanted=META_ARTICLE)
    facts = [site(), home, one, two]
    assert kinds(run("meta_tag", facts, kind="home", tag="SiteName")) == [PASS]
    assert kinds(run("meta_tag", facts, kind="home", tag="SiteIDCode")) == [FAIL]
    found = run("meta_tag", facts, kind="article", tag="ContentSource")
    assert kinds(found) == [PASS, FAIL] and found[1].url == HOME + "article/b"
    assert kinds(run("meta_tag", facts, kind="column", tag="ColumnName")) == [NOT_APPLICABLE]


def test_articles_time_source_and_documents() -> None:
    facts = [site(), article(), article("b", time_form="date"), article("c", "reading", "", source_from="url"), page_of_reading()]
    assert kinds(run("time_form", facts)) == [PASS, FAIL, FAIL]
    assert kinds(run("article_field", facts, field="source")) == [PASS, PASS, FAIL]
    assert kinds(run("article_field", facts, field="title")) == [PASS] * 3
    assert kinds(run("readings_linked", facts)) == [FAIL]
    assert kinds(run("readings_linked", [*facts, article("d", "reading", documents=1)])) == [FAIL, PASS]


def page_of_reading() -> Column:
    return column(page("column"), "reading", "2026-10-01")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.hangzhou.gov.cn/", PASS),
        ("https://www.hangzhou.gov.cn:8443/index.html", PASS),
        ("http://hangzhou.gov.cn/", FAIL),
        ("http://www.zw.hangzhou.gov.cn/", FAIL),
        ("http://www.hangzhou.com/", FAIL),
    ],
)
def test_domain_form(url: str, expected: str) -> None:
    on = look("website", "home", url)
    front = replace(site(), page=on.id)
    assert kinds(checks()["domain_form"](View([], [on], [front], Period.parse("2026"), SEEN))) == [expected]


def test_the_home_page_part_by_part() -> None:
    front = site(footer=("icp",), access=("viewport",), id_code="3301000001", id_code_from="meta", images=9, named_images=7,
                 language="zh-CN", domain="www.example.gov.cn", offers=("power_list",))  # fmt: skip
    asked = [("footer_element", "icp"), ("footer_element", "police"), ("access_feature", "viewport"), ("access_feature", "elder")]
    assert [run(name, [front], part=part)[0].outcome for name, part in asked] == [PASS, FAIL, PASS, FAIL]
    assert [
        run(name, [front])[0].outcome for name in ("search_offered", "language_declared", "id_code_form", "declared_domain")
    ] == [PASS] * 4
    assert (run("alt_texts", [front])[0].outcome, run("alt_texts", [front])[0].count) == (FAIL, 2)
    assert kinds(run("alt_texts", [site()])) == kinds(run("declared_domain", [site()])) == [NOT_APPLICABLE]
    assert kinds(run("id_code_form", [site(id_code="12345")])) == kinds(run("id_code_form", [site()])) == [FAIL]
    assert kinds(run("id_code_form", [site(id_code="bm12345678")])) == [PASS]
    assert kinds(run("declared_domain", [site(domain="www.other.gov.cn")])) == [FAIL]
    assert kinds(run("offered", [front], offer="power_list")) == [PASS]
    assert kinds(run("offered", [front], offer="standards")) == [FAIL]
    assert kinds(run("column_offered", [site(columns=("news",))], kinds=["reading"], name="解读")) == [FAIL]


def test_openness_sections() -> None:
    told = fact(Openness, page("openness"), "o", sections=("guide", "report"), offers=("standards",), reports=("2025",))
    assert kinds(run("openness_section", [site(), told], section="guide")) == [PASS]
    assert kinds(run("openness_section", [site(), told], section="rules")) == [FAIL]
    assert kinds(run("openness_section", [site(columns=())], section="rules")) == [FAIL]
    assert kinds(run("openness_section", [site()], [page("openness", status=Status.BLOCKED)], section="rules")) == [NOT_DECIDED]
    assert kinds(run("offered", [site(), told], offer="standards")) == [PASS]

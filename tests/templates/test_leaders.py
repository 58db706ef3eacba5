"""Leaders and cases as book and site print them: what is said of a lead, addresses only of the web, hostile text as text."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import lxml.html
import pytest

from dsci.contract import Leader, Practice
from dsci.templates.fetcher import digest
from dsci.templates.pages import environment
from dsci.templates.phrases import phrases
from dsci.templates.words import tidy

from .drawn_leaders import LEADER, png

CASE = Practice("一次办", "330000", "浙江省", "办事", ("第一段。", "第二段。"), ("https://a.cn/x", "javascript:alert(1)"), "甲")


def shown(lang: str, call: str, *rows: Leader | Practice) -> lxml.html.HtmlElement:
    macros = ("leaders", "practices")
    source = "".join(f'{{% from "book/{name}.j2" import {name} with context %}}' for name in macros)
    book = SimpleNamespace(period="2026")
    html = environment().from_string(source + call).render(rows=tidy(rows), t=phrases(lang), book=book)
    return lxml.html.fragment_fromstring(html, create_parent=True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "自 2025 期起连续居首，领先第二名江苏 4.4 分。在权重变动、未观测指标随机补值的重算中，有 37% 居首。"),
        ({"since": ""}, "本期居首，领先第二名江苏 4.4 分。"), ({"margin": None}, "没有其他单位有得分"),
        ({"margin": 0.0}, "与江苏并列"), ({"margin": 0.01}, "与江苏相差不到 0.1 分"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_lead(change: dict[str, object], said: str) -> None:
    text = shown("zh", "{{ leaders(rows) }}", replace(LEADER, **change)).text_content()  # type: ignore[arg-type]
    assert said.replace(" ", "") in text.replace(" ", "")


def test_a_leader_shows_its_picture_its_indicators_and_its_page() -> None:
    (image,) = (found := shown("en", "{{ leaders(rows) }}", LEADER)).iter("img")
    assert image.get("src") == f"picture:{digest(png())}" and image.get("alt") == "图"
    assert "As archived on 31 October 2026" in found.text_content() and "not loaded" in found.text_content()
    (row,) = found.iter("tbody")
    assert row.text_content().split() == ["来信答复率", "100.0%", "50.0%", "4.3"]
    assert [a.get("href") for a in found.iter("a")] == ["https://www.zj.gov.cn/"]
    on_site = shown("zh", "{{ leaders(rows, '../pictures/', '.png', '../e/', 2) }}", LEADER)
    assert next(on_site.iter("img")).get("src") == f"../pictures/{digest(png())}.png"
    assert [a.get("href") for a in on_site.iter("a")][1:] == [f"../e/330000.html#{'a' * 10}"]
    assert [h.tag for h in on_site.iter("h2", "h3", "h4")] == ["h2", "h3"]


def test_without_a_picture_a_page_or_a_leader_it_says_so() -> None:
    bare = shown("zh", "{{ leaders(rows) }}", replace(LEADER, picture=None, look=None, url="file:///etc/passwd", how=()))
    assert not list(bare.iter("img", "a", "table"))
    assert "没有可看的网址" in bare.text_content() and "没有一项指标高出中位数" in bare.text_content()
    assert "没有标杆" in shown("zh", "{{ leaders(rows) }}").text_content()


def test_cases_stand_under_their_category_as_text() -> None:
    script = "<script>alert(1)</script>"
    cases = (CASE, replace(CASE, title=script, text=(script,)), replace(CASE, category="互动"))
    found = shown("zh", "{{ practices(rows) }}", *cases)
    assert [h.text_content() for h in found.iter("h3")] == ["办事", "互动"]
    assert [h.text_content() for h in found.iter("h4")] == ["一次办", script, "一次办"]
    assert {a.get("href") for a in found.iter("a")} == {"https://a.cn/x"} and not list(found.iter("script"))
    assert found.text_content().count("审核：甲") == 3
    assert "没有案例" in shown("zh", "{{ practices(rows) }}").text_content()

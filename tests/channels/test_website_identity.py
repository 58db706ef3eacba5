"""Whose home page it is. Whole pages of others stand in cases/website. UNIT is 330100, which the registry knows."""

from __future__ import annotations

import pytest

from dsci.contract import Site, Status

from .portal import HOME, read
from .social import UNIT

BODY = "<a href='/yw/'>政务要闻</a>" + f"<p>{'本地新闻' * 20}</p>"


def verdict(head: str, url: str = HOME, unit: str = UNIT, foot: str = "") -> str:
    """'' where the page passes, else the reason why not."""
    found = read("home", f"<html><head>{head}</head><body>{BODY}<div class=footer>{foot}</div></body></html>", url, unit=unit)
    assert (found.status is Status.OK) == (any(isinstance(f, Site) for f in found.facts)) == (not found.reason)
    assert found.status in (Status.OK, Status.CHANGED_SHAPE)
    return found.reason


def code(digits: str) -> str:
    return f'<meta name="SiteIDCode" content="{digits}">'


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("<title>示例市人民政府门户网站</title>", ""),
        ("<title>中国·示例</title>", "<a href=/zwgk/>政务公开</a><a href=/bsfw/>办事服务</a>"),
        ("", "主办：示例市人民政府办公室"),
        (code("3301000001") + "<title>示例新闻网</title>", ""),  # the unit's own code on its own domain
        (code("0000000000") + "<title>示例市</title>", ""),
        ("<title>示例市人民政府-示例市第一医院搬迁专题</title>", ""),  # no unit's code
        ("<title>示例市</title>", "网站标识码：3301000002"),
        ("<title>示例市人民政府_示例大学城</title>", ""),
    ],
)
def test_portals_pass(head: str, foot: str) -> None:
    assert verdict(head, foot=foot) == ""


@pytest.mark.parametrize(
    ("head", "foot", "told"),
    [
        (code("3101070001"), "", "another government's portal: 310107 普陀区"),
        ("<title>示例市人民政府</title>", "网站标识码：3309000009", "another government's portal: 330900 舟山市"),
        (
            "",
            '<a href="//zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3302000003&url=x">',
            "another government's portal: 330200",
        ),
        ("<title>示例市第一人民医院</title>", "", "not a government portal: 医院"),
        ("<title>示例大学</title>", "", "not a government portal: 大学"),
        ('<meta name="SiteName" content="示例日报"><title>示例</title>', "", "not a government portal: 日报"),
        ("<title>example.gov.cn 域名转让</title>", "", "not a government portal: 域名转让"),
        ("<title>示例省人民政府机关幼儿园</title>", "", "not a government portal: 幼儿园"),
        ("<title>免费小说</title>", "", "not a government portal: no sign of one"),
        ("<title>示例在线</title>", "主管：示例市人民政府 主办：示例市融媒体中心", "not a government portal: 主办：示例市融媒体"),
        ("<title>示例在线</title>", "主办：示例传媒集团有限公司", "not a government portal: 主办：示例传媒"),
    ],
)
def test_pages_of_others_do_not(head: str, foot: str, told: str) -> None:
    assert verdict(head, foot=foot).startswith(told)


def test_codes_are_judged_for_units_of_the_registry_only() -> None:
    assert verdict(code("3101070001"), unit="000000") == ""
    assert verdict(code("3101070001"), unit="310107") == ""


def test_the_state_council_s_page_is_no_unit_s() -> None:
    assert verdict("<title>中国政府网</title>", "https://www.gov.cn/").startswith("another government's portal")


@pytest.mark.parametrize(
    ("url", "head", "foot", "passes"),
    [
        ("http://www.example.cn/", "<title>示例市人民政府</title>", "", True),
        ("http://www.example.cn/", "<title>示例</title>", "主办：示例市人民政府办公室", True),
        ("http://www.example.cn/", "<title>示例</title>", '<img src="//dcs.conac.cn/image/red.png">', True),
        ("http://www.example.cn/", "<title>示例</title>", '<img src="//dcs.conac.cn/image/blue.png">', False),
        ("http://www.example.cn/", "<title>示例</title>" + code("3301000001"), "", True),
        ("http://www.example.edu.cn/", "<title>示例</title>", "主办：示例市人民政府", False),
        ("http://www.example.cn/", "<title>示例</title>", "", False),
    ],
)
def test_outside_gov_cn_a_page_must_show_that_it_is_a_government_s(url: str, head: str, foot: str, passes: bool) -> None:
    assert (verdict(head, url, foot=foot) == "") is passes

"""Bytes, dates, addresses and names of columns, as portals write them."""

from __future__ import annotations

from datetime import datetime

import pytest

from dsci.channels.website.dates import days_between, read_date, time_form, url_date
from dsci.channels.website.decode import decode
from dsci.channels.website.urls import address, is_article, resolve, wordless
from dsci.channels.website.vocabulary import kind_of

from .portal import HOME, moment
from .social import SEEN


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        ("政务公开".encode(), "text/html; charset=gbk", "utf-8"),
        ("政务公开".encode("gbk"), "text/html; charset=utf-8", "gb18030"),
        (b'<meta charset="gb2312">' + "朱镕基喆".encode("gb18030"), "", "gb18030"),
        ("﻿政务公开".encode(), "text/html; charset=gbk", "utf-8"),
        ("﻿政务公开".encode("utf-16-le"), "", "utf-16-le"),
        ("﻿政务公开".encode("gb18030"), "text/html; charset=utf-8", "gb18030"),
        (b'<meta charset="big5">' + "繁體中文".encode("big5"), "", "big5hkscs"),
        ("政务公开网站建设管理办法，自发布之日起施行".encode() + b"\xff", "", "utf-8"),
        ("政务公开".encode()[:-1], "", "utf-8"),
    ],
)
def test_bytes_are_read_as_what_they_are(body: bytes, content_type: str, encoding: str) -> None:
    text, found = decode(body, content_type)
    assert found == encoding
    assert any(words in text for words in ("政务公", "朱镕基喆", "繁體中文"))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-10-30", "2026-10-30T00:00"),
        ("[2026-1-5]", "2026-01-05T00:00"),
        ("（2026/10/30）", "2026-10-30T00:00"),
        ("2026年1月5日", "2026-01-05T00:00"),
        ("2026.10.30", "2026-10-30T00:00"),
        ("发布时间：2026-10-30 09：30", "2026-10-30T09:30"),
        ("2026-10-30 09:30:15", "2026-10-30T09:30:15"),
        ("2026-10-30 23:59:59", "2026-10-30T23:59:59"),
        ("2026-10-30 09∶30", "2026-10-30T09:30"),
        ("２０２６－１０－３０", "2026-10-30T00:00"),
        ("2026．10．30", "2026-10-30T00:00"),
        ("2026-10-30 24:00", "2026-10-30T00:00"),
        ("2026-10-30 09:60", "2026-10-30T00:00"),
        ("2026-10-30 09:15:60", "2026-10-30T00:00"),
        ("10-31", "2026-10-31T00:00"),
        ("(11-01)", "2025-11-01T00:00"),
        ("10月05日", "2026-10-05T00:00"),
        ("02-29", "2024-02-29T00:00"),
        ("2026-13-01", None),
        ("2026-02-29", None),
        ("1026-02-01", None),
        ("13-45", None),
        ("待回复", None),
        ("", None),
        ("2026-10-301", None),
        ("自2026年12月1日起施行", None),
        ("9" * 100, None),
    ],
)
def test_dates_as_pages_print_them(text: str, date: str | None) -> None:
    assert read_date(text, SEEN) == (moment(date) if date else None)


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("202610/t20261030_12.html", "2026-10-30"),
        ("art/2026/1/5/art_1_2.html", "2026-01-05"),
        ("2026-01/05/content_1.htm", "2026-01-05"),
        ("20260105/12.html", "2026-01-05"),
        ("20260105/0123456789abcdef/c.html", "2026-01-05"),
        ("2026-01-05/12.html", "2026-01-05"),
        ("2026/0105/12", "2026-01-05"),
        ("2026/1/5/0123456789abcdef0123456789abcdef.shtml", "2026-01-05"),
        ("columns/0b1c/202601/05/0b1c-11.html", "2026-01-05"),
        ("20261305/12.html", None),
        ("12345678/index.html", None),
        ("202601/0123456789abcdef0123456789abcdef.shtml", None),
        ("content/post_11884210.html", None),
    ],
)
def test_days_in_addresses(path: str, day: str | None) -> None:
    assert url_date(HOME + path) == (moment(day + "T00:00") if day else None)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2026-10-30 09:30", "47号"),
        ("2026-10-30 09:30:15", "seconds"),
        ("2026-10-30", "date"),
        ("2026年10月30日", "other"),
        ("2026-10-30 9:30", "other"),
        ("２０２６-10-30 09:30", "other"),
        ("2026-10-30 09：30", "other"),
        ("", ""),
    ],
)
def test_forms_of_times(text: str, form: str) -> None:
    assert time_form(text) == form


def test_days_are_china_s() -> None:
    assert days_between(moment("2026-10-30T23:59"), moment("2026-10-31T00:01")) == 1
    assert days_between(datetime.fromisoformat("2026-10-30T15:59+00:00"), datetime.fromisoformat("2026-10-30T16:01+00:00")) == 1


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.gov.cn/a/b.html",
        "http://example.gov.cn:80/a/b.html#top",
        "http://WWW.Example.gov.cn/a/b.html?from=timeline&jsessionid=1",
        "https://www.example.gov.cn:443/a/b.html;jsessionid=AB12?",
    ],
)
def test_one_page_has_one_key(url: str) -> None:
    assert address(url) == "example.gov.cn/a/b.html"


def test_what_tells_pages_apart_stays_in_the_key() -> None:
    urls = (
        "http://a.cn/",
        "http://a.cn:8080/",
        "http://a.cn/?id=1",
        "http://a.cn/?id=2",
        "http://b.a.cn/",
        "http://a.cn/X",
        "http://a.cn/x",
    )
    assert len({address(url) for url in urls}) == len(urls)


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("/a", HOME + "a"),
        ("./t1.html#x", HOME + "x/t1.html"),
        (" \n/a b", HOME + "ab"),
        ("//m.example.cn/a", "http://m.example.cn/a"),
        ("HTTPS://b.cn/", "HTTPS://b.cn/"),
        ("javascript:void(0)", ""),
        ("mailto:a@b.cn", ""),
        ("#top", ""),
        ("", ""),
        ("http://", ""),
        ("http://[", ""),
        ("//[", ""),
        ("/" + "a" * 3000, ""),
    ],
)
def test_links_are_resolved_or_refused(href: str, url: str) -> None:
    assert resolve(HOME + "x/", href) == url


def test_words_in_an_address_are_dropped() -> None:
    assert wordless("http://a.cn/s?id=1&t=%E7%8E%8B&n=王") == "http://a.cn/s?id=1"
    assert wordless("http://a.cn/s?t=%CD%F5") == "http://a.cn/s"
    assert wordless("http://a.cn/王某来信.html") == ""


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("yw/202610/t20261030_12.html", True),
        ("art/2026/1/5/art_1_2.html", True),
        ("zwgk/content/post_118842.html", True),
        ("info/1011/2034.htm", True),
        ("content.jsp?urltype=news.NewsContentUrl&wbtreeid=1011&wbnewsid=2034", True),
        ("2026-01/05/content_1.htm", True),
        ("2026-01/05/c_1.htm", True),
        ("20260105/0123456789abcdef/c.html", True),
        ("web/shouye/202601051122-77/index.shtml", True),
        ("2026/01/05/ARTI1767571200123456.shtml", True),
        ("1234567/index.html", True),
        ("202601051122334/index.shtml", True),
        ("202601/0123456789abcdef0123456789abcdef.shtml", True),
        ("pnidpv123456.html", True),
        ("p7398773001v1.html", True),
        ("c5220000/content.html", True),
        ("portal/article/2/118842", True),
        ("2026-01-05/118.html", True),
        ("2026/0105/118", True),
        ("columns/8a1f/202601/05/0b1c-11.html", True),
        ("12345/index.html", False),
        ("gsszf/c100001/index.shtml", False),
        ("list.jsp?wbtreeid=1011", False),
        ("yw/", False),
        ("col/col1229/index.html", False),
        ("yw/index_2.html", False),
    ],
)
def test_articles_by_their_address(path: str, article: bool) -> None:
    assert is_article(HOME + path) is article


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("政务要闻", "news"), ("部门动态", "news"), ("图片新闻", "news"), ("通知公告", "notice"), ("公示公告", "notice"),
        ("行政规范性文件", "policy"), ("政策解读", "reading"), ("意见征集公告", "consult"), ("网上调查", "consult"),
        ("省长信箱", "letters"), ("群众来信", "letters"), ("咨询投诉", "letters"), ("政务服务", "hall"), ("办事大厅", "hall"),
        ("数据发布", "other"), ("规划 计划", "other"), ("首页", ""), ("市长", ""), ("关于做好新闻发布工作有关事项的通知", ""),
    ],
)  # fmt: skip
def test_columns_by_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind

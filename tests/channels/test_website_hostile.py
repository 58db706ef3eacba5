"""Pages made to harm a reader: huge, deep, endless lines. Every reader gets every one of them, and ends with a status."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from dsci.channels import channels
from dsci.channels.website import ANSWERS, READERS
from dsci.contract import Answer, Article, Column, Entry, Link, Site, Status

from .portal import HOME
from .social import look

PURPOSES = sorted({*READERS, *ANSWERS})
HEAD = '<html lang="zh"><head><meta charset="utf-8"><title>示例市人民政府门户网站</title></head><body>'
FOOT = "<div class='footer'>主办：示例市人民政府办公室　网站标识码：3301000001</div></body></html>"
LINE = '<li><a href="/tzgg/202610/t20261020_{0}.html">示例市人民政府第{0}号通告内容</a><span>2026-10-20</span></li>'


def links(count: int) -> str:
    return HEAD + "<ul>" + "".join(LINE.format(number) for number in range(count)) + "</ul>" + FOOT


def runs(size: int) -> str:
    """Lines that a careless pattern takes a power of their length to give up on."""
    runs = (
        "2026" + "-1" * size,
        "来源：" + "（" * size,
        "发布时间" + " " * size + "：",
        "索 引 号" + "\t" * size,
        "文" + " " * size + "号",
    )
    more = (
        "a" * size,
        "网站标识码" * size,
        "承诺" + "1" * size + "个工作日",
        "\xa0" * size + "来 源",
        "：" * size,
        "<" * size,
        "&" * size,
    )
    form = (
        "好评率" + "9" * size + "%",
        "数据集" + " " * size,
        "var jpage = {" + "a:1," * size,
        "window._CONFIG = {" * 50 + "[" * size,
    )
    scripts = (
        "location.href=" + "'" * size,
        "createPageHTML(" + "1" * size,
        "{" * size,
        "[{'a':" * size,
        'querydata="' + "{'" * size,
    )
    body = "".join(f"<p>{text}</p><td>{text}</td><li>{text}" for text in (*runs, *more, *form))
    return HEAD + body + "".join(f"<script>{text}</script>" for text in (*scripts, *form)) + FOOT


MADE: dict[str, Callable[[], str | bytes]] = {
    "5,000 links": lambda: links(5000),
    "one line of a megabyte": lambda: HEAD + "<p>" + "会议强调数字政府建设，" * 32_000 + "</p>" + FOOT,
    "one word of a megabyte": lambda: HEAD + "<p>" + "a" * 1_000_000 + "</p>" + FOOT,
    "one attribute of a megabyte": lambda: HEAD + f'<a href="/{"a" * 1_000_000}" title="{"政" * 300_000}">要闻</a>' + FOOT,
    "20,000 levels deep": lambda: HEAD + "<div><span>" * 20_000 + "要闻" + FOOT,
    "tables in tables": lambda: HEAD + "<table><tr><td><a href='/x/'>通知公告</a> 2026-10-20" * 2_000 + FOOT,
    "lists in lists": lambda: HEAD + "<ul><li><a href='/t20261020_1.html'>示例市人民政府通告</a>2026-10-20" * 2_000 + FOOT,
    "unclosed cells": lambda: HEAD + "<table>" + "<tr><td>来信时间<td>答复时间<td>2026-10-20" * 5_000 + FOOT,
    "40,000 metas": lambda: "<html><head>" + '<meta name="PubDate" content="">' * 40_000 + "</head><body>要闻" + FOOT,
    "40,000 forms": lambda: HEAD + '<form action="/s"><input name="q">' * 40_000 + FOOT,
    "evil lines": lambda: runs(5_000),
    "a bomb of entities": lambda: '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    ) + "]><html><body>&m;" + FOOT,
    "NULs": lambda: b"\0" * 500_000 + links(50).encode().replace(b"2026", b"20\x0026"),
    "nothing but brackets": lambda: b"<" * 1_000_000,
    "packed bytes": lambda: zlib.compress(b"\0" * 5_000_000),
    "every byte": lambda: bytes(range(256)) * 4_000,
    "UTF-16 without a mark": lambda: links(50).encode("utf-16-le"),
    "JSON without an end": lambda: '{"articles":[' * 20_000,
    "JSON of huge numbers": lambda: '{"totalCount":' + "9" * 400_000 + "}",
}  # fmt: skip
BODIES: dict[str, bytes] = {}


def body(name: str) -> bytes:
    if name not in BODIES:
        made = MADE[name]()
        BODIES[name] = made if isinstance(made, bytes) else made.encode()
    return BODIES[name]


@pytest.mark.proves("evil-pages")
@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_reader_ends(name: str, purpose: str) -> None:
    found = channels()["website"].extract(Answer(look("website", purpose, HOME + "x/"), body(name)))
    assert isinstance(found.status, Status)
    assert len(found.facts) <= 3000 and len(found.follow) <= 3000
    longest = max(
        (len(str(getattr(fact, name))) for fact in found.facts for name in ("name", "title") if hasattr(fact, name)), default=0
    )
    assert longest <= 600, "no field holds a page"


FEEDS = (
    "module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&perpage=15&col=1&appid=1&webid=1&path=/&columnid=1",
    "api-gateway/jpaas-publish-server/front/page/build/unit?webId=1&pageId=2&tplSetId=3&parseType=bulidstatic&pageType=column",
    "gkmlpt/api/all/1234?page=1&sid=755042",
    "szinf/info/getInfoCommon/?pagesize=20&currpage=1&channelid=1",
    "hudong/hdjl/sindex/bjah-index-hdjl!letterListJson.action?page.pageNo=1&page.pageSize=15",
)
ANSWERED = {
    "JSON as deep as it is long": "[" * 100_000 + "]" * 100_000,
    "records without an end": "<datastore><totalrecord>9</totalrecord><recordset>" + "<record><![CDATA[<li><a href=/a>" * 20_000,
    "a record with everything": '{"articles":['
    + '{"title":null,"url":[],"display_publish_time":"9e999","document_number":{}},' * 5_000
    + "{}]}",
    "numbers that are none": '{"infolist":[{"title":1,"link":2,"pubtime":3}],"totalcount":1e400,"classify":{"post_count":-1}}',
    "an HTML bomb in JSON": '{"success":true,"data":{"html":"' + "<ul><li><a href='/x'>" * 20_000 + '"}}',
    "quotes": "page:{pageNo:1,totalCount:'" + "\\'" * 50_000 + "}, result:[{originalId:'" + "'" * 50_000,
    "an epoch beyond time": '{"articles":[{"id":1,"title":"示例市通告","url":"/a","display_publish_time":99999999999999}]}',
}


@pytest.mark.proves("deep-json", "huge-numbers")
@pytest.mark.parametrize("name", ANSWERED)
@pytest.mark.parametrize("address", FEEDS)
@pytest.mark.parametrize("purpose", ["feed", "page", "letters", "column"])
def test_every_feed_ends(purpose: str, address: str, name: str) -> None:
    about = "notice\texample.gov.cn/tzgg/\t通知公告"
    page = look("website", purpose, HOME + address, about=about, content_type="application/json")
    found = channels()["website"].extract(Answer(page, ANSWERED[name].encode()))
    assert isinstance(found.status, Status) and len(found.facts) <= 6000
    kept = [fact.published.year for fact in found.facts if isinstance(fact, Entry) and fact.published]
    assert [year for year in kept if not 1990 <= year <= 2100] == []


def test_a_long_list_is_read() -> None:
    found = channels()["website"].extract(Answer(look("website", "column", HOME + "tzgg/"), body("5,000 links")))
    assert found.status is Status.OK and len([fact for fact in found.facts if isinstance(fact, Entry)]) >= 1000
    assert len([fact for fact in found.facts if isinstance(fact, Column)]) == 1


@pytest.mark.proves("evil-lines")
def test_what_comes_before_the_evil_is_read() -> None:
    told = "<h1>市政府召开常务会议</h1><p>发布时间：2026-10-20 09:30　来源：示例日报</p>"
    page = runs(3000).replace("<body>", "<body>" + told).replace("示例市人民政府门户网站", "市政府召开常务会议")
    found = channels()["website"].extract(Answer(look("website", "article", HOME + "t1.html"), page.encode()))
    (article,) = [fact for fact in found.facts if isinstance(fact, Article)]
    assert (article.title, str(article.published)[:16], article.source) == ("市政府召开常务会议", "2026-10-20 09:30", "示例日报")
    home = channels()["website"].extract(Answer(look("website", "home", HOME, unit="330100"), body("5,000 links")))
    assert [fact.id_code for fact in home.facts if isinstance(fact, Site)] == ["3301000001"]
    assert not [fact for fact in home.facts if isinstance(fact, Link)]

"""Content systems, feeds, further pages and links deeper, part by part. Whole answers stand in cases/website."""

from __future__ import annotations

import pytest

from dsci.channels import channels
from dsci.channels.website.inner import GROUPS, group
from dsci.channels.website.lists import families, feed_family
from dsci.contract import Article, Column, Entry, Extract, ListPage, Status

from .portal import HOME, read

ROW = '<li><a href="/t20261030_{0}.html">示例市召开第{0}次工作会议</a>{1}</li>'
LONG = "<p>" + "本地新闻" * 12 + "</p>"


def column(html: str, url: str = HOME + "yw/index.html", about: str = "") -> tuple[Column, Extract]:
    found = read("column", f"<title>政务要闻</title>{html}", url, about=about)
    return next(f for f in found.facts if isinstance(f, Column)), found


def onward(found: Extract) -> list[tuple[str, str]]:
    return [(t.purpose, t.url) for t in found.follow if t.purpose in ("page", "feed")]


def test_every_system_with_a_feed_is_an_endpoint() -> None:
    told = [e.address for e in channels()["website"].endpoints if e.purpose == "feed"]
    signs = [family.feed.sign for family in families() if family.feed]
    assert len(signs) == len(told) == 4
    assert all(any(sign in address for address in told) for sign in signs)
    assert {family.name for family in families()} == {"trs", "hanweb", "jpaas", "gkmlpt", "nfcms", "boda", "suzhou"}


def test_every_purpose_that_is_read_is_an_endpoint() -> None:
    from dsci.channels.website import ANSWERS, READERS

    assert {e.purpose for e in channels()["website"].endpoints} == {*READERS, *ANSWERS}


@pytest.mark.parametrize(
    ("url", "family", "place"),
    [
        ("/module/web/jpage/dataproxy.jsp?startrecord=46&endrecord=90", "hanweb", 46),
        ("/api-gateway/jpaas-publish-server/front/page/build/unit?webId=1", "jpaas", 1),
        ("/api-gateway/jpaas-publish-server/front/page/build/unit?webId=1&pageNo=3", "jpaas", 3),
        ("/gkmlpt/api/all/12?page=2&sid=1", "gkmlpt", 2),
        ("/gkmlpt/api/all/12?page=x&sid=1", "gkmlpt", 1),
        ("/szinf/info/getInfoCommon/?pagesize=20&currpage=2", "suzhou", 2),
        ("/list/feed.json", "", 0),
    ],
)
def test_feeds_are_known_by_their_address(url: str, family: str, place: int) -> None:
    found = feed_family(HOME + url[1:])
    assert (found.name if found else "") == family
    assert found is None or (found.feed is not None and found.feed.place(HOME + url[1:]) == place)


def test_an_answer_of_no_known_feed_has_changed() -> None:
    assert read("feed", "{}", HOME + "list.json").status is Status.CHANGED_SHAPE


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [(404, "", "HTTP_ERROR"), (412, "", "BLOCKED"), (200, "", "CHANGED_SHAPE"), (200, "<html>首页</html>", "CHANGED_SHAPE")],
)
def test_a_feed_that_fails_is_no_blank_column(status: int, body: str, expected: str) -> None:
    for family in families():
        if family.feed:
            found = read("feed", body, f"{HOME}{family.feed.sign.strip('/')}?a=1", http_status=status)
            assert (str(found.status), found.facts) == (expected, ())


@pytest.mark.parametrize(
    ("tail", "after"),
    [
        ('<a href="index_1.html">下一页</a>', "yw/index_1.html"),
        ('<script>createPageHTML(5,0,"index","html")</script>', "yw/index_1.html"),
        ('<script>createPageHTML(5,4,"index","html")</script>', ""),
        ('<script>NFCMS_SITE_ID=1</script><a href="index_3.html">3</a><a href="index_2.html">2</a>', "yw/index_2.html"),
        ('<span class="p_pages"><a href="index/9.htm">3</a><a href="index/10.htm">2</a></span>', "yw/index/10.htm"),
        ('<span class="p_next p_fun"><a href="index/10.htm">下页</a></span>', "yw/index/10.htm"),
        ('<a href="http://other.example.com/2.html">下一页</a>', ""),
    ],
)
def test_the_page_after(tail: str, after: str) -> None:
    _, found = column(f"<div><ul>{ROW.format(1, '2026-10-30')}</ul></div>{tail}")
    assert onward(found) == ([("page", HOME + after)] if after else [])


@pytest.mark.parametrize(
    ("name", "last", "goes_on"),
    [
        ("政务要闻", "2026-10-02", True),  # news: 30 days
        ("政务要闻", "2026-10-01", False),
        ("政策文件", "2025-11-01", True),  # policy: 365
        ("政策文件", "2025-10-30", False),
        ("意见征集", "2025-11-01", True),
        ("在线访谈", "2025-11-01", True),
        ("通知公告", "2026-10-30", False),  # nothing is counted of it
        ("政务要闻", "", False),
    ],
)
def test_lists_are_read_on_while_metrics_count_them(name: str, last: str, goes_on: bool) -> None:
    rows = ROW.format(1, "2020-01-01") + ROW.format(2, "2026-10-30") + ROW.format(3, last)
    rows = rows if last else ROW.format(1, "") + ROW.format(2, "")
    page = f"<title>{name}</title><div><ul>{rows}</ul></div><a href='index_1.html'>下一页</a>"
    assert bool(onward(read("column", page))) is goes_on  # the first row is pinned


def test_a_further_page_says_how_far_it_goes_back() -> None:
    about = "news\texample.gov.cn/yw/\t政务要闻"
    rows = ROW.format(1, "2020-01-01") + ROW.format(2, "2026-10-12") + ROW.format(3, "")
    found = read("page", f"<div><ul>{rows}</ul></div><a href='index_2.html'>下一页</a>", HOME + "yw/index_1.html", about=about)
    page, *lines = found.facts
    assert isinstance(page, ListPage) and page.column == "example.gov.cn/yw/"
    assert (page.items, page.oldest and page.oldest.day, page.more) == (3, 12, True)
    assert {(f.column, f.kind) for f in lines if isinstance(f, Entry)} == {("example.gov.cn/yw/", "news")}
    assert [t.about for t in found.follow] == [about]


def test_a_further_page_without_lines_is_empty() -> None:
    found = read("page", LONG, HOME + "yw/index_1.html", about="news\texample.gov.cn/yw/\t要闻")
    assert (found.status, found.facts, found.follow) == (Status.EMPTY, (), ())


def test_an_inline_list_without_records_is_a_blank_column() -> None:
    page = f"{LONG}<script type=text/xml><datastore><totalrecord>0</totalrecord><recordset></recordset></datastore></script>"
    seen, found = column(page + "<script>$.get('/module/web/jpage/dataproxy.jsp')</script>")
    assert (found.status, seen.items, seen.family) == (Status.EMPTY, 0, "hanweb")


@pytest.mark.parametrize("kind", ["div class='main-nav'", "nav", "div class='crumb'", "table class='menu'", "footer"])
def test_a_blank_column_lists_nothing_of_the_menu_beside_it(kind: str) -> None:
    """Where the page's own menus lead is no title, however long its name."""
    menu = '<ul><li><a href="/channel/11/">示例自治县人民政府要闻</a></li><li><a href="/channel/12/">人事信息</a></li></ul>'
    framed = f"<{kind}><tr><td>{menu}</td></tr></{kind.split()[0]}>"
    page = f"{LONG}{framed}<div class='side'>{menu}</div><div class='content'>{{}}</div>"
    seen, found = column(page.format(""))
    assert (found.status, seen.items) == (Status.EMPTY, 0)
    undated = "".join(f'<li><a href="/show/{n}">示例市召开第{n}次工作会议</a></li>' for n in range(3))
    assert column(page.format(f"<ul>{undated}</ul>"))[0].items == 3
    assert column(f"{LONG}<div class='side'>{menu}</div>")[0].items == 1  # no menu leads there: it may be one


def test_inline_pages_go_on_by_number() -> None:
    record = "<record><![CDATA[<li><a href='/art/2026/10/30/art_1_{0}.html'>示例市召开第{0}次会议</a>2026-10-30</li>]]></record>"
    store = (
        "<script type=text/xml><datastore><totalrecord>5</totalrecord>{}<recordset>{}</recordset>unitid=6851</datastore></script>"
    )
    page = store.format("<perpage>2</perpage>", record.format(1) + record.format(2))
    where = HOME + "col/col1/index.html"
    assert onward(column(page, where)[1]) == [("page", where + "?uid=6851&pageNum=2")]
    assert onward(column(page, where + "?uid=6851&pageNum=2")[1]) == [("page", where + "?uid=6851&pageNum=3")]
    last, found = column(page, where + "?uid=6851&pageNum=3")
    assert (last.more, onward(found)) == (False, [])


def test_a_shell_without_readable_parameters_has_changed() -> None:
    for script in ("/gkmlpt/api/all/", "/szinf/info/getInfoCommon/", "/api-gateway/jpaas-publish-server/front/page/build/unit"):
        found = read("column", f"<title>政务要闻</title>{LONG}<script>ask('{script}')</script>")
        assert (found.status, found.reason[:21]) == (Status.CHANGED_SHAPE, "list loaded by script")


def test_a_shell_whose_tree_cannot_be_read_has_changed() -> None:
    found = read("column", f"<title>政策文件</title>{LONG}<script>window._CONFIG=load()</script>", HOME + "gkmlpt/index")
    assert (found.status, found.facts) == (Status.CHANGED_SHAPE, ())


def test_the_tree_s_node_is_that_of_the_column() -> None:
    tree = '[{"id":7,"name":"机构职能"},{"id":8,"name":"公示公告"},{id:9,name:\'政府文件\'}]'
    page = f"<title>信息公开</title>{LONG}<script>window._CONFIG={{SID:'12',TREE:{tree}}}</script>"
    for about, node in (("policy\t\t政府文件", 9), ("notice\t\t通知公告", 8), ("other\t\t其他", 7)):
        found = read("column", page, HOME + "gkmlpt/index", about=about)
        assert onward(found) == [("feed", f"{HOME}gkmlpt/api/all/{node}?page=1&sid=12")]


def test_one_link_of_every_group_deeper() -> None:
    links = "".join(f'<a href="/c{n}/d/202610/t20261030_{n}.html">第{n}号</a>' for n in range(30))
    other = "".join(f'<a href="/{letter}/x.html">专题页</a>' for letter in "abcdefghijklmnop")
    own = '<a href="/">首页</a><a href="http://m.example.gov.cn/x/1.html">手机版</a><a href="/yw/index.html">本栏</a>'
    _, found = column(own + links + other + f"<ul>{ROW.format(1, '2026-10-30')}</ul>")
    tried = [t for t in found.follow if t.purpose == "inner"]
    assert [t.url for t in tried][:2] == [HOME + "c0/d/202610/t20261030_0.html", HOME + "a/x.html"]
    assert len(tried) == GROUPS and {t.method for t in tried} == {"HEAD"} and [t.order for t in tried] == list(range(GROUPS))
    assert len({group(t.url) for t in tried}) == GROUPS


def test_an_article_stands_for_its_group_before_a_page_of_the_menu() -> None:
    """All lie in one folder: the menu's page is looked at from the home page."""
    menu = '<div class="main-nav"><a href="/fwdt.html">办事大厅</a><a href="/hd/x.html">互动交流</a></div>'
    rows = "".join(f'<li><a href="/p739900{n}v1.html">示例市召开第{n}次会议</a>2026-10-30</li>' for n in range(4))
    _, found = column(f"{menu}<ul>{rows}</ul>")
    assert [t.url for t in found.follow if t.purpose == "inner"] == [HOME + "p7399002v1.html", HOME + "hd/x.html"]


@pytest.mark.parametrize(
    ("html", "documents"),
    [
        ('<div id="zoom"><a href="/t20261001_1.html">《示例办法》</a><a href="/t20261001_1.html#a">示例办法</a></div>', 1),
        ('<div id="zoom"><a href="https://www.gov.cn/zhengce/content_690.htm">国务院通知</a></div>', 1),
        ('<div id="zoom"><a href="https://www.example.com/t20261001_1.html">《示例办法》</a></div>', 0),
        ('<div id="zoom"><a href="/zmhd/">征求意见</a></div>', 0),
        ('<div id="zoom"><a href="/t20261001_1.html">《示例办法》解读</a></div>', 0),
        ('<div id="zoom"><p>附件：<a href="/1.doc">《示例办法》申请表</a></p></div>', 0),
        ('<div id="zoom"><p>上一篇：<a href="/t20261001_1.html">示例办法</a></p></div>', 0),
        ('<p>相关文件：<a href="/t20261001_1.html">示例办法</a></p>', 1),
        ('<p><a href="/t20261001_1.html">示例办法</a></p>', 0),
        ('<div id="zoom"><div class="sidebar"><a href="/t20261001_1.html">示例办法</a></div></div>', 0),
    ],
)
def test_documents_that_an_article_leads_to(html: str, documents: int) -> None:
    found = read("article", f"<title>一图读懂</title>{LONG}{html}", HOME + "x/1.html")
    assert [f.documents for f in found.facts if isinstance(f, Article)] == [documents]

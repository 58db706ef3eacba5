"""How portals' home pages and lists are read, part by part. Whole pages stand in cases/website."""

from __future__ import annotations

import pytest

from dsci.contract import Column, Extract, Mention, Site, Status

from .portal import HOME, moment, read


def home(html: str, url: str = HOME) -> tuple[Site, Extract]:
    found = read("home", f"<title>示例市人民政府</title><body>{html}<p>{'本' * 30}</p></body>", url)
    return next(f for f in found.facts if isinstance(f, Site)), found


@pytest.mark.parametrize(
    ("html", "code", "origin"),
    [
        ('<meta name="siteidcode" content="3301000001">', "3301000001", "meta"),
        ('<meta name="SiteIDCode" content="bm01000001">', "bm01000001", "meta"),
        ('<meta name="SiteIDCode" content="待填写"><footer>网站标识码 <b>33010<i>00</i>002</b></footer>', "3301000002", "footer"),
        ('<footer><a href="//zfwzgl.www.gov.cn/jiucuo.html?site_code=3301000003&url=x">x</a></footer>', "3301000003", "jiucuo"),
        ('<footer><script sitecode="3301000004" src="//pucha.kaipuyun.cn/jiucuo.js"></script></footer>', "3301000004", "jiucuo"),
        ("<p>网站标识码：3301000005</p><footer>主办</footer>", "", ""),
    ],
)  # fmt: skip
def test_identification_codes(html: str, code: str, origin: str) -> None:
    site, _ = home(html)
    assert (site.id_code, site.id_code_from) == (code, origin)


def test_the_foot_is_the_last_part_of_the_page() -> None:
    top = "<div>网站地图 联系我们 ICP备</div>" + "<p>新</p>" * 40
    assert home(top)[0].footer == ()
    assert home(top + "<p>京ICP备1号</p>")[0].footer == ("icp",)
    assert home(top + '<div id="foot">主办：x</div>')[0].footer == ("sponsor",)
    assert home("<footer>站点地图</footer>" + top)[0].footer == ("icp", "sitemap", "contact")  # what follows the foot is foot


def test_features_are_names_of_buttons_not_news() -> None:
    news = '<ul><li><a href="/1/t20261030_1.html" title="机器人">机器人产业园开工</a><i>10-30</i></li></ul>'
    assert home(news + "<p>全市老年大学今年共开设一件事一次办讲座三百余场次</p>")[0].innovation == ()
    site, _ = home(news + '<a href="/en"><img alt="English"></a><a title="长者模式"></a><span>智能客服</span><b>个人中心</b>')
    assert (site.access, site.innovation) == (("elder", "language"), ("assistant", "account"))
    assert home("<span>English</span><meta name=viewport content=' '>")[0].access == ()


def test_a_search_form_is_asked_in_the_page_s_encoding() -> None:
    lines = '<ul><li><a href="/t20261030_1.html">《条例》宣传活动在示例市举行</a><i>10-30</i></li></ul>'
    form = '<form action="/s"><input name="q"></form>'
    page = f"<meta charset=gbk><title>示例市人民政府</title><body>{form}{lines}<p>{'本' * 30}</p>"
    asked = [t.url for t in read("home", page.encode("gbk"), HOME).follow if t.purpose == "search"]
    assert asked == [HOME + "s?q=%D0%FB%B4%AB%BB%EE%B6%AF%D4%DA%CA%BE%C0%FD%CA%D0"]
    site, found = home('<form method="post" action="/s"><input name="sword"></form>' + lines)
    assert (site.search, [t for t in found.follow if t.purpose == "search"]) == (True, [])
    assert home('<form action="/login"><input name="user"></form>')[0].search is False


def test_only_links_of_the_portal_lead_to_columns() -> None:
    html = (
        '<a href="http://news.other.cn/">国内新闻</a><a href="https://news.example.gov.cn/">市内要闻</a>'
        '<a href="/">新闻</a><a href="https://www.zjzwfw.gov.cn/">政务服务</a>'
        '<a href="https://gjzwfw.www.gov.cn/">国家政务服务平台</a><a href="/bs/">办事大厅</a>'
    )
    follow = [(t.purpose, t.url, t.order) for t in home(html)[1].follow if t.purpose != "link"]
    hall, elsewhere = ("hall", HOME + "bs/", 2), ("hall", "https://www.zjzwfw.gov.cn/", 1 + 3)
    assert follow == [("column", "https://news.example.gov.cn/", 0), elsewhere, hall]


def test_accounts_are_read_in_head_and_foot_only() -> None:
    middle = '<ul><li><a href="/t20261030_1.html">市政府召开常务会议</a><i>10-30</i></li></ul><p>新</p><a href="https://weibo.com/u/1111111111">微博</a>'
    foot = (
        '<footer><img alt="示例发布官方微信"><a href="https://weibo.com/shilifabu?x=1">微博</a><a href="https://weibo.com/login">微博</a>'
        '<a href="https://www.douyin.com/user/MS4wLjABAAAA_x-1">抖音</a><a href="https://space.bilibili.com/22/">B站</a><b>扫一扫关注微信</b></footer>'
    )
    found = [f for f in home(middle + "<p>新</p>" * 9 + foot)[1].facts if isinstance(f, Mention)]
    assert [(m.of_channel, m.platform, m.id, m.name) for m in found] == [
        ("weibo", "weibo", "", "shilifabu"),
        ("video", "douyin", "MS4wLjABAAAA_x-1", ""),
        ("video", "bilibili", "22", "B站"),
        ("wechat", "wechat", "", "示例发布"),
    ]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ('<meta name="ColumnName" content="通知公告"><meta name="ColumnType" content="工作动态"><title>要闻</title>', "notice"),
        ('<meta name="ColumnName" content="之窗"><title>意见征集-示例市</title>', "consult"),
        ('<meta name="ColumnType" content="工作动态"><title>示例之窗</title>', "news"),
        ("<title>示例市人民政府</title><h2>政策解读</h2>", "reading"),
        ("<title>示例市人民政府</title><h2>政策文件</h2>", "policy"),
        ('<meta name="ColumnType" content="在线访谈">', "interview"),
        ('<meta name="ColumnType" content="回应关切">', "response"),
        ("<title>市长信箱</title>", "other"),
        ("", "other"),
    ],
)
def test_kinds_of_columns(head: str, kind: str) -> None:
    found = read("column", head + '<ul><li><a href="/1.html">示例市召开工作会议</a>2026-10-30</li></ul>')
    assert [f.kind for f in found.facts if isinstance(f, Column)] == [kind]
    read_on = [target.about for target in found.follow if target.purpose == "article"]
    assert read_on == [f"{kind}\t\t"] * (kind in ("news", "notice", "policy", "reading"))


def test_a_column_that_names_itself_nowhere_is_what_the_link_to_it_said() -> None:
    row = '<ul><li><a href="/1.html">示例市召开工作会议</a>2026-10-30</li></ul>'
    (column,) = [f for f in read("column", row, about="interview\t\t在线访谈").facts if isinstance(f, Column)]
    assert (column.kind, column.name) == ("interview", "在线访谈")
    (column,) = [f for f in read("column", row, about="hint\t\t").facts if isinstance(f, Column)]
    assert column.kind == "other"
    (column,) = [f for f in read("column", "<title>通知公告</title>" + row, about="news\t\t动态").facts if isinstance(f, Column)]
    assert column.kind == "notice"


ROW = '<li><a href="/t20261030_1.html">示例市召开工作会议</a>2026-10-30</li>'


@pytest.mark.parametrize(
    ("tail", "more"),
    [
        ("", False),
        ('<a href="index_1.html">下一页 &gt;</a>', True),
        ('<a href="javascript:next()">下一页</a><a href="#">下一页</a><span>下一页</span>', False),
        ('<script>createPageHTML(1,0,"index","html")</script>', False),
        ("<script>createPageHTML('5', '0', 'index','html')</script>", True),
        ('<script>createPageHTML(5,4,"index","html")</script>', False),
        ("<script src='/module/web/jpage/x.js'></script><script>totalRecord:1</script>", False),
        ("<script src='/module/web/jpage/x.js'></script><script>totalRecord:2</script>", True),
        ("<script>NFCMS_SITE_ID=1</script><a href='index_2.html'>2</a>", True),
    ],
)
def test_further_pages(tail: str, more: bool) -> None:
    found = read("column", f"<title>要闻</title><div><ul>{ROW}</ul></div>{tail}")
    assert [(f.items, f.more) for f in found.facts if isinstance(f, Column)] == [(1, more)]


def test_a_list_that_scripts_load_is_not_an_empty_column() -> None:
    page = f"<title>要闻</title><p>{'本' * 40}</p><script>$.get('/module/web/jpage/dataproxy.jsp')</script>"
    assert read("column", page).status is Status.CHANGED_SHAPE
    assert read("column", page.replace("/module", "/other")).status is Status.EMPTY


@pytest.mark.parametrize(
    ("row", "date"),
    [
        ('<li><a href="/1.html">关于2025年1月1日起施行的通知</a></li>', None),
        ('<li><a href="/1.html">示例市召开工作会议 2026-10-30</a></li>', "2026-10-30T00:00"),
        ('<li><a href="/1.html"><b>示例市召开工作会议</b><i>2026-10-30</i></a></li>', "2026-10-30T00:00"),
        ('<li><a href="/1.html">示例市召开工作会议</a><p>发布：2026-10-30 浏览：12</p></li>', "2026-10-30T00:00"),
        ('<li><a href="/c/">[要闻]</a><a href="/1.html">示例市召开工作会议</a><i>[10-30]</i></li>', "2026-10-30T00:00"),
        ('<div><a href="/1.html">示例市召开工作会议</a><em>2026/10/30</em></div>', "2026-10-30T00:00"),
        ('<dl><dt><a href="/1.html">示例市召开工作会议</a></dt><dd>2026-10-30</dd></dl>', "2026-10-30T00:00"),
    ],
)
def test_dates_of_lines(row: str, date: str | None) -> None:
    (column,) = [f for f in read("column", f'<title>要闻</title><div class="list">{row}</div>').facts if isinstance(f, Column)]
    assert (column.items, column.newest) == (1, moment(date) if date else None)

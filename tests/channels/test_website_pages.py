"""How articles, halls, guides, letters and answers of the search are read, and what is none of them."""

from __future__ import annotations

import pytest

from dsci.contract import Article, Extract, Guide, Hall, Letter, Search, Status

from .portal import HOME, moment, read


def article(html: str, url: str = HOME + "x/1.html") -> Article:
    (found,) = [f for f in read("article", html + f"<p>{'文' * 40}</p>", url).facts if isinstance(f, Article)]
    return found


def test_an_article_is_known_by_tag_then_text_then_address() -> None:
    tags = '<meta name="articletitle" content="甲"><meta name="contentSource" content="乙社">'
    tags += '<meta name="pubdate" content="2026-10-30 08:15:30">'
    text = "<title>关于防汛的通知-示例市</title><h1>关于防汛的通知</h1><p>2026-10-29 10:00 来源：丙报</p>"
    url = HOME + "202610/t20261001_1.html"
    known = article(tags + text, url)
    assert (known.title, known.published, known.source) == ("甲", moment("2026-10-30T08:15:30"), "乙社")
    assert (known.title_from, known.published_from, known.source_from) == ("meta", "meta", "meta")
    seen = article(text, url)
    assert (seen.title, seen.published, seen.source) == ("关于防汛的通知", moment("2026-10-29T10:00"), "丙报")
    assert (seen.title_from, seen.published_from, seen.source_from) == ("text", "text", "text")
    bare = article("", url)
    assert (bare.title, bare.published, bare.published_from, bare.source) == ("", moment("2026-10-01T00:00"), "url", "")
    assert article("").published_from == ""


@pytest.mark.parametrize(
    ("line", "date", "source"),
    [
        ("<div>来源：示例日报 2026-10-30 08:15</div>", "2026-10-30T08:15", "示例日报"),
        ("<ul><li>日期：2026年10月30日</li><li>信息来源：大河网 | 字体：大</li></ul>", "2026-10-30T00:00", "大河网"),
        ("<h1>关于防汛工作的通知</h1><p>2026-10-30</p>", "2026-10-30T00:00", ""),
        ("<table><tr><td>发布机构：</td><td></td><td>成文日期：</td><td>2026-10-30</td></tr></table>", None, ""),
        ("<p>来源：</p><p>作者：某某</p><p>时间：</p>", None, ""),
        ("<p><span>来源：</span><span>字号：</span>大</p>", None, ""),
        ("<dl><dt>发文机关：</dt><dd>示例市人民政府</dd></dl>", None, "示例市人民政府"),
    ],
)
def test_visible_time_and_source(line: str, date: str | None, source: str) -> None:
    found = article("<title>关于防汛工作的通知</title>" + line)
    assert (found.published, found.source) == (moment(date) if date else None, source)


def test_an_article_that_is_the_home_page_is_gone() -> None:
    assert read("article", "<p>首页</p>", HOME).status is Status.DELETED


def test_the_home_page_in_an_article_s_place_is_none() -> None:
    links = "".join(f'<li><a href="/t20261030_{n}.html">市政府第{n}次常务会议</a>10-30</li>' for n in range(9))
    name = '<meta name="SiteName" content="示例在线"><title>示例在线</title>'
    url = HOME + "yw/t20261029_1.html"
    for head in (name, "<title>示例市人民政府</title>", "<title>中国·示例</title>"):
        page = f"{head}<ul>{links}</ul>"
        found = read("article", page, url)
        assert (found.status, found.facts) == (Status.DELETED, ())
        assert read("article", page + "<p>发布时间：2026-10-29</p>", url).status is Status.OK
        assert read("article", page.replace(links, links[:300]), url).status is Status.OK
    assert read("article", f"<title>关于防汛的通知</title><ul>{links}</ul>", url).status is Status.OK


@pytest.mark.parametrize(
    ("purpose", "html", "status"),
    [
        ("article", "<title>页面不存在</title>", Status.DELETED),
        ("guide", "<title>404</title>", Status.DELETED),
        ("home", "<title>404 - 示例市人民政府</title>", Status.HTTP_ERROR),
        ("article", "<title>示例市</title><p>您要查看的内容已被删除。</p>", Status.DELETED),
        ("article", "<title>示例市</title><p>第三条已删除，第四条信息不变</p>" + "文" * 40, Status.OK),
        ("search", "<title>搜索</title><p>您查找的内容没有找到</p>" + "文" * 40, Status.CHANGED_SHAPE),
        ("article", "", Status.EMPTY),
        ("article", "<html><body> </body></html>", Status.EMPTY),
        ("article", "<script>var a</script><div id=app></div>", Status.CHANGED_SHAPE),
        ("home", '<meta http-equiv="refresh" content="0; url=/portal/">', Status.CHANGED_SHAPE),
        ("column", "<script>location.replace('/x')</script>", Status.CHANGED_SHAPE),
    ],
)
def test_answers_that_are_not_the_page(purpose: str, html: str, status: Status) -> None:
    assert read(purpose, html).status is status


def test_a_file_is_no_page() -> None:
    assert read("article", b"%PDF-1.7", content_type="application/pdf").status is Status.CHANGED_SHAPE


def test_a_throttled_look_is_throttled_when_read_again() -> None:
    first = read("letters", "x", http_status=503, reason="Retry-After 60")
    assert read("letters", "x", http_status=503, reason=first.reason).status is first.status is Status.THROTTLED


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("共1234项", 1234),
        ("事项总数：1,234项", 1234),
        ("可办事项 1234 个", 1234),
        ("共有1234个事项", 1234),
        ("市公安局 共312项，市教育局 共58项", 312),
        ("市公安局 共9312项 事项总数 1234 项", 1234),
        ("事项总数：１２３４项", 1234),
        ("共12页 共34条 办件5678件", None),
    ],
)
def test_items_of_a_hall(text: str, items: int | None) -> None:
    assert [f.items for f in read("hall", f"<p>{text}</p><p>{'本' * 40}</p>").facts if isinstance(f, Hall)] == [items]


@pytest.mark.parametrize(
    ("html", "elements"),
    [
        ("<table><tr><th>设定依据</th><td>某法</td></tr></table>", ("设定依据",)),
        ("<table><tr><th>设定依据</th><td> - </td></tr></table>", ()),
        ("<table><tr><th>设定依据</th><th>收费标准</th></tr><tr><td></td><td>免费</td></tr></table>", ("收费标准",)),
        ("<table><thead><tr><th>收费标准</th></tr></thead><tbody><tr><td>免费</td></tr></tbody></table>", ("收费标准",)),
        ("<dl><dt>【咨询方式】</dt><dd>12345</dd></dl>", ("联系电话",)),
        ("<h3>（一）流程图</h3><p><img src=x></p><h3>备注</h3>", ("办理流程",)),
        ("<h3>流程图</h3><h3>备注</h3><p>无</p>", ()),
        ("<p><strong>申报材料：</strong><br>身份证</p>", ("办理材料",)),
        ("<div class=a><span>办公时间</span></div><div class=b>工作日</div>", ("办理时间",)),
        ("<p>办理地点：<b>市民中心</b></p>", ("办理地点",)),
        ("<h3>收费标准</h3><p>暂无</p>", ()),
    ],
)
def test_elements_of_a_guide(html: str, elements: tuple[str, ...]) -> None:
    found = read("guide", f"<p>{'本' * 40}</p><div>{html}</div>")
    assert [f.elements for f in found.facts if isinstance(f, Guide)] == [elements]


def letters(rows: str, head: str = "<td>标题</td><td>提交时间</td><td>答复时间</td>") -> Extract:
    return read("letters", f"<p>{'本' * 40}</p><table><tr>{head}</tr>{rows}</table>")


def test_letters_without_address_or_code_keep_apart() -> None:
    rows = "<tr><td>甲</td><td>2026-10-01</td><td>-</td></tr>" * 2 + "<tr><td>乙</td><td>待定</td><td>2026-10-09</td></tr>"
    found = letters(rows)
    listed = [f for f in found.facts if isinstance(f, Letter)]
    assert len({f.key for f in listed}) == len(listed) == 2
    assert all(f.answered is None for f in listed)


@pytest.mark.parametrize("junk", ["<b {c}=1>", "&#11;", "&#2;", "<noscript>x</noscript>", '<a href="&#xFFFE;">'])
def test_what_no_page_should_hold_is_redacted_all_the_same(junk: str) -> None:
    row = f"<tr><td>甲{junk}</td><td>2026-10-01</td><td>2026-10-02{junk}</td></tr>"
    found = letters(row)
    again = read("letters", found.redacted or b"")
    assert (again.status, again.facts, len(found.facts)) == (found.status, found.facts, 2)  # the letter, its box


def test_a_letter_listed_twice_is_one() -> None:
    row = '<tr><td><a href="/s?id=1">甲</a></td><td>2026-10-01</td><td>2026-10-02</td></tr>'
    assert [f.key for f in letters(row * 2).facts if isinstance(f, Letter)] == ["example.gov.cn/s?id=1"]


def test_letters_without_days_of_answer_are_not_unanswered() -> None:
    found = letters("<tr><td>甲</td><td>2026-10-01</td></tr>", "<td>标题</td><td>提交时间</td>")
    assert (found.status, found.facts) == (Status.CHANGED_SHAPE, ())


def test_what_stands_where_a_department_should_is_not_kept() -> None:
    head = "<td>标题</td><td>来信时间</td><td>回复时间</td><td>受理单位</td>"
    words = "我家住在幸福小区三号楼楼下的垃圾已经一个多月没有人来收走了请尽快处理"
    found = letters(f"<tr><td>甲某</td><td>2026-10-01</td><td>王某某</td><td>{words}</td></tr>", head)
    kept = (found.redacted or b"").decode()
    assert [f.department for f in found.facts if isinstance(f, Letter)] == [""]
    assert "甲某" not in kept and "王某某" not in kept and "垃圾" not in kept and "2026-10-01" in kept


@pytest.mark.parametrize(
    ("html", "results", "matching"),
    [
        ('<ul><li><a href="/1.html">关于防汛的通知</a></li><li><a href="/2.html">关于禁渔的通知</a></li></ul>', 2, 1),
        ('<ul><li><a href="/2.html">关于禁渔的通知</a></li></ul>', 1, 0),
        ('<p>共找到 0 条</p><ul><li><a href="/1.html">关于防汛的通知</a></li></ul>', 0, 0),
        ('<p>找到约12条</p><p>没有找到？</p><ul><li><a href="/1.html">关于防汛的通知</a></li></ul>', 1, 1),
        ('<ul><li><a href="/s?q=x&p=2">关于防汛的通知</a></li></ul>', 0, 0),
    ],
)  # fmt: skip
def test_search_results(html: str, results: int, matching: int) -> None:
    found = read("search", f"<p>{'本' * 40}</p>{html}", HOME + "s?q=%E9%98%B2%E6%B1%9B")
    assert [(f.query, f.results, f.matching) for f in found.facts if isinstance(f, Search)] == [("防汛", results, matching)]

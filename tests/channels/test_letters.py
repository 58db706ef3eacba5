"""Lists of letters and letters' pages: what is followed, what is promised, and that nobody's words are kept."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from dsci.contract import Extract, Letter, Mailbox, Reply, Status

from .portal import HOME, moment, read

WORDS = "这里是来信的页面，" * 6
HEAD = "<tr><th>标题</th><th>写信人</th><th>联系电话</th><th>来信时间</th><th>回复时间</th><th>受理单位</th><th>满意度</th></tr>"


def listed(rows: str, more: str = "", url: str = HOME + "hd/") -> Extract:
    return read("letters", f"<p>{WORDS}</p><table>{HEAD}{rows}</table>{more}", url)


def row(asked: str, answered: str = "", href: str = "", department: str = "市民政局", satisfaction: str = "") -> str:
    link = f'<a href="{href}">王小明求助</a>' if href else "王小明求助"
    cells = (link, "王小明", "13800000000", asked, answered, department, satisfaction)
    return "<tr><td>" + "</td><td>".join(cells) + "</td></tr>"


def box(found: Extract) -> Mailbox:
    (one,) = [f for f in found.facts if isinstance(f, Mailbox)]
    return one


def letters(found: Extract) -> list[Letter]:
    return [f for f in found.facts if isinstance(f, Letter)]


@pytest.mark.parametrize(
    ("text", "days", "working"),
    [
        ("我们承诺5个工作日内答复。", 5, True),
        ("承诺十五个工作日内办结", 15, True),
        ("请耐心等待，7个工作日内答复", 7, True),
        ("自受理之日起 30 日内作出答复", 30, False),
        ("办理时限：<b>10</b>个工作日", 10, True),
        ("咨询类1个工作日内回复，投诉类15个工作日内办结", 1, True),
        ("3天内回复；复杂事项二十个工作日内办结", 3, False),
        ("本页面每5日更新", None, False),
        ("已有120日内来信", None, False),
        ("2026年10月5日内部答复会", None, False),
        ("承诺认真办理每一封来信", None, False),
    ],
)
def test_promises(text: str, days: int | None, working: bool) -> None:
    told = box(listed(row("2026-10-01"), f"<div>{text}</div>"))
    assert (told.promised_days, told.working_days) == (days, working)


def test_what_a_letter_says_is_no_promise() -> None:
    said = row("2026-10-01").replace("王小明求助", "承诺3个工作日内答复却没有回访，知识库也没有")
    told = box(listed(said))
    assert (told.promised_days, told.followup, told.knowledge) == (None, False, False)


def test_the_next_page_is_read_back_one_year() -> None:
    more = '<a href="index_2.html">下一页</a>'

    def next_of(asked: str) -> list[str]:
        return [t.url for t in listed(row("2026-10-30") + row(asked), more).follow if t.purpose == "letters"]

    assert next_of("2025-11-01") == [HOME + "hd/index_2.html"]
    assert next_of("2025-10-31") == []
    assert box(listed(row("2025-10-01"), more)).more
    assert not box(listed(row("2025-10-01"))).more


def test_own_pages_of_answered_letters_the_newest_answer_first() -> None:
    rows = [row("2026-10-20", "2026-10-21", "/a"), row("2026-10-19", "2026-10-25", "/b"), row("2026-10-30", "", "/open")]
    rows += [row("2026-10-18", "2026-10-25", "/c"), row("2026-10-18", "2026-10-29", "http://mail.example.com/d")]
    found = [t for t in listed("".join(rows)).follow if t.purpose == "letter"]
    assert [(t.url, t.order) for t in found] == [(HOME + "b", 0), (HOME + "c", 1), (HOME + "a", 2)]


def test_no_page_proposes_more_than_thirty_letters() -> None:
    rows = "".join(row("2026-10-01", "2026-10-02", f"/{n}.html") for n in range(60))
    found = listed(rows)
    assert (len(letters(found)), sum(t.purpose == "letter" for t in found.follow)) == (60, 30)


@pytest.mark.parametrize(
    ("printed", "judged"),
    [("非常满意", "satisfied"), ("基本满意", "satisfied"), ("不满意", "unsatisfied"), ("未评价", ""), ("满意？王小明", "")],
)
def test_satisfaction(printed: str, judged: str) -> None:
    (one,) = letters(listed(row("2026-10-01", "2026-10-02", satisfaction=printed)))
    assert one.satisfaction == judged


PERSONAL = (
    "王小明", "13800000000", "110101199003071234", "11010119900307123X", "幸福小区三号楼", "请处理王小明的来信",
    "王小明13800000000", "0571-88888888",
)  # fmt: skip


@pytest.mark.parametrize("words", PERSONAL)
@pytest.mark.parametrize("place", ["department", "satisfaction", "href", "answered"])
def test_what_is_no_value_of_its_column_is_kept_nowhere(place: str, words: str) -> None:
    given = {
        "asked": "2026-10-01",
        "answered": "2026-10-02",
        "href": "/l?id=9",
        place: "/l?id=9&who=" + words if place == "href" else words,
    }
    assert_nowhere(listed(row(**given)), words, "13800000000") if place != "href" or not words.isascii() else None


@pytest.mark.parametrize("words", PERSONAL)
@pytest.mark.parametrize(
    "line",
    [
        "<li><a href='/1' title='{0}'>[咨询]{0}</a><span>{0}</span><span>已办结</span><span>2026-10-01</span></li>",
        "<li><a href='/1'>{0}</a> 状态：{0} 受理单位：{0} 来信时间：2026-10-01 答复时间：{0}</li>",
        "<li>【{0}】<a href='/1'>求助</a><span>写信人</span><span>{0}</span><span>2026-10-01 已回复 {0}</span></li>",
        "<div class='i'><a href='/1'>{0}</a><p data-x='{0}'>来信时间：2026-10-01 {0} 回复时间：2026-10-02 {0}</p></div>",
    ],
)
def test_nobody_s_words_are_kept_of_rows(line: str, words: str) -> None:
    page = f"<p>{WORDS}</p><ul>{line.format(words)}<li><a href='/2'>别的</a><span>待回复</span><span>2026-10-03</span></li></ul>"
    found = read("letters", page)
    assert found.status is Status.OK
    assert_nowhere(found, words)


@pytest.mark.parametrize("words", [words for words in PERSONAL if any(map(str.isdecimal, words)) or len(words) > 10])
def test_what_is_nobody_s_number_and_no_category_is_not_kept(words: str) -> None:
    found = read("letter", f"<p>{WORDS}</p><p>来信时间：2026-10-01 类型：{words} 编号：{words}</p><p>来信内容：{words}</p>")
    assert [type(f) for f in found.facts] == [Letter]
    assert_nowhere(found, words)


LETTER = """<title>{0}</title><meta name='description' content='{0}'><h1>{0}</h1><p>写信人：{0} 电话：{0}</p>
<p>来信时间：2026-10-01 类型：咨询 答复单位：{0} 状态：{0}</p><script>var who='{0}'</script><div>来信内容：{0}<br>{0}</div>
<div>回复内容：{0}您好，{1}<img alt='{0}'></div><footer>{0}</footer>"""


@pytest.mark.parametrize("words", PERSONAL)
def test_nobody_s_words_are_kept_of_a_letter(words: str) -> None:
    found = read("letter", LETTER.format(words, WORDS))
    assert [type(f) for f in found.facts] == [Letter, Reply]
    assert_nowhere(found, words, "来信的页面")


def assert_nowhere(found: Extract, *words: str) -> None:
    told = json.dumps([asdict(each) for each in (*found.facts, *found.follow)], ensure_ascii=False, default=str)
    kept = (found.redacted or b"").decode()
    assert kept and [word for word in words if word in told or word in kept] == []


def letter_page(body: str, about: str = "") -> Extract:
    return read("letter", f"<h1>市长信箱</h1><div class='con'>{body}</div><p>{'页脚' * 20}</p>", HOME + "hd/9.html", about=about)


ABOUT = "2026-10-01T08:30:00+08:00\t2026-10-05T00:00:00+08:00\t投诉\t市民政局\tsatisfied\t"


def test_a_letter_s_page_is_completed_by_what_the_list_said() -> None:
    (one,) = letters(letter_page("<p>来信类型：求助</p><p>来信内容：看不懂</p>", ABOUT))
    assert (one.kind, one.department, one.satisfaction) == ("求助", "市民政局", "satisfied")
    assert (one.asked, one.answered) == (moment("2026-10-01T08:30"), moment("2026-10-05T00:00"))


@pytest.mark.parametrize("about", ["", "a\tb", "x\ty\t\t\t\t", "\t\t\t\t\t", "2026-10-01\t\t\t\t"])
def test_an_about_that_says_nothing_is_no_letter(about: str) -> None:
    assert letters(letter_page("<p>来信类型：求助</p><p>来信内容：看不懂</p>", about)) == []


@pytest.mark.parametrize("answer", ["", "暂未回复", "待答复", "办理中", "-", "已答复", "暂无"])
def test_no_answer_is_no_reply(answer: str) -> None:
    found = letter_page(f"<p>来信时间：2026-10-01</p><p>来信内容：看不懂</p><p>回复内容：{answer}</p>")
    assert [type(f) for f in found.facts] == [Letter]


SAID = "经核实，您反映的情况属实，我局已督促有关单位整改，并将持续跟进。感谢您的来信，欢迎继续监督我们的工作，祝生活愉快。"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>来信内容：黑</p><p>回复内容：{SAID}</p>",
        f"<p>来信内容：黑</p><p>回复内容：</p><p>{SAID[:20]}</p><p>{SAID[20:]}</p><p>答复单位：市民政局</p>",
        f"<table><tr><td>来信内容</td><td>黑</td></tr><tr><td>回复内容</td><td>{SAID}</td></tr></table>",
        f"<table><tr><td>来信内容</td></tr><tr><td>黑</td></tr><tr><td>办理结果</td></tr><tr><td>{SAID}</td></tr></table>",
        f"<dl><dt>来信内容</dt><dd>黑</dd><dt>答复内容</dt><dd>{SAID[:9]}<br>{SAID[9:]}</dd></dl>",
        f"来信内容：黑<br>答复内容：{SAID[:9]}<br>{SAID[9:]}<br>答复时间：2026-10-09",
        f"<h3>来信内容</h3><div>黑</div><h3>办理情况</h3><div><span>{SAID}</span></div>",
        "<div><span>来信内容：</span><div>黑</div></div>"
        f"<div><span>答复：</span><div>{SAID}</div></div><div class='foot'>分享</div>",
    ],
)  # fmt: skip
def test_an_answer_is_the_same_wherever_it_stands(body: str) -> None:
    found = letter_page("<p>来信时间：2026-10-01</p>" + body)
    (one,) = [f for f in found.facts if isinstance(f, Reply)]
    (plain,) = [f for f in letter_page(f"<p>来信时间：2026-10-01</p><p>回复内容：{SAID}</p>").facts if isinstance(f, Reply)]
    assert (one.length, one.digest) == (plain.length, plain.digest) == (len(SAID), plain.digest)
    again = read("letter", found.redacted or b"", HOME + "hd/9.html")
    assert again.facts == found.facts and again.redacted == found.redacted


def test_scripts_that_name_no_list_are_another_shape() -> None:
    found = read("letters", f"<p>{WORDS}</p><script>var a='/hudong/list.action'</script>")
    assert (found.status, found.facts) == (Status.CHANGED_SHAPE, ())


@pytest.mark.parametrize(
    "text", ["{page:{},result:[", "{result:1}", "{page:1,result:[1,{},{writeDate:{}}]}", "{" * 5000 + "result", "{result:[]}"]
)
def test_nonsense_for_beijing_s_list_does_not_trip_the_reader(text: str) -> None:
    found = read("letters", text + " " * 40 + WORDS)
    assert found.status in (Status.EMPTY, Status.CHANGED_SHAPE) and letters(found) == []


def test_letters_of_a_further_page_come_after_those_before() -> None:
    rows, more = (
        row("2026-10-20", "2026-10-21", "/a") + row("2026-10-19", "2026-10-20", "/b"),
        '<a href="index_2.html">下一页</a>',
    )
    page = f"<p>{WORDS}</p><table>{HEAD}{rows}</table>{more}"
    follow = read("letters", page, about="letters\t\t市长信箱").follow
    assert [(t.purpose, t.order, t.about) for t in follow if t.purpose == "letters"] == [("letters", 1, "2")]
    follow = read("letters", page, about="2").follow
    assert [(t.purpose, t.order) for t in follow] == [("letters", 1), ("letter", 2), ("letter", 3)]
    assert follow[0].about == "4"


def test_an_answer_may_print_labels_of_its_own() -> None:
    said = SAID + "（答复日期：2026年10月9日，联系电话：0571-88888888）"
    found = letter_page(f"<p>来信时间：2026-10-01</p><p>来信内容：黑</p><p>回复内容：{said}</p>")
    told = [f for f in found.facts if isinstance(f, Reply)]
    assert [(f.length, f.answered) for f in told] == [(len(said), moment("2026-10-09T00:00"))]

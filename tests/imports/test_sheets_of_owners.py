"""Sheets as owners and vendors hand them over: every header, junk row and number in its place, and nothing else kept."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from dsci.channels.imports.gather import Terms
from dsci.channels.imports.whose import Asked
from dsci.contract import CHINA, AppListing, Figures, Method, Page, Post, Profile, Reach, Review, Status, Timeline
from dsci.store import Store
from dsci.store.verify import verify

from . import AS_OF, BIZ, account, bring, new_store, xlsx

LINK = "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrSt{}"
EXPORTER = [
    "公众号", "ID", "链接", "标题", "封面", "摘要", "创建时间", "发布时间", "阅读", "点赞", "分享", "喜欢", "留言", "作者",
    "是否原创", "文章类型", "所属合集", "文章内容",
]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=CHINA)  # type: ignore[arg-type, misc]


def kept(store: Store) -> str:
    """Every byte that was archived, as text."""
    return "\n".join(store.body(page).decode() for page in store.rows(Page))


def test_the_exporters_workbook(store: Store) -> None:
    rows = [
        ["示例发布", "2247483650_1", LINK.format("01"), "社保缴费指南", "https://c/1.jpg", "摘", "2026-10-08 07:55:00",
         "2026-10-08 08:00:00", 100001, 230, 345, 120, 12, "李四", "原创", "普通图文", "#便民", "正文"],
        ["示例发布", "2247483650_2", LINK.format("02"), "天气", "", "", "2026-10-08 07:55:00", "2026-10-08 08:00:00", 800, 2, 3,
         1, None, "王五", "", "普通图文", "", "正文二"],
    ]  # fmt: skip
    found = bring(store, "wechat", xlsx(("Sheet1", [EXPORTER, *rows])), "导出.xlsx")
    assert (found.read, found.accepted, found.rejected) == (2, 2, [])
    first, second = store.rows(Reach)
    assert (first.key, first.reads, first.likes, first.looking, first.shares, first.comments) == (
        "AbCdEfGhIjKlMnOpQrSt01", 100001, 230, 120, 345, 12,
    )  # fmt: skip
    assert (first.headline, second.headline, second.comments) == (True, False, None)
    listed = [p for p in store.rows(Post) if p.key.startswith("album:")]
    assert [p.published for p in listed] == [at(2026, 10, 8, 8)] * 2
    assert {p.original for p in store.rows(Post)} == {None}, "a column that never says no tells no share"
    assert not any(word in kept(store) for word in ("李四", "王五", "正文", "摘要", "#便民"))
    assert list(verify(store, [Post, Reach, Timeline])) == []


def test_the_exporters_json(store: Store) -> None:
    item = {
        "aid": "2247483650_1", "title": "通知", "link": LINK.format("01"), "create_time": 1791417300, "update_time": 1791417600,
        "itemidx": 1, "author_name": "李四", "readNum": 5, "oldLikeNum": 2, "likeNum": 3, "shareNum": 4, "commentNum": 0,
        "_accountName": "示例发布", "comments": [{"content": "路灯不亮"}], "cover": {"x": 1},
    }  # fmt: skip
    found = bring(store, "wechat", json.dumps([item]), "a.json")
    assert (found.accepted, found.rejected) == (1, [])
    (reach,) = store.rows(Reach)
    assert (reach.published, reach.likes, reach.looking, reach.headline) == (at(2026, 10, 8, 8), 2, 3, True)
    assert "路灯" not in kept(store) and "李四" not in kept(store)


def test_a_vendors_workbook_with_a_title_totals_and_merged_names(store: Store) -> None:
    rows = [
        ["新媒体传播日报（2026年10月）"],
        ["公众号名称", "__biz", "发布日期", "文章标题", "文章链接", "位置", "阅读数", "在看数", "点赞数", "转发数", "评论数",
         "统计起始"],
        ["示例发布", BIZ, 46303.354166666664, "医保", LINK.format("01"), "头条", "10万+", 10, "1,234", "-", "-", "2026-10-01"],
        [None, None, "2026-10-09 08:30", "预约", LINK.format("02"), "第2条", "1.2万", 1, 2, 3, 4, "2026-10-01"],
        ["合计", None, None, None, None, None, 112000, 11, 1236, 3, 4],
    ]  # fmt: skip
    data = xlsx(("10月", rows), merge=["A1:L1", "A3:A4", "B3:B4"])
    found = bring(store, "wechat", data, "清单.xlsx", method=Method.IMPORT_VENDOR)
    assert (found.read, found.accepted, found.rejected) == (2, 2, [])
    assert found.passed == {"表头之上": 1, "合计": 1}
    first, second = store.rows(Reach)
    assert (first.published, first.reads, first.likes, first.shares, first.censored) == (
        at(2026, 10, 8, 8, 30), 100_000, 1234, None, ("reads",),
    )  # fmt: skip
    assert (second.reads, second.headline) == (12_000, False)
    assert [(end.items, end.oldest, end.more) for end in store.rows(Timeline)] == [(2, at(2026, 10, 1), True)] * 2
    assert {p.method for p in store.rows(Page)} == {Method.IMPORT_VENDOR}


def test_a_count_merged_over_lines_is_nobodys(store: Store) -> None:
    rows = [["公众号", "链接", "发布时间", "阅读数"], ["示例发布", LINK.format("01"), "2026-10-08", 900],
            ["示例发布", LINK.format("02"), "2026-10-08", None]]  # fmt: skip
    found = bring(store, "wechat", xlsx(("a", rows), merge=["D2:D3"]))
    assert [(r.line, r.column) for r in found.rejected] == [(2, "阅读数"), (3, "阅读数")]


def test_the_back_offices_figures_in_gbk(store: Store) -> None:
    text = (
        "公众号,统计日期,累计关注人数,净增关注人数(近30天),自定义菜单数,关联小程序,收到消息数,已回复消息数\n"
        "示例发布,2026-10-31,45.6万,-1200,6,是,120,96\n"
    )
    found = bring(store, "wechat", text.encode("gb18030"), terms=Terms())
    assert found.rejected == []
    (row,) = store.rows(Figures)
    assert (row.followers, row.gained, row.menu_entries, row.miniprogram, row.messages, row.answered) == (
        456_000, -1200, 6, True, 120, 96,
    )  # fmt: skip
    assert row.seen_at == at(2026, 10, 31, 23, 59, 59).replace(microsecond=999_999)


def test_a_row_a_day_gives_what_was_won_in_thirty(store: Store) -> None:
    days = [[f"2026-10-{day:02}", 50, 9, 41, 456_000 + day] for day in range(2, 32)]
    head = ["时间", "新关注人数", "取消关注人数", "净增关注人数", "累积关注人数"]
    asked = Asked(unit="330100")
    found = bring(store, "wechat", xlsx(("用户分析", [head, *days])), "30.xlsx", asked=asked, terms=Terms())
    assert (found.rejected, found.accepted) == ([], 30)
    (row,) = store.rows(Figures)
    assert (row.followers, row.gained, row.seen_at.astimezone(CHINA).date()) == (456_031, 1230, at(2026, 10, 31).date())
    bring(store, "wechat", xlsx(("用户分析", [head, *days[:-3], *days[-2:]])), "29.xlsx", asked=asked, terms=Terms())
    assert {r.gained for r in store.rows(Figures)} == {1230, None}, "a missing day makes no sum"


def test_weibos_posts_keep_their_own_words_only(store: Store) -> None:
    text = (
        "微博UID\t博文链接\t发博时间\t微博正文\t阅读数(万)\t转发数\t评论数\t点赞数\n"
        "2418724427\thttps://weibo.com/2418724427/K3fnuEfZK\t2026-10-08 09:30\t转发微博 //@某人:很好\t1.2\t1\t2\t3\n"
    )
    found = bring(store, "weibo", text.encode("utf-16"))
    assert found.rejected == []
    (post,) = store.rows(Post)
    assert (post.key, post.title, post.reads, post.reposts) == ("4607741009594608", "转发微博", 12_000, 1)
    assert post.media == ("untold",)
    assert "很好" not in kept(store) and "某人" not in kept(store)


def test_works_of_four_platforms_in_one_sheet(store: Store) -> None:
    text = (
        "平台,账号名称,作品标题,视频ID,发布时间,播放量,点赞量,评论量,分享量,体裁\n"
        "抖音,示例发布,医保流程,=\"7312345678901234567\",2026/10/8 18:30,3.4万,560,78,90,视频\n"
        "B站,示例发布,公积金,BV1xx411c7mD,2026年10月9日,1200,5,6,7,视频\n"
        "视频号,示例发布,通知,,2026-10-10 10:00,300,1,0,2,视频\n"
    )
    found = bring(store, "video", text)
    assert found.rejected == []
    posts = {p.account: p for p in store.rows(Post)}
    assert (posts["401742377"].key, posts["示例视频号"].key[:8]) == ("works:BV1xx411c7mD", "works:t:")
    assert posts["MS4wLjABAAAA-example"].key == "works:7312345678901234567"
    assert {r.reads for r in store.rows(Reach)} == {34_000, 1200, 300}


def test_cards_of_platforms_go_to_their_purposes(store: Store) -> None:
    text = "平台,账号昵称,粉丝数,获赞数\n抖音,示例发布,23.4万,100万+\n哔哩哔哩,示例发布,999,5\n视频号,示例发布,12,\n"
    assert bring(store, "video", text).rejected == []
    assert {(p.purpose, p.account) for p in store.rows(Page)} == {
        ("profile", "MS4wLjABAAAA-example"), ("card", "401742377"), ("home", "示例视频号"),
    }  # fmt: skip
    assert {(p.followers, p.censored) for p in store.rows(Profile)} == {(234_000, ("likes",)), (999, ()), (12, ())}


def test_apps_in_their_stores(store: Store) -> None:
    head = "应用ID,应用商店,是否在架,应用名称,开发者,版本号,更新时间,评分,评分人数,大小(MB),下载量,介绍,更新说明,隐私政策链接\n"
    text = head + (
        "1442984645,苹果,是,示例办,某市大数据局,7.8.0,2026-09-20,4.6,5.6万,245.3,,社保一站办理,优化,\n"
        "cn.gov.example,华为,是,示例办,某市大数据局,7.8.0,2026-09-21,4.1,20,120,300万+,,,https://www.example.gov.cn/p\n"
        "cn.gov.example,vivo,否,示例办,,,,,,,,,,\n"
        "1442984645,华为,是,示例办,,,,,,,,,,\n"
    )
    found = bring(store, "app", text)
    assert [(r.line, r.column) for r in found.rejected] == [(5, "应用ID")]
    ended = {(p.purpose, str(p.status)) for p in store.rows(Page)}
    assert ended == {("lookup", "OK"), ("huawei", "OK"), ("vivo_search", "EMPTY")}
    apple = next(a for a in store.rows(AppListing) if a.store == "apple")
    assert (apple.rating, apple.ratings, apple.size, apple.release_notes) == (4.6, 56_000, 245_300_000, "优化")
    assert bring(store, "app", head + "1442984645,苹果,下架,示例办,,,,,,,,,,\n", "b.csv").rejected == []
    assert Status.DELISTED in {p.status for p in store.rows(Page)}


def test_an_app_row_that_leaves_out_what_a_metric_needs(store: Store) -> None:
    found = bring(store, "app", "应用ID,应用商店,应用名称,评分\n1442984645,苹果,示例办,4.6\n")
    assert [(r.column, r.reason) for r in found.rejected] == [("开发者", "没有填，而苹果的应用必须填")]


def test_reviews_by_stars_without_words(store: Store) -> None:
    text = (
        "应用ID,用户,评论内容,星级,版本号,评论时间\n"
        "1442984645,张三,不好用,1,7.8.0,2026-10-08 10:20\n1442984645,李四,好,6,7,2026-10-08\n"
    )
    found = bring(store, "app", text)
    assert [r.column for r in found.rejected] == ["星级"]
    assert [r.rating for r in store.rows(Review)] == [1]
    assert not any(word in kept(store) for word in ("张三", "不好用"))


def test_a_renamed_account_is_known_by_both_names(store: Store) -> None:
    rows = [account("weibo", "9", "旧名", valid_to="2025-12-31"), account("weibo", "9", "新名", valid_from="2026-01-01")]
    text = "昵称,粉丝数\n旧名,10\n"
    assert bring(store, "weibo", text, accounts=rows).rejected == []
    assert [p.account for p in store.rows(Profile)] == ["9"]


def test_rows_that_do_not_say_whose_they_are(store: Store) -> None:
    text = "mid,发布时间,转发数\n5212345678901234,2026-10-08,1\n"
    assert bring(store, "weibo", text).rejected[0].reason.startswith("微博UID、微博名称都没有填，至少填一项")
    assert bring(store, "weibo", text, asked=Asked(account="2418724427")).accepted == 1
    assert bring(store, "weibo", text, "b.csv", asked=Asked(unit="330200")).accepted == 1
    assert bring(store, "weibo", text, "c.csv", asked=Asked(unit="330600")).accepted == 0


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        ("2418724427,,5212345678901234,abc,1", "发布时间", "“abc”不是日期或时间，请写成 2026-10-30"),
        ("2418724427,,5212345678901234,2026-10-08,约100", "转发数", "“约100”不是数字（可写 1.2万、10万+）"),
        ("2418724427,,5212345678901234,昨天 08:00,1", "发布时间", "“昨天 08:00”没有写明年月日，请写成 2026-10-30"),
        ("2418724427,,5212345678901234,3小时前,1", "发布时间", "“3小时前”没有写明年月日"),
        ("2418724427,,5212345678901234,10-30 08:00,1", "发布时间", "“10-30 08:00”没有写明年月日"),
        ("2418724427,,5212345678901234,10月30日,1", "发布时间", "“10月30日”没有写明年月日"),
        ("2418724427,,5212345678901234,,1", "发布时间", "没有填"),
        ("2418724427,,5.21234567890123E+15,2026-10-08,1", "mid", "Excel 会改动 16 位以上的数字，该列请设为文本后重新粘贴"),
        ("2418724427,,,2026-10-08,1", "mid", "mid、博文链接都没有填，至少填一项"),
        ("2418724427,,5212345678901234,2026-11-08,1", "发布时间", "2026-11-08 00:00 晚于统计时间（2026-10-31 20:00）"),
        (",同名发布,5212345678901234,2026-10-08,1", "昵称",
         "名录中的账号“同名发布”不止一个：宁波市 微博 3000000001、温州市 微博 3000000002；请填写账号ID"),
        (",没有这个号,5212345678901234,2026-10-08,1", "昵称", "名录中没有账号“没有这个号”（名称须完全一致）"),
        ("77,示例发布,5212345678901234,2026-10-08,1", "微博UID", "名录中没有编号为“77”的账号"),
    ],
)
def test_rejected_rows_say_line_column_and_reason(store: Store, row: str, column: str, reason: str) -> None:
    good = "2418724427,示例发布,5212345678901233,2026-10-08 08:00,１２"
    found = bring(store, "weibo", f"微博UID,昵称,mid,发布时间,转发数\n{good}\n{row}\n")
    (wrong,) = found.rejected
    assert (wrong.file, wrong.line, wrong.column) == ("file.csv", 3, column)
    assert reason in wrong.reason
    assert (found.accepted, [p.reposts for p in store.rows(Post)]) == (1, [12])


def test_the_later_of_two_rows_of_one_post_counts(store: Store) -> None:
    head, one = "微博UID,mid,发布时间,转发数\n", "2418724427,5212345678901234,2026-10-08,{}\n"
    found = bring(store, "weibo", head + one.format(1) + one.format(1) + one.format(2))
    assert (found.read, found.accepted, found.replaced, len(found.rejected)) == (3, 1, 2, 0)
    assert [(r.line, r.column, r.kind) for r in found.repeated] == [(3, "转发数", "repeated")]
    assert found.repeated[0].reason == "第 4 行是同一条，内容不同，以第 4 行为准"
    assert [p.reposts for p in store.rows(Post)] == [2]


def test_figures_without_a_moment_are_rejected(store: Store) -> None:
    found = bring(store, "weibo", "昵称,粉丝数\n示例发布,10\n", terms=Terms())
    assert "--as-of" in found.rejected[0].reason
    found = bring(store, "weibo", "昵称,粉丝数,统计时间\n示例发布,10,昨天\n", terms=Terms())
    assert "“昨天”没有写明年月日" in found.rejected[0].reason


def test_one_file_with_two_moments_gives_two_looks(store: Store) -> None:
    bring(store, "weibo", "昵称,粉丝数,统计时间\n示例发布,10,2026-10-01\n示例发布,15,2026-10-31 08:00\n", terms=Terms())
    assert [p.followers for p in sorted(store.rows(Profile), key=lambda p: p.seen_at)] == [10, 15]
    assert len({p.url for p in store.rows(Page)}) == 1


def test_an_account_that_is_simulated_makes_simulated_pages(store: Store) -> None:
    mine = [account("weibo", "1", "甲", simulated=True)]
    bring(store, "weibo", "昵称,粉丝数\n甲,10\n", accounts=mine)
    assert [p.simulated for p in store.rows(Page)] == [True]
    found = bring(store, "weibo", "昵称,粉丝数\n示例发布,10\n", "b.csv")
    assert found.accepted == 0, "in a store of simulated accounts nobody else is known"
    assert {p.seen_at for p in store.rows(Page)} == {AS_OF}

"""What owners read of rows that were not taken: in Chinese, of the very column, and so that they can mend it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dsci.channels.imports.gather import Terms
from dsci.contract import CHINA, Figures, Reach, Timeline
from dsci.store import Store

from . import AS_OF, bring, new_store

LINK = "mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrSt01"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return new_store(tmp_path)


def test_a_day_that_is_none_is_refused_beside_others_and_alone(store: Store) -> None:
    head = "公众号,日期,净增关注人数,累计关注人数\n"
    dated, vague = "示例发布,2026-10-31,1,10\n", "示例发布,昨天,2,9\n"
    for name, rows in (("a.csv", dated + vague), ("b.csv", vague)):
        found = bring(store, "wechat", head + rows, name, terms=Terms())
        assert [(r.column, r.reason) for r in found.rejected] == [
            ("日期", "“昨天”没有写明年月日，请写成 2026-10-30 或 2026-10-30 08:00")
        ]
    assert [row.followers for row in store.rows(Figures)] == [10]


APP = "应用ID,应用商店,应用名称,是否在架\n"
REVIEWS = "应用ID,星级,评论时间\n"
THREE = "杭州市 抖音 MS4wLjABAAAA-example、杭州市 哔哩哔哩 401742377、杭州市 视频号 示例视频号"


@pytest.mark.parametrize(
    ("channel", "text", "column", "reason"),
    [
        ("app", APP + "cn.gov.example,OPPO,示例办,是\n", "应用商店", "“OPPO”不在可选商店之列（苹果、华为、应用宝、小米、vivo）"),
        ("app", APP + "cn.gov.example,华为,,是\n", "应用名称", "没有填"),
        ("app", APP + "cn.gov.example,苹果,示例办,是\n", "应用ID",
         "名录中没有苹果的编号为“cn.gov.example”的账号；这个账号属于杭州市 安卓"),
        ("app", REVIEWS + "1442984645,6,2026-10-01\n", "星级", "“6”：星级须在 1 至 5 之间，且为整数"),
        ("app", REVIEWS + "1442984645,5,2026-11-01\n", "评论时间", "2026-11-01 00:00 晚于统计时间（2026-10-31 20:00）"),
        ("video", "账号名称,粉丝数\n示例发布,5\n", "账号名称",
         f"名录中的账号“示例发布”不止一个：{THREE}；请填写平台或账号ID"),
        ("video", "平台,账号名称,粉丝数\n快手,示例发布,5\n", "账号名称",
         "名录中没有快手的账号“示例发布”；这个账号属于杭州市 哔哩哔哩、杭州市 抖音、杭州市 视频号"),
        ("weibo", "昵称,粉丝数,是否认证\n示例发布,5,大概\n", "是否认证", "“大概”既不是“是”，也不是“否”"),
        ("weibo", "昵称,粉丝数\n示例发布,-\n", "粉丝数", "没有填"),
        ("wechat", "公众号,累计关注人数,收到私信数,已回复数\n示例发布,9,3,4\n", "已回复数", "已答复 4，多于收到的 3"),
        ("wechat", "公众号,净增关注,关注人数\n示例发布,少,9\n", "净增关注", "“少”不是整数（减少写负数，如 -120）"),
        ("wechat", "公众号,链接,发布时间\n示例发布,https://example.cn/1,2026-10-01\n", "链接",
         "“https://example.cn/1”不是公众号文章的链接（应以 https://mp.weixin.qq.com/ 开头）"),
    ],
)  # fmt: skip
def test_reasons_that_an_owner_can_act_upon(store: Store, channel: str, text: str, column: str, reason: str) -> None:
    found = bring(store, channel, text)
    assert [(r.column, r.reason) for r in found.rejected] == [(column, reason)]


def test_reasons_name_the_moment_in_beijing_time(store: Store) -> None:
    text = "昵称,mid,发布时间\n示例发布,5212345678901234,2026-11-08\n"
    found = bring(store, "weibo", text, terms=Terms(AS_OF.astimezone(UTC)))
    assert "2026-10-31 20:00" in found.rejected[0].reason


def test_an_address_without_its_scheme_names_the_same_article(store: Store) -> None:
    text = f"公众号,链接,发布时间,阅读数\n示例发布,{LINK},2026-10-08,7\n"
    assert bring(store, "wechat", text).rejected == []
    assert [row.key for row in store.rows(Reach)] == ["AbCdEfGhIjKlMnOpQrSt01"]


@pytest.mark.parametrize("header", ["清单起始日", "清单起始", "统计起始"])
def test_old_headers_are_still_known(store: Store, header: str) -> None:
    bring(store, "weibo", f"昵称,mid,发布时间,{header}\n示例发布,5212345678901234,2026-10-08,2026-10-01\n")
    assert [end.oldest for end in store.rows(Timeline)] == [datetime(2026, 10, 1, tzinfo=CHINA)]

"""The truth of one unit's video accounts, worked out by hand from what is served and from the list that is handed over."""

from __future__ import annotations

import json
import math

import pytest

from dsci.contract import Status

from .asking import DOUYIN, get, read, router_data
from .stores import kuaishou, rows, true_video
from .video_recount import BILI, lists

HENGYANG = "430400"


def test_the_platforms() -> None:
    row = rows(HENGYANG)
    assert set(row) == {"ios", "douyin", "bilibili", "kuaishou"}  # of 视频号 nothing is known
    user = read(f"{DOUYIN}/web/api/v2/user/info/?sec_uid={row['douyin'].id}")["user_info"]
    assert (user["aweme_count"], user["follower_count"], user["total_favorited"]) == (971, 79017, "852538")
    assert (user["nickname"], user["signature"]) == ("衡阳政务", "更多内容见 www.replica.gov.cn")
    assert (user["custom_verify"], user["enterprise_verify_reason"]) == ("衡阳市人民政府官方账号", "")
    shared = [router_data(url)["item_list"][0] for url in row["douyin"].url.split()]
    assert [(i["desc"], i["statistics"]["comment_count"], i["statistics"]["share_count"]) for i in shared] == [
        ("图解政策：《关于优化营商环境的实施意见》 #城市早知道", 712, 863),
        ("护照换发可以网上预约，办理流程看这里 #城市早知道", 53, 151),
    ]
    card = read(f"{BILI}/web-interface/card?mid={row['bilibili'].id}")["data"]
    assert (card["archive_count"], card["follower"], card["card"]["Official"]["role"]) == (144, 55403, 3)
    named = [url.rpartition("/")[2] for url in row["bilibili"].url.split()[1:]]
    views = [json.loads(get(f"{BILI}/web-interface/view?bvid={bvid}").body) for bvid in named]
    assert [view["code"] for view in views] == [62002, 0, 0]
    assert [view["data"]["stat"]["view"] for view in views[1:]] == [19432, 69905]
    assert json.loads(kuaishou(row["kuaishou"].id).body)["data"]["visionProfile"]["result"] == 50
    truth = true_video(HENGYANG)
    assert {name: truth[name] for name in list(truth)[:17]} == pytest.approx(
        {
            "works_count": 971,
            "service_entry": 1,
            "captions_service_share": 1 / 2,
            "comments_per_video": (712 + 53) / 2,
            "shares_per_video": (863 + 151) / 2,
            "verified": 1,
            "followers": 79017,
            "likes_per_work": 852538 / 971,
            "name_consistent": 1,
            "host_named": 1,
            "bilibili_works": 144,
            "bilibili_verified": 1,
            "kuaishou_followers": Status.BLOCKED,
            "kuaishou_works": Status.BLOCKED,
            "bilibili_followers": 55403,
            "views_per_video": (19432 + 69905) / 2,
            "platforms_count": -3,  # at least: Kuaishou's list was handed over
        }
    )


def test_the_lists() -> None:
    told = [row for platform in ("douyin", "bilibili", "kuaishou") for row in lists()["衡阳市发布", platform].values()]
    month = [row for row in told if str(row[3]) > "2026/10/01 20:00"]
    assert [tuple(row[3:9]) for row in month] == [
        ("2026/10/03 18:01", "图解政策：《关于优化营商环境的实施意见》 #城市早知道", "6.4万", "6417", "712", "863"),
        ("2026/10/31 12:38", "医保异地就医备案怎么办理？操作指南来了 #城市早知道", "1.2万", "6287", "140", "139"),
        ("2026/10/26 18:06", "健康提示：流感高发季，这样预防 #城市早知道", "6.6万", "33142", "174", "39"),
        ("2026/10/25 12:55", "老城片区银杏进入最佳观赏期，赏秋去处推荐 #城市早知道", "-", "3497", "196", "106"),
        ("2026/10/20 19:32", "秋季音乐节本周末在湖滨新城唱响 #城市早知道", "4952", "2476", "105", "108"),
        ("2026/10/18 19:24", "假期去哪玩？老城片区旅游攻略收好 #城市早知道", "2.7万", "13816", "117", "608"),
        ("2026/10/16 19:10", "公积金提取线上办理指南 #城市早知道", "2.3万", "11831", "85", "117"),
        ("2026/10/14 17:29", "不动产登记可以网上办理了，流程看这里 #城市早知道", "2.3万", "11710", "170", "153"),
        ("2026/10/05 18:42", "全市R&D经费投入强度再创新高，市委书记作出批示 #城市早知道", "1.2万", "6206", "123", "310"),
        ("2026/10/03 16:09", "护照换发可以网上预约，办理流程看这里 #城市早知道", "-", "1687", "95", "166"),
        ("2026/10/03 15:16", "市领导会见18家企业负责人，洽谈招商引资 #城市早知道", "-", "5922", "151", "178"),
    ]
    # sums of the month: 2787 shares, 2068 comments, 102991 likes
    spread = 0.4 * math.log(2788) + 0.4 * math.log(2069) + 0.2 * math.log(102992)
    truth = true_video(HENGYANG)
    assert {name: truth[name] for name in list(truth)[17:]} == pytest.approx(
        {
            "works_per_day": 11 / 30,
            "active_days_share": 9 / 30,
            "longest_gap_days": 9,  # from the 5th to the 14th
            "topics_count": 5,  # policy, service, daily, culture, news
            "silent_days": 0,
            "plays_per_video": 231_952 / 8,
            "vci": 160 * (0.2 * math.log(12) + 0.8 * spread),
            "bare_likes_share": 0,
        }
    )

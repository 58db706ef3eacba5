"""The truth of one unit of each social channel, worked out by hand from the answers that it serves."""

from __future__ import annotations

import json
import re

import pytest

from dsci.replica.parts import SOCIAL

from .asking import BILIBILI, DOUYIN, ITUNES, WEIBO, get, mblogs, read, reviews, router_data, timeline, truths, whole


def only(code: str, platform: str) -> tuple[str, str]:
    """Id and address of the unit's account on a platform."""
    rows = [row for part in SOCIAL for row in part.accounts(whole(), whole().by_code[code])]
    return next((row.id, row.url) for row in rows if row.platform == platform)


def stated(code: str, channel: str) -> dict[str, float | None]:
    """The truth of a unit, by metric without its channel."""
    return {t.metric.partition(".")[2]: t.value for t in truths() if t.unit == code and t.metric.startswith(f"{channel}.")}


def is_video(blog: dict) -> bool:
    return blog.get("page_info", {}).get("type") == "video"


def test_weibo_by_hand() -> None:
    uid, _ = only("340300", "weibo")
    user = read(f"{WEIBO}?type=uid&value={uid}")["data"]["userInfo"]
    assert (user["followers_count"], user["verified_type"]) == ("1.3万", 1)
    blogs = mblogs(timeline(uid))
    counts = ("reposts_count", "comments_count", "attitudes_count")
    told = [(b["created_at"], "retweeted_status" in b, is_video(b), *(b[count] for count in counts)) for b in blogs]
    assert told == [
        ("1小时前", False, False, 4, 2, 17),
        ("10-27", False, False, 1, 3, 9),
        ("10-20", False, False, 2, 1, 6),
        ("10-17", False, False, 1, 2, 5),
        ("10-15", True, False, 1, 3, 25),
        ("10-15", True, False, 3, 2, 12),
        ("10-14", True, False, 3, 2, 18),
        ("10-06", True, False, 3, 2, 16),
        ("10-04", False, True, 3, 3, 14),
        ("09-28", False, False, 7, 4, 11),  # out of the 30 days
    ]
    said = [re.search("【(.*)】", b["text"])[1] for b in blogs]
    assert (said[2], said[4], said[9]) == ("公积金贷款额度上调", "营商环境问卷等您来填", "停车收费方案公开征求意见")
    assert stated("340300", "weibo") == pytest.approx(
        {
            "posts_per_day": 9 / 30,
            "active_days_share": 8 / 30,
            "originals_share": 5 / 9,
            "service_posts_share": 1 / 9,
            "comments_per_post": 20 / 9,
            "callouts_share": 1 / 9,
            "silent_days": 0,
            "verified": 1,
            "media_share": 1 / 9,
            "reposts_per_post": 21 / 9,
            "likes_per_post": 122 / 9,
            "followers": 13000,
        }
    )


def test_wechat_by_hand() -> None:
    _, url = only("522700", "wechat")
    album = read(url)["getalbum_resp"]
    assert (album["base_info"]["article_count"], album["continue_flag"]) == ("28", "1")
    times = [int(article["create_time"]) for article in album["article_list"]]
    # 1790856000 is 2026-10-01 20:00 in China: ten articles after it, two of them on 16 October, the newest on the 31st
    assert times[:11] == [
        1793442606, 1792900005, 1792746161, 1792655259, 1792568104, 1792384189,
        1792117132, 1792108482, 1791504034, 1791107324, 1790826175,
    ]  # fmt: skip
    titles = [article["title"] for article in album["article_list"][:10]]
    assert (titles[5], titles[9]) == ("出行前请核对证件有效期", "停车收费方案公开征求意见")
    first, second, third = (get(article["url"]).body.decode() for article in album["article_list"][:3])
    assert 'var source_encode_biz = "OTkwMDAwMDAwMQ==";' in first
    assert 'var source_encode_biz = "";' in third
    assert "此内容因违规无法查看" in second and len(second) < 50_000
    assert [page.count('<img data-src="https') for page in (first, third)] == [4, 6]
    assert ["<mp-miniprogram " in page or 'class="weapp_text_link"' in page for page in (first, third)] == [False, True]
    assert ["<mpvideo " in page or 'class="video_iframe rich_pages"' in page for page in (first, third)] == [False, True]
    assert stated("522700", "wechat") == pytest.approx(
        {
            "articles_per_day": 10 / 30,
            "active_days_share": 9 / 30,
            "originals_share": 1 / 2,
            "service_articles_share": 1 / 10,
            "miniprogram_share": 1 / 2,
            "callouts_share": 1 / 10,
            "images_per_article": 5,
            "silent_days": 0,
            "video_share": 1 / 2,
        }
    )


def test_app_by_hand() -> None:
    track, _ = only("610900", "ios")
    listing = read(f"{ITUNES}/lookup?id={track}&country=cn")["results"][0]
    named = "提供不动产服务。\n提供税务服务。\n提供交通服务。\n提供就业服务。\n支持人脸功能。"
    assert listing["description"].endswith(named) and len(listing["description"]) == 108
    assert listing["releaseNotes"] == "优化首页加载速度，修复已知问题，提升使用体验。"
    assert listing["currentVersionReleaseDate"] == "2026-05-03T05:54:00Z"  # 28 days of May, then 30+31+31+30+31
    assert (listing["fileSizeBytes"], listing["languageCodesISO2A"]) == ("200989375", ["ZH"])
    assert (listing["averageUserRating"], listing["userRatingCount"]) == (2.49017, 21)
    entries = json.loads(reviews(track).body)["feed"]["entry"]
    assert [(e["updated"]["label"][:10], e["im:rating"]["label"]) for e in entries] == [
        ("2026-09-03", "3"),
        ("2026-08-21", "1"),
        ("2026-03-12", "1"),
        ("2026-03-10", "1"),
        ("2025-05-15", "4"),  # over a year
        ("2025-05-06", "5"),
        ("2025-04-15", "1"),
        ("2024-11-20", "5"),
    ]
    assert stated("610900", "app") == pytest.approx(
        {
            "services_named": 4,
            "description_length": 108,
            "notes_given": 1,
            "version_age_days": 181,
            "size_mb": 200.989375,
            "languages_count": 1,
            "features_named": 1,
            "rating": 2.49017,
            "ratings_count": 21,
            "review_mean": 6 / 4,
            "low_reviews_share": 3 / 4,
        }
    )


def test_video_by_hand() -> None:
    (sec_uid, urls), (mid, _) = only("230200", "douyin"), only("230200", "bilibili")
    user = read(f"{DOUYIN}/web/api/v2/user/info/?sec_uid={sec_uid}")["user_info"]
    assert (user["aweme_count"], user["follower_count"], user["total_favorited"]) == (314, 35277, "103934")
    assert user["signature"] == "更多内容见 www.replica.gov.cn"
    assert user["custom_verify"] == user["enterprise_verify_reason"] == ""
    shared = [router_data(url)["item_list"][0] for url in urls.split()]
    assert [(i["desc"], i["statistics"]["comment_count"], i["statistics"]["share_count"]) for i in shared] == [
        ("新生儿落户指南请收好 #城市早知道", 96, 17),
        ("今晨有雾，出行请注意安全 #城市早知道", 12, 47),
        ("不动产登记可跨城办理 #城市早知道", 12, 133),
        ("供暖费缴费窗口延时开放 #城市早知道", 42, 140),  # beyond the three looked at
        ("历史文化街区修缮进入收尾阶段 #城市早知道", 24, 12),
    ]
    card = read(f"{BILIBILI}?mid={mid}")["data"]
    assert (card["archive_count"], card["follower"]) == (150, 1465)
    assert (card["card"]["Official"]["type"], card["card"]["Official"]["role"]) == (0, 0)
    assert stated("230200", "video") == pytest.approx(
        {
            "works_count": 314,
            "bilibili_works": 150,
            "service_entry": 1,
            "captions_service_share": 2 / 3,
            "comments_per_video": 40,
            "shares_per_video": 197 / 3,
            "verified": 0,
            "bilibili_verified": 0,
            "platforms_count": 2,
            "followers": 35277,
            "likes_per_work": 331,
            "bilibili_followers": 1465,
        }
    )

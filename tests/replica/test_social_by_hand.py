"""The truth of one unit of each social channel, worked out by hand from the answers that it serves."""

from __future__ import annotations

import re

import pytest

from dsci.replica.parts import SOCIAL

from .asking import WEIBO, get, mblogs, read, timeline, truths, whole


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
    uid, _ = only("620700", "weibo")
    user = read(f"{WEIBO}?type=uid&value={uid}")["data"]["userInfo"]
    assert (user["screen_name"], user["followers_count"], user["verified_type"]) == ("张掖市发布", 7684, 1)
    assert user["verified_reason"] == "张掖市人民政府新闻办公室官方微博"
    blogs = mblogs(timeline(uid))
    counts = ("reposts_count", "comments_count", "attitudes_count")
    kinds = [("retweeted_status" in b, is_video(b), b["isLongText"]) for b in blogs]
    told = [(b["created_at"][4:10], *kind, *(b[count] for count in counts)) for b, kind in zip(blogs, kinds, strict=True)]
    assert told == [
        ("Feb 17", True, False, True, 1, 1, 10),  # pinned
        ("Oct 30", True, False, False, 1, 2, 10),
        ("Oct 28", False, True, True, 1, 1, 6),
        ("Oct 26", False, False, False, 2, 1, 6),
        ("Oct 18", False, False, False, 1, 2, 10),
        ("Oct 16", True, False, False, 3, 1, 5),
        ("Oct 13", True, False, True, 1, 1, 9),
        ("Oct 09", True, False, True, 1, 3, 8),
        ("Oct 02", False, True, True, 3, 2, 13),
        ("Sep 28", False, False, False, 3, 1, 13),  # out of the 30 days
    ]
    said = [re.search("【(.*)】", b["text"])[1] for b in blogs]
    assert said[1:9] == [
        "西山片区发生3.0级地震，救援力量已赶赴现场", "西山片区产业园15个重大项目集中开工", "健康提示：流感高发季，这样预防",
        "不动产登记可以网上办理了，流程看这里", "老照片里的古城：和平街的百年故事", "全市经济工作推进会在南湖片区召开",
        "政策解读：一图读懂《关于支持中小企业发展的若干措施》第5条", "护照换发可以网上预约，办理流程看这里",
    ]  # fmt: skip
    texts = [read(f"https://m.weibo.cn/statuses/extend?id={blogs[n]['id']}")["data"]["longTextContent"] for n in (2, 6, 7)]
    assert ["www.replica.gov.cn" in text for text in texts] == [True, True, False]
    under = [read(f"https://m.weibo.cn/comments/hotflow?id={blogs[n]['id']}")["data"]["data"] for n in (1, 2, 3)]
    assert [[(c["user"]["id"] == int(uid), c["comments"]) for c in listed] for listed in under] == [
        [(True, False), (False, False)], [(False, False)], [(False, False)],
    ]  # fmt: skip
    # a vendor counted 7569 on 1 September and 7607 on 1 October; 8 posts with 13 reposts, 13 comments, 67 likes
    assert stated("620700", "weibo") == pytest.approx(
        {
            "posts_per_day": 8 / 30,
            "active_days_share": 8 / 30,
            "longest_gap_days": 8,
            "topics_count": 6,
            "originals_share": 4 / 8,
            "service_posts_share": 2 / 8,
            "callouts_share": 0,
            "guide_links_share": 2 / 3,
            "comments_per_post": 13 / 8,
            "answers_share": 1 / 3,
            "silent_days": 1,
            "verified": 1,
            "host_named": 1,
            "name_consistent": 1,
            "media_share": 2 / 8,
            "reposts_per_post": 13 / 8,
            "likes_per_post": 67 / 8,
            "bci": 160 * (0.2 * 2.1972246 + 0.8 * (0.8 * 2.6390573 + 0.2 * 4.2195077)),  # ln 9, ln 14, ln 68
            "followers": 7684,
            "followers_growth": (7684 - 7569) / 7569,
            "followers_jump": (7684 - 7607) / 7607 / 30,
            "bare_likes_share": 0,
            "repeated_comments_share": 0,
        }
    )


def test_wechat_by_hand() -> None:
    _, urls = only("520500", "wechat")
    album = read(urls.split()[0])["getalbum_resp"]
    times = [int(article["create_time"]) for article in album["article_list"]]
    # 1790856000 is 2026-10-01 20:00 in China: nine articles after it, two of them on 19 October, the newest on the 29th
    assert times[:10] == [
        1793230579, 1792972197, 1792576228, 1792465687, 1792410949, 1792402102, 1792232564, 1791951142, 1791445918, 1790680703,
    ]  # fmt: skip
    titles = [article["title"] for article in album["article_list"][:9]]
    assert titles == [
        "明天小雨转多云，最高气温12℃，出门记得带伞", "《南湖片区历史风貌区保护管理办法》印发，下月起施行",
        "全市R&D经费投入强度再创新高，市委书记作出批示", "政策解读：一图读懂《关于支持中小企业发展的若干措施》第2条",
        "“四好农村路”现场推进会召开，市委书记出席并讲话", "不动产登记可以网上办理了，流程看这里",
        "前三季度全市生产总值同比增长5.1%", "物业收费方案向社会公开征求意见", "全市R&D经费投入强度再创新高，市委书记作出批示",
    ]  # fmt: skip
    pages = [get(article["url"]).body.decode() for article in album["article_list"][:3]]
    assert ['var source_encode_biz = "OTkwMDAwMDAwMQ==";' in page for page in pages] == [False, True, False]
    assert [page.count('<img data-src="https') for page in pages] == [2, 6, 2]
    assert ["<mp-miniprogram " in page or 'class="weapp_text_link"' in page for page in pages] == [False, True, False]
    assert not any("<mpvideo " in page or 'class="video_iframe rich_pages"' in page for page in pages)
    assert ["msg_source_url = 'https://www.replica.gov.cn/" in page for page in pages] == [False, False, True]
    assert re.search(r"认证主体.*毕节日报社", get(urls.split()[1]).body.decode(), re.DOTALL)
    # handed over, see test_exports: 5018 reads, 4707 of them of the eight headlines, 111 shares
    assert stated("520500", "wechat") == pytest.approx(
        {
            "articles_per_day": 9 / 30,
            "active_days_share": 8 / 30,
            "longest_gap_days": 7,
            "topics_count": 5,
            "originals_share": 2 / 3,
            "service_articles_share": 1 / 9,
            "miniprogram_share": 1 / 3,
            "guide_links_share": 1 / 3,
            "callouts_share": 1 / 9,
            "images_per_article": 10 / 3,
            "silent_days": 2,
            "video_share": 0,
            "host_named": 1,
            "name_consistent": 1,
            "reads_per_article": 5018 / 9,
            "headline_reads": 4707 / 8,
            "shares_per_article": 111 / 9,
            "wci": 327.3064287,
            "bare_likes_share": 0,
            "followers": 17199,
            "followers_gained_share": 531 / 16668,
            "menu_entries": 3,
            "miniprogram_entry": 1,
            "messages_answered_share": 56 / 159,
        }
    )

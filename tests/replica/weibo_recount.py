"""A Weibo account's measures counted again from what the stand-in serves, by other means than they were drawn."""

from __future__ import annotations

import html
import json
import math
import re
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from dsci.contract import CHINA
from dsci.registry import short_name

from .asking import COOKIE, WEIBO, get, mblogs, read, timeline, whole
from .telling_topics import topic_of

AJAX = "https://weibo.com/ajax"
AJAX_COOKIE = COOKIE | {"X-XSRF-TOKEN": "2"}
SCALES = {"万": 10_000, "亿": 100_000_000}
NOW = datetime(2026, 10, 31, 20, tzinfo=CHINA)
START = datetime(2026, 10, 1, 20, tzinfo=CHINA)


def ajax(path: str) -> dict:
    """The JSON at a path of weibo.com/ajax."""
    return json.loads(get(f"{AJAX}/{path}", AJAX_COOKIE).body)


def count(printed: int | str) -> int:
    """A printed count: 12, '1.2万'."""
    if isinstance(printed, int):
        return printed
    return round(float(printed[:-1]) * SCALES[printed[-1]])


def moment(told: str) -> datetime:
    """The moment of a post, in any of the forms."""
    if re.fullmatch(r"\w{3} \w{3} .*", told):
        return datetime.strptime(told, "%a %b %d %H:%M:%S %z %Y")
    if told == "刚刚":
        return NOW
    if ago := re.fullmatch(r"(\d+)(分钟|小时)前", told):
        return NOW - timedelta(minutes=int(ago[1]) * (60 if ago[2] == "小时" else 1))
    if clock := re.fullmatch(r"昨天 (\d\d):(\d\d)", told):
        return datetime(2026, 10, 30, int(clock[1]), int(clock[2]), tzinfo=CHINA)
    return datetime.strptime(told if told.count("-") == 2 else f"2026-{told}", "%Y-%m-%d").replace(tzinfo=CHINA)


def pages_of(uid: str, healed: bool) -> list[list[dict]]:
    """All pages of an account's posts, of the road that answers."""
    pages, since = [], ""
    while True:
        if healed:
            cursor = f"&since_id={since}" if since else ""
            data = ajax(f"statuses/mymblog?uid={uid}&page={len(pages) + 1}&feature=0{cursor}")["data"]
            pages.append(data["list"])
            since = data["since_id"]
        else:
            answer = timeline(uid, since)
            pages.append(mblogs(answer))
            since = answer["data"].get("cardlistInfo", {}).get("since_id", "")
        if not since:
            return pages


def recounted(uid: str, healed: bool) -> dict[str, float | None]:
    """The measures of lists, samples and the card."""
    pages = pages_of(uid, healed)
    posts = [post for page in pages for post in page]
    for post in posts:
        post["when"] = moment(post["created_at"])
        line = re.search("【(.*)】", html.unescape(post.get("text_raw") or post["text"]))
        post["topic"] = topic_of(line[1])  # type: ignore[index]
        post["numbers"] = [count(post[f"{name}_count"]) for name in ("reposts", "comments", "attitudes")]
    return activity(posts) | samples(uid, pages[0], healed) | card(uid, healed)


def activity(posts: list[dict]) -> dict[str, float | None]:
    month = [post for post in posts if START < post["when"] <= NOW]
    days = {post["when"].date() for post in month}
    gaps, last = [], START.date()
    for day in [*sorted(days), NOW.date()]:
        gaps.append((day - last).days)
        last = day
    reposts, comments, likes = ([post["numbers"][i] for post in month] for i in range(3))
    inner = 0.4 * math.log(sum(reposts) + 1) + 0.4 * math.log(sum(comments) + 1) + 0.2 * math.log(sum(likes) + 1)
    bare = [n[2] >= 100 and n[0] == 0 and n[1] == 0 for n in (post["numbers"] for post in month)]
    return {
        "posts_per_day": len(month) / 30,
        "active_days_share": min(1, len(days) / 30),
        "longest_gap_days": max(gaps),
        "topics_count": len({post["topic"] for post in month if post["topic"] != "other"}),
        "originals_share": share(["retweeted_status" not in post for post in month]),
        "service_posts_share": share([post["topic"] == "service" for post in month]),
        "callouts_share": share([post["topic"] == "callout" for post in month]),
        "media_share": share([is_video(post) for post in month]),
        "reposts_per_post": share(reposts),
        "comments_per_post": share(comments),
        "likes_per_post": share(likes),
        "silent_days": min(((NOW.date() - post["when"].date()).days for post in posts), default=None),
        "bci": 160 * (0.2 * math.log(len(month) + 1) + 0.8 * inner),
        "bare_likes_share": share(bare),
    }


def samples(uid: str, first: list[dict], healed: bool) -> dict[str, float | None]:
    fresh = [post for post in first if not post.get("isTop")]
    texts = [post for post in fresh if post["isLongText"]][:3]
    old = NOW - timedelta(days=1)
    under = [hotflow(post["mid"]) for post in [p for p in fresh if p["numbers"][1] and p["when"] <= old][:3]]
    talks = [[(c["user"]["id"] == int(uid), c["text"]) for c in listed] for listed in under if listed]
    others = [[text.strip() for own, text in talk if not own] for talk in talks]
    alike = sum(texts_.count(text) >= 2 for texts_ in others for text in texts_)
    citizens = sum(map(len, others))
    return {
        "guide_links_share": share([guided(post["mid"]) for post in texts]),
        "answers_share": share([any(own for own, _ in talk) for talk in talks]),
        "repeated_comments_share": alike / citizens if citizens else None,
    }


def hotflow(mid: str) -> list[dict]:
    """Comments and replies under a post."""
    told = read(f"https://m.weibo.cn/comments/hotflow?id={mid}&mid={mid}&max_id_type=0")
    return [each for one in told.get("data", {}).get("data", []) for each in (one, *(one["comments"] or []))]


def guided(mid: str) -> bool:
    """Whether a long text leads to gov.cn; both hosts must say the same."""
    mobile = read(f"https://m.weibo.cn/statuses/extend?id={mid}")["data"]["longTextContent"]
    hrefs = [unquote(href.removeprefix("https://weibo.cn/sinaurl?u=")) for href in re.findall('href="([^"]*)"', mobile)]
    written = re.findall(r"https?://\S+", re.sub(r"<[^>]*>", " ", mobile))
    desktop = ajax(f"statuses/longtext?id={mid}")["data"]
    long = [each["long_url"] for each in desktop.get("url_struct", [])] + re.findall(r"https?://\S+", desktop["longTextContent"])
    answers = {any((urlsplit(a).hostname or "").endswith(".gov.cn") for a in found) for found in (hrefs + written, long)}
    (answer,) = answers
    return answer


def card(uid: str, healed: bool) -> dict[str, float | None]:
    there = ajax(f"profile/info?uid={uid}")["data"] if healed else read(f"{WEIBO}?type=uid&value={uid}")["data"]
    user = there["user" if healed else "userInfo"]
    short = short_name(whole().by_code[uid[2:8]])
    followers = user["followers_count"]
    government = user["verified"] and user["verified_type"] == 1
    return {
        "verified": float(government),
        "host_named": float(government and short in user["verified_reason"]),
        "name_consistent": float(short in user["screen_name"]),
        "followers": 1_000_000 if followers == "100万+" else count(followers),
    }


def is_video(post: dict) -> bool:
    page = post.get("page_info", {})
    return "video" in (page.get("type"), page.get("object_type"))


def share(values: list) -> float | None:
    return sum(values) / len(values) if values else None

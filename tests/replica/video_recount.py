"""Video metrics counted again from what platforms serve and from the files handed over, by other means than they were drawn."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from dsci.contract import Status
from dsci.registry import short_name
from dsci.replica.video.export import write

from .asking import DOUYIN, get, router_data, whole
from .stores import kuaishou, rows
from .telling_topics import topic_of

BILI = "https://api.bilibili.com/x"
TODAY, FIRST = date(2026, 10, 31), date(2026, 10, 2)  # nothing is published after 20 o'clock, so the window begins on the 2nd
PLATFORMS = {"抖音": "douyin", "哔哩哔哩": "bilibili", "快手": "kuaishou", "视频号": "shipinhao"}
Row = Sequence[object]


def number(printed: object) -> int | None:
    """A printed count: 12, "12", "1.2万", "1.2w"; None for a dash."""
    if printed == "-":
        return None
    text = str(printed)
    return round(float(text[:-1]) * 10_000) if text[-1] in "万w" else int(text)


def douyin(code: str) -> dict[str, float | Status]:
    """What Douyin shows of a unit's account, or why it shows nothing."""
    row, short = rows(code)["douyin"], short_name(whole().by_code[code])
    reply = get(f"{DOUYIN}/web/api/v2/user/info/?sec_uid={row.id}")
    if not reply.body:
        return dict.fromkeys(DOUYIN_METRICS, Status.BLOCKED)
    user = json.loads(reply.body)["user_info"]
    videos = [router_data(url)["item_list"][0] for url in row.url.split()[:3] if "/share/video/" in url]
    said = user["custom_verify"] or user["enterprise_verify_reason"]
    counts = [video["statistics"] for video in videos]
    values = (
        user["aweme_count"],
        float(bool(re.search(r"办事|12345|服务|gov\.cn", user["signature"]))),
        average(about(video["desc"]) == "service" for video in videos),
        average(count["comment_count"] for count in counts),
        average(count["share_count"] for count in counts),
        float(bool(said)),
        user["follower_count"],
        int(user["total_favorited"]) / user["aweme_count"] if user["aweme_count"] else Status.EMPTY,
        float(short in user["nickname"]),
        float(short in said),
    )
    return dict(zip(DOUYIN_METRICS, values, strict=True))


DOUYIN_METRICS = (
    "works_count", "service_entry", "captions_service_share", "comments_per_video", "shares_per_video", "verified", "followers",
    "likes_per_work", "name_consistent", "host_named",
)  # fmt: skip


def bilibili(code: str) -> dict[str, float | Status]:
    """What Bilibili shows: the card, else the relations, and the videos named."""
    row = rows(code)["bilibili"]
    card, relation = get(f"{BILI}/web-interface/card?mid={row.id}"), get(f"{BILI}/relation/stat?vmid={row.id}")
    told = json.loads(card.body).get("data", {})
    fans = told.get("follower", json.loads(relation.body).get("data", {}).get("follower", Status.BLOCKED))
    official = told["card"]["Official"] if told else {}
    named = re.findall(r"/video/(BV\w{10})", row.url)[:3]
    views = [get(f"{BILI}/web-interface/view?bvid={bvid}") for bvid in named]
    played = [json.loads(view.body)["data"]["stat"]["view"] for view in views if json.loads(view.body)["code"] == 0]
    return {
        "bilibili_works": told["archive_count"] if told else Status.BLOCKED,
        "bilibili_verified": float(official["type"] > -1 and official["role"] > 0) if told else Status.BLOCKED,
        "bilibili_followers": fans,
        "views_per_video": Status.BLOCKED if all(view.status == 412 for view in views) else average(played),
    }


def of_kuaishou(code: str) -> dict[str, float | Status]:
    """What Kuaishou shows to who has a cookie."""
    told = json.loads(kuaishou(rows(code)["kuaishou"].id).body)["data"]["visionProfile"]
    if told["result"] != 1:
        status = {2: Status.LOGIN_REQUIRED, 50: Status.BLOCKED}[told["result"]]
        return {"kuaishou_followers": status, "kuaishou_works": status}
    count = told["userProfile"]["ownerCount"]
    return {"kuaishou_followers": number(count["fan"]) or 0, "kuaishou_works": number(count["photo_public"]) or 0}


def about(caption: str) -> str:
    """The topic of a caption."""
    return topic_of(caption.removesuffix(" #城市早知道"))


def average(values: Iterable[float]) -> float | Status:
    """The mean, EMPTY of nothing."""
    return fmean(found) if (found := [*values]) else Status.EMPTY


@cache
def files() -> dict[str, list[Row]]:
    """The lines of the files handed over, by the name of the file; their headers aside."""
    with TemporaryDirectory() as folder:
        return {file.path.name: lines(file.path, file.rejected) for file in write(whole(), Path(folder), whole().units)}


def lines(path: Path, rejected: Sequence[int]) -> list[Row]:
    """The lines of a file that can be taken."""
    if path.suffix == ".json":
        told = [tuple(row.values()) for row in json.loads(path.read_text(encoding="utf-8"))]
        return [row for place, row in enumerate(told, 1) if place not in rejected]
    if path.suffix == ".xlsx":
        every: list[Row] = [*load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True)]
    else:
        every = [*csv.reader(io.StringIO(path.read_bytes().decode("gb18030" if "vendor" in path.name else "utf-8-sig")))]
    return [row for place, row in enumerate(every, 1) if place not in rejected and "平台" not in row and any(row[1:])]


@cache
def lists() -> dict[tuple[str, str], dict[str, Row]]:
    """By account name and platform the works told, by their ids; of two lines of one work the later one."""
    found: dict[tuple[str, str], dict[str, Row]] = defaultdict(dict)
    for name, told in files().items():
        for row in told if name.startswith("works") else ():
            found[str(row[1]), PLATFORMS[str(row[0])]][str(row[2])] = row
    return found


def day(told: object) -> date:
    """The day of a moment: a text, or a spreadsheet's count of days."""
    if isinstance(told, str):
        return date.fromisoformat(told[:10].replace("/", "-"))
    return (datetime(1899, 12, 30) + timedelta(days=float(str(told)))).date()


@cache
def by_name() -> dict[str, list[Row]]:
    """The works told of an account's name, whatever the platform."""
    found: dict[str, list[Row]] = defaultdict(list)
    for (account, _), told in lists().items():
        found[account] += told.values()
    return found


def of_lists(name: str) -> dict[str, float | Status]:
    """What the lists of an account's name tell together; NOT_TRIED without any."""
    every = by_name().get(name, [])
    if not every:
        return dict.fromkeys(LIST_METRICS, Status.NOT_TRIED)
    month = [row for row in every if day(row[3]) >= FIRST]
    days = {day(row[3]) for row in month}
    gaps = [(b - a).days for a, b in pairwise(sorted({date(2026, 10, 1), TODAY, *days}))]
    shown = [[number(count) for count in row[5:9]] for row in month]
    likes, comments, shares = (sum(counts[place] or 0 for counts in shown) for place in (1, 2, 3))
    bci = 0.2 * math.log(len(month) + 1) + 0.32 * math.log((shares + 1) * (comments + 1)) + 0.16 * math.log(likes + 1)
    values = (
        len(month) / 30,
        min(1, len(days) / 30),
        max(gaps),
        len({about(str(row[4])) for row in month} - {"other"}),
        min((TODAY - day(row[3])).days for row in every),
        average(counts[0] for counts in shown if counts[0] is not None),
        160 * bci,
        average(counts[1] >= 100 and counts[2] == counts[3] == 0 for counts in shown if counts[1] is not None),
    )
    return dict(zip(LIST_METRICS, values, strict=True))


LIST_METRICS = (
    "works_per_day", "active_days_share", "longest_gap_days", "topics_count", "silent_days", "plays_per_video", "vci",
    "bare_likes_share",
)  # fmt: skip

"""The answers of Bilibili: an account's card, its relations, a video."""

from __future__ import annotations

from typing import Any

from .drawn import VideoProfile
from .works import Work

BANNED = {"code": -412, "message": "request was banned", "ttl": 1}
NOBODY = {"code": -404, "message": "啥都木有", "ttl": 1}
HIDDEN = {"code": 62002, "message": "稿件不可见", "ttl": 1}
Json = dict[str, Any]


def card_answer(who: VideoProfile) -> Json:
    """The Bilibili account's card."""
    kind, role = who.official
    told = f"{who.name}官方账号" if role else ""
    card = {
        "mid": who.mid,
        "name": who.name,
        "approve": False,
        "sex": "保密",
        "rank": "10000",
        "face": f"https://i0.hdslb.com/bfs/face/{who.mid}.jpg",
        "DisplayRank": "0",
        "regtime": 0,
        "spacesta": 0,
        "birthday": "",
        "place": "",
        "description": "",
        "article": 0,
        "attentions": [],
        "fans": who.fans,
        "friend": 12,
        "attention": 12,
        "sign": who.bio,
        "level_info": {"current_level": 6, "current_min": 0, "current_exp": 0, "next_exp": 0},
        "Official": {"role": role, "title": told, "desc": "", "type": kind},
        "official_verify": {"type": kind, "desc": told},
        "vip": {"type": 0, "status": 0, "label": {"text": ""}},
    }
    counts = {"archive_count": who.archives, "article_count": 0, "follower": who.fans, "like_num": who.fans * 7}
    return {"code": 0, "message": "0", "ttl": 1, "data": {"card": card, "following": False, **counts}}


def relation_answer(who: VideoProfile) -> Json:
    """Whom the account follows, and who follows it."""
    return {"code": 0, "message": "0", "ttl": 1, "data": _relation(who)}


def _relation(who: VideoProfile) -> Json:
    return {"mid": int(who.mid), "following": 12, "whisper": 0, "black": 0, "follower": who.fans}


def view_answer(who: VideoProfile, work: Work) -> Json:
    """One video; those taken down are said to be gone, or to be hidden."""
    if work.gone:
        return NOBODY if work.number % 2 else HIDDEN
    aid = 990_000_000_000 + work.number
    data = {
        "bvid": work.id,
        "aid": aid,
        "videos": 1,
        "tid": 202,
        "tname": "资讯",
        "copyright": 1,
        "pic": f"http://i2.hdslb.com/bfs/archive/{work.id}.jpg",
        "title": work.caption,
        "pubdate": int(work.published.timestamp()),
        "ctime": int(work.published.timestamp()) - 60,
        "desc": "",
        "state": 0,
        "duration": 61,
        "owner": {"mid": int(who.mid), "name": who.name, "face": f"https://i0.hdslb.com/bfs/face/{who.mid}.jpg"},
        "stat": _stat(work, aid),
    }
    return {"code": 0, "message": "0", "ttl": 1, "data": data}


def _stat(work: Work, aid: int) -> Json:
    return {
        "aid": aid,
        "view": work.plays,
        "danmaku": work.comments * 2,
        "reply": work.comments,
        "favorite": work.likes // 5,
        "coin": work.likes // 7,
        "share": work.shares,
        "now_rank": 0,
        "his_rank": 0,
        "like": work.likes,
        "dislike": 0,
    }

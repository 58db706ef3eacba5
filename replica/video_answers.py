"""The answers of Douyin's share interfaces and of Bilibili's card."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from .answers import template
from .clutter import joined
from .video_profile import Video, VideoProfile
from .words import headline

BANNED = {"code": -412, "message": "request was banned", "ttl": 1}
NOBODY = {"code": -404, "message": "啥都木有", "ttl": 1}
IMAGES = "https://p3-pc.douyinpic.com"
Json = dict[str, Any]


def user_answer(who: VideoProfile) -> Json:
    """The Douyin account's card."""
    avatar = {"uri": "aweme-avatar", "url_list": [f"{IMAGES}/aweme/100x100/{who.sec_uid}.jpeg"]}
    user = {
        "nickname": who.name,
        "unique_id": "",
        "short_id": who.mid,
        "sec_uid": who.sec_uid,
        "aweme_count": who.works,
        "follower_count": who.followers,
        "mplatform_followers_count": who.followers * 2,
        "following_count": 31,
        "total_favorited": str(who.favorited),
        "favoriting_count": 0,
        "signature": who.bio,
        "custom_verify": who.custom_verify,
        "enterprise_verify_reason": who.enterprise_verify,
        "verification_type": 2 if who.enterprise_verify else 1 if who.custom_verify else 0,
        "is_gov_media_vip": who.custom_verify != "",
        "avatar_thumb": avatar,
        "avatar_medium": avatar,
        "avatar_larger": avatar,
        "original_musician": {"music_count": 0, "music_used_count": 0},
        "followers_detail": None,
        "platform_sync_info": None,
        "geofencing": None,
    }
    return {"status_code": 0, "user_info": user, "extra": {"now": 0, "fatal_item_ids": [], "logid": ""}}


def caption(video: Video) -> str:
    """What stands under a video."""
    return f"{headline(int(video.id[-2:]), video.service)} #城市早知道"


def share_page(who: VideoProfile, video: Video) -> bytes:
    """The share page of one video, its data in a script with escaped slashes."""
    item = {
        "aweme_id": video.id,
        "desc": caption(video),
        "create_time": int(video.published.timestamp()),
        "author": {"nickname": who.name, "sec_uid": who.sec_uid, "short_id": who.mid, "unique_id": "", "signature": who.bio},
        "music": {"mid": "99", "title": "原创音乐", "author": who.name, "duration": 61},
        "video": {"play_addr": {"uri": f"v0d00fg{video.id}"}, "height": 1920, "width": 1080, "duration": 61_440},
        "statistics": {
            "aweme_id": video.id,
            "comment_count": video.comments,
            "digg_count": video.likes,
            "play_count": 0,
            "share_count": video.shares,
            "collect_count": video.likes // 9,
        },
        "text_extra": [{"start": 0, "end": 6, "type": 1, "hashtag_name": "城市早知道"}],
        "images": None,
        "aweme_type": 4,
        "is_live_replay": False,
        "share_info": {"share_desc": "在抖音，记录美好生活", "share_title": caption(video)},
    }
    page = {"itemId": video.id, "videoInfoRes": {"status_code": 0, "item_list": [item], "filter_list": [], "is_oversea": 0}}
    loader = {"loaderData": {"video_layout": None, "video_(id)/page": page}, "errors": None}
    data = json.dumps(loader, ensure_ascii=False, separators=(",", ":")).replace("/", "\\u002F")
    return joined(template("douyin_share.html").render(caption=caption(video), data=Markup(data)))


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

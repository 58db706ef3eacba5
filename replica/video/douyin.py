"""The answers of Douyin's share interfaces: an account's card, the share page of a video."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from ..answers import template
from ..clutter import joined
from .drawn import VideoProfile
from .works import Work

IMAGES = "https://p3-pc.douyinpic.com"
Json = dict[str, Any]


def user_answer(who: VideoProfile) -> Json:
    """The Douyin account's card."""
    avatar = {"uri": "aweme-avatar", "url_list": [f"{IMAGES}/aweme/100x100/{who.sec_uid}.jpeg"]}
    user = {
        "nickname": who.nickname,
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


def share_page(who: VideoProfile, video: Work) -> bytes:
    """The share page of one video, its data in a script with escaped slashes."""
    item = {
        "aweme_id": video.id,
        "desc": video.caption,
        "create_time": int(video.published.timestamp()),
        "author": {"nickname": who.nickname, "sec_uid": who.sec_uid, "short_id": who.mid, "unique_id": "", "signature": who.bio},
        "music": {"mid": "99", "title": "原创音乐", "author": who.nickname, "duration": 61},
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
        "share_info": {"share_desc": "在抖音，记录美好生活", "share_title": video.caption},
    }
    page = {"itemId": video.id, "videoInfoRes": {"status_code": 0, "item_list": [item], "filter_list": [], "is_oversea": 0}}
    loader = {"loaderData": {"video_layout": None, "video_(id)/page": page}, "errors": None}
    data = json.dumps(loader, ensure_ascii=False, separators=(",", ":")).replace("/", "\\u002F")
    return joined(template("douyin_share.html").render(caption=video.caption, data=Markup(data)))

"""A post and its account as m.weibo.cn writes them, in the shape recorded in 2019 with the changes known since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from ..draw import printed
from ..words import body
from ..world import World
from .ids import mblogid
from .profile import HOUR, MINUTE, Post, WeiboProfile
from .texts import HASHTAG, short_html

IMAGES = "https://wx3.sinaimg.cn"
USER = {
    "close_blue_v": False,
    "description": "发布权威信息，回应社会关切",
    "gender": "m",
    "mbtype": 12,
    "urank": 48,
    "mbrank": 7,
    "follow_me": False,
    "following": False,
    "follow_count": 207,
    "cover_image_phone": f"{IMAGES}/crop.0.0.640.640.640/549d0121tw1egm1kjly3jj20hs0hsq4f.jpg",
    "like": False,
    "like_me": False,
    "badge": {"user_name_certificate": 1, "follow_whitelist_video": 1, "china_2019": 1, "dzwbqlx_2016": 1},
}
BLOG = {
    "visible": {"type": 0, "list_id": 0},
    "can_edit": False,
    "show_additional_indication": 0,
    "textLength": 180,
    "source": "微博 weibo.com",
    "favorited": False,
    "is_paid": False,
    "mblog_vip_type": 0,
    "pending_approval_count": 0,
    "reward_exhibition_type": 0,
    "hide_flag": 0,
    "more_info_type": 0,
    "extern_safe": 0,
    "number_display_strategy": {"apply_scenario_flag": 3, "display_text_min_number": 1000000, "display_text": "100万+"},
    "content_auth": 0,
    "mblog_menu_new_style": 0,
    "edit_config": {"edited": False},
    "show_attitude_bar": 0,
}
TOPIC = {
    "page_pic": {"url": f"{IMAGES}/thumb180/topic.jpg"},
    "page_url": "https://m.weibo.cn/p/index?containerid=100808",
    "page_title": HASHTAG,
    "content1": HASHTAG,
    "content2": "1万讨论 2亿阅读",
    "type": "topic",
    "object_id": "1022:100808",
}
Json = dict[str, Any]


def created_at(published: datetime, as_of: datetime, dated: str) -> str:
    """The moment as the answer prints it."""
    if dated == "full":
        return published.strftime("%a %b %d %H:%M:%S +0800 %Y")
    age = as_of - published
    if published.date() == as_of.date():
        return "刚刚" if age < MINUTE else f"{age // MINUTE}分钟前" if age < HOUR else f"{age // HOUR}小时前"
    if as_of.date() - published.date() == timedelta(days=1):
        return f"昨天 {published:%H:%M}"
    return f"{published:%m-%d}" if published.year == as_of.year else f"{published:%Y-%m-%d}"


def user(who: WeiboProfile) -> Json:
    """The account's card."""
    kind = who.verified.kind
    followers = "100万+" if who.at_least else printed(who.followers)
    return USER | {
        "id": int(who.uid),
        "screen_name": who.name,
        "profile_image_url": f"{IMAGES}/crop.0.0.180.180.180/{who.uid}.jpg?KID=imgbed,tva",
        "profile_url": f"https://m.weibo.cn/u/{who.uid}?uid={who.uid}&luicode=10000011&lfid=107603{who.uid}",
        "avatar_hd": f"{IMAGES}/orj480/{who.uid}.jpg",
        "statuses_count": len(who.posts),
        "verified": kind > 0,
        "verified_type": kind,
        "verified_type_ext": 50 if kind > 0 else -1,
        "verified_reason": who.verified.reason,
        "followers_count": followers,
        "followers_count_str": str(followers),
    }


def mblog(world: World, who: WeiboProfile, post: Post) -> Json:
    """The post."""
    blog = BLOG | {
        "created_at": created_at(post.published, world.as_of, who.dated),
        "id": post.id,
        "idstr": post.id,
        "mid": post.id,
        "bid": "" if post.number % 11 == 0 else mblogid(post.id),
        "text": short_html(post),
        "isLongText": post.long,
        "user": user(who),
        "reposts_count": printed(post.reposts),
        "comments_count": printed(post.comments),
        "attitudes_count": printed(post.likes),
        "mblogtype": 2 if post.pinned else 0,
        "pic_num": post.pictures,
        "pics": [_picture(post, number) for number in range(post.pictures)],
    }
    if post.pinned:
        blog |= {"isTop": 1, "title": {"text": "置顶", "base_color": 1}}
    if post.video:
        blog["page_info"] = _video(post)
    elif post.number % 4 == 0:
        blog["page_info"] = TOPIC
    if not post.original:
        blog["retweeted_status"] = _retweeted(post)
    return blog


def _picture(post: Post, number: int) -> Json:
    pid = f"006gov{int(post.id) + number:x}gy1"
    large = {"size": "large", "url": f"{IMAGES}/large/{pid}.jpg", "geo": {"width": "1242", "height": 2208, "croped": False}}
    small = {"size": "orj360", "url": f"{IMAGES}/orj360/{pid}.jpg", "geo": {"width": 360, "height": 640, "croped": False}}
    return {"pid": pid, **small, "large": large}


def _video(post: Post) -> Json:
    return {
        "page_pic": {"url": f"{IMAGES}/wap720/{mblogid(post.id)}.jpg"},
        "page_url": f"https://video.weibo.com/show?fid=1034:{post.id}",
        "page_title": "现场视频",
        "content1": "现场视频",
        "content2": "",
        "type": "video",
        "object_id": f"1034:{post.id}",
        "play_count": f"{post.likes + 1}万次播放",
        "media_info": {"duration": 61.957, "stream_url": f"https://f.video.weibocdn.com/{mblogid(post.id)}.mp4?label=mp4_ld&ori=0"},
    }


def _retweeted(post: Post) -> Json:
    """The post that was passed on; its author is null where it was deleted."""
    deleted = post.number % 7 == 0
    user = None if deleted else {"id": 9900000001, "screen_name": "省级媒体", "verified": True, "verified_type": 3}
    text = "抱歉，作者已删除此微博" if deleted else body(post.number, 2)
    counts = {"reposts_count": 1024, "comments_count": 512, "attitudes_count": "2.4万"}
    return {"id": str(int(post.id) - 86400), "created_at": "01-02", "text": text, "user": user, "pic_num": 0, **counts}

"""The answers of weibo.com/ajax, in the shapes that public type definitions write down."""

from __future__ import annotations

from datetime import datetime

from ...contract import CHINA
from ..world import World
from .blog import Json, created_at
from .ids import mblogid
from .profile import Post, WeiboProfile
from .texts import full_plain, plain

PAGE = 20
LOGIN = {"ok": -100, "url": "https://weibo.com/login.php?url=https%3A%2F%2Fweibo.com%2F"}
SUFFIX = "kp2"  # of the cursor
STRATEGY = {"apply_scenario_flag": 3, "display_text_min_number": 1000000, "display_text": "100万+"}


def info(who: WeiboProfile) -> Json:
    """The account's card."""
    said = {
        "description": "发布权威信息，回应社会关切",
        "location": "中国",
        "followers_count": who.followers,
        "followers_count_str": str(who.followers),
        "friends_count": 207,
        "statuses_count": len(who.posts),
        "verified_reason": who.verified.reason,
        "domain": "",
        "weihao": "",
    }
    return {"ok": 1, "data": {"user": _user(who) | said, "tabList": [{"name": "home", "tabName": "精选"}], "blockText": ""}}


def mymblog(world: World, who: WeiboProfile, since: str, page: int) -> Json:
    """Twenty posts from the one after the cursor on, else of that page; the cursor is '' after the last."""
    mid = since.removesuffix(SUFFIX)
    start = next((i + 1 for i, post in enumerate(who.posts) if post.id == mid), 0 if mid else PAGE * (page - 1))
    posts = who.posts[start : start + PAGE]
    more = start + PAGE < len(who.posts)
    listed = [status(world, who, post) for post in posts]
    cursor = f"{posts[-1].id}{SUFFIX}" if more else ""
    return {"ok": 1, "data": {"since_id": cursor, "list": listed, "status_visible": 0, "topicList": [], "total": len(who.posts)}}


def search(world: World, who: WeiboProfile, start: int, end: int, page: int) -> Json:
    """Twenty posts of that page of those from `start` to `end`, epoch seconds; newest first, none of them pinned."""
    since, until = (datetime.fromtimestamp(moment, CHINA) for moment in (start, end))
    found = sorted((post for post in who.posts if since <= post.published <= until), key=lambda post: post.id, reverse=True)
    listed = [status(world, who, post) | {"isTop": 0, "mblogtype": 0} for post in found[PAGE * (page - 1) : PAGE * page]]
    return {"ok": 1, "data": {"list": listed, "total": len(found)}}


def longtext(post: Post) -> Json:
    """The whole of a long text; nothing of a short one."""
    if not post.long:
        return {"ok": 1, "data": {}}
    text, addresses = full_plain(post)
    return {"ok": 1, "data": {"longTextContent": text, "topic_struct": []} | ({"url_struct": addresses} if addresses else {})}


def other_shape(who: WeiboProfile) -> Json:
    """An answer as another interface of the same platform gives it."""
    return {"ok": 1, "data": {"profile": {"uid": int(who.uid)}, "statuses": {"items": []}}}


def status(world: World, who: WeiboProfile, post: Post) -> Json:
    """The post."""
    said = {
        "visible": {"type": 0, "list_id": 0},
        "created_at": created_at(post.published, world.as_of, "full"),
        "id": int(post.id),
        "idstr": post.id,
        "mid": post.id,
        "mblogid": mblogid(post.id),
        "user": _user(who),
        "can_edit": False,
        "text_raw": plain(post),
        "text": plain(post).replace("&", "&amp;"),
        "source": "微博网页版",
        "region_name": "发布于 本地",
        "pic_ids": [f"006gov{int(post.id) + number:x}gy1" for number in range(post.pictures)],
        "pic_num": post.pictures,
        "number_display_strategy": STRATEGY,
        "reposts_count": post.reposts,
        "comments_count": post.comments,
        "attitudes_count": post.likes,
        "isLongText": post.long,
        "mblogtype": 2 if post.pinned else 0,
    }
    if post.long:
        said["continue_tag"] = {"title": "全文", "scheme": f"sinaweibo://detail?mblogid={post.id}&id={post.id}"}
    if post.pinned:
        said |= {"isTop": 1, "title": {"text": "置顶", "base_color": 1}}
    if post.video:
        said["page_info"] = _video(post)
    if not post.original:
        passed_on = int(post.id) - 86400
        said["retweeted_status"] = {"id": passed_on, "idstr": str(passed_on), "text_raw": "转发的内容", "user": None}
    return said


def _video(post: Post) -> Json:
    media = {"name": "现场视频", "duration": 61, "stream_url": f"https://f.video.weibocdn.com/{mblogid(post.id)}.mp4"}
    return {"type": "11", "object_type": "video", "object_id": f"1034:{post.id}", "page_title": "现场视频", "media_info": media}


def _user(who: WeiboProfile) -> Json:
    kind = who.verified.kind
    return {
        "id": int(who.uid),
        "idstr": who.uid,
        "pc_new": 0,
        "screen_name": who.name,
        "profile_url": f"/u/{who.uid}",
        "verified": kind > 0,
        "verified_type": kind,
        "verified_type_ext": 50 if kind > 0 else -1,
        "follow_me": False,
        "following": False,
    }

"""The answers of m.weibo.cn, in the shape recorded in 2019 with the changes known since."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .draw import printed
from .weibo_profile import HOUR, MINUTE, Post, WeiboProfile
from .words import body, headline
from .world import World

PAGE = 10
LOGIN = {"ok": -100, "url": "https://passport.weibo.com/sso/signin?entry=wapsso&source=wapssowb&url=https%3A%2F%2Fm.weibo.cn%2F"}
NOTHING = {"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}
IMAGES = "https://wx3.sinaimg.cn"
HASHTAG = '<a href="https://m.weibo.cn/search?containerid=231522type%3D1"><span class="surl-text">#城市早知道#</span></a>'
EMOTICON = (
    '<span class="url-icon"><img alt=[心] src="https://h5.sinaimg.cn/m/emoticon/icon/others/l_xin-43af9086c0.png" '
    'style="width:1em; height:1em;" /></span>'
)
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
    "isLongText": True,
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
    "page_title": "#城市早知道#",
    "content1": "#城市早知道#",
    "content2": "1万讨论 2亿阅读",
    "type": "topic",
    "object_id": "1022:100808",
}
BASE62 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
Json = dict[str, Any]


def profile_answer(who: WeiboProfile) -> Json:
    """The account's card and its tabs."""
    tabs = [("profile", "主页", "230283"), ("weibo", "微博", "107603"), ("video", "视频", "231567"), ("album", "相册", "107803")]
    tab = {"must_show": 1, "hidden": 0}
    menu = {"type": "profile_follow", "name": "关注", "params": {"uid": int(who.uid)}}
    return {
        "ok": 1,
        "data": {
            "avatar_guide": [],
            "userInfo": _user(who) | {"toolbar_menus": [menu]},
            "fans_scheme": f"https://m.weibo.cn/p/index?containerid=231051_-_fans_intimacy_-_{who.uid}",
            "follow_scheme": f"https://m.weibo.cn/p/index?containerid=231051_-_followersrecomm_-_{who.uid}",
            "tabsInfo": {
                "selectedTab": 1,
                "tabs": [
                    {"id": i, "tabKey": kind, "title": title, "tab_type": kind, "containerid": f"{prefix}{who.uid}", **tab}
                    for i, (kind, title, prefix) in enumerate(tabs, 1)
                ],
            },
            "scheme": f"sinaweibo://userinfo?uid={who.uid}&type=uid&value={who.uid}&luicode=10000011&v_p=42",
            "showAppTips": 1,
        },
    }


def timeline_answer(world: World, who: WeiboProfile, since: str) -> Json:
    """Ten posts from the one after `since` on, among cards of other types; `since_id` only where more follow."""
    start = next((i + 1 for i, post in enumerate(who.posts) if post.id == since), 0)
    posts = who.posts[start : start + PAGE]
    if not posts:
        return NOTHING
    info = {"containerid": f"107603{who.uid}", "v_p": 42, "show_style": 1, "total": len(who.posts)}
    if start + PAGE < len(who.posts):
        info["since_id"] = int(posts[-1].id)
    cards = [_card(world, who, post) for post in posts]
    cards.insert(1, {"card_type": 11, "show_type": 1, "card_group": [{"card_type": 42, "desc": "相关推荐"}, {"card_type": 4}]})
    cards.append({"card_type": 58, "itemid": "", "title": "推荐关注", "show_type": 0, "scheme": "https://m.weibo.cn/p/index"})
    return {
        "ok": 1,
        "data": {"cardlistInfo": info, "cards": cards, "scheme": f"sinaweibo://cardlist?containerid=107603{who.uid}"},
    }


def other_shape(who: WeiboProfile) -> Json:
    """An answer as another interface of the same platform gives it."""
    return {"ok": 1, "data": {"user": _user(who), "statuses": [], "list": [], "more": f"/p/230413{who.uid}"}}


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


def _user(who: WeiboProfile) -> Json:
    kind = 1 if who.government else 3 if len(who.posts) % 2 else -1
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
        "verified_reason": f"{who.name}官方微博" if kind > 0 else "",
        "followers_count": followers,
        "followers_count_str": str(followers),
    }


def _card(world: World, who: WeiboProfile, post: Post) -> Json:
    """The post's card; a pinned post of some accounts lies in a group, as their tops do."""
    card = {
        "card_type": 9,
        "itemid": f"107603{who.uid}_-_{post.id}",
        "scheme": f"https://m.weibo.cn/status/{_bid(post)}?mblogid={_bid(post)}&luicode=10000011&lfid=107603{who.uid}",
        "mblog": _mblog(world, who, post),
        "show_type": 0,
    }
    if post.pinned:
        card["profile_type_id"] = f"proweibotop_{who.uid}"
        if who.followers % 2000 < 1000:
            return {"card_type": 11, "show_type": 0, "card_group": [card]}
    return card


def _mblog(world: World, who: WeiboProfile, post: Post) -> Json:
    blog = BLOG | {
        "created_at": created_at(post.published, world.as_of, who.dated),
        "id": post.id,
        "idstr": post.id,
        "mid": post.id,
        "bid": "" if int(post.id) % 11 == 0 else _bid(post),
        "text": _text(post),
        "user": _user(who),
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
    elif int(post.id) % 4 == 0:
        blog["page_info"] = TOPIC
    if not post.original:
        blog["retweeted_status"] = _retweeted(post)
    return blog


def _text(post: Post) -> str:
    number = int(post.id[-6:])
    said = f"【{headline(number, post.service, post.callout)}】".replace("&", "&amp;")
    return f'{HASHTAG} {said}<br />{body(number, 3)}{EMOTICON} ...<a href="/status/{post.id}">全文</a>'


def _picture(post: Post, number: int) -> Json:
    pid = f"006gov{int(post.id) + number:x}gy1"
    large = {"size": "large", "url": f"{IMAGES}/large/{pid}.jpg", "geo": {"width": "1242", "height": 2208, "croped": False}}
    small = {"size": "orj360", "url": f"{IMAGES}/orj360/{pid}.jpg", "geo": {"width": 360, "height": 640, "croped": False}}
    return {"pid": pid, **small, "large": large}


def _video(post: Post) -> Json:
    return {
        "page_pic": {"url": f"{IMAGES}/wap720/{_bid(post)}.jpg"},
        "page_url": f"https://video.weibo.com/show?fid=1034:{post.id}",
        "page_title": "现场视频",
        "content1": "现场视频",
        "content2": "",
        "type": "video",
        "object_id": f"1034:{post.id}",
        "play_count": f"{post.likes + 1}万次播放",
        "media_info": {"duration": 61.957, "stream_url": f"https://f.video.weibocdn.com/{_bid(post)}.mp4?label=mp4_ld&ori=0"},
    }


def _retweeted(post: Post) -> Json:
    """The post that was passed on; its author is null where it was deleted."""
    deleted = int(post.id[-6:]) % 7 == 0
    user = None if deleted else {"id": 9900000001, "screen_name": "省级媒体", "verified": True, "verified_type": 3}
    text = "抱歉，作者已删除此微博" if deleted else body(int(post.id[-6:]), 2)
    counts = {"reposts_count": 1024, "comments_count": 512, "attitudes_count": "2.4万"}
    return {"id": str(int(post.id) - 86400), "created_at": "01-02", "text": text, "user": user, "pic_num": 0, **counts}


def _bid(post: Post) -> str:
    """The id in base 62, 9 characters."""
    number, digits = int(post.id), ""
    while number:
        number, rest = divmod(number, 62)
        digits = BASE62[rest] + digits
    return digits[-9:]

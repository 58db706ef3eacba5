"""The answers of m.weibo.cn about accounts and lists of posts."""

from __future__ import annotations

from ..world import World
from .blog import Json, mblog, user
from .ids import mblogid
from .profile import Post, WeiboProfile

PAGE = 10
LOGIN = {"ok": -100, "url": "https://passport.weibo.com/sso/signin?entry=wapsso&source=wapssowb&url=https%3A%2F%2Fm.weibo.cn%2F"}
NOTHING = {"ok": 0, "msg": "这里还没有内容", "data": {"cards": []}}


def profile_answer(who: WeiboProfile) -> Json:
    """The account's card and its tabs."""
    tabs = [("profile", "主页", "230283"), ("weibo", "微博", "107603"), ("video", "视频", "231567"), ("album", "相册", "107803")]
    tab = {"must_show": 1, "hidden": 0}
    menu = {"type": "profile_follow", "name": "关注", "params": {"uid": int(who.uid)}}
    return {
        "ok": 1,
        "data": {
            "avatar_guide": [],
            "userInfo": user(who) | {"toolbar_menus": [menu]},
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
    return {"ok": 1, "data": {"user": user(who), "statuses": [], "list": [], "more": f"/p/230413{who.uid}"}}


def _card(world: World, who: WeiboProfile, post: Post) -> Json:
    """The post's card; a pinned post of some accounts lies in a group, as their tops do."""
    card = {
        "card_type": 9,
        "itemid": f"107603{who.uid}_-_{post.id}",
        "scheme": f"https://m.weibo.cn/status/{mblogid(post.id)}?mblogid={mblogid(post.id)}&luicode=10000011&lfid=107603{who.uid}",
        "mblog": mblog(world, who, post),
        "show_type": 0,
    }
    if post.pinned:
        card["profile_type_id"] = f"proweibotop_{who.uid}"
        if who.followers % 2000 < 1000:
            return {"card_type": 11, "show_type": 0, "card_group": [card]}
    return card

"""The answers of m.weibo.cn about one post: itself, its long text, what stands under it."""

from __future__ import annotations

import json
from datetime import timedelta

from ...contract import Unit
from ..draw import printed
from ..world import World
from .blog import Json, created_at, mblog
from .comments import Comment, comments
from .profile import Post, WeiboProfile
from .texts import full_html

NO_POST = {"ok": 0, "msg": "微博不存在或暂无查看权限!"}
NO_COMMENTS = ({"ok": 0, "msg": "还没有人评论哦~快来抢沙发！"}, {"ok": 0, "msg": "这里还没有内容"})
DETAIL = """<!DOCTYPE html>
<html>
<head>
    <meta charset="utf-8">
    <title>微博正文 - 微博HTML5版</title>
</head>
<body>
<div id="app" class="m-container-max"></div>
<script>
    var config = { env: 'prod', login: [1][0], st: '0a1b2c', uid: '' };
    var $render_data = [%s][0] || {};
    var __wb_performance_data = {v:"v8",m:"mainsite",pwa:1,sw:0};
</script>
</body>
</html>
"""


def extended(post: Post) -> Json:
    """The whole of a long text; of a short one there is no more than it shows."""
    counts = {"reposts_count": post.reposts, "comments_count": post.comments, "attitudes_count": post.likes}
    return {"ok": 1, "data": {"ok": 1, "longTextContent": full_html(post), **counts}}


def shown(world: World, who: WeiboProfile, post: Post) -> Json:
    """The post by itself, with its whole text as pages of one post have it."""
    return mblog(world, who, post) | ({"text": full_html(post)} if post.long else {})


def detail_page(world: World, who: WeiboProfile, post: Post) -> bytes:
    """The page of one post, which carries it in a script."""
    data = {"status": shown(world, who, post), "call": 1}
    return (DETAIL % json.dumps(data, ensure_ascii=False, indent=2)).encode()


def hotflow(world: World, unit: Unit, who: WeiboProfile, post: Post) -> Json:
    """The first page of what stands under a post."""
    listed = comments(world, unit, post)
    if not listed:
        return NO_COMMENTS[post.number % 2]
    more = post.comments > len(listed)
    told = [_comment(world, who, post, comment) for comment in listed]
    return {
        "ok": 1,
        "data": {
            "data": told,
            "data_hide_count": 0,
            "total_number": post.comments,
            "max_id": int(listed[-1].id) if more else 0,
            "max": 1 + post.comments // 20,
            "max_id_type": 0,
            "status": {"comment_manage_info": {"comment_permission_type": -1, "approval_comment_type": 0}},
        },
    }


def _comment(world: World, who: WeiboProfile, post: Post, comment: Comment, root: Comment | None = None) -> Json:
    said = comment.text
    if comment.own and root:
        said = f"回复<a href='https://m.weibo.cn/n/{root.name}'>@{root.name}</a>:{said}"
    user = {
        "id": int(comment.user),
        "screen_name": who.name if comment.own else comment.name,
        "profile_url": f"https://m.weibo.cn/u/{comment.user}",
        "verified": comment.own and who.verified.kind > 0,
        "followers_count": printed(who.followers) if comment.own else 12,
    }
    written = min(world.as_of, post.published + timedelta(minutes=30))
    return {
        "created_at": created_at(written, world.as_of, "full"),
        "id": comment.id,
        "rootid": (root or comment).id,
        "floor_number": 1,
        "text": said,
        "user": user,
        "comments": [_comment(world, who, post, reply, comment) for reply in comment.replies] or False,
        "total_number": len(comment.replies),
        "like_count": int(comment.id) % 9,
        "source": "来自北京",
    }

"""Answers of m.weibo.cn: profile and timeline. Those of weibo.com/ajax differ in few names, and are told by their address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...contract import Answer, Extract, Post, Profile, Status, Target, Timeline, fact
from ..answers import extractor, with_query
from ..posts import REACH_DAYS
from ..shapes import Ended, Node, ShapeError, read_json
from .words import TITLE, own_words, without_others

GOVERNMENT = 1  # verified_type: 0 a person, 1 a government, 2 an enterprise, 3 media
LOGIN = ("passport.weibo", "login.sina")
NOTHING = "没有内容"  # with ok 0: past the last post, an account that never posted, or a number nobody has


def extract(answer: Answer) -> Extract:
    """What an answer means. m.weibo.cn asks for a cookie by 432, or by sending to the visitor page."""
    if answer.page.http_status in (302, 432):
        return Extract(Status.LOGIN_REQUIRED, reason=f"HTTP {answer.page.http_status}")
    return _read(answer)


def profile(answer: Answer) -> Extract:
    root = _answered(answer)
    if root is None:
        return Extract(Status.DELETED, reason=NOTHING)
    user = root.at("data", "user" if "/profile/info" in answer.page.url else "userInfo")
    found = fact(
        Profile,
        answer.page,
        user.at("id").key(),
        name=user.at("screen_name").text(),
        description=user.words("description"),
        verified=user.at("verified_type").whole() == GOVERNMENT,
        verified_reason=user.words("verified_reason"),
        likes=None,
        **user.counts(followers="followers_count", following="follow_count", posts="statuses_count"),
    )
    return Extract(Status.OK, (found,))


def timeline(answer: Answer) -> Extract:
    page, root = answer.page, _answered(answer)
    data = root.at("data") if root else Node({"cards": [], "list": []})
    blogs = [(blog, False) for blog in data.at("list").items()] if "/ajax/" in page.url else list(_blogs(data))
    posts = [_post(answer, blog, pinned) for blog, pinned in blogs]
    moments = [p.published for p in posts if p.published and not p.pinned]
    oldest, cursor = min(moments, default=None), _cursor(data)
    end = fact(Timeline, page, page.url, items=len(posts), oldest=oldest, more=bool(cursor))
    enough = oldest is not None and oldest < page.seen_at - timedelta(days=REACH_DAYS)
    follow = (Target(with_query(page.url, drop=("page",), since_id=cursor), "timeline"),) if cursor and not enough else ()
    redacted = without_others(root, [blog for blog, _ in blogs]) if root else None
    return Extract(Status.OK if posts else Status.EMPTY, (*posts, end), follow, redacted=redacted)


_read = extractor({"profile": profile, "timeline": timeline})


def _answered(answer: Answer) -> Node | None:
    """The root of an answer that says ok 1, None of one that says that nothing is there; anything else ends the reading."""
    if any(host in answer.page.url for host in LOGIN) or b"Sina Visitor System" in answer.body[:4096]:
        raise Ended(Status.LOGIN_REQUIRED, "sent to the login page")
    root = read_json(answer.body)
    ok, message, url = root.at("ok").whole(), root.words("msg"), root.words("url")
    if ok == -100 or any(host in url for host in LOGIN):
        raise Ended(Status.LOGIN_REQUIRED, f"ok {ok}")
    if url and not root.get("data"):
        raise Ended(Status.BLOCKED, f"ok {ok}: captcha")
    if ok == 0 and NOTHING in message:
        return None
    if ok != 1:
        raise ShapeError("$.ok", f"{ok} {message}")
    return root


def _blogs(data: Node) -> Iterator[tuple[Node, bool]]:
    """Each post, and whether its card says that it is pinned. Other cards are notices and advertisements."""
    cards = list(data.at("cards").items())
    groups = [list(card.at("card_group").items()) if card.get("card_group") else [card] for card in cards]
    for card in (card for group in groups for card in group):
        if card.at("card_type").whole() == 9:
            yield card.at("mblog"), card.words("profile_type_id").startswith("proweibotop")


def _post(answer: Answer, blog: Node, pinned: bool) -> Post:
    pictures = next((p.size() for p in map(blog.get, ("pics", "pic_ids")) if p), 0)
    media = (("picture", pictures > 0), ("video", _has_video(blog)))
    return fact(
        Post,
        answer.page,
        blog.at("id").key(),
        published=blog.at("created_at").time(answer.page.seen_at),
        title=own_words(blog.at("text").text())[:TITLE],
        original=blog.get("retweeted_status") is None,
        pinned=pinned or _is_pinned(blog),
        reads=None,
        media=tuple(kind for kind, there in media if there),
        pictures=pictures,
        **blog.counts(reposts="reposts_count", comments="comments_count", likes="attitudes_count"),
    )


def _is_pinned(blog: Node) -> bool:
    """True by any of the four marks that were seen."""
    title, top, kind = blog.get("title"), blog.get("isTop"), blog.get("mblogtype")
    marked = (top and top.value in (1, "1"), kind and kind.value == 2, title and title.words("text") == "置顶")
    return any(marked) or blog.words("profile_type_id").startswith("proweibotop")


def _has_video(blog: Node) -> bool:
    info = blog.get("page_info")
    return info is not None and "video" in (info.words("type"), info.words("object_type"))


def _cursor(data: Node) -> str:
    """Where the next page begins; '' where none does."""
    since = (data.get("cardlistInfo") or data).get("since_id")
    return since.key() if since and since.value not in (0, "", "0") else ""

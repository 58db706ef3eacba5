"""What every answer of Weibo says before it says anything else: sign in, captcha, nothing here, gone; or here it is."""

from __future__ import annotations

from ...contract import Answer, Page, Status
from ..answers import query
from ..shapes import Ended, Node, ShapeError, read_json
from .ids import post_id

LOGIN = ("passport.weibo", "login.sina", "weibo.com/login", "weibo.com/newlogin")
VISITOR = b"Sina Visitor System"
NOTHING = ("没有内容", "还没有人评论")  # with ok 0: past the last post, never posted, a number nobody has; no comments
GONE = ("不存在", "已被作者删除", "已被删除", "没有权限", "暂无查看权限", "此微博已不可见")


def sent_away(answer: Answer) -> bool:
    """True where an answer only leads to the login: by HTTP 432, or a redirect to it. 302 is no answer of these endpoints."""
    status = answer.page.http_status
    to = next((value for name, value in answer.headers if name.lower() == "location"), "")
    return status in (302, 432) or (status in (301, 303, 307, 308) and leads_to_login(to))


def leads_to_login(url: str) -> bool:
    return any(host in url for host in LOGIN)


def not_at_the_gate(answer: Answer) -> None:
    """Ends the reading of a login page."""
    if leads_to_login(answer.page.url) or VISITOR in answer.body[:4096]:
        raise Ended(Status.LOGIN_REQUIRED, "sent to the login page")


def answered(answer: Answer) -> Node | None:
    """The root of an answer that says ok 1, None of one that says that nothing is there; anything else ends the reading."""
    not_at_the_gate(answer)
    root = read_json(answer.body)
    ok, message, url = root.at("ok").whole(), root.words("msg") or root.words("message"), root.words("url")
    if ok == -100 or leads_to_login(url):
        raise Ended(Status.LOGIN_REQUIRED, f"ok {ok}")
    if url and not root.get("data"):
        raise Ended(Status.BLOCKED, f"ok {ok}: captcha")
    if ok == 0 and any(word in message for word in NOTHING):
        return None
    if ok == 0 and any(word in message for word in GONE):
        raise Ended(Status.DELETED, message)
    if ok != 1:
        raise ShapeError("$.ok", f"{ok} {message}")
    return root


def of_ajax(page: Page) -> bool:
    """True for answers of weibo.com, false for those of m.weibo.cn."""
    return "/ajax/" in page.url


def post_of(page: Page) -> str:
    """The post that a look is about: as the list named it, else by its address. Ended where neither says."""
    name = page.about or query(page.url).get("id", "")
    try:
        return post_id(name)
    except ValueError as fault:
        raise ShapeError("address", str(fault)) from None

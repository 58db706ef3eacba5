"""Answers of m.weibo.cn and of weibo.com/ajax, told apart by their address: one set of facts."""

from __future__ import annotations

from ...contract import Answer, Extract, Profile, Status, fact
from ..answers import extractor, query
from ..shapes import ShapeError
from .answered import NOTHING, answered, of_ajax, sent_away
from .comments import comments
from .longtext import longtext
from .one import one
from .timeline import timeline

GOVERNMENT = 1  # verified_type: 0 a person, 1 a government, 2 an enterprise, 3 media


def extract(answer: Answer) -> Extract:
    """What an answer means."""
    if sent_away(answer):
        return Extract(Status.LOGIN_REQUIRED, reason=f"HTTP {answer.page.http_status}")
    return _read(answer)


def profile(answer: Answer) -> Extract:
    """Who the account is."""
    root, page = answered(answer), answer.page
    if root is None:
        return Extract(Status.DELETED, reason=NOTHING[0])
    user = root.at("data", "user" if "/profile/info" in page.url else "userInfo")
    asked = query(page.url)
    uid = user.at("id").key()
    if uid != (asked.get("uid") or asked.get("value") or uid):
        raise ShapeError(user.at("id").path, f"{uid}, not the account asked for")
    found = fact(
        Profile,
        page,
        uid,
        name=user.at("screen_name").text(),
        description=user.words("description"),
        verified=user.at("verified_type").whole() == GOVERNMENT,
        verified_reason=user.words("verified_reason"),
        **user.counts(
            followers="followers_count", following="friends_count" if of_ajax(page) else "follow_count", posts="statuses_count"
        ),
    )
    return Extract(Status.OK, (found,))


_read = extractor(
    {"profile": profile, "timeline": timeline, "period": timeline, "longtext": longtext, "post": one, "comments": comments}
)

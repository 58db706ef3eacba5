"""Bilibili's card of an account."""

from __future__ import annotations

from ...contract import Answer, Extract, Profile, Status, fact
from ..shapes import Ended, ShapeError, read_json

# risk control, banned, too fast, nobody of that number
REFUSALS = {-352: Status.BLOCKED, -412: Status.BLOCKED, -799: Status.THROTTLED, -404: Status.DELETED}


def card(answer: Answer) -> Extract:
    root = read_json(answer.body)
    code = root.at("code").whole()
    if code in REFUSALS:
        raise Ended(REFUSALS[code], f"code {code}")
    if code:
        raise ShapeError("$.code", f"{code} {root.words('message')}")
    data = root.at("data")
    person = data.at("card")
    official = person.at("Official")
    found = fact(
        Profile,
        answer.page,
        person.at("mid").key(),
        name=person.at("name").text(),
        description=person.words("sign"),
        verified=official.at("type").whole() >= 0 and official.at("role").whole() > 0,
        verified_reason=official.words("title"),
        **data.counts(followers="follower", posts="archive_count", likes="like_num"),
        following=None,
    )
    return Extract(Status.OK, (found,))

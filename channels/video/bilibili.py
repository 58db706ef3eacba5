"""Bilibili without a signature: the card of an account, its followers alone, one video."""

from __future__ import annotations

from ...contract import Answer, Extract, Post, Profile, Status, fact
from ..answers import query
from ..shapes import Ended, Node, ShapeError, read_json
from .figures import reach

INSTITUTION = 1  # Official.type: -1 none, 0 a person
RELATION = "relation:"  # before the key of what tells less than the card
TITLE = 1000  # characters
# risk control, banned, too fast, nobody (no video) of that number, a video that its author or the platform hides
REFUSALS = {
    -352: Status.BLOCKED,
    -412: Status.BLOCKED,
    -799: Status.THROTTLED,
    -404: Status.DELETED,
    62002: Status.DELETED,
}


def card(answer: Answer) -> Extract:
    data = _data(answer)
    person = data.at("card")
    official = person.at("Official")
    found = fact(
        Profile,
        answer.page,
        person.at("mid").key(),
        name=person.at("name").text(),
        description=person.words("sign"),
        verified=official.at("type").whole() == INSTITUTION and official.at("role").whole() > 0,
        verified_reason=official.words("title"),
        **data.counts(followers="follower", posts="archive_count", likes="like_num"),
    )
    return Extract(Status.OK, (found,))


def relation(answer: Answer) -> Extract:
    """How many follow the account, and whom it follows: what is left where the card is refused."""
    data = _data(answer)
    found = fact(
        Profile,
        answer.page,
        RELATION + data.at("mid").key(),
        name="",
        description="",
        verified_reason="",
        **data.counts(followers="follower", following="following"),
    )
    return Extract(Status.OK, (found,))


def view(answer: Answer) -> Extract:
    """One video. Bilibili prints its plays, so it has its reach too."""
    data = _data(answer)
    stat, asked = data.at("stat"), query(answer.page.url).get("bvid", "")
    if asked and data.at("bvid").key() != asked:
        raise ShapeError("$.data.bvid", "another video than was asked for")
    post = fact(
        Post,
        answer.page,
        data.at("bvid").key(),
        published=data.at("pubdate").time(answer.page.seen_at),
        title=data.at("title").text()[:TITLE],
        pinned=False,
        media=("video",),
        pictures=0,
        **stat.counts(reposts="share", comments="reply", likes="like", reads="view"),
    )
    return Extract(Status.OK, (post, reach(answer.page, post)))


def _data(answer: Answer) -> Node:
    """What an answer that says code 0 carries; anything else ends the reading."""
    root = read_json(answer.body)
    code = root.at("code").whole()
    if code in REFUSALS:
        raise Ended(REFUSALS[code], f"code {code}")
    if code:
        raise ShapeError("$.code", f"{code} {root.words('message')}")
    return root.at("data")

"""What stands under a post: counted, and kept only as what must be counted again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...contract import Answer, Comments, Extract, Status, fact
from ..shapes import Node, ShapeError
from .answered import answered, post_of

NONE = {"ok": 0, "msg": "还没有人评论"}


@dataclass(frozen=True)
class Said:
    """A comment or a reply: by the account itself, and its words, for as long as it takes to compare them."""

    own: bool
    words: str
    replies: tuple[Said, ...] = ()


def comments(answer: Answer) -> Extract:
    """How many, how many of them by the account, how many with words that another person's has too."""
    root, key = answered(answer), post_of(answer.page)
    if root is None:
        found = fact(Comments, answer.page, key, seen=0, own=0, repeated=0, more=False)
        return Extract(Status.EMPTY, (found,), redacted=_written(NONE))
    try:
        first = [_said(node, answer.page.account) for node in root.at("data", "data").items()]
        more = _more(root.at("data"))
    except ShapeError as fault:  # what stood there may be somebody's words
        raise ShapeError(str(fault).partition(": ")[0], "not as it was") from None
    everything = [said for each in first for said in (each, *each.replies)]
    groups = Counter(said.words for said in everything if said.words and not said.own)
    repeated = sum(count for count in groups.values() if count > 1)
    own = sum(said.own for said in everything)
    counted = fact(Comments, answer.page, key, seen=len(everything), own=own, repeated=repeated, more=more)
    return Extract(Status.OK if everything else Status.EMPTY, (counted,), redacted=_counted(answer, first, more))


def _said(node: Node, uid: str) -> Said:
    return replace(_one(node, uid), replies=tuple(_one(reply, uid) for reply in _replies(node)))


def _one(node: Node, uid: str) -> Said:
    user = node.get("user")  # null where the person is gone
    return Said(user is not None and user.at("id").key() == uid, node.at("text").text())


def _replies(node: Node) -> Iterator[Node]:
    """Those shown with a comment; `false` where there are none."""
    found = node.get("comments")
    return iter(()) if found is None or found.value is False else found.items()


def _more(data: Node) -> bool:
    after = data.get("max_id")
    return after is not None and after.key() != "0"


def _counted(answer: Answer, first: list[Said], more: bool) -> bytes:
    """The answer with the number of its group of equal words in place of each text, and 0 for whoever is not the account."""
    groups: dict[str, str] = {}

    def shown(said: Said) -> dict[str, object]:
        group = groups.setdefault(said.words, str(len(groups) + 1)) if said.words and not said.own else ""
        return {"user": {"id": answer.page.account if said.own else 0}, "text": group}

    rows = [shown(each) | {"comments": [shown(reply) for reply in each.replies]} for each in first]
    return _written({"ok": 1, "data": {"data": rows, "max_id": int(more)}})


def _written(document: dict[str, object]) -> bytes:
    return json.dumps(document).encode()

"""One post by its own address: as JSON of either host, or inside the page that a browser is shown."""

from __future__ import annotations

import json

from ...contract import Answer, Extract, Status
from ..shapes import Ended, Node, ShapeError, read_json
from .answered import GONE, answered, not_at_the_gate, of_ajax
from .blog import is_of, post
from .words import own_words, without_others

SCRIPT = "$render_data = ["


def one(answer: Answer) -> Extract:
    """The post under its number, as lists give it. DELETED where only the notice stands there."""
    shown = answer.body.lstrip()[:1] == b"<"
    blog = _in_page(answer) if shown else _in_json(answer)
    text = own_words(blog.at("text").text())
    if text.startswith("抱歉") and any(word in text for word in GONE):
        return Extract(Status.DELETED, reason=text[:80])
    if not is_of(blog, answer.page.account):
        raise ShapeError(f"{blog.path}.user.id", "a post of another account")
    found = post(answer.page, blog)
    redacted = without_others(blog, [blog], [])
    return Extract(Status.OK, (found,), redacted=_wrapped(answer, redacted, shown) if redacted else None)


def _in_json(answer: Answer) -> Node:
    root = answered(answer)
    if root is None:
        raise Ended(Status.DELETED, "nothing there")
    return root if of_ajax(answer.page) else root.at("data")


def _in_page(answer: Answer) -> Node:
    """The status that the page's script carries."""
    not_at_the_gate(answer)
    text = answer.body.decode("utf-8", "replace")
    at = text.find(SCRIPT)
    if at < 0:
        if any(word in text for word in GONE):
            raise Ended(Status.DELETED, "a page without the post, and a notice")
        raise ShapeError("$render_data", "missing")
    start = at + len(SCRIPT) - 1
    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        raise ShapeError("$render_data", "not JSON") from None
    first = next(read_json(text[start:end].encode()).items(), None)
    if first is None:
        raise ShapeError("$render_data", "empty")
    return first.at("status")


def _wrapped(answer: Answer, status: bytes, shown: bool) -> bytes:
    """The post's own part in the form in which it came."""
    if shown:
        return b"<script>var " + SCRIPT.encode() + b'{"status": ' + status + b"}][0] || {};</script>"
    return b'{"ok": 1, ' + (status[1:] if of_ajax(answer.page) else b'"data": ' + status + b"}")

"""Lines made from a pattern itself, on which a matcher that goes back must go back most."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
CLASSES = {
    codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a", codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a", codes.CATEGORY_NOT_WORD: " ",
}  # fmt: skip
END = "\x01"  # what hardly any pattern takes, so that it must go back
LETTERS = ("a", "1", " ", "一")


def evil(pattern: re.Pattern[Any], length: int) -> Iterator[Any]:
    """Lines of about so many characters (bytes, for a pattern of bytes), each once."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(text, pattern.flags & ~re.UNICODE & ~re.DEBUG)
    starts = list(dict.fromkeys(("", *_starts(tree))))[:14]
    pumped = list(dict.fromkeys((*_bodies(tree), *LETTERS)))[:14]
    lines = dict.fromkeys(start * (length // len(start)) + END for start in starts if start)
    lines |= dict.fromkeys(start + body * (length // len(body)) + END for start in starts for body in pumped if body)
    for line in lines:
        yield line if isinstance(pattern.pattern, str) else line.encode("latin-1", "ignore")


def _starts(items: Iterable[Any]) -> Iterator[str]:
    """Texts that take the pattern up to each of its parts, into groups and repeats as well."""
    before = ""
    for op, value in items:
        inner = _inner(op, value)
        for tree in inner:
            yield from (before + start for start in _starts(tree))
        before += _sample(op, value)
        yield before


def _bodies(items: Iterable[Any]) -> Iterator[str]:
    """A text that each part takes."""
    for op, value in items:
        yield _sample(op, value)
        for tree in _inner(op, value):
            yield from _bodies(tree)
            yield "".join(_sample(*item) for item in tree)


def _inner(op: Any, value: Any) -> list[Any]:
    if op in REPEATS:
        return [value[2]]
    if op is codes.SUBPATTERN:
        return [value[3]]
    if op is codes.BRANCH:
        return list(value[1])
    if op is codes.ATOMIC_GROUP:
        return [value]
    return [value[1]] if op in (codes.ASSERT, codes.ASSERT_NOT) else []


def _sample(op: Any, value: Any) -> str:
    """The shortest that it takes, of a repeat once at least."""
    if op is codes.LITERAL:
        return chr(value)
    if op in (codes.ANY, codes.NOT_LITERAL):
        return "b" if value == ord("a") else "a"
    if op is codes.IN:
        return _of_set(value)
    if op in REPEATS:
        return "".join(_sample(*item) for item in value[2]) * max(1, min(value[0], 40))
    if op in (codes.ASSERT, codes.ASSERT_NOT, codes.AT):
        return ""
    inner = _inner(op, value)
    return "".join(_sample(*item) for item in inner[0]) if inner else ""


def _of_set(items: list[Any]) -> str:
    if items[0][0] is codes.NEGATE:
        out = {chr(v) for op, v in items if op is codes.LITERAL}
        return next((letter for letter in ("a", "1", " ", "一", "%") if letter not in out), "~")
    op, value = items[0]
    if op is codes.LITERAL:
        return chr(value)
    return chr(value[0]) if op is codes.RANGE else CLASSES.get(value, "a")

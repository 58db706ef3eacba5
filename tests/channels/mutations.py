"""Ways in which an answer can be spoilt, and what is printed anywhere in one: what facts may say, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields
from datetime import datetime
from random import Random
from typing import Any

from dsci.channels.counts import read_count
from dsci.channels.times import read_time
from dsci.contract import Extract, Fact

COUNTS = {
    "followers", "following", "posts", "likes", "reposts", "comments", "reads", "looking", "shares", "gained", "messages",
    "answered", "menu_entries", "ratings", "rating", "size", "downloads",
}  # fmt: skip
MOMENTS = {"published", "released", "updated", "written"}
FACTORS = (1, 2, 1 / 1024, 1 / 1024**2, 1 / 1000**2)  # half stars; sizes in KiB, MiB and MB
STRANGE: tuple[Any, ...] = (
    None, True, False, 0, -1, 7, 10**30, 1.5, float("inf"), "", "-", "abc", "7", "100万+", "１２", "1e9", "\u0000", "\ud800",
    "<b>", [], {}, [[]], [7], {"label": "7"}, {"label": {"label": 7}}, "2026-13-45", "昨天", "9" * 400, '{"a": 1}', "</script>",
)  # fmt: skip
SHARDS = (b"", b"\xff\xfe", b"\xed\xa0\x80", b"\x00", b"'", b'"', b"{", b"}", b"</script>", b"<p>", b"\\", b"\n", b"9", b"-1")
NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,4}|\d+)(?:\.\d{1,8})?\s?[千万亿wW]?\s?\+?")
DIGITS = re.compile(r"\d+")
WEEKDAY = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d{2}:\d{2}:\d{2} [+-]\d{4} \d{4}")
DATE = re.compile(r"\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?(?:[ T]{0,2}\d{1,2}:\d{2}(?::\d{2})?)?(?:Z|[+-]\d{2}:?\d{2})?")


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to everything in a document."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in pairs:
        yield (*path, name)
        yield from places(inner, (*path, name))


def mutate(document: Any, dice: Random) -> None:
    """Drops, nests, wraps, repeats or replaces something, or names it otherwise."""
    everywhere = list(places(document))
    if not everywhere:
        return
    *way, last = dice.choice(everywhere)
    for name in way:
        document = document[name]
    how = dice.choice(("drop", "nest", "wrap", "print", "replace", "replace", "rename"))
    if how == "drop":
        del document[last]
    elif how == "rename":
        document[f"{last}_" if isinstance(document, dict) else last] = document.pop(last) if isinstance(document, dict) else None
    else:
        old = document[last]
        changed = {"nest": {"value": old}, "wrap": [old], "print": json.dumps(old), "replace": deepcopy(dice.choice(STRANGE))}
        document[last] = changed[how]


def spoil(raw: bytes, dice: Random, cuts: int = 3) -> bytes:
    """Cuts out, overwrites, repeats or truncates parts of a page."""
    body = bytearray(raw)
    for _ in range(dice.randint(1, cuts)):
        start = dice.randint(0, len(body))
        size = dice.choice((1, 10, 200, len(body) // 3, len(body)))
        body[start : start + size] = dice.choice(SHARDS) + (bytes(body[start : start + size]) * 2 if dice.random() < 0.1 else b"")
    return bytes(body)


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    else:
        yield value


def printed(values: Iterator[object], seen_at: datetime) -> tuple[set[float], set[datetime]]:
    """Every number and every moment that stands somewhere in these values, or within their texts."""
    numbers: set[float] = set()
    moments: set[datetime] = set()
    for value in values:
        parts = [part for way in (NUMBER, DIGITS, DATE, WEEKDAY) for part in way.findall(value)] if isinstance(value, str) else []
        for text in (value, *parts):
            count, moment = read_count(text), read_time(text, seen_at)
            numbers |= {float(count.value)} if count else set()
            moments |= {moment} if moment else set()
            if isinstance(text, float) or (isinstance(text, str) and re.fullmatch(r"\s*\d{1,15}\.\d{1,8}\s*", text)):
                numbers.add(float(text))
    return numbers, moments


def numbers_of(facts: tuple[Fact, ...]) -> Iterator[tuple[str, Any]]:
    """The counts and moments in facts, each with its field's name."""
    for found in facts:
        for field in fields(found):
            value = getattr(found, field.name)
            if field.name in COUNTS | MOMENTS and value is not None:
                yield field.name, value


def assert_nothing_invented(extract: Extract, values: Iterator[object], seen_at: datetime) -> None:
    """Every count and moment stands in the answer; a failed reading tells nothing, and says why it failed."""
    told = list(numbers_of(extract.facts))
    numbers, moments = printed(values, seen_at) if told else (set(), set())
    for name, value in told:
        if isinstance(value, datetime):
            assert value in moments, f"{name} {value} stands nowhere"
        else:
            assert any(value * factor in numbers for factor in FACTORS), f"{name} {value} stands nowhere"
    if extract.status.failed:
        assert not extract.facts and not extract.follow and extract.reason

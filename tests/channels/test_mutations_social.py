"""Answers whose fields were dropped, retyped or nested, and pages that were cut or garbled: no crash, no invented number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsci.channels.counts import read_count
from dsci.channels.times import read_time
from dsci.contract import Extract, Fact, Status

from .social import SEEN, read

CASES = Path(__file__).resolve().parent.parent / "cases"
JSON_CASES = sorted(
    p for name in ("weibo", "wechat", "app", "video") for p in (CASES / name).glob("*/page.json") if p.stat().st_size
)
COUNTS = {"followers", "following", "posts", "likes", "reposts", "comments", "ratings", "size", "rating"}
MOMENTS = {"published", "released", "updated", "written", "oldest"}
STRANGE: list[Any] = [
    None, True, False, 0, -1, 7, 10**30, 1.5, "", "-", "abc", "7", "100万+", "１２", "1e9", "\u0000", "\ud800", "<b>", [], {},
    [[]], [7], {"label": "7"}, {"label": {"label": 7}}, "2026-13-45", "昨天",
]  # fmt: skip


def leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from leaves(inner)
    else:
        yield value


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to everything in a document."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in pairs:
        yield (*path, name)
        yield from places(inner, (*path, name))


def mutate(document: Any, path: tuple[str | int, ...], how: str, strange: object) -> None:
    *way, last = path
    for name in way:
        document = document[name]
    if how == "drop":
        del document[last]
    else:
        document[last] = {"nest": {"value": document[last]}, "wrap": [document[last]], "replace": deepcopy(strange)}[how]


def numbers(facts: tuple[Fact, ...]) -> Iterator[tuple[str, Any]]:
    for found in facts:
        for field in fields(found):
            value = getattr(found, field.name)
            if field.name in COUNTS | MOMENTS and value is not None:
                yield field.name, value


def assert_nothing_invented(extract: Extract, document: object) -> None:
    printed = list(leaves(document))
    counts = {count.value for count in map(read_count, printed) if count} | {v for v in printed if isinstance(v, float)}
    moments = {read_time(value, SEEN) for value in printed}
    for name, value in numbers(extract.facts):
        assert value in (moments if isinstance(value, datetime) else counts), f"{name} {value} stands nowhere"
    if extract.status.failed:
        assert not extract.facts and not extract.follow and extract.reason


@pytest.mark.parametrize("case", JSON_CASES, ids=lambda p: f"{p.parent.parent.name}/{p.parent.name}")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_answers(case: Path, data: st.DataObject) -> None:
    document, look = json.loads(case.read_bytes()), json.loads((case.parent / "look.json").read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(sorted(places(document), key=str)))
        how = data.draw(st.sampled_from(["drop", "nest", "wrap", "replace"]))
        mutate(document, path, how, data.draw(st.sampled_from(STRANGE)))
        if not document:
            break
    extract = read(case.parent.parent.name, look["purpose"], document, look["url"])
    assert_nothing_invented(extract, document)
    if extract.redacted is not None:
        again = read(case.parent.parent.name, look["purpose"], extract.redacted, look["url"])
        assert (again.facts, again.follow, again.status) == (extract.facts, extract.follow, extract.status)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize(
    ("channel", "purpose", "name"),
    [
        ("weibo", "timeline", "weibo/mweibo_2019_cards1.json"),
        ("weibo", "profile", "weibo/mweibo_2019_userInfo.json"),
        ("app", "lookup", "app/itunes_things.json"),
    ],
)
def test_mutated_recordings(reference: Path, channel: str, purpose: str, name: str, data: st.DataObject) -> None:
    document = json.loads((reference / "samples" / name).read_bytes())
    everywhere = sorted(places(document), key=str)
    path = everywhere[data.draw(st.integers(0, len(everywhere) - 1))]
    mutate(document, path, data.draw(st.sampled_from(["drop", "nest", "wrap", "replace"])), data.draw(st.sampled_from(STRANGE)))
    assert_nothing_invented(read(channel, purpose, document), document)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize(
    "name", ["article_normal_01.html", "article_picture_01.html", "article_text_01.html", "violation_01.html"]
)
def test_garbled_wechat_pages(reference: Path, name: str, data: st.DataObject) -> None:
    raw = bytearray((reference / "samples/wechat" / name).read_bytes())
    start = data.draw(st.integers(0, len(raw)))
    size = data.draw(st.sampled_from([1, 100, 100_000, len(raw)]))
    raw[start : start + size] = data.draw(st.sampled_from([b"", b"\xff\xfe", b"'", b'"', b"{", b"</script>", b"\\", b"\n"]))
    extract = read("wechat", "article", bytes(raw))
    assert extract.status in (Status.OK, Status.CHANGED_SHAPE, Status.DELETED, Status.BLOCKED)
    for field, value in numbers(extract.facts):
        assert field == "published" and str(int(value.timestamp())).encode() in raw

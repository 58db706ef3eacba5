"""Answers whose fields were dropped, retyped or nested, and pages that were cut or garbled: no crash, no invented number."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsci.channels import channels
from dsci.channels.shapes import read_json
from dsci.contract import Answer, Extract, Status

from .mutations import assert_nothing_invented, leaves, mutate, numbers_of, places, printed, spoil
from .social import SEEN, look, read
from .test_cases import answer

SOCIAL = ("weibo", "wechat", "app", "video")
CASES = Path(__file__).resolve().parent.parent / "cases"
PAGES = sorted(page for name in SOCIAL for page in (CASES / name).glob("*/page.*") if page.stat().st_size)
SEED = st.integers(0, 2**32 - 1)
QUICK = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
FEW = settings(QUICK, max_examples=6)


NOTHING = (b"", b"\xff\xfe\x00", b"null", b"[]", b"{}", b"0", b'"x"', b"[" * 5000, b'{"a":' * 3000, b"<html>", b"<" * 5000)


def asked(channel: str) -> set[str]:
    """The purposes of a channel that have an address; others come by import only."""
    return {e.purpose for e in channels()[channel].endpoints if e.address.startswith("http")}


def name(page: Path) -> str:
    return f"{page.parent.parent.name}/{page.parent.name}"


def document_of(body: bytes) -> Any:
    """The JSON or JSONP of an answer; None where it is none."""
    try:
        return read_json(body).value
    except Exception:
        return None


JSON_PAGES = [page for page in PAGES if isinstance(document_of(page.read_bytes()), dict | list)]


def words(body: bytes) -> Iterator[str]:
    """A page as one text, as it is; without the zeros that nobody sees; with the escapes of its scripts undone."""
    text = body.decode("utf-8", "replace")
    yield text
    yield text.replace("\0", "")
    yield text.replace("\\x26", "&").replace("\\/", "/").replace("&#34;", '"').replace("\\", "")


def extracted(given: Answer, body: bytes) -> Extract:
    return channels()[given.page.channel].extract(replace(given, body=body))


def assert_redaction_is_stable(given: Answer, extract: Extract) -> None:
    """What was kept without people's words says the same as what was seen."""
    if extract.redacted is not None:
        again = extracted(given, extract.redacted)
        assert (again.facts, again.follow, again.status) == (extract.facts, extract.follow, extract.status)


@pytest.mark.parametrize("page", JSON_PAGES, ids=name)
@QUICK
@given(seed=SEED)
def test_mutated_answers(page: Path, seed: int) -> None:
    given, dice = answer(page.parent), Random(seed)
    document = document_of(given.body)
    for _ in range(dice.randint(1, 3)):
        mutate(document, dice)
    extract = extracted(given, json.dumps(document).encode())
    assert_nothing_invented(extract, leaves(document), given.page.seen_at)
    assert_redaction_is_stable(given, extract)


@pytest.mark.parametrize("page", PAGES, ids=name)
@QUICK
@given(seed=SEED)
def test_garbled_pages(page: Path, seed: int) -> None:
    given = answer(page.parent)
    body = spoil(given.body, Random(seed))
    extract = extracted(given, body)
    whole = document_of(body)
    assert_nothing_invented(extract, words(body) if whole is None else leaves(whole), given.page.seen_at)
    assert_redaction_is_stable(given, extract)


def test_every_purpose_that_is_looked_at_has_a_case() -> None:
    """A reader without a case would not be mutated: new purposes bring one, or are named here."""
    known = {(c, json.loads((p.parent / "look.json").read_bytes())["purpose"]) for p in PAGES for c in [p.parent.parent.name]}
    looked_at = {(name, purpose) for name in SOCIAL for purpose in asked(name)}
    assert looked_at <= known, f"no case of {sorted(looked_at - known)}"


@pytest.mark.parametrize("channel", SOCIAL)
@pytest.mark.parametrize("body", NOTHING, ids=lambda body: repr(body[:8]))
def test_answers_that_are_nothing(channel: str, body: bytes) -> None:
    for purpose in asked(channel):
        extract = channels()[channel].extract(Answer(look(channel, purpose, "https://example.org/1?id=1"), body))
        assert not extract.facts and not extract.follow and extract.status is not Status.OK


@FEW
@given(seed=SEED)
@pytest.mark.parametrize(
    ("channel", "purpose", "file"),
    [
        ("weibo", "timeline", "weibo/mweibo_2019_cards1.json"),
        ("weibo", "profile", "weibo/mweibo_2019_userInfo.json"),
        ("app", "lookup", "app/itunes_things.json"),
        ("app", "lookup", "app/itunes_slack-lookup.json"),
    ],
)
def test_mutated_recordings(reference: Path, channel: str, purpose: str, file: str, seed: int) -> None:
    document = json.loads((reference / "samples" / file).read_bytes())
    mutate(document, Random(seed))
    assert_nothing_invented(read(channel, purpose, document), leaves(document), SEEN)


@settings(QUICK, max_examples=40)
@given(seed=SEED)
def test_mutated_douyin_recordings(reference: Path, seed: int) -> None:
    dice = Random(seed)
    item = dice.choice(json.loads((reference / "samples/video/douyin_aweme_list_a.json").read_bytes()))
    mutate(item, dice)
    data = json.dumps({"loaderData": {"video_(id)/page": {"videoInfoRes": {"item_list": [item]}}}})
    url = f"https://www.iesdouyin.com/share/video/{item.get('aweme_id') if isinstance(item, dict) else 1}/"
    extract = read("video", "share", f"<html><script>window._ROUTER_DATA = {data}</script></html>", url)
    assert_nothing_invented(extract, leaves(item), SEEN)


@FEW
@given(seed=SEED)
@pytest.mark.parametrize(
    ("purpose", "file"),
    [
        *(("article", f"article_{kind}_01.html") for kind in ("normal", "picture", "text")),
        *(("article", f"{kind}_01.html") for kind in ("violation", "deleted_by_author", "unavailable")),
        ("about", "aboutbiz_MjM5ODMxNzE2NQ==.html"),
    ],
)
def test_garbled_wechat_recordings(reference: Path, purpose: str, file: str, seed: int) -> None:
    raw = spoil((reference / "samples/wechat" / file).read_bytes(), Random(seed))
    extract = read("wechat", purpose, raw)
    assert extract.status in (
        Status.OK, Status.EMPTY, Status.CHANGED_SHAPE, Status.DELETED, Status.BLOCKED, Status.LOGIN_REQUIRED,
    )  # fmt: skip
    told: list[tuple[str, datetime]] = list(numbers_of(extract.facts))
    for field, value in told:
        assert field == "published" and str(int(value.timestamp())).encode() in raw


def test_the_test_can_fail() -> None:
    numbers, moments = printed(leaves({"a": "1.2万", "b": [7, "3.5 星"], "c": "2026-10-01 08:00"}), SEEN)
    assert {12000.0, 7.0, 3.5} <= numbers and datetime.fromisoformat("2026-10-01T08:00:00+08:00") in moments
    profile = json.loads((CASES / "weibo/profile_wan/page.json").read_bytes())
    told = answer(CASES / "weibo/profile_wan")
    extract = extracted(told, told.body)
    assert_nothing_invented(extract, leaves(profile), SEEN)
    with pytest.raises(AssertionError, match="stands nowhere"):
        assert_nothing_invented(extract, leaves({"id": 5}), SEEN)
    assert list(places({"a": [1]})) == [("a",), ("a", 0)]

"""Patterns and readers that once took minutes for a line or page made for that. All patterns: `python -m bench.patterns`."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from dsci.bench.evil import evil
from dsci.bench.patterns import slow, stopped
from dsci.bench.written import ROOMS, Written, written
from dsci.channels import channels
from dsci.channels.shapes import ShapeError
from dsci.channels.wechat.script import objects
from dsci.contract import Answer

from ..channels.portal import HOME
from ..channels.social import look
from ..channels.test_website_hostile import FOOT, HEAD

SECONDS = 10.0  # of processor, where it was minutes


def bounded(run: Callable[[], Any]) -> Any:
    """What it gives; TooLong where it takes more than ten seconds of processor."""
    with stopped(SECONDS):
        return run()


ONCE_SLOW = (
    "website.page:_AROUND_BLOCKS", "website.guide:_SITE", "website.decode:_BIG5", "wechat.script:BRACKETS", "weibo.words:CUT",
)  # fmt: skip


@pytest.fixture(scope="module")
def known() -> dict[str, Written]:
    return {pattern.where: pattern for pattern in written(("channels",))}


@pytest.mark.proves("evil-lines")
@pytest.mark.parametrize("name", ONCE_SLOW)
def test_what_was_slow_is_no_longer(name: str, known: dict[str, Written]) -> None:
    """100,000 characters within a second of processor, where it was minutes."""
    assert slow(known[f"channels.{name}"], 40_000, 1.0) is None


def test_a_slow_pattern_is_found() -> None:
    assert slow(Written("x", re.compile(r"(?:a+)+b"), frozenset({"search"}), None), 4_000, 0.2)
    assert slow(Written("x", re.compile(r"x\s*y*\s*z"), frozenset({"search"}), None), 100_000, 0.2)
    assert len(set(evil(re.compile(rb"[ab]{2}c|\d+x"), 100))) > 5


@pytest.mark.proves("evil-lines")
def test_patterns_are_found_where_they_stand(known: dict[str, Written]) -> None:
    assert len(known) > 200 and "registry" in ROOMS
    assert known["channels.shapes:JSONP"].ways == {"fullmatch"}


@pytest.mark.proves("evil-lines")
def test_a_row_of_empty_cells_is_read_at_once() -> None:
    body = HEAD + "<table><tr><td>要闻" + "<td>" * 120_000 + "文" + FOOT
    given = Answer(look("website", "column", HOME + "x/"), body.encode())
    assert bounded(lambda: channels()["website"].extract(given))


@pytest.mark.proves("evil-lines")
def test_a_string_without_end_is_read_at_once() -> None:
    body = b"var list = [{a:'" + b"a\\'" * 200_000
    with pytest.raises(ShapeError, match="without end"):
        bounded(lambda: objects(body, b"list"))

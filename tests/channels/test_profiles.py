"""What the cards of accounts tell, by hand: the last look, growth, jumps, names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from dsci.channels import posts, profiles
from dsci.channels.table import Measured, View
from dsci.contract import Fact, Page, Period, Profile, Status

from . import social
from .social import SEEN, UNIT, account, look

LIST = look("weibo", "timeline", "https://m.weibo.cn/list")
CARD = look("weibo", "profile", "https://m.weibo.cn/card")


def view(facts: Sequence[Fact], looks: Sequence[Page] = (LIST, CARD)) -> View:
    return View([account("weibo", "weibo")], looks, facts, Period.parse("2026"), SEEN, UNIT)


def counted(moment: str, followers: int | None, **fields: object) -> Profile:
    page = look("weibo", "profile", f"https://m.weibo.cn/card {moment}", seen_at=datetime.fromisoformat(moment + "+08:00"))
    return social.profile(page, followers=followers, **fields)


@pytest.mark.parametrize(
    ("counts", "growth"),
    [
        ([("2026-10-01T08:00:00", 1000), ("2026-10-11T08:00:00", 1500), ("2026-10-31T08:00:00", 1200)], 0.2),
        ([("2026-10-01T08:00:00", 1000), ("2026-10-31T08:00:00", 900)], -0.1),
        ([("2026-10-01T08:00:00", None), ("2026-10-02T08:00:00", 1000), ("2026-10-31T08:00:00", 1100)], 0.1),
    ],
)
def test_growth_is_from_the_first_count_to_the_last(counts: list[tuple[str, int | None]], growth: float) -> None:
    found = [counted(*row) for row in counts]
    assert profiles.grown(view(found), "1") == pytest.approx(growth)


def test_growth_wants_two_exact_counts_and_somebody_at_the_first() -> None:
    for facts in ([], [counted("2026-10-01T08:00:00", 1000)]):
        once = profiles.grown(view(facts), "1")
        assert isinstance(once, Measured) and (once.status, once.reason) == (Status.NOT_DECIDED, profiles.ONCE)
        assert profiles.jump(view(facts), "1") == once
    bounds = [counted("2026-10-01T08:00:00", 1000000, censored=("followers",)), counted("2026-10-31T08:00:00", 1200000)]
    assert profiles.grown(view(bounds), "1") == Measured(None, Status.NOT_DECIDED, reason=profiles.ONCE)
    nobody = profiles.grown(view([counted("2026-10-01T08:00:00", 0), counted("2026-10-31T08:00:00", 5)]), "1")
    assert isinstance(nobody, Measured) and nobody.value is None and "nothing" in nobody.reason


def test_the_largest_jump_a_day() -> None:
    """1000 to 1100 in two days: 5 % a day; to 1210 in six hours: 10 % on one day; then ten days without."""
    found = [
        counted("2026-10-01T08:00:00", 1000), counted("2026-10-03T08:00:00", 1100),
        counted("2026-10-03T14:00:00", 1210), counted("2026-10-13T14:00:00", 1210),
    ]  # fmt: skip
    assert profiles.jump(view(found), "1") == pytest.approx(0.1)
    assert profiles.jump(view(found[:2]), "1") == pytest.approx(0.05)
    half = [counted("2026-10-01T08:00:00", 1000), counted("2026-10-02T20:00:00", 1300)]
    assert profiles.jump(view(half), "1") == pytest.approx(0.2), "a day and a half"


def test_other_accounts_do_not_count() -> None:
    page = look("weibo", "profile", "https://m.weibo.cn/other", account="2")
    assert isinstance(profiles.grown(view([social.profile(page, followers=5), counted("2026-10-31T08:00:00", 9)]), "1"), Measured)


def test_the_name_of_the_unit() -> None:
    assert profiles.names_unit(view([]), "杭州发布") and not profiles.names_unit(view([]), "宁波发布")
    stranger = View([], [], [], Period.parse("2026"), SEEN, "000000")
    assert not profiles.names_unit(stranger, "杭州发布")


def test_of_the_last_look() -> None:
    earlier = view([counted("2026-10-01T08:00:00", 7)])
    assert profiles.of_look(earlier, Profile, "profile", lambda p: p.followers) == Measured(None, Status.EMPTY)
    own = social.profile(CARD, followers=9)
    assert profiles.of_look(view([own]), Profile, "profile", lambda p: p.followers) == 9
    refused = look("weibo", "profile", CARD.url, status=Status.BLOCKED, reason="432")
    why = profiles.of_look(view([], [refused]), Profile, "profile", lambda p: 1.0)
    assert why == Measured(None, Status.BLOCKED, reason="432")
    assert profiles.of_look(view([], [LIST]), Profile, "profile", lambda p: 1.0) == posts.unseen("profile")


def test_a_count_is_a_bound_where_it_is_printed_so() -> None:
    known = social.profile(CARD, followers=1000000, posts=10, censored=("followers",))
    assert profiles.counted(known, "followers") == Measured(1000000, Status.CENSORED, 1000000)
    assert (profiles.counted(known, "posts"), profiles.counted(known, "likes")) == (10, None)

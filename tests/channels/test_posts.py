"""What channels with posts share when they are measured, by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from dsci.channels import posts
from dsci.channels.table import Measured, View
from dsci.contract import Fact, Page, Period, Post, Reach, Status, Timeline, fact

from . import social
from .social import SEEN, UNIT, account, look

LIST = look("weibo", "timeline", "https://m.weibo.cn/list")
CARD = look("weibo", "profile", "https://m.weibo.cn/card")
START = SEEN - timedelta(days=30)


def view(facts: Sequence[Fact], looks: Sequence[Page] = (LIST, CARD)) -> View:
    return View([account("weibo", "weibo")], looks, facts, Period.parse("2026"), SEEN, UNIT)


def post(key: str, moment: str, **fields: object) -> Post:
    return social.post(LIST, key, moment, **fields)


def listed(more: bool = False, oldest: datetime | None = None) -> Timeline:
    return fact(Timeline, LIST, LIST.url, items=1, oldest=oldest, more=more)


def test_the_window_begins_after_its_start_and_ends_with_the_look() -> None:
    edge = [post("in", "2026-10-01T20:00:01"), post("out", "2026-10-01T20:00:00")]
    seen: list[str] = []
    posts.recent(view(edge), "timeline", lambda found: seen.extend(p.key for p in found))
    assert seen == ["in"]
    assert posts.recent(view(edge, [CARD]), "timeline", lambda found: 1.0) == posts.unseen("timeline")


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        (listed(), True),
        (listed(more=True), False),
        (listed(more=True, oldest=START), True),
        (listed(more=True, oldest=START + timedelta(seconds=1)), False),
    ],
)
def test_a_list_is_whole_where_it_ends_or_reaches_back(line: Timeline, whole: bool) -> None:
    assert posts.whole(view([line]), "timeline") is whole
    assert not posts.whole(view([]), "timeline"), "no list, nothing whole"


def test_the_longest_gap_counts_the_ends_of_the_window() -> None:
    def gap(*moments: str, line: Timeline | None = None) -> object:
        found = [post(str(n), moment) for n, moment in enumerate(moments)]
        return posts.longest_gap(view([*found, line or listed()]), "timeline", found)

    assert gap() == 30
    assert gap("2026-10-21T00:00:01") == 20  # from 1 October; then 10 to the 31st
    assert gap("2026-10-11T23:00:00", "2026-10-12T01:00:00") == 19  # 10, 1, then 19 to the 31st
    assert gap(*(f"2026-10-{day:02}T12:00:00" for day in range(2, 32))) == 1
    cut = gap("2026-10-21T12:00:00", line=listed(more=True))
    assert isinstance(cut, Measured) and cut.status is Status.NOT_DECIDED


def test_topics_are_counted_once_and_those_unnamed_not() -> None:
    titles = ("身份证办理指南", "医保报销怎么办理", "【暴雨橙色预警】请注意防范", "早安", "12")
    found = [post(str(n), "2026-10-20T12:00:00", title=title) for n, title in enumerate(titles)]
    assert posts.topics_count(view([listed()]), "timeline", found) == 2
    cut = posts.topics_count(view([listed(more=True)]), "timeline", found)
    assert cut == Measured(2, Status.CENSORED, 2, posts.SHORT)
    assert (posts.about(found, "service"), posts.about(found, "culture"), posts.about([], "service")) == (2 / 5, 0, None)


def test_bare_likes_are_many_likes_and_nothing_else() -> None:
    def liked(likes: int | None, reposts: int | None, comments: int | None) -> Post:
        return post("x", "2026-10-20T12:00:00", likes=likes, reposts=reposts, comments=comments)

    bare, few, shared, talked = liked(100, 0, 0), liked(99, 0, 0), liked(500, 1, 0), liked(500, 0, 1)
    assert posts.bare_likes([bare, few, shared, talked]) == 1 / 4
    assert posts.bare_likes([bare, liked(500, None, 0), liked(None, 0, 0)]) == 1, "what is not printed is not counted"
    assert posts.bare_likes([liked(500, None, 0)]) is None and posts.bare_likes([]) is None
    reach = fact(Reach, LIST, "r", published=None, headline=None, reads=None, likes=100, looking=None, shares=0, comments=0)
    assert posts.bare_likes([reach, replace(reach, shares=1), replace(reach, shares=None)]) == 1 / 2


def test_what_an_export_does_not_tell_is_not_told() -> None:
    told, untold = post("a", "", media=("video", "picture")), post("b", "", media=(posts.UNTOLD,))
    assert (posts.carries(told, "video"), posts.carries(told, "miniprogram")) == (True, False)
    assert posts.carries(untold, "video") is None
    assert posts.share([told, untold], lambda p: posts.carries(p, "video")) == 1


def test_silence_and_days_with_posts() -> None:
    found = [post("a", "2026-10-29T23:59:00"), post("b", "2026-10-29T00:01:00"), post("c", "2026-10-02T08:00:00")]
    assert posts.silent_days(view(found), "timeline") == 2
    assert posts.active_share(view([*found, listed()]), "timeline", found) == 2 / 30
    assert posts.per_day(view([*found, listed()]), "timeline", found) == 3 / 30
    assert posts.silent_days(view([]), "timeline") is None
    assert posts.silent_days(view(found, [CARD]), "timeline") == posts.unseen("timeline")


def test_a_mean_is_a_bound_where_one_count_is() -> None:
    found = [post("a", "", likes=10), post("b", "", likes=1000000, censored=("likes",)), post("c", "", likes=None)]
    assert posts.mean(found, "likes") == Measured(500005, Status.CENSORED, 500005)
    assert posts.mean(found[:1], "likes") == 10 and posts.mean(found[2:], "likes") is None


def test_what_none_of_them_tells_is_not_told() -> None:
    told, not_told = post("a", "", likes=0), post("b", "")
    assert posts.telling([told, not_told], ("likes",), lambda: 1.0) == posts.telling([], ("likes",), lambda: 1.0) == 1
    assert posts.telling([told, not_told], ("likes", "reads"), lambda: 1.0) == posts.untold("reads")
    assert posts.untold("reads") == Measured(None, Status.NOT_TRIED, reason="reads: not told")


def test_how_far_posts_spread_is_a_bound_where_a_count_is_not_told() -> None:
    def spread(*found: Post, more: bool = False) -> object:
        return posts.spread(view([*found, listed(more=more)]), "timeline", found, lambda *counts: sum(counts))

    told = post("a", "2026-10-20T12:00:00", reposts=1, comments=2, likes=3)
    assert (spread(), spread(told), spread(told, told)) == (0, 7, 14)
    assert spread(told, more=True) == Measured(7, Status.CENSORED, 7, posts.SHORT)
    partly = Measured(5, Status.CENSORED, 5, posts.PARTLY)
    assert spread(replace(told, comments=None)) == partly
    assert spread(replace(told, comments=0, censored=("likes",))) == partly
    assert spread(replace(told, reads=100000, censored=("reads",))) == 7, "reads are not among the counts"

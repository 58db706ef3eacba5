"""Flags on activity that looks bought: told with their number and evidence, and never a verdict."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dsci.commands.shown.inspection import Inspected, result, severity, shown, verdict_lines
from dsci.contract import Finding, Observation, Status
from dsci.index.rulebook.book import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Book
from dsci.index.rulebook.judging import failing, outcome
from dsci.index.rulebook.verdict import verdict
from dsci.pipeline.inspecting import load_book, metrics


@pytest.fixture(scope="module")
def book() -> Book:
    return load_book("flags-2026")


def seen(metric: str, value: float | None, status: Status = Status.OK, bound: float | None = None) -> Observation:
    return Observation("330100", metric.split(".")[0], metric, "2026", datetime.now(UTC), value, status, bound)


def found(rule: str, kind: str = FAIL) -> Finding:
    return Finding("330100", "flags-2026", rule, "2026", kind, "flag", "", "0.6", 1)


def test_every_flag_rests_on_a_metric_that_is_never_scored(book: Book) -> None:
    for rule in book.rules:
        assert (rule.effect, rule.status) == ("flag", "own") and rule.note and rule.threshold
        metric = metrics()[rule.metric]
        assert metric.group == "integrity" and metric.direction == -1 and rule.subject == metric.channel
    assert {rule.metric for rule in book.rules} == {m.id for m in metrics().values() if m.group == "integrity"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("weibo-likes", 0.2, PASS), ("weibo-likes", 0.21, FAIL), ("weibo-comments", 0.3, PASS), ("weibo-comments", 0.31, FAIL),
        ("weibo-followers", 0.1, PASS), ("weibo-followers", 0.11, FAIL), ("weibo-followers", -0.5, PASS),
        ("wechat-likes", 0.5, FAIL), ("video-likes", 0.0, PASS),
    ],
)  # fmt: skip
def test_thresholds(book: Book, name: str, value: float, expected: str) -> None:
    rule = book.by_id[name]
    assert outcome(rule, seen(rule.metric, value)) == expected


def test_where_nothing_was_seen_nothing_is_flagged(book: Book) -> None:
    for rule in book.rules:
        for status in (*(s for s in Status if s.failed), Status.NOT_DECIDED):
            assert outcome(rule, seen(rule.metric, None, status)) == NOT_DECIDED
        assert outcome(rule, None) == NOT_DECIDED
        assert outcome(rule, seen(rule.metric, None, Status.EMPTY)) == NOT_APPLICABLE
        assert outcome(rule, seen(rule.metric, None, Status.ABSENT)) == NOT_APPLICABLE


def test_a_flag_changes_no_verdict(book: Book) -> None:
    flags = [found(rule.id) for rule in book.rules]
    got = verdict(book, flags)
    assert (got.gates, got.score, got.failures) == ((), None, 0)
    assert list(failing(flags)) == []


def test_its_words_leave_it_to_a_person(book: Book) -> None:
    flags = [found("weibo-likes"), found("weibo-comments", PASS), found("weibo-followers", NOT_DECIDED)]
    assert [result(f) for f in flags] == ["有标记", "无标记", "未判定"]
    assert {severity(f, book.by_id[f.rule]) for f in flags} == {"标记, 供人工复核"}
    assert [shown(f, False) for f in flags] == [True, False, True]
    one = Inspected("330100", book, "2026", flags, verdict(book, flags))
    assert list(verdict_lines(one)) == ["标记 1 处, 供人工复核, 不作任何结论; 未见异常 1 项, 未判定或不适用 1 项"]

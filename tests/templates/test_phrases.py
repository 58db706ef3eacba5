"""Every phrase in both languages, and figures as they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from string import Formatter

import pytest

from dsci.channels import channels
from dsci.contract import Status
from dsci.templates import render
from dsci.templates.phrases import FOLDER, LANGUAGES, SHARES, YES_NO, Phrases, phrases
from dsci.templates.render import Renderer

from .contexts import zhejiang

ZH, EN = phrases("zh"), phrases("en")
SOURCES = "".join(p.read_text("utf-8") for p in (*FOLDER.rglob("*.j2"), *FOLDER.rglob("*.py")))
USED = set(re.findall(r"""\b(?:t|self)\(f?['"]([a-z_.]*[a-z_])['"]""", SOURCES))
# keys put together: 'status.' ~ status, f"rank.{form}"
PUT_TOGETHER = re.findall(r"""\b(?:t|self|phrase)\(f?['"]([a-z_.]*[._])(?:['"] ~|\{)""", SOURCES)
BUILT = (*PUT_TOGETHER, "unit.", "value.", "change.", "indicators.", "script.", "statement.", "national.", "veto.")


def words_in(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_both_files_have_the_same_keys() -> None:
    assert set(ZH.table) == set(EN.table)


@pytest.mark.parametrize("key", sorted(ZH.table))
def test_both_phrases_are_filled_in_with_the_same_words(key: str) -> None:
    assert words_in(ZH.table[key]) == words_in(EN.table[key])


@pytest.mark.parametrize("key", sorted(USED))
def test_every_key_that_is_used_is_there(key: str) -> None:
    assert key in ZH.table and key in EN.table


def test_no_phrase_lies_unused() -> None:
    assert [key for key in ZH.table if key not in USED and not key.startswith(BUILT)] == []


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_words(status: Status) -> None:
    assert ZH(f"status.{status}") and EN(f"status.{status}")


def test_every_unit_of_a_metric_has_its_words() -> None:
    units = {m.unit for c in channels().values() for m in c.table.metrics}
    missing = {u for u in units - {*SHARES, *YES_NO, ""} if f"unit.{u}" not in ZH.table and not u.isascii()}
    assert not missing


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("key", ["sure.title", "head.page", "status.TIMEOUT", "date.month_10", "unit.天"])
def test_a_missing_phrase_fails_and_is_named(lang: str, key: str, renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    full: Mapping[str, str] = phrases(lang).table
    lacking = Phrases(lang, {k: v for k, v in full.items() if k != key})
    monkeypatch.setattr(render, "phrases", lambda _: lacking)
    if key.startswith("unit."):
        assert lacking.unit("天") == "天"  # a new metric's unit needs no phrase
    else:
        with pytest.raises(KeyError, match=rf"phrases\.{lang}\.toml has no '{re.escape(key)}'"):
            renderer.render_html(zhejiang(lang))


def test_templates_hold_no_phrase() -> None:
    whole = "".join(p.read_text("utf-8") for p in FOLDER.rglob("*.j2"))
    html = re.sub(r"\{[{%#].*?[}%#]\}", "", whole, flags=re.S)
    assert not re.findall(r"[一-鿿]", whole)
    assert not re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", "", html))


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        Renderer().render_html(replace(zhejiang(), lang="fr"))


@pytest.mark.parametrize(
    ("value", "unit", "bound", "text"),
    [
        (None, "share", False, "—"),
        (0.8765, "share", False, "87.6%"),
        (0.0, "%", False, "0.0%"),
        (1.0, "是/否", False, "是"),
        (0.0, "是/否", False, "否"),
        (0.5, "是/否", False, "0.50"),
        (1234567.0, "人", False, "1,234,567"),
        (100000.0, "次", True, "≥ 100,000"),
        (12.345, "天", False, "12.3"),
        (1.204, "条/天", False, "1.20"),
        (1234.5, "次", False, "1,234"),
        (7.0, "个", False, "7"),
        (-3.25, "天", False, "-3.25"),
    ],
)
def test_values(value: float | None, unit: str, bound: bool, text: str) -> None:
    assert ZH.value(value, unit, bound) == text


def test_scores_ranks_changes_and_days() -> None:
    assert (ZH.score(74.702), ZH.score(None), ZH.score(0.0)) == ("74.7", "—", "0.0")
    assert (ZH.rank(3, 27, "of"), EN.rank(3, 27, "of")) == ("第 3 / 27", "3 of 27")
    assert (ZH.rank(3, 27), ZH.rank(None, 27)) == ("3 / 27", "—")
    assert (ZH.interval(2, 6), ZH.interval(None, 6)) == ("2–6", "—")
    assert (ZH.change(1.24), ZH.change(-0.06), ZH.change(0.04), ZH.change(None)) == ("▲ 1.2", "▼ 0.1", "持平", "—")
    night = datetime(2026, 10, 31, 16, tzinfo=UTC)  # past midnight in China
    assert (ZH.day(night), EN.day(night)) == ("2026 年 11 月 1 日", "1 November 2026")
    assert (ZH.percent(0.944), ZH.percent(None), ZH.whole(99.4)) == ("94%", "—", "99")

"""Every phrase in both languages, and figures as they are printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from string import Formatter

import pytest

from dsci.channels import channels
from dsci.channels.website.checks.outcome import TOLD
from dsci.contract import SHARE, YES_NO, Status
from dsci.pipeline.findings import BOOKS
from dsci.pipeline.inspecting import load_book
from dsci.templates import render
from dsci.templates.glosses import gloss, rule_words
from dsci.templates.phrases import FOLDER, LANGUAGES, Phrases, phrases
from dsci.templates.render import Renderer
from dsci.templates.spacing import HANZI

from .contexts import zhejiang

ZH, EN = phrases("zh"), phrases("en")
SOURCES = "".join(p.read_text("utf-8") for p in (*FOLDER.rglob("*.j2"), *FOLDER.rglob("*.py")))
USED = set(re.findall(r"""\b(?:t|self)\(f?['"]([a-z_.]*[a-z_])['"]""", SOURCES))
# keys put together: 'status.' ~ status, f"rank.{form}"
PUT_TOGETHER = re.findall(r"""\b(?:t|self|phrase)\(f?['"]([a-z_.]*[._])(?:['"] ~|\{)""", SOURCES)
BUILT = (*PUT_TOGETHER, "unit.", "value.", "change.", "indicators.", "script.")
BUILT += ("statement.", "national.", "veto.", "seen.", "seen_word.")


def words_in(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


def test_both_files_have_the_same_keys() -> None:
    assert set(ZH.table) == set(EN.table)


def test_both_phrases_are_filled_in_with_the_same_words() -> None:
    assert [key for key in ZH.table if words_in(ZH.table[key]) != words_in(EN.table[key])] == []


def test_every_key_that_is_used_is_there() -> None:
    assert USED and sorted(USED - ZH.table.keys()) == [] == sorted(USED - EN.table.keys())


def test_no_phrase_lies_unused() -> None:
    assert [key for key in ZH.table if key not in USED and not key.startswith(BUILT)] == []


@pytest.mark.parametrize("status", list(Status))
def test_every_status_has_its_words(status: Status) -> None:
    assert ZH(f"status.{status}") and EN(f"status.{status}")


@pytest.mark.parametrize("status", list(Status))
def test_every_failed_look_is_told_in_english_too(status: Status) -> None:
    told = gloss(f"首页未能查看：{TOLD[status]}")
    assert told.startswith("home page could not be seen: ") and told.isascii()


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        ("网站可用率：82.9%", "times the site opened: 82.9%"),
        ("2025-11-26 来信(咨询 省水利厅), 339 天未见答复", "A letter of 2025-11-26 has waited 339 days for an answer"),
        ("栏目“要闻”: 最新信息 2026-10-01, 距今 9 天, 超过 5 天", "Column “要闻”: newest item of 2026-10-01, 9 days old, over 5"),
        ("页脚未见ICP备案编号", "foot of the page: no ICP number"),
        ("首页有语言声明(html lang)", ""),  # not among the known ones: quoted
        ("<b>未能查看：超时", "<b> could not be seen: timed out"),
    ],
)
def test_what_checks_saw_is_told_in_english_where_its_words_are_known(seen: str, told: str) -> None:
    assert gloss(seen) == told


@pytest.mark.parametrize("name", BOOKS)
def test_every_rule_that_is_shown_has_english_words(name: str) -> None:
    said = [rule_words(name, rule.id) for rule in load_book(name).rules]
    assert all(said) and len(set(said)) == len(said) and not HANZI.search(" ".join(said))


def test_every_unit_of_a_metric_has_its_words() -> None:
    units = {m.unit for c in channels().values() for m in c.table.metrics}
    missing = {u for u in units - {SHARE, YES_NO, ""} if f"unit.{u}" not in ZH.table and not u.isascii()}
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

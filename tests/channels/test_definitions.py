"""Chinese definitions: one for every metric, with every number of the English text and no other."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from dsci.channels import metrics
from dsci.channels.definitions import chinese, made_of, source_of
from dsci.channels.rubrics import rated
from dsci.contract import Metric
from dsci.templates.phrases import phrases
from dsci.templates.spacing import HAN, HANZI, spaced
from dsci.templates.words import LIMITS, printable

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
HALF = re.compile(rf"[{HAN}”）][,;:!?()]|[,;:!?(][{HAN}“（]")
ONLY_CHINESE = {"website.annual_report_current": ["4"]}  # 1 April is 4月1日
STATUSES = {"EMPTY": "EMPTY", "ABSENT": "ABSENT", "NOT_DECIDED": "NOT_DECIDED", "Not decided": "NOT_DECIDED"}
BOUND = re.compile(r"lower bound|at least (?:so|that) many", re.IGNORECASE)

COMPUTED = {key: metric for key, metric in metrics().items() if key not in rated()}


def test_every_metric_has_one_chinese_text_and_none_is_left_over() -> None:
    texts, sources = chinese()
    assert set(texts) == set(COMPUTED)
    assert set(sources) == {metric.source for metric in metrics().values()}
    assert len(set(texts.values())) > 0.9 * len(texts), "few share their words"


@pytest.mark.parametrize("metric", metrics().values(), ids=metrics())
def test_definitions_are_chinese_and_fit_to_print(metric: Metric) -> None:
    for text, limit in ((made_of(metric, "zh"), LIMITS["made_of"]), (source_of(metric, "zh"), LIMITS["source"])):
        assert HANZI.search(text)
        assert not HALF.search(spaced(text)), "half-width marks beside Han"
        assert len(spaced(text)) <= limit
        assert set(text) <= printable()
    assert made_of(metric, "zh").endswith("。") or metric.id in rated()


@pytest.mark.parametrize("metric", COMPUTED.values(), ids=COMPUTED)
def test_both_languages_hold_the_same_numbers(metric: Metric) -> None:
    english, chinese_ = (Counter(NUMBER.findall(made_of(metric, lang))) for lang in ("en", "zh"))
    assert english + Counter(ONLY_CHINESE.get(metric.id, [])) == chinese_
    assert Counter(NUMBER.findall(metric.source)) - Counter(NUMBER.findall(source_of(metric, "zh"))) == Counter()


@pytest.mark.parametrize("metric", COMPUTED.values(), ids=COMPUTED)
def test_both_languages_say_when_there_is_no_value_or_a_bound(metric: Metric) -> None:
    text, words = made_of(metric, "zh"), phrases("zh").table
    for english, status in STATUSES.items():
        assert english not in metric.made_of or words[f"status.{status}"] in text
    assert bool(BOUND.search(metric.made_of)) <= (words["status.CENSORED"] in text)


def test_a_metric_without_a_text_is_named() -> None:
    stranger = replace(COMPUTED["website.ipv6"], id="website.nothing", source="hearsay")
    with pytest.raises(KeyError, match=r"website\.nothing"):
        made_of(stranger, "zh")
    with pytest.raises(KeyError, match="hearsay"):
        source_of(stranger, "zh")
    assert (made_of(stranger, "en"), source_of(stranger, "en")) == (stranger.made_of, "hearsay")

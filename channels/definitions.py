"""What a metric is made of and where its definition is from, in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ..contract import Metric
from .rubrics import items

FILE = "definitions.zh.toml"
MADE_OF, SOURCE = "made_of", "source"


def made_of(metric: Metric, lang: str) -> str:
    """How the metric comes about. What people rate is worded in Chinese alone. KeyError names a metric without a text."""
    if lang == "en" or metric.id in items():
        return metric.made_of
    return _text(chinese()[0], metric.id, metric.id)


def source_of(metric: Metric, lang: str) -> str:
    """Where the definition is from. KeyError names a metric whose source has no Chinese."""
    return metric.source if lang == "en" else _text(chinese()[1], metric.source, metric.id)


@cache
def chinese() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The definitions in Chinese by the metric's id, and the sources by their English words. ValueError names a blank one."""
    table = tomllib.loads((Path(__file__).parent / FILE).read_text(encoding="utf-8"))
    by_id = {f"{channel}.{name}": text for channel, texts in table[MADE_OF].items() for name, text in texts.items()}
    sources: dict[str, str] = table[SOURCE]
    for key, text in (by_id | sources).items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{FILE}: {key}: no text")
    return by_id, sources


def _text(texts: Mapping[str, str], key: str, metric: str) -> str:
    if key not in texts:
        raise KeyError(f"{FILE}: {metric}: no Chinese for {key!r}")
    return texts[key]

"""Findings told in English: what a rule asks, and what a check saw, read back from the Chinese of the phrases `seen`."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter

from .phrases import phrases
from .spacing import HANZI, spaced

ABOUT = re.compile(r"(?<=来信)（.*?）(?=，)")  # kind and office of a letter: names, that are not told in English
NAME = re.compile("[“《].*[”》]")  # of a column or a guide: stays as it is
WORDS = ("seen_word.", "status.")  # phrases that stand within those of `seen`


def rule_words(book: str, rule: str) -> str:
    """What a rule asks in English; '' for a rule that has no such words."""
    return _rules().get(book, {}).get(rule, "")


@cache
def _rules() -> dict[str, dict[str, str]]:
    return tomllib.loads((Path(__file__).parent / "rules.en.toml").read_text("utf-8"))


@lru_cache(4096)
def gloss(seen: str) -> str:
    """A finding's words in English; '' where they are not among the known ones."""
    text = ABOUT.sub("", spaced(seen))
    for key, pattern in _patterns():
        match = pattern.fullmatch(text)
        said = {name: _word(value) for name, value in match.groupdict().items()} if match else None
        if said is not None and not any(HANZI.search(NAME.sub("", value)) for value in said.values()):
            return phrases("en")(key, **said)
    return ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The Chinese phrases of `seen` as patterns, by key, the longest first: a short one fits too much."""
    found = {key: text for key, text in phrases("zh").table.items() if key.startswith("seen.")}
    return tuple((key, _pattern(text)) for key, text in sorted(found.items(), key=lambda item: -len(item[1])))


def _pattern(text: str) -> re.Pattern[str]:
    parts = (re.escape(said) + (f"(?P<{name}>.+?)" if name else "") for said, name, _, _ in Formatter().parse(text))
    return re.compile("".join(parts).replace(r"\ ", " ?"))


def _word(value: str) -> str:
    """A word of the checks or a status in English; a figure or a date as it is."""
    chinese, english = phrases("zh").table, phrases("en").table
    keys = (key for key in chinese if key.startswith(WORDS) and chinese[key] == value.strip())
    return next((english[key] for key in keys), value.strip())

"""A record with every text that strangers can write put in the place of what stands there; figures, codes and keys stay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from itertools import cycle
from typing import Any, TypeVar

from .evil import LOADED, MARKUP, UNSEEN

T = TypeVar("T")
TEXTS = frozenset((
    "name", "title", "node_titles", "province", "population_title", "unit_name", "category", "text", "reviewed_by",
    "seen", "wording", "book_title", "other", "scheme_title", "scheme_source", "source", "made_of", "structure",
    "weights", "normalisation", "bindings", "tiers_source", "why", "origin", "tier", "tier_before", "tiers", "names",
    "best", "better", "most", "channel_title", "group_title", "runner_up", "account", "alt", "parts", "titles",
    "best_unit", "goal_unit", "reason", "accounts", "strong_at", "version", "parent",
))  # fmt: skip
ADDRESSES = frozenset(("url", "links", "address", "evidence_base", "base"))


def poisoned(record: T) -> T:
    """The record, poisoned; which text stands where is the same each time."""
    return _poisoned(record, cycle(UNSEEN[:4] + text + UNSEEN for text in MARKUP), cycle(LOADED))  # type: ignore[no-any-return]


def _poisoned(value: Any, texts: Iterator[str], addresses: Iterator[str], into: Iterator[str] | None = None) -> Any:
    if isinstance(value, str):
        return next(into) if into and value and not isinstance(value, StrEnum) else value
    if isinstance(value, tuple):
        return tuple(_poisoned(item, texts, addresses, into) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        ways = {f.name: texts if f.name in TEXTS else addresses if f.name in ADDRESSES else None for f in fields(value)}
        return replace(value, **{name: _poisoned(getattr(value, name), texts, addresses, way) for name, way in ways.items()})
    return value

"""The words by which topics are told, and the segmenter that finds them."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rjieba import Jieba

FILE = Path(__file__).parent / "words.toml"
Parts = tuple[tuple[str, ...], ...]  # one after the other, each one of several words
STRENGTHS = ("decides", "names", "points", "hints", "against")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of words.toml."""

    topics: tuple[str, ...]  # the first wins a tie
    single: dict[str, tuple[tuple[str, float], ...]]  # word -> topics and weights
    pairs: dict[str, tuple[tuple[Parts, str, float], ...]]  # a word to begin with -> words in their order, topic, weight
    head: float
    least: float


@cache
def words() -> Words:
    """What words.toml says, read once."""
    lists: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
    weight = lists.pop("weight")
    single: dict[str, list[tuple[str, float]]] = defaultdict(list)
    pairs: dict[str, list[tuple[Parts, str, float]]] = defaultdict(list)
    for topic, strengths in lists.items():
        for strength in STRENGTHS:
            for entry in strengths[strength].casefold().split():
                parts = tuple(tuple(part.split("/")) for part in entry.split("+"))
                for word in parts[0]:
                    if len(parts) > 1:
                        pairs[word].append((parts, topic, float(weight[strength])))
                    else:
                        single[word].append((topic, float(weight[strength])))
    return Words(
        topics=tuple(lists),
        single={word: tuple(meant) for word, meant in single.items()},
        pairs={word: tuple(rows) for word, rows in pairs.items()},
        head=float(weight["head"]),
        least=float(weight["least"]),
    )


@cache
def segmenter() -> Jieba:
    """A segmenter to which every listed word is a word: its own, so that nobody else's words change a topic."""
    own = Jieba()
    paired = (word for rows in words().pairs.values() for parts, _, _ in rows for part in parts for word in part)
    for word in dict.fromkeys([*words().single, *paired]):
        if own.cut(word, False) != [word]:
            own.add_word(word, None, None)
    return own

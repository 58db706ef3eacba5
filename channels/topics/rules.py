"""From words to a topic: each topic adds up the weights of its words, the largest sum names the post."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from .words import Parts, segmenter, words

OTHER = "other"
READ = 1_000  # characters; a post's title has 140 at most
HEAD = re.compile(r"【[^】]{1,80}】|#[^#]{1,40}#|^\[[^\]]{1,40}\]|^[^|｜丨]{1,12}[|｜丨]|^[^：:]{1,8}[：:]")

# courtesies at the end of posts say nothing of what they are about
COURTESY = re.compile(
    "(?:衷心)?感谢(?:您|大家|广大网友)的?(?:关注|支持|阅读|收看)(?:[与和](?:关注|支持))?|欢迎(?:大家)?(?:收藏|转发|点赞|关注|分享){1,4}"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A word in a text."""

    start: int
    end: int
    head: bool


@lru_cache(maxsize=10_000)
def topic(text: str) -> str:
    """The topic of a post by its first words, one of the contract's TOPICS; 'other' where no words tell."""
    sums: dict[str, float] = dict.fromkeys(words().topics, 0.0)
    for kind, _, weight in explain(text):
        sums[kind] += weight
    best = max(sums, key=lambda kind: sums[kind])  # the first of equals
    return best if sums[best] >= words().least else OTHER


def explain(text: str) -> list[tuple[str, str, float]]:
    """Every word that counts: (topic, word, weight), in the order of the text's words, then of pairs."""
    text = COURTESY.sub("", text[:READ].encode(errors="ignore").decode().casefold())
    found = _found(text)
    counted = [
        (kind, word, weight * (words().head if any(f.head for f in places) else 1))
        for word, places in _longest(found).items()
        for kind, weight in words().single[word]
    ]
    chains: dict[tuple[str, str], float] = {}
    for parts, kind, weight in (row for word in found if word in words().pairs for row in words().pairs[word]):
        chain = _in_order(parts, found)
        if chain:
            chains.setdefault((kind, chain[0]), weight * (words().head if chain[1] else 1))
    return [*counted, *((kind, chain, weight) for (kind, chain), weight in chains.items())]


def _found(text: str) -> dict[str, list[Found]]:
    """The words of a text and of its long words, with their places."""
    heads = [found.span() for found in HEAD.finditer(text)]
    places: dict[str, list[Found]] = defaultdict(list)
    for word, start, end in segmenter().tokenize(text, "search", False):
        places[word].append(Found(start, end, any(first <= start and end <= last for first, last in heads)))
    return places


def _longest(found: dict[str, list[Found]]) -> dict[str, list[Found]]:
    """The listed words that stand somewhere not inside a longer one that is listed."""
    listed = {word: places for word, places in found.items() if word in words().single}
    spans = {(f.start, f.end) for places in listed.values() for f in places}
    kept = {word: [f for f in places if not _inside(f, spans)] for word, places in listed.items()}
    return {word: places for word, places in kept.items() if places}


def _inside(found: Found, spans: set[tuple[int, int]]) -> bool:
    return any(a <= found.start and found.end <= b and b - a > found.end - found.start for a, b in spans)


def _in_order(parts: Parts, found: dict[str, list[Found]]) -> tuple[str, bool] | None:
    """The words of a text that stand for these parts, one after the other, and whether in its head; None if they don't."""
    if any(found.keys().isdisjoint(part) for part in parts):
        return None
    for head in (True, False):
        chain, end = [], 0
        for part in parts:
            later = [(f.end, word) for word in part for f in found.get(word, ()) if f.start >= end and (f.head or not head)]
            if not later:
                break
            end, word = min(later)
            chain.append(word)
        else:
            return "+".join(chain), head
    return None

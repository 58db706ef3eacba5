"""Numbers that a page prints beside their names: 数据集 1,234 个, 1,234 个数据集, or one above the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

# no part of a date, an hour or a longer number
_VALUE = (
    r"(?<![\d./:\-年月])(?<!\d,)(\d{1,3}(?:,\d{3})+|\d{1,12})(\.\d{1,4})?(?:[^\S\n]?([万亿]))?(?:[^\S\n]?([%％]))?"
    r"(?![\d年月日时分秒/:]|[-.,]\d)"
)
_TIMES = {None: 1, "万": 10_000, "亿": 100_000_000}
_AFTER = re.compile(r"[\s:：（()）为共计总数量约有达已]{0,12}")
_BEFORE = re.compile(r"[\s（()）余多+个项类种条次件]{0,8}")
_WORD_BEFORE = re.compile(r"\w[^\S\n]{0,4}\Z")


@dataclass(frozen=True, slots=True)
class Named:
    """What a number is called, the plainest wording first; whether it is printed in percent."""

    words: tuple[str, ...]
    percent: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str = ""
    value: float = 0
    percent: bool = False


@dataclass(frozen=True, slots=True)
class _Pair:
    """A name with the numbers that stand right before and right after it."""

    word: str
    before: _Token | None
    after: _Token | None


def printed(text: str, names: Mapping[str, Named]) -> dict[str, float]:
    """Each name's number: of counts the largest in the plainest wording there is, of shares the first, from 0 to 1."""
    pairs = list(_pairs(text, {word: named.percent for named in names.values() for word in named.words}))
    ahead = _numbers_first(pairs)
    found: dict[str, list[float]] = {}
    for pair in pairs:
        token = pair.after if pair.before is None else pair.before if pair.after is None else _choose(text, pair, ahead)
        if token:
            found.setdefault(pair.word, []).append(token.value)
    chosen = ((name, named, next((found[word] for word in named.words if word in found), [])) for name, named in names.items())
    return {name: round(own[0] / 100, 6) if named.percent else max(own) for name, named, own in chosen if own}


def _pairs(text: str, percent: Mapping[str, bool]) -> Iterator[_Pair]:
    tokens = list(_tokens(text, percent))
    for place, token in enumerate(tokens):
        if token.word:
            last, following = tokens[place - 1 : place] if place else [], tokens[place + 1 : place + 2]
            before = _beside(last, percent[token.word], text, token, _BEFORE)
            after = _beside(following, percent[token.word], text, token, _AFTER)
            if before and after:  # on one line beats on the next
                apart = "\n" in text[before.end : token.start], "\n" in text[token.end : after.start]
                before, after = (None if apart == (True, False) else before), (None if apart == (False, True) else after)
            if before or after:
                yield _Pair(token.word, before, after)


def _tokens(text: str, words: Iterable[str]) -> Iterator[_Token]:
    either = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    for found in re.finditer(rf"({either})|{_VALUE}", text):
        if found[1]:
            yield _Token(*found.span(), word=found[1])
        else:
            value = round(float(found[2].replace(",", "") + (found[3] or "")) * _TIMES[found[4]], 4)
            yield _Token(*found.span(), value=value, percent=bool(found[5]))


def _beside(tokens: list[_Token], percent: bool, text: str, token: _Token, gap: re.Pattern[str]) -> _Token | None:
    other = tokens[0] if tokens and not tokens[0].word and tokens[0].percent == percent else None
    if other is None:
        return None
    between = text[other.end : token.start] if other.end <= token.start else text[token.end : other.start]
    return other if gap.fullmatch(between) else None


def _numbers_first(pairs: list[_Pair]) -> bool | None:
    """True where numbers stand before their names, as those with one neighbour show; None where nothing shows it."""
    votes = sum((pair.after is None) - (pair.before is None) for pair in pairs)
    return votes > 0 if votes else None


def _choose(text: str, pair: _Pair, ahead: bool | None) -> _Token | None:
    """Where nothing else tells, a number behind another word belongs to that word."""
    if ahead is None and pair.before:
        ahead = not _WORD_BEFORE.search(text[max(0, pair.before.start - 8) : pair.before.start])
    return pair.before if ahead else pair.after

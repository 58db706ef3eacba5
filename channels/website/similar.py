"""Answers that say the same: 64-bit simhashes of their words (Charikar 2002), and which of them are near one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

SHINGLE = 4  # characters; ours
SHORTEST = 40  # characters: shorter answers are alike by chance; ours
LONGEST = 6000
NEAR = 3  # bits of 64 (Manku, Jain, Das Sarma 2007)
BITS = 64

_PERSON = re.compile(r"(?:尊敬的)?[\w*＊×]{1,3}?(?:先生|女士|小姐|同志|网友|市民|朋友)")
_GREETING = re.compile(r"^(?:尊敬的)?[\w*＊×]{1,5}[：:，,]")
_NUMBER = re.compile(r"[\dA-Za-z*＊]+(?:[.,，:：-][\dA-Za-z*＊]+)*", re.ASCII)
_DAY = re.compile("(?:0年)?0月0[日号]")
_ZEROS = re.compile("00+")
_REST = re.compile(r"[\W_]+")


def digest(text: str) -> str:
    """16 hex digits: the simhash of the words without names of people, days and numbers; '' for a short text."""
    words = normalised(text)
    if len(words) < SHORTEST:
        return ""
    shingles = {words[at : at + SHINGLE] for at in range(len(words) - SHINGLE + 1)}
    sums = [0] * BITS
    for shingle in shingles:
        hashed = int.from_bytes(blake2b(shingle.encode(), digest_size=BITS // 8).digest())
        for bit in range(BITS):
            sums[bit] += 1 if hashed >> bit & 1 else -1
    return f"{sum(1 << bit for bit, total in enumerate(sums) if total > 0):016x}"


def normalised(text: str) -> str:
    """The text with people as 人, numbers as 0, days as 日, and without spaces and punctuation. Names of places stay."""
    words = "".join(text[:LONGEST].split())
    words = _NUMBER.sub("0", _GREETING.sub("人", _PERSON.sub("人", words)))
    return _ZEROS.sub("0", _REST.sub("", _DAY.sub("日", words)))


def distance(one: str, other: str) -> int:
    """The number of bits in which two digests differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def alike(digests: Sequence[str]) -> list[bool]:
    """Of each digest whether another one is near it."""
    return [
        any(place != other and distance(one, two) <= NEAR for other, two in enumerate(digests))
        for place, one in enumerate(digests)
    ]

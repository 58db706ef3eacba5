"""Statuses and what a scheme does with them, as small numbers inside arrays and as words outside."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ...contract import Status

Codes = NDArray[np.uint8]
Words = NDArray[np.str_]

STATUS = tuple(status.value for status in Status)
HANDLING = ("value", "bound", "zero", "drop", "exclude", "impute", "refuse", "unnamed")
_STATUS = {word: code for code, word in enumerate(STATUS)}
_HANDLING = {word: code for code, word in enumerate(HANDLING)}


def status(word: str) -> int:
    """The code of a status. KeyError for a word that is none."""
    return _STATUS[word]


def handling(word: str) -> int:
    """The code of a handling. KeyError for a word that is none."""
    return _HANDLING[word]


def statuses(words: ArrayLike) -> Codes:
    """Codes of an array of statuses, any shape. ValueError names a word that is no status."""
    given = np.asarray(words, dtype=str)
    found, inverse = np.unique(given, return_inverse=True)
    unknown = [str(word) for word in found if word not in _STATUS]
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: no status; there are {', '.join(STATUS)}")
    codes = np.array([_STATUS[str(word)] for word in found], np.uint8)
    return codes[inverse].reshape(given.shape)


def words(codes: Codes, of: Sequence[str]) -> Words:
    """The words of those codes: `of` is STATUS or HANDLING."""
    found: Words = np.array(of)[codes]
    return found


def are(codes: Codes, *wanted: str) -> NDArray[np.bool_]:
    """Where the handling is one of those wanted."""
    known = np.zeros(len(HANDLING), bool)
    known[[_HANDLING[word] for word in wanted]] = True
    return np.asarray(known[codes])

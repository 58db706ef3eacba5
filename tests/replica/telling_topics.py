"""Which topic a line of the stock was written for: told by the stock's own wording, not by rules."""

from __future__ import annotations

import re
from functools import cache

from dsci.replica import words


@cache
def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Every line of the stock as a pattern, its fillers open."""
    return [
        (topic, re.compile(re.sub(r"\\\{\w+\\\}", ".{1,6}?", re.escape(line))))
        for topic, lines in words.STOCK.items()
        for line in lines
    ]


@cache
def topic_of(line: str) -> str:
    """The topic of a line as written; a line of no topic, or of two, is an error."""
    (found,) = {topic for topic, pattern in patterns() if pattern.fullmatch(line)}
    return found

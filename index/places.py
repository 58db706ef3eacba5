"""In which line each part of a TOML text begins."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

Place = tuple[str | int, ...]

_WORD = r'''(?:[\w-]+|"(?:\\.|[^"\\\n])*"|'[^'\n]*')'''
_NAME = rf"{_WORD}(?:[ \t]*\.[ \t]*{_WORD})*"
TOKEN = re.compile(
    rf"^[ \t]*\[\[[ \t]*(?P<array>{_NAME})[ \t]*\]\]|^[ \t]*\[[ \t]*(?P<table>{_NAME})[ \t]*\]"
    rf"|^[ \t]*(?P<key>{_NAME})[ \t]*="
    r'|"""(?s:.*?)"""|' + r"'''(?s:.*?)'''|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'|#[^\n]*"  # passed over
    r"|(?P<open>[\[{])|(?P<shut>[\]}])",
    re.MULTILINE,
)


def lines_of(text: str) -> dict[Place, int]:
    """Line of every header, key and row, whether rows are written [[so]] or as {…} in a list."""
    ends = [i for i, c in enumerate(text) if c == "\n"]
    lines: dict[Place, int] = {}
    head: Place = ()
    key: Place = ()
    depth = 0
    rows: Counter[Place] = Counter()
    for token in TOKEN.finditer(text):
        line = bisect_right(ends, token.end() - 1) + 1
        if depth == 0 and token["array"]:
            name = _parts(token["array"])
            head = (*name, rows[name])
            rows[name] += 1
            lines[head] = line
        elif depth == 0 and token["table"]:
            head = _parts(token["table"])
            lines[head] = line
        elif depth == 0 and token["key"]:
            key = (*head, *_parts(token["key"]))
            lines[key] = line
        elif token["open"]:
            if depth == 1 and token["open"] == "{":
                lines[(*key, rows[key])] = line
                rows[key] += 1
            depth += 1
        elif token["shut"]:
            depth -= 1
    return lines


def first_lines(lines: Mapping[Place, int]) -> dict[Place, int]:
    """The first line of anything in each place that holds something, and of what is there itself."""
    firsts: dict[Place, int] = {}
    for known, line in lines.items():
        for end in range(1, len(known) + 1):
            firsts[known[:end]] = min(line, firsts.get(known[:end], line))
    return firsts


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name: `"一级".weight` is 一级, weight."""
    if not ({'"', "'"} & set(name)):
        return tuple(word.strip() for word in name.split("."))
    found, parts = tomllib.loads(f"{name} = 0"), []
    while isinstance(found, dict):
        ((word, found),) = found.items()
        parts.append(word)
    return tuple(parts)

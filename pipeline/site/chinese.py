"""What a scheme says of itself, in the reader's language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = "schemes.zh.toml"
BESIDE = " · "  # a text in both languages: 中文 · English


@cache
def words() -> Mapping[str, str]:
    """The Chinese of what the shipped schemes say, by their own words."""
    table: dict[str, dict[str, str]] = tomllib.loads((Path(__file__).parent / FILE).read_text(encoding="utf-8"))
    return table["words"]


def said(text: str, lang: str) -> str:
    """The text in that language; as its author worded it where no other is known (a scheme of the reader's own)."""
    chinese, found, english = text.partition(BESIDE)
    if found:
        return chinese if lang == "zh" else english
    return words().get(text, text) if lang == "zh" else text

"""The gap between Han characters and Latin letters or figures, which WeasyPrint does not set by itself."""

from __future__ import annotations

import re
from functools import lru_cache

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HANZI = re.compile(f"[{HAN}]")
BORDER = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])")
COMMA = re.compile(rf"(?<=[{HAN}]), ?(?=[{HAN}])")
BRACKETS = re.compile(rf"\(([^()]*[{HAN}][^()]*)\)")


@lru_cache(8192)
def spaced(text: str) -> str:
    """The text with a space, a quarter of an em in our fonts, wherever Han meets a Latin letter or a figure.

    Brackets and commas among Han are those of Chinese.
    """
    return text if text.isascii() else COMMA.sub("，", BRACKETS.sub(r"（\1）", BORDER.sub(" ", text)))


def gaps(text: str, lang: str) -> str:
    """A text of that language, Chinese with its gaps; an English one keeps the Chinese words in it as they are."""
    return spaced(text) if lang == "zh" else text

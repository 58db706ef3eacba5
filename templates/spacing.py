"""The gap between Han characters and Latin letters or figures, which WeasyPrint does not set by itself."""

from __future__ import annotations

import re
from functools import lru_cache

HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HANZI = re.compile(f"[{HAN}]")
BORDER = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[{HAN}])")
BRACKETS = re.compile(rf"\(([^()]*[{HAN}][^()]*)\)")
NAMED = re.compile(rf"(?<=[{HAN}]) ?\(([^()]*)\)")  # brackets behind a Han character are its own
BEHIND = re.compile(rf"(?<=[{HAN}）》”]) ?[,;:!?](?!/) ?")
BEFORE = re.compile(rf"[,;:] ?(?=[{HAN}（《“])")
WIDE = str.maketrans(",;:!?", "，；：！？")
INLINE = r"(?:</?(?:span|b)\b[^>]*>)*"
STRAY = re.compile(rf"([。，、；：！？）》”]{INLINE})\s+(?={INLINE}[^\s<])")


@lru_cache(8192)
def spaced(text: str) -> str:
    """The text with a space, a quarter of an em in our fonts, wherever Han meets a Latin letter or a figure.

    Brackets and marks beside Han are those of Chinese.
    """
    if not HANZI.search(text):
        return text
    wide = NAMED.sub(r"（\1）", BRACKETS.sub(r"（\1）", BORDER.sub(" ", text)))
    return BEFORE.sub(_wide, BEHIND.sub(_wide, wide))


def _wide(found: re.Match[str]) -> str:
    return found[0].strip().translate(WIDE)


def joined(html: str, lang: str) -> str:
    """A page of that language; in Chinese without the spaces that templates leave behind full-width marks."""
    return STRAY.sub(r"\1", html) if lang == "zh" else html


def gaps(text: str, lang: str) -> str:
    """A text of that language, Chinese with its gaps; an English one keeps the Chinese words in it as they are."""
    return spaced(text) if lang == "zh" else text

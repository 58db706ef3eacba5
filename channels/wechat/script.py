"""Values out of the JavaScript of a page, read where they are assigned: never the whole page, never run."""

from __future__ import annotations

import re
from html import unescape

from ..shapes import INVISIBLE, ShapeError

QUOTED = rb"""(?:'([^'\\\n]*(?:\\.[^'\\\n]*)*)'|"([^"\\\n]*(?:\\.[^"\\\n]*)*)")"""
ASSIGNED = re.compile(rb"\s{0,4}[=:]\s{0,4}(?:htmlDecode\(|JsDecode\()?" + QUOTED)
OTHERWISE = re.compile(rb"\s{0,4}\|\|\s{0,4}" + QUOTED)
ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
# an escaped sign is a token too, else each quote in a string without end would be tried as the start of one
BRACKETS = re.compile(rb"""\\.|'[^'\\\n]*(?:\\.[^'\\\n]*)*'|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|[\[\]{}]""")
WORD = re.compile(rb"[\w$]")
LETTERS = {"n": "\n", "r": "\r", "t": "\t"}


def code(page: bytes, name: bytes, start: int = 0) -> str | None:
    """The text first assigned to that name, None where none is."""
    found = _assigned(page, name, start)
    return _text(found) if found else None


def either(page: bytes, name: bytes, start: int = 0) -> str:
    """The first text that is not empty in `name = "" || "text"`; '' where there is none."""
    found = _assigned(page, name, start)
    while found and not (text := _text(found)):
        found = OTHERWISE.match(page, found.end())
    return text if found else ""


def words(page: bytes, name: bytes, start: int = 0) -> str:
    """That text as people read it, on one line. ShapeError where the name is assigned none."""
    found = code(page, name, start)
    if found is None:
        raise ShapeError(name.decode(), "missing")
    return " ".join(unescape(found).split())[:300]


def objects(page: bytes, name: bytes, start: int = 0) -> int:
    """How many objects the list assigned to that name holds; 0 where there is no such list."""
    at = page.find(name, start)
    opened = page.find(b"[", at, at + len(name) + 8) if at >= 0 else -1
    if opened < 0:
        return 0
    depth = count = 0
    for token in BRACKETS.finditer(page, opened):
        if token[0] in (b"[", b"{"):
            count += depth == 1 and token[0] == b"{"
            depth += 1
        elif token[0] in (b"]", b"}"):
            depth -= 1
            if not depth:
                return count
    raise ShapeError(name.decode(), "list without end")


def _assigned(page: bytes, name: bytes, start: int) -> re.Match[bytes] | None:
    at = page.find(name, start)
    while at >= 0:
        found = ASSIGNED.match(page, at + len(name))
        if found and not WORD.match(page[max(at - 1, 0) : at]):
            return found
        at = page.find(name, at + len(name))
    return None


def _text(found: re.Match[bytes]) -> str:
    raw = found[1] if found[1] is not None else found[2]
    return INVISIBLE.sub("", ESCAPED.sub(_letter, raw.decode("utf-8", "replace")))


def _letter(found: re.Match[str]) -> str:
    number = found[1] or found[2]
    return chr(int(number, 16)) if number else LETTERS.get(found[3], found[3])

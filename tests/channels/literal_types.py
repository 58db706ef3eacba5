"""Answers that were written down as TypeScript literal types, as JSON again. Enough of the language for those two files."""

from __future__ import annotations

import re
from pathlib import Path

import chompjs

TEXT = r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\""
COMMENT = re.compile(rf"({TEXT})|/\*.*?\*/|//[^\n]*", re.DOTALL)
PLAIN = {"boolean": "true", "string": '""', "number": "1"}


def literal_types(file: Path) -> dict[str, object]:
    """Every object type by its name; a type that it names stands in its place."""
    text = COMMENT.sub(lambda m: m[1] or "", file.read_text("utf-8"))
    return {name: chompjs.parse_js_object(_json(text, name)) for name in re.findall(r"type (\w+) = (?=\{)", text)}


def _json(text: str, name: str) -> str:
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\0{len(kept) - 1}\0"

    body = re.sub(TEXT, keep, _body(text, name)).replace("?:", ":").replace(";", ",")
    body = re.sub(r"(\S+)(?: \| \S+)+", r"\1", body)  # the first of what may stand there
    body = re.sub(r"Array<(\w+)>|(\w+)\[\]", lambda m: f"[{m[1] or m[2]}]", body)
    body = re.sub(r"(?<=[\w\0}\]])[ \t]*\n\s*(?=[\w\0])", ",\n", body)
    body = re.sub(r"(?<=[:\[\s])(boolean|string|number)\b", lambda m: PLAIN[m[1]], body)
    body = re.sub(r"\bType\w+", lambda m: "null" if m[0] == name else _json(text, m[0]), body)
    return re.sub(r"\0(\d+)\0", lambda m: kept[int(m[1])], body)


def _body(text: str, name: str) -> str:
    start = re.search(rf"type {name} = ", text)
    assert start, name
    if text[start.end()] != "{":
        return text[start.end() : text.index("\n", start.end())]
    depth = 0
    for token in re.finditer(rf"{TEXT}|[{{}}]", text[start.end() :]):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if not depth:
            return text[start.end() : start.end() + token.end()]
    raise AssertionError(name)

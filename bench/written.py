"""The regular expressions that stand in our code, by its syntax trees and modules, with how each is used."""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("channels", "contract", "registry", "index", "spiders", "store", "templates", "pipeline", "commands")
WAYS = frozenset({"match", "fullmatch", "search", "findall", "finditer", "sub", "subn", "split"})
ANCHORED = frozenset({"match", "fullmatch"})
DEPTH = 5  # of containers in which a module may hold patterns
# patterns that are handed on, by what uses them: anchored, or on a text that was cut to so many characters before
ANCHORED_BY_HAND = frozenset({
    "channels.website.letter_slots:CATEGORY", "channels.website.letter_slots:DEPARTMENT", "channels.website.rows:MORE",
    "registry.check:HOST", "commands.shown.formats:SHARES",
})  # fmt: skip
CUT = {
    "channels.website.labels:_END": 12, "channels.website.shells:_TITLE_PARTS": 200, "channels.website.urls:_ARTICLE": 200,
    "registry.names:NAME": 100,  # the registry's own names
    "store.opening:ALMOST": 2000,  # the user's own word for a place
    "templates.spacing:BRACKETS": 1200, "templates.glosses:NAME": 160, "commands.shown.endpoints:VALUE": 200,
}  # fmt: skip


@dataclass(frozen=True)
class Written:
    """A pattern, the place where it stands, and the ways in which it is used."""

    where: str
    regex: re.Pattern[Any]
    ways: frozenset[str]
    longest: int | None  # characters that can reach it, None where nothing cuts

    def run(self, line: Any) -> None:
        """Uses it on a line, cut as it is there, in its ways: anchored ones as they are, else a search for everything."""
        line = line[: self.longest]
        for way in self.ways & ANCHORED:
            getattr(self.regex, way)(line)
        if not self.ways or self.ways - ANCHORED:
            for _ in self.regex.finditer(line):
                pass


def written(rooms: tuple[str, ...] = ROOMS) -> Iterator[Written]:
    """Every pattern of these rooms once: what modules hold, and what is handed to `re` as plain text inside functions."""
    seen = set[re.Pattern[Any]]()
    for path in (path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        held = _held(path, name, used(rooms))
        for where, regex, ways in (*held, *_inline(path, name)):
            if regex not in seen:
                seen.add(regex)
                yield Written(where, regex, ANCHORED if where in ANCHORED_BY_HAND else ways, CUT.get(where))


def _held(path: Path, name: str, known: Mapping[str, set[str]]) -> Iterator[tuple[str, re.Pattern[Any], frozenset[str]]]:
    if path.stem == "make_fonts":
        return
    module = importlib.import_module(f"dsci.{name.removesuffix('.__init__')}")
    for called, value in vars(module).items():
        if not isinstance(value, ModuleType) and not called.startswith("__"):
            for regex in _within(value, 0):
                yield f"{name.removesuffix('.__init__')}:{called}", regex, frozenset(known.get(called, ()))


def _within(value: Any, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < DEPTH and isinstance(value, Mapping):
        yield from (regex for pair in value.items() for part in pair for regex in _within(part, depth + 1))
    elif depth < DEPTH and isinstance(value, tuple | list | set | frozenset):
        yield from (regex for part in value for regex in _within(part, depth + 1))
    elif depth < DEPTH and is_dataclass(value) and not isinstance(value, type):
        yield from (regex for f in fields(value) for regex in _within(getattr(value, f.name), depth + 1))


def _inline(path: Path, name: str) -> Iterator[tuple[str, re.Pattern[Any], frozenset[str]]]:
    functions = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.FunctionDef)]
    for call in (node for function in functions for node in ast.walk(function) if isinstance(node, ast.Call)):
        way = call.func
        if not (isinstance(way, ast.Attribute) and isinstance(way.value, ast.Name) and way.value.id == "re" and call.args):
            continue
        first = call.args[0]
        if isinstance(first, ast.Constant):
            told = [word for word in ("re.I", "re.M", "re.DOTALL") if word in ast.unparse(call).replace(ast.unparse(first), "")]
            flags = sum(getattr(re, word.removeprefix("re.")) for word in told)
            yield f"{name}:{call.lineno}", re.compile(first.value, flags), frozenset({way.attr} & WAYS)


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def used(rooms: tuple[str, ...]) -> Mapping[str, set[str]]:
    """The ways in which these rooms use the patterns of each name; a name that is handed on has none."""
    found, other = defaultdict[str, set[str]](set), set[str]()
    for path in (path for room in rooms for path in (ROOT / room).rglob("*.py")):
        tree = _tree(path)
        calls = {node.func.value for node in ast.walk(tree) if _is_use(node)}
        for node in ast.walk(tree):
            if _is_use(node) and isinstance(node.func.value, ast.Name):
                found[node.func.value.id].add(node.func.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in calls:
                other.add(node.id)  # handed on: used in ways that are not seen here
    return {name: ways for name, ways in found.items() if name not in other}


def _is_use(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WAYS

"""The plans of what is tried on purpose, and the tests that say they try it."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PLAN = Path(__file__).with_name("plan")
AREAS = ("portal", "network", "machine", "attacks", "guard", "fuzz", "spread", "supply")
KEYS = {"id", "what", "expected", "command"}


@dataclass(frozen=True)
class Trial:
    """Something tried on purpose. `command` where it takes too long for a test."""

    id: str
    what: str
    expected: str
    command: str = ""
    area: str = ""


def read(folder: Path = PLAN) -> list[Trial]:
    """All trials, in the order of AREAS. ValueError names an entry that is none, or that is there twice."""
    found: dict[str, Trial] = {}
    for area in AREAS:
        file = folder / f"{area}.toml"
        for entry in tomllib.loads(file.read_text("utf-8")).get("trial", []) if file.exists() else []:
            if not {"id", "what", "expected"} <= set(entry) <= KEYS:
                raise ValueError(f"{file.name}: {entry.get('id', entry)}: wants id, what, expected, and may have command")
            if entry["id"] in found:
                raise ValueError(f"{file.name}: {entry['id']} is there twice")
            found[entry["id"]] = Trial(**entry, area=area)
    return list(found.values())


def marks(folder: Path) -> Iterator[tuple[str, str]]:
    """Every trial that a mark in these tests names, and the file. ValueError for a mark that is no plain text."""
    for file in sorted(folder.rglob("test_*.py")):
        for call in (node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Attribute) and call.func.attr == "proves":
                for argument in call.args:
                    if not isinstance(argument, ast.Constant):
                        raise ValueError(f"{file.name}:{call.lineno}: a mark names its trials in plain text")
                    yield str(argument.value), file.relative_to(folder).as_posix()

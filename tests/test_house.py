"""The house: who may import whom, and that nothing is imported past the package."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from .conftest import ROOT

MAY = {
    "contract": set(),
    "progress": set(),
    "files": set(),
    "registry": {"contract"},
    "channels": {"contract", "registry"},
    "store": {"contract", "registry", "files"},
    "index": {"contract"},
    "spiders": {"contract", "registry", "channels", "store", "progress", "package"},
    "templates": {"contract", "registry", "index", "files"},
    "replica": {"contract", "registry"},
    "pipeline": {"contract", "registry", "channels", "store", "index"},
    "cluster": {
        "contract", "progress", "files", "registry", "channels", "spiders", "store", "pipeline", "templates", "package",
    },
    "cli": {"commands", "store", "package"},
    "commands": {
        "contract", "progress", "files", "registry", "channels", "store", "index", "spiders", "templates", "replica", "pipeline",
        "cluster", "package",
    },
}  # fmt: skip
ROOMS = set(MAY) | {"tests", "bench"}


def sources() -> list[Path]:
    inside = [p for room in MAY for p in (sorted((ROOT / room).rglob("*.py")) or [ROOT / f"{room}.py"])]
    return [p for p in inside if p.is_file()]


def imports(path: Path, text: str | None = None) -> list[tuple[int, str]]:
    """Rooms that a file imports, with the line: '' for what is not ours, 'bare' for ours by an absolute name."""
    here = path.relative_to(ROOT).parts[:-1]
    found = []
    for node in ast.walk(ast.parse(text or path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, "bare" if a.name.split(".")[0] in ROOMS | {"dsci"} else "") for a in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.append((node.lineno, "bare" if (node.module or "").split(".")[0] in ROOMS | {"dsci"} else ""))
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1]
            names = [node.module] if node.module else [a.name for a in node.names]
            for name in names:
                first = (*base, *name.split("."))[0]
                found.append((node.lineno, first if first in ROOMS else "package"))
    return [(line, room) for line, room in found if room]


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_follow_the_arrows(path: Path) -> None:
    parts = path.relative_to(ROOT).parts
    room = parts[0].removesuffix(".py")
    wrong = [(line, to) for line, to in imports(path) if to != room and to not in MAY[room]]
    assert not wrong, f"{path.relative_to(ROOT)} may not import {wrong}"


def test_the_arrow_test_can_fail() -> None:
    path = ROOT / "index" / "some.py"
    assert imports(path, "from ..store import Store") == [(1, "store")]
    assert imports(path, "from .. import registry") == [(1, "registry")]
    assert imports(path, "import contract") == [(1, "bare")]
    assert imports(path, "from channels import weibo") == [(1, "bare")]
    assert imports(path, "import numpy") == []


def test_every_folder_with_code_is_packaged() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"])
    rooms = [ROOT / room for room in MAY if (ROOT / room).is_dir()]
    folders = {p.parent for room in rooms for p in room.rglob("*.py")}
    wanted = {"dsci"} | {"dsci." + ".".join(f.relative_to(ROOT).parts) for f in folders if (f / "__init__.py").exists()}
    assert listed == wanted


def test_every_root_module_has_a_room() -> None:
    modules = {p.stem for p in ROOT.glob("*.py")} - {"__init__"}
    assert modules <= set(MAY), "a module at the root without a line in the arrows"


def test_every_file_of_commands_is_a_command() -> None:
    """What commands share lies in `asked/` and `shown/`."""
    files = [path for path in sorted((ROOT / "commands").glob("*.py")) if path.name != "__init__.py"]
    assert len(files) > 30
    found = {path.name: ast.parse(path.read_text("utf-8")).body for path in files}
    assert [name for name, body in found.items() if not any(getattr(node, "name", "") == "command" for node in body)] == []

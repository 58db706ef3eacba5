"""A small scheme whose every number can be worked out by hand, and tables for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from dsci.contract import Status
from dsci.index.scheme import Scheme, load
from dsci.index.table import Table

from .words import STATUS

TINY = """
id = "tiny"
title = "小"
title_en = "Tiny"
source = "this test"
levels = ["channel", "indicator"]
normalise = "goalposts"

[origin]
structure = "ours"
weights = "ours"
normalisation = "ours"
bindings = "ours"
tiers = "ours"
""" + STATUS + """
[threshold]
channel = 0.5
composite = 0.5

[[tier]]
label = "高"
label_en = "high"
from = 50

[[tier]]
label = "低"
label_en = "low"
from = 0

[[composite]]
id = "all"
title = "综合"
title_en = "All"
nodes = ["a", "b"]

[[channel]]
id = "a"
title = "甲"
title_en = "A"
weight = 0.6

[[channel]]
id = "b"
title = "乙"
title_en = "B"
weight = 0.4

[[indicator]]
in = "a"
metric = "a.many"
worst = 0
best = 10
weight = 0.75

[[indicator]]
in = "a"
metric = "a.late"
worst = 20
best = 0
weight = 0.25

[[indicator]]
in = "b"
metric = "b.one"
worst = 0
best = 100

[[indicator]]
in = "b"
metric = "b.two"
worst = 0
best = 100
EMPTY = "zero"
"""
METRICS = ("a.many", "a.late", "b.one", "b.two")
Tiny = Callable[..., Path]


@pytest.fixture(scope="session")
def coinr(reference: Path) -> Path:
    """The folder of COINr's tables."""
    return reference / "reference" / "coinr"


@pytest.fixture
def tiny_file(tmp_path: Path) -> Tiny:
    """Writes the tiny scheme, with one text replaced by another, and gives its path."""

    def write(old: str = "", new: str = "") -> Path:
        assert old in TINY
        path = tmp_path / "tiny.toml"
        path.write_text(TINY.replace(old, new, 1) if old else TINY, encoding="utf-8")
        return path

    return write


@pytest.fixture
def tiny(tiny_file: Tiny) -> Callable[..., Scheme]:
    return lambda old="", new="": load(tiny_file(old, new))


@pytest.fixture
def table() -> Callable[[Mapping[str, tuple[float | Status, ...]]], Table]:
    """A table of the tiny scheme's four metrics: unit -> a number or a status for each."""

    def make(cells: Mapping[str, tuple[float | Status, ...]]) -> Table:
        values = np.array([[np.nan if isinstance(c, Status) else float(c) for c in row] for row in cells.values()])
        status = np.array([[c.value if isinstance(c, Status) else "OK" for c in row] for row in cells.values()], "<U16")
        return Table.of(tuple(cells), METRICS, values, status)

    return make

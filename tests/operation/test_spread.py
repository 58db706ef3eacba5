"""What the comparison of three ways of crawling says of an arm that came to more, fewer or other observations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dsci.bench.spread import Arm, compared
from dsci.contract import Observation
from dsci.store import store_at

from ..pipeline.given import ZHEJIANG, observed

ROWS = observed(ZHEJIANG, 0.5)


def arm(folder: Path, name: str, rows: list[Observation]) -> Arm:
    store = store_at(str(folder / name))
    store.put(rows)
    return Arm(name, 1.0, 1.0, store)


@pytest.mark.parametrize(("rows", "said"), [
    (ROWS, 0), (ROWS[:-1], 1), ([*ROWS, replace(ROWS[0], unit="990000")], 1), ([*ROWS[:-1], replace(ROWS[-1], value=0.1)], 1),
])  # fmt: skip
def test_every_difference_has_its_line(tmp_path: Path, rows: list[Observation], said: int) -> None:
    found = [line for line in compared([arm(tmp_path, "one", ROWS), arm(tmp_path, "two", rows)]) if " is not " in line]
    assert len(found) == said and all(line.startswith("two: ") for line in found)

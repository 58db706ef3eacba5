"""Every stage of a scoring as CSV files in a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...contract import inert
from ..asked.options import write_csv

if TYPE_CHECKING:
    from ...index.scored import Scored

README = """raw: values as given, a lower bound where CENSORED. status, handling: why a cell has no value, what the scheme did.
denominated, screened, imputed, treated: after each step, in the scheme's order. normalised: scores of indicators.
aggregated: every node before its gates, deductions and bonuses; adjusted: after them, as ranked. coverage: share observed.
weights: each child's share in what it is summed to. changes: every cell that a step changed. borders: units at class borders.
"""


@dataclass(frozen=True, slots=True)
class WeightRow:
    """The share with which a node went into its parent (or composite), and how it was come by."""

    parent: str
    node: str
    weight: float
    aggregate: str
    weigh: str


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A decision on the way that a reader must know; `node` and `unit` '' where it is about no single one."""

    node: str
    unit: str
    note: str


def write_stages(folder: str, scored: Scored) -> list[str]:
    """Writes every stage into the folder; the names of the files."""
    from ...index.results import borders
    from ...index.scored import STAGES, Adjustment, Change
    from ...index.tiering import Edge

    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    names = [*(stage for stage in scored.stages), "status", "handling", "aggregated", "adjusted", "coverage"]
    for number, stage in enumerate(name for name in names if name in STAGES):
        frame = scored.frame(stage).rename(index=inert, columns=inert)
        frame.to_csv(place / f"{number:02}_{stage}.csv", encoding="utf-8-sig", lineterminator="\n")
    edges = [edge for node in scored.scheme.kinds for edge in borders(scored, scored.table.units, node)]
    for name, rows, kind in (
        ("weights", _weights(scored), WeightRow), ("changes", scored.changes, Change), ("borders", edges, Edge),
        ("adjustments", scored.adjustments, Adjustment),
        ("notes", [NoteRow(n.node, n.unit, n.text) for n in scored.notes], NoteRow),
    ):  # fmt: skip
        write_csv(rows, str(place / f"{name}.csv"), kind)
    (place / "README.txt").write_text(README, encoding="utf-8")
    return sorted(path.name for path in place.iterdir())


def write_panel(folder: str, panel: Mapping[str, Scored]) -> None:
    """The same of each period, in a folder of its own where there are several."""
    for period, scored in panel.items():
        write_stages(str(Path(folder) / period) if len(panel) > 1 else folder, scored)


def _weights(scored: Scored) -> Iterator[WeightRow]:
    for branch in scored.branches:
        for child, weight in zip(branch.children, branch.weights, strict=True):
            yield WeightRow(branch.id, child, weight, branch.aggregate, branch.weigh)

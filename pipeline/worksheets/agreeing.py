"""How far raters agree on an item, and whether its ratings may count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...channels.rubrics import Item, items
from ...contract import Judgement
from ...index.agreement import TENTATIVE, agreement

FEW, ALIKE, APART = "few", "alike", "apart"
FEWEST = 5  # units that two raters rated: ours; of fewer, alpha says little


@dataclass(frozen=True, slots=True)
class Agreed:
    """An item's agreement. `twice`: units with two ratings or more; `kappas`: two raters and Cohen's kappa of them, those
    pairs that have one; `held`: why its ratings do not count, FEW, ALIKE or APART; '' where they do."""

    item: str
    title: str
    raters: int
    units: int
    twice: int
    same: float | None
    kappas: tuple[tuple[str, str, float], ...]
    alpha: float | None
    held: str

    @property
    def why(self) -> str:
        """The same as a sentence with its figures."""
        told = {
            FEW: f"agreement unknown: {self.twice} units rated twice, wanted {FEWEST}",
            ALIKE: "agreement unknown: all ratings are alike",
            APART: f"raters disagree: alpha {self.alpha or 0:.3f}, wanted {TENTATIVE}",
        }
        return told.get(self.held, "")


def counting(rows: Iterable[Judgement]) -> list[Judgement]:
    """Of every rater the last judgement of an item and unit."""
    last: dict[tuple[str, str, str], Judgement] = {}
    for row in sorted(rows, key=lambda row: (row.at, row.sheet)):
        last[row.metric, row.unit, row.rater] = row
    return list(last.values())


def agreed(rows: Iterable[Judgement]) -> dict[str, Agreed]:
    """The agreement on each item that was rated, by its id in the rubric's order, from the judgements of one period."""
    found = counting(rows)
    by_item = {item: [row for row in found if row.metric == item.id] for item in items().values()}
    return {item.id: _agreed(item, mine) for item, mine in by_item.items() if mine}


def _agreed(item: Item, rows: Sequence[Judgement]) -> Agreed:
    """No and yes have no order; levels have, and no distance."""
    raters, units = (sorted(names) for names in ({row.rater for row in rows}, {row.unit for row in rows}))
    value = {(row.rater, row.unit): row.value for row in rows}
    table = [[value.get((rater, unit)) for unit in units] for rater in raters]
    found = agreement(table, "nominal" if item.binary else "ordinal")
    kappas = tuple((raters[i], raters[j], kappa) for (i, j), kappa in found.kappas.items() if kappa is not None)
    held = _held(found.cases, found.alpha)
    return Agreed(item.id, item.zh, len(raters), len(units), found.cases, found.percentage, kappas, found.alpha, held)


def _held(twice: int, alpha: float | None) -> str:
    """Why an item's ratings do not count, '' where they do: below that alpha not even tentative conclusions stand."""
    if twice < FEWEST:
        return FEW
    if alpha is None:
        return ALIKE
    return "" if alpha >= TENTATIVE else APART

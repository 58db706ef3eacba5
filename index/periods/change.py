"""A change of score taken apart, exactly: what the scheme did, what coverage did, what the unit and the others did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..explain.difference import difference, totals
from ..explain.rows import Side
from ..scored import Scored

KINDS = ("score", "others", "coverage", "rule", "scheme")


@dataclass(frozen=True, slots=True)
class Change:
    """One unit's score then and now. The five parts sum to `after` - `before`; where `reason` says why, there are none.

    `scheme`: the old data by the new scheme instead of the old one, and weights that the data set anew. `coverage`: indicators
    seen in one period only. `real`: its own values changed. `others`: its values did not, but the sample that scales them did.
    `rules`: gates, deductions and bonuses.
    """

    unit: str
    before: float | None
    after: float | None
    real: float = 0.0
    others: float = 0.0
    coverage: float = 0.0
    rules: float = 0.0
    scheme: float = 0.0
    reason: str = ""

    @property
    def change(self) -> float | None:
        return None if self.before is None or self.after is None else self.after - self.before


def changes(
    before: Scored, after: Scored, nodes: tuple[str, str], rescored: Scored | None = None, units: Sequence[str] | None = None
) -> list[Change]:
    """Each unit of both, in the later one's order. `nodes`: the old scheme's and the new one's.

    `rescored` is the old data by the new scheme, wanted where the schemes differ: that step is taken first, on the old data
    (our choice: on the new data it could come out otherwise), and what is left is the difference of the two periods in the new
    scheme. KeyError for a node that is in none.
    """
    between = before if rescored is None else rescored
    shared = [u for u in after.table.units if u in before.rows and (units is None or u in units)]
    return [_change(unit, before, between, after, nodes) for unit in shared]


def _change(unit: str, before: Scored, between: Scored, after: Scored, nodes: tuple[str, str]) -> Change:
    old, new = nodes
    first, last = before.score(unit, old), after.score(unit, new)
    middle = first if between is before else between.score(unit, new)
    for name, score, scored, node in (
        ("then", first, before, old), ("then, by the new scheme", middle, between, new), ("now", last, after, new)
    ):  # fmt: skip
        if score is None:
            return Change(unit, first, last, reason=f"no score {name}: {scored.reason(unit, node)}")
    parts: Mapping[str, float] = totals(difference(Side(after, unit), Side(between, unit), new))
    own = {kind: parts.get(kind, 0.0) for kind in KINDS}
    step = (middle or 0.0) - (first or 0.0)
    return Change(
        unit, first, last, real=own["score"], others=own["others"], coverage=own["coverage"], rules=own["rule"],
        scheme=own["scheme"] + step,
    )  # fmt: skip

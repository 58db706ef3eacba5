"""How many units are in each tier, then and now, and who moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TierCount:
    """One tier: how many units then and now, of how many that have one."""

    label: str
    before: int
    after: int
    of_before: int
    of_after: int

    @property
    def change(self) -> int:
        return self.after - self.before

    @property
    def shares(self) -> tuple[float | None, float | None]:
        """Shares of the units then and now, 0..1."""
        return (
            self.before / self.of_before if self.of_before else None, self.after / self.of_after if self.of_after else None
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """A unit whose tier changed: `steps` above 0 is up; None where it had, or has, no tier of those now known."""

    unit: str
    before: str
    after: str
    steps: int | None


def counts(labels: Sequence[str], before: Mapping[str, str], after: Mapping[str, str]) -> list[TierCount]:
    """Units per tier, in the order of `labels`, the best first; labels only one side has follow. '' is no tier."""
    then, now = (Counter(filter(None, found.values())) for found in (before, after))
    order = dict.fromkeys((*labels, *then, *now))
    return [TierCount(label, then[label], now[label], then.total(), now.total()) for label in order]


def moves(labels: Sequence[str], before: Mapping[str, str], after: Mapping[str, str]) -> list[Move]:
    """The units of both whose tier is another, those that rose most first; `labels` have the best tier first."""
    place = {label: i for i, label in enumerate(labels)}
    found = []
    for unit in before:
        then, now = before[unit], after.get(unit, "")
        if unit in after and then != now:
            known = then in place and now in place
            found.append(Move(unit, then, now, place[then] - place[now] if known else None))
    return sorted(found, key=lambda m: (m.steps is None, -(m.steps or 0), m.unit))

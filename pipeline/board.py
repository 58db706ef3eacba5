"""A scored period with all that its cards share: results, members, titles in the card's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np

from .. import registry
from ..channels import metrics
from ..contract import Metric, Result
from ..index.arrays import Array
from ..index.scored import Scored
from ..index.trust.uncertainty import Intervals
from ..store import Store


@dataclass(frozen=True)
class Board:
    """A scored period with all that cards of it share."""

    store: Store
    scored: Scored
    spans: Intervals
    found: Sequence[Result]
    period: str
    as_of: datetime
    lang: str = "zh"

    @cached_property
    def results(self) -> dict[tuple[str, str, str], Result]:
        """Result per (population, node, unit)."""
        return {(r.population, r.node, r.unit): r for r in self.found}

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """Units that are in the table, per population."""
        members: dict[str, dict[str, None]] = {}
        for r in self.found:
            members.setdefault(r.population, {})[r.unit] = None
        return {population: list(units) for population, units in members.items()}

    @cached_property
    def before(self) -> dict[tuple[str, str], float]:
        """Scores of the year before, per (unit, node), where it was scored with the same scheme."""
        if not self.period.isdigit():
            return {}
        last = str(int(self.period) - 1)
        rows = self.store.rows(Result, scheme=self.scored.scheme.id, period=last, kind=("composite", "channel"))
        return {(r.unit, r.node): r.score for r in rows if r.score is not None}

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        return metrics()

    def title(self, node: str) -> str:
        """A node's title in the card's language; an indicator's is its metric's."""
        found = self.scored.scheme.nodes.get(node)
        if found and found.metric in self.metrics:
            metric = self.metrics[found.metric]
            return metric.en if self.lang == "en" else metric.zh
        return self.scored.scheme.title_of(node, self.lang)

    def named(self, unit: str) -> str:
        """A unit's short name in the card's language."""
        found = registry.units()[unit]
        return found.name_en or found.name if self.lang == "en" else registry.short_name(found)

    def peers(self, population: str) -> str:
        """A group by its title and size, in the card's language."""
        group, count = registry.groups()[population], len(self.members[population])
        return f"{count} {group.en}" if self.lang == "en" else f"{count} 个{group.zh}"

    def tier(self, label: str) -> str:
        """A tier's label in the card's language."""
        english = {tier.label: tier.label_en for tier in self.scored.scheme.tiers}
        return english.get(label, label) if self.lang == "en" else label

    def column(self, population: str, node: str) -> Array:
        """The scores of a population in a node, those without one left out."""
        rows = [self.scored.rows[u] for u in self.members[population]]
        scores = self.scored.scores[rows, self.scored.columns[node]]
        return np.asarray(scores[~np.isnan(scores)])

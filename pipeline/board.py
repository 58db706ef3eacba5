"""A scored period in one language: what cards, book and site of it share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from importlib.metadata import version

from .. import registry
from ..channels import metrics
from ..contract import Metric, Observation, Result
from ..index.scheme.model import Scheme
from ..index.scored import Scored
from ..index.trust.uncertainty import Intervals
from ..store import Store
from .scoring import load_scored
from .season import Season


@dataclass(frozen=True)
class Board:
    """A scored period with all that cards of it share. `draws`: those that the rank intervals rest on, 0 where not known.

    `evidence_base` is the web address under which the site will stand, '' for none.
    """

    store: Store
    scored: Scored
    spans: Intervals
    found: Sequence[Result]
    period: str
    as_of: datetime
    lang: str = "zh"
    evidence_base: str = ""
    draws: int = 0
    given: Season | None = None

    @cached_property
    def season(self) -> Season:
        """What is the same in every language."""
        return self.given or Season(self.store, self.scored, self.spans, self.found, self.period, self.as_of)

    def speaking(self, lang: str) -> Board:
        """The same in another language; what was reckoned is not reckoned again."""
        return replace(self, lang=lang, given=self.season)

    @property
    def results(self) -> Mapping[tuple[str, str, str], Result]:
        """Result per (population, node, unit)."""
        return self.season.results

    @property
    def members(self) -> Mapping[str, list[str]]:
        """Units that are in the table, per population."""
        return self.season.members

    @cached_property
    def metrics(self) -> dict[str, Metric]:
        return metrics()

    @property
    def version(self) -> str:
        """Of the program."""
        return version("dsci")

    def title(self, node: str) -> str:
        """A node's title in the card's language; an indicator's is its metric's."""
        found = self.scored.scheme.nodes.get(node)
        if found and found.metric in self.metrics:
            metric = self.metrics[found.metric]
            return metric.title(self.lang)
        return self.scored.scheme.title_of(node, self.lang)

    def named(self, unit: str) -> str:
        """A unit's short name in the card's language; its code where the registry does not know it."""
        found = registry.units().get(unit)
        if found is None:
            return unit
        return registry.name_in(found, self.lang)

    def peers(self, population: str) -> str:
        """A group by its title and size, in the card's language."""
        group, count = registry.groups()[population], len(self.members[population])
        return f"{count} {group.en[:1].lower() + group.en[1:]}" if self.lang == "en" else f"{count} 个{group.zh}"

    def tier(self, label: str) -> str:
        """A tier's label in the card's language, with its sublevel if it has one."""
        subs = ("", *self.scored.scheme.tiering.sublevels)
        english = {tier.label + sub: tier.label_en + sub for tier in self.scored.scheme.tiers for sub in subs}
        return english.get(label, label) if self.lang == "en" else label


def load_board(store: Store, scheme: Scheme, period: str, lang: str = "zh", evidence_base: str = "") -> Board:
    """The board of a period that was scored before: its results and rank intervals are those kept in the store.

    ValueError where the scheme did not score that period, or nothing was measured in it.
    """
    found = store.rows(Result, scheme=scheme.id, period=period, node=told_of(scheme))
    if not found:
        raise ValueError(f"{scheme.id} has not scored {period}: run dsci score --scheme {scheme.id} --period {period}")
    spans = {(r.population, r.node, r.unit): (r.rank_low, r.rank_high) for r in found if r.rank_low and r.rank_high}
    return Board(store, load_scored(store, scheme, period), spans, found, period, as_of(store, period), lang, evidence_base)


def told_of(scheme: Scheme) -> list[str]:
    """The nodes whose results a board needs: all but the indicators, which are most of them and whose scores it has."""
    tops = {root.id for root in scheme.roots}
    return [node for node in scheme.kinds if node in tops or node not in scheme.nodes or not scheme.nodes[node].metric]


def as_of(store: Store, period: str) -> datetime:
    """The last moment that a period's observations know of."""
    moments: list[datetime] = [row[0] for row in store.count(Observation, "as_of", period=period)]
    return max(moments)

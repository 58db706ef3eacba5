"""A scored period with all that its cards share in any language: results, populations, the periods before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from ..channels import metrics
from ..contract import Account, Finding, Page, Point, Result
from ..index.explain.exemplars import Leader
from ..index.scored import Scored
from ..index.trust.uncertainty import Intervals
from ..store import Store
from .among import Among
from .findings import BOOKS, findings
from .inspecting import load_book
from .past import leaders_of, periods_of, run_of, scores_of
from .presences import accounts_of, by_parent, fronts_of
from .scoring import load_scored


@dataclass(frozen=True)
class Season:
    """One period by one scheme."""

    store: Store
    scored: Scored
    spans: Intervals
    found: Sequence[Result]
    period: str
    as_of: datetime

    @cached_property
    def results(self) -> Mapping[tuple[str, str, str], Result]:
        """Result per (population, node, unit)."""
        return {(r.population, r.node, r.unit): r for r in self.found}

    @cached_property
    def members(self) -> Mapping[str, list[str]]:
        """Units that are in the table, per population."""
        members: dict[str, dict[str, None]] = {}
        for r in self.found:
            members.setdefault(r.population, {})[r.unit] = None
        return {population: list(units) for population, units in members.items()}

    @cached_property
    def among(self) -> Mapping[str, Among]:
        """Each population with its middle and best."""
        known = metrics()
        leaves = {n.id: known[n.metric].direction if n.metric in known else 1 for n in self.scored.scheme.leaves}
        return {p: Among(self.scored, p, units, self.spans, leaves) for p, units in self.members.items()}

    @cached_property
    def front(self) -> tuple[str, ...]:
        """The indices that are shown first: the first composite, the website, the other composites; else the first root."""
        composites = [c.id for c in self.scored.scheme.composites]
        roots = [root.id for root in self.scored.scheme.roots]
        return tuple([*composites[:1], *[r for r in roots if r == "website"], *composites[1:]] or roots[:1])

    @property
    def roots(self) -> tuple[str, ...]:
        return tuple(root.id for root in self.scored.scheme.roots)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        """This period and up to four before it of its kind that the scheme scored, oldest first."""
        return periods_of(self.store, self.scored.scheme.id, self.period)

    @property
    def before(self) -> str:
        """The period that changes are against; '' where none was scored."""
        return self.periods[-2] if len(self.periods) > 1 else ""

    @cached_property
    def earlier(self) -> Scored | None:
        """The scores of the period before, with all their indicators; None without one, or where its observations are gone."""
        if not self.before:
            return None
        try:
            return load_scored(self.store, self.scored.scheme, self.before)
        except ValueError:
            return None

    @cached_property
    def past(self) -> Mapping[tuple[str, str], Mapping[str, float]]:
        """Per (unit, node) the score by period, before this one: of the front and of the channels."""
        levels = [p for p in self.members if p.startswith("level:")] or list(self.members)
        nodes = dict.fromkeys((*self.front, *self.roots))
        return scores_of(self.store, self.scored.scheme.id, self.periods[:-1], levels, list(nodes))

    def history(self, unit: str, node: str) -> tuple[Point, ...]:
        """A unit's scores of up to five periods, this one last; none where there is no earlier one."""
        then, now = self.past.get((unit, node), {}), self.scored.score(unit, node)
        return tuple(Point(p, now if p == self.period else then.get(p)) for p in self.periods) if self.before else ()

    def change(self, unit: str, node: str) -> float | None:
        """Points since the period before; None where one of the two has no score."""
        then, now = self.past.get((unit, node), {}).get(self.before), self.scored.score(unit, node)
        return None if then is None or now is None else now - then

    @cached_property
    def led(self) -> Mapping[tuple[str, str, str], frozenset[str]]:
        """Who was first, per (population, node, period) before this one: of the channels."""
        return leaders_of(self.store, self.scored.scheme.id, self.periods[:-1], self.roots)

    def since(self, lead: Leader) -> str:
        """The first of at least two periods, up to this one, in all of which that leader was first; else ''."""
        return run_of(self.led, lead, self.periods)

    @cached_property
    def _tiers(self) -> dict[tuple[str, str], dict[int, str]]:
        return {}

    def tier_at(self, population: str, node: str, rank: int | None) -> str:
        """The tier, as the scheme names it, of whoever holds that rank now, or shares the nearest one above it; else ''."""
        if (population, node) not in self._tiers:
            found = (self.results[population, node, unit] for unit in self.members[population])
            self._tiers[population, node] = {r.rank: r.tier for r in found if r.rank}
        held = self._tiers[population, node]
        return held[max((r for r in held if r <= rank), default=min(held))] if rank and held else ""

    @cached_property
    def accounts(self) -> Mapping[tuple[str, str], list[Account]]:
        """Accounts per (unit, channel), those that are known to be absent too."""
        return accounts_of(self.store)

    @cached_property
    def fronts(self) -> Mapping[tuple[str, str], tuple[str, Page | None]]:
        """Of the channels' leaders the address to look at, and the look that shows it, per (unit, channel)."""
        leads = (lead for among in self.among.values() for lead in among.leaders.values())
        return fronts_of(self.store, self.period, self.as_of, {(lead.unit, lead.node) for lead in leads})

    @cached_property
    def cities(self) -> Mapping[str, list[str]]:
        """The prefectures that were measured, per province."""
        return by_parent(self.members.get("level:prefecture", ()))

    @cached_property
    def held(self) -> dict[str, list[Finding]]:
        """The findings that were asked for, by unit."""
        return {}

    def findings(self, units: Sequence[str]) -> Mapping[str, Sequence[Finding]]:
        """Those units' findings of the books in BOOKS; worked out once where the store has none, and kept nowhere else."""
        missing = [unit for unit in units if unit not in self.held]
        if missing:
            self.held.update(findings(self.store, missing, self.period, [load_book(name) for name in BOOKS]))
        return {unit: self.held[unit] for unit in units}

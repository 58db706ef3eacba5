"""One unit of a scored period as the parts of its card ask for it: read from the store once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...channels import channels
from ...channels.roads import looks_until
from ...channels.table import View
from ...contract import (
    AppListing,
    Evidence,
    Fact,
    Observation,
    Page,
    Period,
    Post,
    Result,
    Review,
    Timeline,
    Unit,
)
from ...registry import PROVINCIAL
from ..among import Among
from ..board import Board
from ..inspecting import Case, case_of
from ..overriding import observations_in_force
from ..season import Season

DATED: Mapping[str, tuple[type[Fact], ...]] = {  # what of a channel has a date to count by
    "weibo": (Post, Timeline), "wechat": (Post, Timeline), "video": (Post, Timeline),
    "app": (AppListing, Review),
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """A unit, the population it is ranked in (`level`), and the one that it is compared with."""

    board: Board
    unit: Unit
    level: Among
    among: Among
    observations: Mapping[str, Observation]

    @property
    def season(self) -> Season:
        return self.board.season

    @property
    def code(self) -> str:
        return self.unit.code

    @property
    def period(self) -> Period:
        return Period.parse(self.board.period)

    def result(self, node: str) -> Result:
        """Its result within its level."""
        return self.season.results[self.level.population, node, self.code]

    @cached_property
    def evidence(self) -> Sequence[Evidence]:
        return self.board.store.rows(Evidence, unit=self.code, period=self.board.period)

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every look that the period was measured by, by id."""
        found = self.board.store.rows(Page, unit=self.code)
        return {p.id: p for p in looks_until(found, self.period, self.board.as_of)}

    @cached_property
    def case(self) -> Case:
        """What rules can be held against."""
        return case_of(self.board.store, self.code, self.period, self.observations, self.pages, self.evidence)

    def view(self, channel: str) -> View:
        """What is known of a channel's dated things, of the road and the account that count."""
        span, name = self.period, channels()[channel].name
        facts = self.board.store.facts(DATED[channel], self.code, name)
        looks = [p for p in self.pages.values() if p.channel == name]
        accounts = self.season.accounts.get((self.code, name), [])
        return View(accounts, looks, (f for f in facts if span.start <= f.seen_at), span, self.board.as_of, self.code)


def known_of(board: Board, unit: Unit) -> Known:
    """What is known of a unit. KeyError for one that the period has no observation of."""
    season, level = board.season, f"level:{unit.level}"
    if unit.code not in board.scored.rows:
        raise KeyError(f"nothing of {unit.code} {unit.name} was measured in {board.period}")
    ranked = level if level in season.among else board.scored.scheme.population
    among = PROVINCIAL if PROVINCIAL in unit.groups and PROVINCIAL in season.among else ranked
    rows = {o.metric: o for o in observations_in_force(board.store, unit=unit.code, period=board.period)}
    return Known(board, unit, season.among[ranked], season.among[among], rows)

"""A page for every ranking, with links that change scheme, period and population one at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...contract import Standing
from ..phrases import Phrases
from .addresses import of_standing
from .press import Press, titled


@dataclass(frozen=True, slots=True)
class Choice:
    """A link of a switch: its text, its page, whether it is this one."""

    title: str
    file: str
    current: bool


def write_rankings(press: Press) -> None:
    """Writes the page of every ranking of the site."""
    every = press.site.standings
    other = {unit.code: unit.other for unit in press.site.units}
    for standing in every:
        switches = (
            ("scheme", _schemes(every, standing)), ("period", _periods(every, standing)),
            ("population", _populations(press.t, every, standing)),
        )  # fmt: skip
        press.page(of_standing(standing), "ranking", standing=standing, switches=switches, other=other)


def _choices(found: dict[str, Standing], here: Standing) -> tuple[Choice, ...]:
    return tuple(Choice(title, of_standing(s), s == here) for title, s in found.items())


def _schemes(every: Sequence[Standing], here: Standing) -> tuple[Choice, ...]:
    """Every scheme: of the same period and population where it has them, else its nearest."""
    found = {s.scheme: _nearest([o for o in every if o.scheme == s.scheme], here) for s in every}
    return _choices({s.scheme_title: s for s in found.values()}, here)


def _periods(every: Sequence[Standing], here: Standing) -> tuple[Choice, ...]:
    """Every period of this scheme: of the same population where it has it."""
    same = [s for s in every if s.scheme == here.scheme]
    periods = sorted({s.period for s in same}, reverse=True)
    return _choices({p: _nearest([o for o in same if o.period == p], here) for p in periods}, here)


def _populations(t: Phrases, every: Sequence[Standing], here: Standing) -> tuple[Choice, ...]:
    same = [s for s in every if (s.scheme, s.period) == (here.scheme, here.period)]
    return _choices({titled(t, s.ranking.population, s.ranking.title): s for s in same}, here)


def _nearest(found: Sequence[Standing], here: Standing) -> Standing:
    """The one most like the ranking that is left: of its population, then of its period."""
    return max(found, key=lambda s: (s.ranking.population == here.ranking.population, s.period == here.period))

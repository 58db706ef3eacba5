"""What chapters of the book show of several populations side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..contract import Ability, BookContext, Overview, Point
from .chapters import overviews
from .palette import PALETTE
from .phrases import Phrases

STYLES = ((PALETTE.own, "none"), (PALETTE.best, "5 2"), (PALETTE.median, "2 2"), (PALETTE.ink, "8 2 2 2"))
Series = tuple[str, tuple[float | None, ...], str, str]


@dataclass(frozen=True, slots=True)
class Weight:
    """A channel's or capability's weight 0..1 within its parent and in the comprehensive index; `group` is '' for a channel."""

    channel: str
    group: str
    within: float
    whole: float
    last: bool  # of its channel


def shown(book: BookContext) -> tuple[Ability, ...]:
    """The indices and channels that have a heading of their own, each once."""
    found = {a.node: a for o in reversed(overviews(book)) for a in reversed(o.abilities) if a.kind != "capability"}
    return tuple(reversed(found.values()))


def by_population(book: BookContext, t: Phrases, node: str) -> list[tuple[str, Ability]]:
    """A node's summary in every population, by the population's title."""
    return [(t.population(o.population, o.title), a) for o in overviews(book) for a in o.abilities if a.node == node]


def parts(overview: Overview, channel: str) -> list[tuple[str, Ability]]:
    """The capabilities of a channel, by its title, in a population."""
    return [(a.title, a) for a in overview.abilities if a.kind == "capability" and a.parent == channel]


def large(book: BookContext) -> tuple[Overview, ...]:
    """The populations whose capabilities are printed: the first, and those larger (ours: parts of it would repeat it)."""
    found = overviews(book)
    return tuple(o for o in found if o is found[0] or o.units > found[0].units)


def labelled(overview: Overview) -> list[tuple[str, Ability]]:
    """A population's indices and channels by their titles."""
    return [(a.title, a) for a in overview.abilities if a.kind != "capability"]


def values(book: BookContext, history: Sequence[Point]) -> tuple[float | None, ...]:
    """A series over the book's periods, None where it has no value."""
    held = {point.label: point.value for point in history}
    return tuple(held.get(period) for period in book.periods)


def series(book: BookContext, t: Phrases, node: str) -> list[Series]:
    """A node's mean over the periods in each level, or in whatever populations there are: label, values, colour, dashes."""
    levels = [o for o in overviews(book) if o.population.startswith("level:")] or list(overviews(book))
    found = [(_short(t, o), values(book, a.history)) for o in levels for a in o.abilities if a.node == node and a.history]
    return [(title, held, *style) for (title, held), style in zip(found, STYLES, strict=False)]


def _short(t: Phrases, overview: Overview) -> str:
    """A population as a chart names it."""
    kind, _, level = overview.population.partition(":")
    return t(f"level.{level}") if kind == "level" else t.population(overview.population, overview.title)


def all_means(book: BookContext, t: Phrases) -> list[float | None]:
    """Every mean that the trend charts draw, for one scale."""
    return [value for ability in shown(book) for _, held, _, _ in series(book, t, ability.node) for value in held]


def region_trends(book: BookContext, t: Phrases) -> list[tuple[str, list[Series]]]:
    """The regions' means over the periods in each population that has several regions, by the population's title."""
    found = []
    for o in overviews(book):
        lines = [(t(f"region.{r.region}"), values(book, r.history)) for r in o.regions if r.history]
        if len(lines) > 1 and len(book.periods) > 1:
            drawn = [(title, held, *style) for (title, held), style in zip(lines, STYLES, strict=False)]
            found.append((t.population(o.population, o.title), drawn))
    return found


def region_means(trends: Sequence[tuple[str, Sequence[Series]]]) -> list[float | None]:
    """Every mean of those charts, for one scale."""
    return [value for _, series in trends for _, held, _, _ in series for value in held]


def weights(book: BookContext) -> list[Weight]:
    """The weights of channels, each followed by its capabilities'."""
    abilities = {a.node: a for o in overviews(book) for a in o.abilities if a.node in book.weights}
    found: list[Weight] = []
    for root in (a for a in abilities.values() if a.kind == "channel"):
        own = book.weights[root.node]
        parts = [a for a in abilities.values() if a.kind == "capability" and a.parent == root.title]
        found.append(Weight(root.title, "", own, own, not parts))
        for a in parts:
            within = book.weights[a.node]
            found.append(Weight(root.title, a.title, within, own * within, a is parts[-1]))
    return found


def channel_title(book: BookContext, channel: str) -> str:
    """A channel's title; its id where the scheme does not know it."""
    return dict(zip(book.channels, book.channel_titles, strict=True)).get(channel, channel)

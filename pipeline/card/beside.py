"""The rules by which sentences are made of a unit beside others: channels, cities, the next step. Marks are ours."""

from __future__ import annotations

from ...contract import CardContext, ChannelScore, Level, Statement, Status, Step
from .saying import Value, say, top


def absent(c: CardContext) -> Statement | None:
    """Channels that the unit does not have."""
    without = [ch for ch in c.channels if ch.status == Status.ABSENT and not ch.score]
    if len(without) > 1:
        return say("absent_some", count=len(without), channel=without[0].title)
    if not without:
        return None
    if without[0].median is None:
        return say("absent_alone", channel=without[0].title)
    return say("absent", channel=without[0].title, median=without[0].median)


def _gaps(c: CardContext) -> list[tuple[float, ChannelScore]]:
    """The channels by how far they lie from the median, the furthest below first."""
    known = [(ch.score - ch.median, ch) for ch in c.channels if ch.score is not None and ch.median is not None and ch.of > 1]
    return sorted(known, key=lambda pair: pair[0])


def behind(c: CardContext, least: float) -> Statement | None:
    """The channel furthest below the median."""
    gaps = _gaps(c)
    if not gaps or gaps[0][0] > -least:
        return None
    gap, channel = gaps[0]
    return say("behind", channel=channel.title, score=channel.score, points=-gap)


def ahead(c: CardContext, least: float) -> Statement | None:
    """The channel furthest above the median."""
    gaps = _gaps(c)
    if not gaps or gaps[-1][0] < least:
        return None
    gap, channel = gaps[-1]
    return say("ahead", channel=channel.title, score=channel.score, points=gap)


def even(c: CardContext) -> Statement | None:
    """All channels lie near the median."""
    gaps = _gaps(c)
    return say("even", count=len(gaps), points=max(abs(gap) for gap, _ in gaps)) if len(gaps) > 1 else None


def own_channels(c: CardContext) -> Statement | None:
    """Its highest and its lowest channel, whatever others have."""
    known = sorted((ch for ch in c.channels if ch.score is not None), key=lambda ch: ch.score or 0.0)
    if len(known) < 2:
        return None
    low, high = known[0], known[-1]
    return say("own_channels", channel=high.title, score=high.score, lowest=low.title, low_score=low.score)


def own_and_cities(c: CardContext, least: float) -> Statement | None:
    """The lead or lag of a province against the mean of its cities, of a municipality against its districts'."""
    own, below = top(c).score, [row for row in c.cities if row.score is not None]
    if c.unit.level not in (Level.PROVINCE, Level.MUNICIPALITY) or own is None or c.cities_mean is None or len(below) < 2:
        return None
    gap = own - c.cities_mean
    if abs(gap) < least:
        return None
    values: dict[str, Value] = {"count": len(below), "points": abs(gap), "mean": c.cities_mean, "population": _below(c)}
    return say("cities_below" if gap > 0 else "cities_above", **values)


def _below(c: CardContext) -> str:
    """The level of the units that are listed: a key of phrases."""
    return str(Level.COUNTY if c.cities_kind == "districts" else Level.PREFECTURE)


def among_cities(c: CardContext) -> Statement | None:
    """Who leads the units around this one, and where it stands among them itself."""
    scored = sorted((row for row in c.cities if row.score is not None), key=lambda row: row.rank or 0)
    if len(scored) < 2 or c.cities_kind == "municipalities":
        return None
    first, last = scored[0], scored[-1]
    if c.unit.level in (Level.PROVINCE, Level.MUNICIPALITY):
        return say("cities_range", count=len(scored), population=_below(c), low=last.score, high=first.score, first=first.name)
    own = next((row for row in scored if row.code == c.unit.code), None)
    if own is None or len(scored) == top(c).of:  # the whole level: said already
        return None
    place: dict[str, Value] = {"count": len(scored), "province": c.province, "population": _below(c)}
    if own.rank == 1:
        return say("neighbours_first", **place)
    return say("neighbours", **place, rank=own.rank, first=first.name, high=first.score)


def way(c: CardContext) -> Statement | None:
    """The fewest steps that reach the next tier, by the first of them."""
    if c.way is None or not c.way.steps:
        return None
    first = c.way.steps[0]
    values = {"tier": c.way.tier, "channel": first.channel_title, "first": first.title}
    if len(c.way.steps) == 1:
        return say("way_one_open" if _opens(first) else "way_one", **values)
    return say("way_some_open" if _opens(first) else "way_some", **values, count=len(c.way.steps))


def gain(c: CardContext) -> Statement | None:
    """The single step that would give most."""
    if not c.gains:
        return None
    step = c.gains[0]
    kind = "gain_open" if _opens(step) else "gain"
    return say(kind, channel=step.channel_title, first=step.title, points=step.gain, rank=step.rank)


def _opens(step: Step) -> bool:
    """True for a step that opens a whole channel or capability: its `metric` is a node, and a metric has a dot."""
    return "." not in step.metric

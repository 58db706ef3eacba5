"""The rules by which a card's own numbers become sentences: each gives one, or nothing. Marks are ours."""

from __future__ import annotations

from collections import Counter

from ...contract import CardContext, ChannelScore, Statement, Status
from .saying import Value, say, top

THIN = 0.7  # coverage of the first index below which its rank is to be taken with care
SOME = 0.005  # coverage that is printed as 0 %: below it nothing was seen
CAUSE = (0.5, 1.5)  # share of a change that one channel must have brought to be named for it: less is no cause, more was undone
STEADY = 1.0  # points: less is no change to speak of


def _is_thin(c: CardContext) -> bool:
    return top(c).score is not None and top(c).coverage < THIN


def standing(c: CardContext) -> Statement:
    """Score and rank with their certainty: whether the whole rank interval lies in one tier. Without a score, that."""
    first = top(c)
    if first.score is None or first.rank is None:
        kind = "unscored" if first.coverage >= SOME else "unseen"
        return say(kind, title=first.title, coverage=first.coverage)
    named: dict[str, Value] = {"title": first.title, "score": first.score, "population": c.population}
    if first.of < 2:
        return say("alone", **named)
    place = {**named, "rank": first.rank, "of": first.of}
    if first.rank_low is None or first.rank_high is None:
        return say("ranked", **place)
    between = {**place, "low": first.rank_low, "high": first.rank_high}
    if _is_thin(c) or not (first.tier and first.tier_low and first.tier_high):
        return say("ranked_between", **between)
    if {first.tier_low, first.tier_high} != {first.tier}:
        return say("tier_open", **between, tier_low=first.tier_high, tier_high=first.tier_low)
    if first.rank_low == first.rank_high:
        return say("fixed", **place, tier=first.tier)
    return say("tier_sure", **between, tier=first.tier)


def veto(c: CardContext) -> Statement | None:
    """Vetoes of the state's inspection that were met, by the first of them; only those whose text could be verified."""
    met = [f for f in c.findings if f.severity == "veto" and f.outcome == "fail" and f.official]
    if len(met) > 1:
        return say("veto_some", count=len(met), veto=met[0].rule)
    return say("veto_one", veto=met[0].rule) if met else None


def thin(c: CardContext) -> Statement | None:
    """Too little seen to take the rank at its word, and the weightiest channel that has no score."""
    if not _is_thin(c):
        return None
    blind = [ch for ch in c.channels if ch.score is None]
    if not blind:
        return say("thin", coverage=top(c).coverage)
    most = max(blind, key=lambda ch: c.weights.get(ch.channel, 0.0))
    return say("thin_channel", coverage=top(c).coverage, channel=most.title)


def why_unseen(c: CardContext) -> Statement | None:
    """Without a score: how many indicators were not seen, and what most of those ended in."""
    if top(c).score is not None or not c.unobserved:
        return None
    status, count = Counter(row.status for row in c.unobserved).most_common(1)[0]
    return say("why_unseen", status=str(status), count=count, unseen=len(c.unobserved), of=len(c.indicators))


def move(c: CardContext, least: float) -> Statement | None:
    """The change since the period before, and the channel that brought most of it, if all were scored both times."""
    change = top(c).change
    if change is None or abs(change) < least:
        return None
    if abs(change) < STEADY:
        return say("steady", before=c.before, title=top(c).title)
    kind = "rose" if change > 0 else "fell"
    values: dict[str, Value] = {"before": c.before, "points": abs(change), "title": top(c).title}
    cause = _cause(c, change)
    if cause is None:
        return say(kind, **values)
    return say(f"{kind}_by", **values, channel=cause.title, channel_points=abs(cause.change or 0.0))


def _cause(c: CardContext, change: float) -> ChannelScore | None:
    """The channel that brought most of a change; None where none did, or one was not scored in both periods."""
    weighed = [ch for ch in c.channels if c.weights.get(ch.channel)]
    if not weighed or any(ch.change is None for ch in weighed):
        return None
    cause = max(weighed, key=lambda ch: _brought(c, ch) / change)
    return cause if CAUSE[0] <= _brought(c, cause) / change <= CAUSE[1] else None


def _brought(c: CardContext, channel: ChannelScore) -> float:
    """Points of the first index that a channel's change is worth, at the scheme's weights."""
    return c.weights.get(channel.channel, 0.0) * (channel.change or 0.0)


def looked(c: CardContext) -> Statement | None:
    """How many looks were made, and how many of them brought something."""
    made = sum(look.count for look in c.looks)
    brought = sum(look.count for look in c.looks if look.status in (Status.OK, Status.CENSORED))
    return say("looked", count=made, brought=brought) if made else None


def observed(c: CardContext) -> Statement | None:
    """How many indicators have an outcome."""
    count = len(c.indicators) - len(c.unobserved)
    return say("observed", count=count, of=len(c.indicators)) if count else None

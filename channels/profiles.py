"""What channels have in common when they are measured by the cards of accounts: the last look, whose it is, who follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

from ..contract import Fact, Profile, Status
from ..registry import short_name, units
from .posts import F, Outcome, at, unseen
from .table import Measured, View

HOST = "国办发〔2018〕123号: the host stands in the verification"
NAMES = "国办发〔2018〕123号: names that tell whose account it is"
ONCE = "followers were not counted twice in the period"
ONE_DAY = timedelta(days=1)  # two counts on one day tell of a day


def of_look(view: View, kind: type[F], purpose: str, value: Callable[[F], Outcome]) -> Outcome:
    """The value of the fact on the last look of that purpose, or the status why there is none."""
    looks = sorted(view.looked(purpose), key=lambda p: p.seen_at)
    if not looks:
        return unseen(purpose)
    found = at(view, kind, purpose)
    if found:
        return value(max(found, key=lambda f: f.seen_at))
    last = looks[-1]
    return Measured(None, Status.EMPTY if last.status is Status.OK else last.status, reason=last.reason)


def counted(fact: Fact, field: str) -> Outcome:
    """A count of that fact, CENSORED where it is a lower bound."""
    value = getattr(fact, field)
    if value is None or field not in getattr(fact, "censored", ()):
        return float(value) if value is not None else None
    return Measured(float(value), Status.CENSORED, float(value))


def names_unit(view: View, text: str) -> bool:
    """True where the text holds the short name of the unit (浙江, 杭州): whose account it is stands in it."""
    unit = units().get(view.unit)
    return unit is not None and short_name(unit) in text


def grown(view: View, account: str) -> Outcome:
    """Followers won between the first and the last look at a profile in the period, as a share of the first count."""
    counts = [p.followers for p in view.history(Profile, account) if p.followers is not None and "followers" not in p.censored]
    if len(counts) < 2:
        return Measured(None, Status.NOT_DECIDED, reason=ONCE)
    if not counts[0]:
        return Measured(None, Status.NOT_DECIDED, reason="no followers at the first look: a share of nothing")
    return (counts[-1] - counts[0]) / counts[0]


def jump(view: View, account: str) -> Outcome:
    """The largest growth of followers a day between two looks at a profile in the period, as a share of the count before."""
    seen = [(p.followers, p.seen_at) for p in view.history(Profile, account) if p.followers and "followers" not in p.censored]
    pairs = [(before, after, max(then - first, ONE_DAY)) for (before, first), (after, then) in pairwise(seen)]
    rates = [(after - before) / before / (over / ONE_DAY) for before, after, over in pairs]
    return max(rates) if rates else Measured(None, Status.NOT_DECIDED, reason=ONCE)

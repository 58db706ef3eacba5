"""What the metrics of short video share: their table, and the ways from a platform's account to a value."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import Profile, Status
from ..posts import Outcome, untold
from ..profiles import counted, of_look
from ..table import Measured, MetricTable, View

metrics = MetricTable("video")

CARDS = {"douyin": ("profile",), "bilibili": ("card", "relation"), "kuaishou": ("vision",), "shipinhao": ("home",)}
OWN = "own definition"
PLATFORM = "the platform's own number"


def douyin(view: View, value: Callable[[Profile], Outcome]) -> Outcome:
    """A value of the Douyin account's profile, or why there is none."""
    return view.lacking("douyin") or of_look(view, Profile, "profile", value)


def bilibili(view: View, value: Callable[[Profile], Outcome]) -> Outcome:
    """A value of the Bilibili account's card, or why there is none."""
    return view.lacking("bilibili") or of_look(view, Profile, "card", value)


def kuaishou(view: View, value: Callable[[Profile], Outcome]) -> Outcome:
    """A value of the Kuaishou account's card, or why there is none."""
    return view.lacking("kuaishou") or of_look(view, Profile, "vision", value)


def count(profile: Profile, name: str) -> Outcome:
    """A count of a card; NOT_TRIED where it does not tell it, which is no zero."""
    found = counted(profile, name)
    return untold(name) if found is None else found


def failed(outcome: Outcome) -> bool:
    """True where it is a look that ended badly, no finding about the account."""
    return isinstance(outcome, Measured) and outcome.status.failed


def unused(view: View, platform: str) -> Measured | None:
    """Why no account of the unit is known to be in use on a platform; None where a card or a list of one was seen."""
    if why := view.lacking(platform):
        return why
    ids = {a.id for a in view.accounts if a.platform == platform}
    looks = [p for p in view.looks if p.account in ids and p.purpose in (*CARDS[platform], "works")]
    if any(p.status is Status.OK for p in looks):
        return None
    if not looks:
        return Measured(None, Status.NOT_TRIED, reason=f"{platform}: not looked at")
    last = max(looks, key=lambda p: (p.status.failed, p.seen_at))
    return Measured(None, last.status, reason=f"{platform}: {last.reason or last.status}")

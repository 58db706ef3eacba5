"""Which three sentences stand on the front of a card. What is worth saying first, and every mark, is ours.

A rule looks at the numbers of a card and gives a sentence or nothing. Rules of one subject say the same thing at different
weights, so that each subject is heard once: where the unit stands, a veto that it met, how much was seen, how it moved, its
channels, its cities, its next step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from ...contract import CardContext, Statement
from . import beside
from . import sayings as say

SENTENCES = 3
Rule = Callable[[CardContext], Statement | None]
ORDER: tuple[tuple[str, Rule], ...] = (  # subject, rule: the most important first
    ("standing", say.standing),
    ("veto", say.veto),
    ("seen", say.thin),
    ("seen", say.why_unseen),
    ("channel", beside.absent),
    ("move", partial(say.move, least=3.0)),
    ("channel", partial(beside.behind, least=10.0)),
    ("cities", partial(beside.own_and_cities, least=10.0)),
    ("next", beside.way),
    ("channel", partial(beside.behind, least=3.0)),
    ("move", partial(say.move, least=0.0)),
    ("cities", partial(beside.own_and_cities, least=3.0)),
    ("cities", beside.among_cities),
    ("channel", partial(beside.ahead, least=3.0)),
    ("next", beside.gain),
    ("channel", beside.even),
    ("channel", beside.own_channels),
    ("looks", say.looked),
    ("rows", say.observed),
)


def statements(context: CardContext) -> tuple[Statement, ...]:
    """Three sentences on three subjects, by importance; fewer only where the card has hardly a number."""
    found: dict[str, Statement] = {}
    for subject, said in _said(context):
        if len(found) < SENTENCES:
            found.setdefault(subject, said)
    return tuple(found.values())


def _said(context: CardContext) -> Iterator[tuple[str, Statement]]:
    for subject, rule in ORDER:
        said = rule(context)
        if said is not None:
            yield subject, said

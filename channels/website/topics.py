"""What people write about: letters by printed category and by department, how they are answered, and the trend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from ...contract import Letter, Unit
from ..table import Measured, View
from . import mail

WINDOW = 180  # days, as the metrics of letters
UNTOLD = "未标明"  # no category, no department is printed
MOST = 40  # topics of a unit, the commonest


@dataclass(frozen=True, slots=True)
class Topic:
    """Letters of one category, or to one department, asked in the 180 days before the last look.

    `share` is of the unit's letters; `before` counts those of the 180 days before, None where the lists read end too early;
    `trend` is the change against them.
    """

    unit: str
    name: str
    by: str  # kind | department
    topic: str
    letters: int
    share: float
    answered_share: float
    median_days: float | None
    before: int | None
    trend: float | None


def topics(unit: Unit, view: View) -> Iterator[Topic]:
    """The topics of one unit, the commonest first; none where no letter is known."""
    found = mail.letters(view, 2 * WINDOW)
    if isinstance(found, Measured):
        return
    start = view.since(WINDOW)
    recent = [letter for letter in found if letter.asked and letter.asked > start]
    earlier = (
        [letter for letter in found if letter.asked and letter.asked <= start]
        if mail.read_back(view, view.since(2 * WINDOW))
        else None
    )
    for by in ("kind", "department"):
        grouped = _grouped(recent, by)
        before = None if earlier is None else {name: len(own) for name, own in _grouped(earlier, by).items()}
        for name in sorted(grouped, key=lambda name: (-len(grouped[name]), name))[:MOST]:
            was = None if before is None else before.get(name, 0)
            yield _topic(unit, view, by, name, grouped[name], len(recent), was)


def _topic(unit: Unit, view: View, by: str, name: str, own: Sequence[Letter], of: int, before: int | None) -> Topic:
    days = [each for letter in own if (each := mail.took(letter, view.as_of)) is not None]
    return Topic(
        unit.code,
        unit.name,
        by,
        name,
        len(own),
        round(len(own) / of, 4),
        round(fmean(mail.is_answered(letter, view.as_of) for letter in own), 4),
        median(days) if days else None,
        before,
        round(len(own) / before - 1, 4) if before else None,
    )


def _grouped(letters: Sequence[Letter], by: str) -> dict[str, list[Letter]]:
    groups: dict[str, list[Letter]] = defaultdict(list)
    for letter in letters:
        groups[(letter.kind if by == "kind" else letter.department) or UNTOLD].append(letter)
    return groups

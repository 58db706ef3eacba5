"""The page of a unit, and the page of its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from ...contract import CardContext, Placed, UnitLooks
from ..words import tidy
from .addresses import evidence_file, unit_file
from .press import Press


def write_unit(press: Press, card: CardContext, places: Sequence[Placed]) -> int:
    """Writes a unit's page, with where it stands in the site's rankings; gives its size in bytes."""
    shown, where = tidy(card), tidy(tuple(places))
    return press.page(unit_file(card.unit.code), "unit", card=shown, places=where).stat().st_size


def write_evidence(press: Press, evidence: UnitLooks) -> None:
    """Writes the page of a unit's looks, each to be led to by the first ten digits of its id."""
    shown: UnitLooks = tidy(evidence)
    titles = dict(zip(shown.metrics, shown.titles, strict=True))
    press.page(evidence_file(evidence.code), "evidence", evidence=shown, titles=titles)

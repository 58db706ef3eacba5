"""A scheme applied to a table: raw -> prepared -> normalised -> aggregated, with the coverage of each."""

from __future__ import annotations

from collections.abc import Mapping

from ..scheme.model import Scheme
from ..scored import Scored
from ..table import Table
from .finishing import aggregated, finished
from .normalising import normalised
from .prepared import Prepared
from .preparing import prepare, prepare_panel

__all__ = ["Prepared", "aggregated", "finish", "prepare", "score", "score_panel"]


def score(scheme: Scheme, table: Table) -> Scored:
    """Every unit's score and coverage in every node. StepError names the indicator and unit that a step cannot take."""
    return finish(prepare(scheme, table))


def finish(prepared: Prepared, scheme: Scheme | None = None) -> Scored:
    """Scores out of prepared values, by their scheme or by one that differs in what comes after treatment."""
    chosen = scheme or prepared.scheme
    (found,) = finished(chosen, [prepared], normalised(chosen, [prepared]))
    return found


def score_panel(scheme: Scheme, tables: Mapping[str, Table]) -> dict[str, Scored]:
    """Every period's scores. Where the scheme normalises over periods, all of them are one sample."""
    parts = prepare_panel(scheme, tables)
    if scheme.methods.over == "periods":
        together = list(parts.values())
        return dict(zip(parts, finished(scheme, together, normalised(scheme, together)), strict=True))
    return {period: finish(part) for period, part in parts.items()}

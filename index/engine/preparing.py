"""From a table to values ready to be normalised: denominated, screened, imputed, treated, in the scheme's order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from ..arrays import Axes, Mask, StepError
from ..scheme.model import Scheme
from ..scored.records import Note
from ..steps import denominate, screen, treat
from ..steps.impute import ALONG_TIME
from ..steps.treat import Record
from ..table import Table
from ..table import codes as coded
from .filling import along_time, filled
from .handling import handled
from .prepared import Prepared


def prepare(scheme: Scheme, table: Table) -> Prepared:
    """Every stage up to `treated`. StepError names the indicator and unit that a step cannot take."""
    return prepare_panel(scheme, {"": table})[""]


def prepare_panel(scheme: Scheme, tables: Mapping[str, Table]) -> dict[str, Prepared]:
    """The same of each period, in order; gaps that are filled along time look at all periods together."""
    parts = {period: _raw(scheme, table, period) for period, table in tables.items()}
    for step in scheme.methods.order:
        if step == "impute" and _along(scheme):
            if list(parts) == [""]:
                raise StepError("the table has no periods, so that gaps cannot be filled along time")
            parts = along_time(parts)
        else:
            parts = {period: STEPS[step](part) for period, part in parts.items()}
    return parts


def _along(scheme: Scheme) -> bool:
    return any((leaf.impute or scheme.methods.filling.method) in ALONG_TIME for leaf in scheme.leaves)


def _raw(scheme: Scheme, table: Table, period: str) -> Prepared:
    """The values that count, NaN for all that the policy handles otherwise. StepError where there are no units."""
    if not table.units:
        raise StepError(f"the table has no units{f' in {period}' if period else ''}, so that there is nothing to score")
    raw, status = table.columns([leaf.metric for leaf in scheme.leaves])
    names = [f"{unit} {period}" for unit in table.units] if period else table.units
    axes = Axes(names, [leaf.id for leaf in scheme.leaves])
    axes.refuse(np.isinf(raw), "an infinite value")
    codes = handled([leaf.policy for leaf in scheme.leaves], status, axes)
    return Prepared(scheme, table, axes, codes, np.ones(len(table.units), bool), {"raw": raw}, period=period)


def _denominated(part: Prepared) -> Prepared:
    """Values over their denominators. One without a denominator is handled as one that nobody tried to see."""
    values, codes, notes = part.now.copy(), part.codes.copy(), []
    for i, leaf in enumerate(part.scheme.leaves):
        if leaf.per is None:
            continue
        (by, status), axes = part.table.columns((leaf.per.column,)), Axes(part.axes.units, [leaf.id])
        axes.refuse(status == coded.status("CENSORED"), f"{leaf.per.column} is only a lower bound, nothing is divided by it")
        lost = denominate.undivided(values[:, [i]], by)[:, 0]
        without = [part.table.units[int(row)] for row in np.flatnonzero(lost)]
        notes += [Note(f"no {leaf.per.column} to divide by", leaf.id, unit) for unit in without]
        values[:, [i]] = denominate.divide(values[:, [i]], by, axes) * leaf.per.scale
        untried = np.full((int(lost.sum()), 1), coded.status("NOT_TRIED"), np.uint8)
        codes[lost, i] = handled((leaf.policy,), untried, Axes(list(np.array(axes.units)[lost]), axes.columns))[:, 0]
    return replace(part.then("denominated", values, tuple(notes)), codes=codes)


def _screened(part: Prepared) -> Prepared:
    """Units with too few values lose all of them: they are not in the sample of any later step."""
    values, how = part.now, part.scheme.methods.screen
    if how is None:
        return part.then("screened", values)
    counted = np.where(coded.are(part.codes, "zero") & np.isnan(values), 0, values)
    always: Mask = np.isin(part.table.units, how.always)
    kept = screen.kept(counted, how.present, how.nonzero, always)
    why = screen.reasons(counted, how.present, how.nonzero, always)
    left_out = {part.table.units[int(i)]: f"left out, {why[i]}" for i in np.flatnonzero(~kept)}
    notes = tuple(Note(text, unit=unit) for unit, text in left_out.items())
    return replace(part.then("screened", np.where(kept[:, None], values, np.nan), notes), kept=kept, left_out=left_out)


def _treated(part: Prepared) -> Prepared:
    done = treat.treat(part.now, [leaf.treat for leaf in part.scheme.leaves], part.axes)
    why = {record.column: _said(record) for record in done.records if record.points or record.log}
    return part.then("treated", done.values, why=why)


def _said(record: Record) -> str:
    was = f"skewness {record.skew_before:.2f}, kurtosis {record.kurtosis_before:.2f}"
    did = "log of the values" if record.log else f"{record.points} points drawn in"
    return f"{did}: {was}" + ("" if record.passed_after else "; still not within the limits")


STEPS: Mapping[str, Callable[[Prepared], Prepared]] = {
    "denominate": _denominated, "screen": _screened, "impute": filled, "treat": _treated,
}  # fmt: skip

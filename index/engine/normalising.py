"""Prepared values to scores: normalised, with what stands in for what is not there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..arrays import Array, Axes, Mask, StepError
from ..scheme.model import Node, Scheme
from ..scored.records import Note
from ..steps import normalise
from ..steps.normalise import CLIPPED
from ..table import codes as coded
from ..table.codes import Codes
from .prepared import Prepared


def normalised(scheme: Scheme, parts: Sequence[Prepared]) -> list[tuple[Array, Codes, tuple[Note, ...]]]:
    """Per part the scores of units x leaves, how each cell was handled in the end, and what is to be noted.

    The parts are one sample: a value is compared with those of all of them.
    """
    x, codes = np.vstack([part.now for part in parts]), np.vstack([part.codes for part in parts])
    kept = np.concatenate([part.kept for part in parts])
    axes = Axes([unit for part in parts for unit in part.axes.units], parts[0].axes.columns)
    x, codes, notes = _without_constant(scheme, x, codes, axes)
    scores, cautions = _by_methods(scheme.leaves, x, axes, [unit for part in parts for unit in part.table.units])
    gaps = coded.are(codes, "impute") & np.isnan(x) & kept[:, None]
    by_score = np.array([(leaf.impute or scheme.methods.filling.method) == "score" for leaf in scheme.leaves], bool)
    scores[coded.are(codes, "zero") & kept[:, None]] = 0
    _at_mean(scores, gaps & by_score)
    ends = np.cumsum([len(part.table.units) for part in parts])[:-1]
    split = (np.split(rows, ends) for rows in (scores, codes, gaps & ~by_score))
    return [
        (own, how, (*notes, *cautions, *_unfilled(left, Axes(part.table.units, axes.columns))))
        for part, own, how, left in zip(parts, *split, strict=True)
    ]


def _without_constant(scheme: Scheme, x: Array, codes: Codes, axes: Axes) -> tuple[Array, Codes, tuple[Note, ...]]:
    """Indicators that tell no units apart are excluded, where the scheme says so; the notes say which."""
    how = [leaf.normalise for leaf in scheme.leaves]
    same = normalise.constant(x) & np.array([normalise.relative(n.method, n.worst, n.best) for n in how], bool)
    if scheme.constant == "refuse" or not same.any():
        return x, codes, ()
    excluded = np.where(same, np.uint8(coded.handling("exclude")), codes)
    notes = tuple(Note("all values are the same, left out", axes.columns[int(i)]) for i in np.flatnonzero(same))
    return np.where(same, np.nan, x), excluded, notes


def _by_methods(leaves: Sequence[Node], x: Array, axes: Axes, units: Sequence[str]) -> tuple[Array, tuple[Note, ...]]:
    """Scores per leaf, the columns of one method together; `units` are the rows without their period."""
    scores = np.full(x.shape, np.nan)
    cautions: list[Note] = []
    for method in dict.fromkeys(leaf.normalise.method for leaf in leaves):
        chosen = [i for i, leaf in enumerate(leaves) if leaf.normalise.method == method]
        by = columns([leaves[i] for i in chosen], axes.units, units)
        scores[:, chosen] = normalise.METHODS[method](x[:, chosen], by)
        cautions += [Note(text, name) for name, text in normalise.cautions(method, x[:, chosen], by).items()]
    return scores, tuple(cautions)


def columns(leaves: Sequence[Node], names: Sequence[str], units: Sequence[str]) -> normalise.Columns:
    """The parameters of those indicators' normalisation. StepError where a reference is no unit of the table.

    Of a unit with several periods in one sample the latest is the reference: ours.
    """
    how = [leaf.normalise for leaf in leaves]
    rows = {unit: i for i, unit in enumerate(units)}
    for leaf in leaves:
        if leaf.normalise.reference and leaf.normalise.reference not in rows:
            raise StepError(f"the reference {leaf.normalise.reference} is no unit of the table", leaf.id)
    return normalise.Columns(
        Axes(names, [leaf.id for leaf in leaves]),
        direction=np.array([n.direction for n in how], float),
        worst=_numbers([n.worst for n in how]),
        best=_numbers([n.best for n in how]),
        log=np.array([n.log for n in how], bool),
        low=_numbers([n.low for n in how]),
        high=_numbers([n.high for n in how]),
        target=_numbers([n.target for n in how]),
        reference=np.array([rows.get(n.reference, -1) for n in how], np.int64),
        clip=np.array([n.method in CLIPPED if n.clip is None else n.clip for n in how], bool),
        steps=[n.steps for n in how],
        yes=[n.yes for n in how],
    )


def _numbers(given: Sequence[float | None]) -> Array:
    return np.array([np.nan if number is None else number for number in given])


def _at_mean(scores: Array, wanted: Mask) -> None:
    """The mean score of the sample, absent ones included, where it is wanted."""
    if wanted.any():
        there = ~np.isnan(scores)
        count = there.sum(axis=0)
        mean = np.divide(np.where(there, scores, 0).sum(axis=0), count, out=np.full(len(count), np.nan), where=count > 0)
        scores[wanted] = np.broadcast_to(mean, scores.shape)[wanted]


def _unfilled(left: Mask, axes: Axes) -> tuple[Note, ...]:
    text = "could not be imputed, stays without a value"
    return tuple(Note(text, axes.columns[int(column)], axes.units[int(row)]) for row, column in np.argwhere(left))

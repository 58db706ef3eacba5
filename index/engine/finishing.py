"""Scores of indicators put together to those of every node, with coverage and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..arrays import HAIR, Array, Axes, Mask
from ..scheme.model import Branch, Scheme
from ..scored import Adjustment, Note, Scored
from ..steps import aggregate
from ..steps.means import weighted
from ..table import codes as coded
from ..table.codes import Codes
from .adjusting import facts, full_of, kind, ruled, undecided
from .handling import SEEN
from .prepared import Prepared
from .weighing import weighed


def aggregated(branch: Branch, below: Array, weights: Array, units: Sequence[str]) -> Array:
    """A branch's scores from its children's, ... units x children, with those weights."""
    return aggregate.method(branch.aggregate, branch.power)(below, weights, Axes(units, branch.children))


@dataclass
class _Sheet:
    """One part's nodes while they are reckoned, on 0..100: units x nodes."""

    part: Prepared
    codes: Codes
    notes: tuple[Note, ...]
    normal: Array
    scores: Array
    own: Array
    coverage: Array
    carried: Array
    known: Array
    adjustments: list[Adjustment] = field(default_factory=list)


def finished(
    scheme: Scheme, parts: Sequence[Prepared], normal: Sequence[tuple[Array, Codes, tuple[Note, ...]]]
) -> list[Scored]:
    """Each part's scores. Weights out of the data are those of all parts together; units are compared within their part."""
    place = {node: i for i, node in enumerate(scheme.kinds)}
    sheets = [_begun(scheme, place, part, *own) for part, own in zip(parts, normal, strict=True)]
    branches: list[Branch] = []
    notes: list[Note] = []
    for branch in scheme.branches:
        below = [place[child] for child in branch.children]
        units = [unit for sheet in sheets for unit in sheet.part.axes.units]
        used, note = weighed(scheme, branch, np.vstack([sheet.scores[:, below] for sheet in sheets]), units)
        branches.append(used)
        notes += [Note(note, branch.id)] if note else []
        for sheet in sheets:
            _summed(scheme, used, place, sheet)
    return [_scored(scheme, sheet, tuple(branches), tuple(notes), place) for sheet in sheets]


def _begun(
    scheme: Scheme, place: dict[str, int], part: Prepared, normal: Array, codes: Codes, notes: tuple[Note, ...]
) -> _Sheet:
    leaves = [place[leaf.id] for leaf in scheme.leaves]
    scores, own, coverage, carried = (np.full((len(part.table.units), len(place)), np.nan) for _ in range(4))
    seen = coded.are(codes, *SEEN)
    coverage[:, leaves] = np.where(coded.are(codes, "exclude"), np.nan, seen)
    carried[:, leaves], own[:, leaves], scores[:, leaves] = coverage[:, leaves], normal, normal
    sheet = _Sheet(part, codes, notes, normal, scores, own, coverage, carried, facts(scheme, part.table))
    for node in dict.fromkeys(rule.node for rule in scheme.rules if scheme.kinds.get(rule.node) and place[rule.node] in leaves):
        scores[:, place[node]] = _ruled(scheme, node, place, sheet)
    return sheet


def _summed(scheme: Scheme, branch: Branch, place: dict[str, int], sheet: _Sheet) -> None:
    """Fills in the branch's node. A score withheld for low coverage counts in its parent as not observed."""
    below, column, weights = [place[child] for child in branch.children], place[branch.id], np.array(branch.weights)
    own = aggregated(branch, sheet.scores[:, below], weights, sheet.part.axes.units)
    sheet.coverage[:, column] = weighted(sheet.carried[:, below], weights)
    share = sheet.coverage[:, column] if branch.of == "coverage" else ~np.isnan(sheet.scores[:, below])
    reached: Mask = (share if share.ndim == 1 else share.mean(axis=1)) >= branch.threshold - HAIR
    withheld = np.isnan(own) | (~reached & ~np.isnan(sheet.coverage[:, column]))
    sheet.own[:, column] = np.where(withheld, np.nan, own)
    sheet.scores[:, column] = _ruled(scheme, branch.id, place, sheet)
    lost = withheld & ~np.isnan(sheet.coverage[:, column])
    sheet.carried[:, column] = np.where(lost, 0, sheet.coverage[:, column])


def _ruled(scheme: Scheme, node: str, place: dict[str, int], sheet: _Sheet) -> Array:
    """A node's scores after its rules, on 0..100, each change put down in points of the node's full mark."""
    now, units, factor = sheet.own[:, place[node]], sheet.part.table.units, full_of(scheme, node)
    if all(rule.node != node for rule in scheme.rules):
        return now
    of = {name: sheet.scores[:, column] for name, column in place.items()}
    for rule, after in ruled(scheme, sheet.known, node, now, units, of):
        for row in np.flatnonzero(~np.isnan(now) & (after != now)):
            points = float((after[row] - now[row]) * factor)
            sheet.adjustments.append(Adjustment(units[row], node, kind(rule), rule.title, points))
        now = after
    return now


def _scored(
    scheme: Scheme, sheet: _Sheet, branches: tuple[Branch, ...], notes: tuple[Note, ...], place: dict[str, int]
) -> Scored:
    part, open_rules = sheet.part, undecided(scheme, sheet.part.table, sheet.known)
    factors = np.array([full_of(scheme, node) for node in place])
    return Scored(
        scheme=scheme, table=part.table, branches=branches, codes=sheet.codes,
        stages={**part.stages, "normalised": sheet.normal}, scores=sheet.scores * factors, coverage=sheet.coverage,
        aggregated=sheet.own * factors, kept=part.kept, notes=(*part.notes, *sheet.notes, *notes, *open_rules),
        adjustments=tuple(sheet.adjustments), why=part.why, left_out=part.left_out,
    )  # fmt: skip

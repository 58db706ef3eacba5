"""The ways through the steps that runs are made of, each reckoned once: alternatives of a scored table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array
from ..engine import finish, prepare
from ..engine.adjusting import adjusted, facts, full_of
from ..engine.prepared import Prepared
from ..scheme.model import Bonus, Branch, Scheme
from ..scored import Scored
from ..steps import aggregate
from ..table.codes import are
from .alternatives import SCHEMES, FactorError, aggregated
from .gaps import GAPS, missing
from .runs import Setting
from .tree import Tree, TreeRule

OWN = ""  # the scheme's own way


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """What is done at each step, '' as the scheme says. Sorted, those that share their first steps stand together."""

    treatment: str = OWN
    imputation: str = OWN
    normalisation: str = OWN
    aggregation: str = OWN

    def __str__(self) -> str:
        named = ((name, getattr(self, name)) for name in self.__slots__)
        return ", ".join(f"{name} {text}" for name, text in named if text) or "the scheme's own way"


@dataclass(frozen=True)
class Ground:
    """A scored table from which alternatives are made. Only the last is kept, as each holds several tables: ask in order."""

    scored: Scored
    ready: dict[tuple[str, str], Prepared] = field(default_factory=dict)
    done: dict[tuple[str, str, str], Scored] = field(default_factory=dict)

    def repeatable(self) -> bool:
        """Whether the scores come from this table alone: those of a panel do not, where periods are one sample."""
        again = finish(prepare(self.scored.scheme, self.scored.table))
        return np.allclose(again.normalised, self.scored.normalised, rtol=1e-12, atol=1e-12, equal_nan=True)

    def found(self, way: Way) -> Scored:
        """The table scored that way, but for the aggregation. FactorError where a step cannot take it."""
        key = way.treatment, way.imputation, way.normalisation
        if not any(key):
            return self.scored
        if key not in self.done:
            self.done.clear()
            try:
                self.done[key] = self._finished(way)
            except FactorError:
                raise
            except ValueError as fault:
                raise FactorError(f"{way}: {fault}") from fault
        return self.done[key]

    def _finished(self, way: Way) -> Scored:
        key = way.treatment, way.imputation
        if key not in self.ready:
            self.ready.clear()
            scheme = _other(_other(self.scored.scheme, "treatment", way.treatment), "imputation", way.imputation)
            self.ready[key] = prepare(scheme, self.scored.table)
        part = self.ready[key]
        found = finish(part, _other(part.scheme, "normalisation", way.normalisation))
        return replace(found, stages={"normalised": found.normalised})  # the other stages are not asked for again


def _other(scheme: Scheme, step: str, text: str) -> Scheme:
    return SCHEMES[step](scheme, text) if text else scheme


def relative(scored: Scored, aggregations: Sequence[str]) -> bool:
    """Whether one of those ways to aggregate compares units, so that all of them are needed for the score of one."""
    every = (b for text in aggregations for b in branches_of(scored, text))
    return any(b.aggregate in aggregate.OF_SAMPLE for b in every)


def branches_of(scored: Scored, aggregation: str) -> tuple[Branch, ...]:
    return aggregated(scored.scheme, scored.branches, aggregation) if aggregation else scored.branches


def setting(ground: Ground, way: Way, rows: Sequence[int], draw_missing: bool) -> Setting:
    """That way for those rows of the table. Where nothing missing is drawn, a withheld score stays withheld."""
    scored = ground.found(way)
    scheme, at = scored.scheme, np.asarray(rows, np.intp)
    units = tuple(scored.table.units[i] for i in rows)
    out = ~scored.kept[at]
    x = np.where(out[:, np.newaxis], np.nan, _leaf_scores(scored)[at])
    gap = are(scored.codes[at], *GAPS) & ~out[:, np.newaxis]
    drawn = missing(scheme, scored.leaf_columns, x, gap) if draw_missing else None
    if drawn:
        for pool in (pool for _, pools in drawn.roots for pool in pools):
            x[pool.units, scored.leaf_columns[pool.leaf]] = np.nan
    withheld = {b.id: out if drawn else np.isnan(scored.scores[at, scored.columns[b.id]]) for b in scored.branches}
    tree = Tree(
        branches_of(scored, way.aggregation), units, scored.leaf_columns, x,
        {node: mask for node, mask in withheld.items() if mask.any()}, _rules(scored, at, units),
    )  # fmt: skip
    return Setting(str(way), tree, drawn, _shares(scheme), _scale(scheme))


def _shares(scheme: Scheme) -> Mapping[str, float]:
    return {root.id: root.weight for root in scheme.roots}


def _scale(scheme: Scheme) -> Mapping[str, float]:
    return {node: factor for node in scheme.kinds if (factor := full_of(scheme, node)) != 1}


def _leaf_scores(scored: Scored) -> Array:
    """Units x leaves on 0..100, after the rules for them."""
    columns = [scored.columns[leaf.id] for leaf in scored.scheme.leaves]
    factors = np.array([full_of(scored.scheme, leaf.id) for leaf in scored.scheme.leaves])
    return np.asarray(scored.scores[:, columns] / factors)


def _rules(scored: Scored, rows: NDArray[np.intp], units: tuple[str, ...]) -> dict[str, TreeRule]:
    """Per branch that has any; an indicator's are in its scores already."""
    scheme = scored.scheme
    if not scheme.rules:
        return {}
    known = facts(scheme, scored.table)[:, rows]

    def after(node: str, own: Array, of: Mapping[str, Array]) -> Array:
        unknown = np.full(own.shape, np.nan)
        return adjusted(scheme, known, node, own, units, {name: of.get(name, unknown) for name in scheme.kinds})

    looks = tuple(rule.of for rule in scheme.rules if isinstance(rule, Bonus) and rule.of)
    nodes = dict.fromkeys(rule.node for rule in scheme.rules)
    return {node: TreeRule(looks, partial(after, node)) for node in nodes if node not in scored.leaf_columns}

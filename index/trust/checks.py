"""Whether a factor can be varied here: asked before the first run, answered with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from ..arrays import Array
from ..scheme.model import Scheme
from ..scored import Scored
from ..table.codes import are
from .alternatives import STATED, FactorError
from .factors import STEPS, Factors
from .gaps import GAPS
from .settings import Ground, Way, branches_of


def check(ground: Ground, factors: Factors, units: Sequence[str]) -> tuple[str, ...]:
    """Notes on what a factor does not touch. FactorError where one cannot be varied for those units, with the reason."""
    if any(getattr(factors, name) for name in STEPS[:3]) and not ground.repeatable():
        raise FactorError("treatment, imputation and normalisation cannot be varied: other periods are in the sample")
    for name in factors.names:
        why = _lacking(ground, factors, units, name)
        if why:
            raise FactorError(f"{name} cannot be varied: {why}")
    return tuple(_notes(ground.scored.scheme)) if factors.normalisation else ()


def _notes(scheme: Scheme) -> Iterator[str]:
    stated = [leaf.id for leaf in scheme.leaves if leaf.normalise.method in STATED]
    if stated:
        yield f"normalisation is not varied for {', '.join(stated)}: stated points"
    if scheme.tiers and scheme.tiering.method == "bands":
        yield "the scheme's classes are fixed bands of its own scale: with another normalisation they mean something else"


def _lacking(ground: Ground, factors: Factors, units: Sequence[str], name: str) -> str:
    """Why a factor makes no difference here; '' where it does."""
    scored = ground.scored
    if name == "weights":
        return "" if any(np.count_nonzero(b.weights) > 1 for b in scored.branches) else "no node has two children"
    if name == "leave-one-out":
        return "" if len(scored.scheme.leaves) > 1 else "there is one indicator only"
    if name == "missing":
        return "" if drawable(scored, units) else "nothing is missing that was observed elsewhere"
    if name == "aggregation":
        changes = any(_method_matters(scored, text) for text in factors.aggregation)
        return "" if changes else "no node with two children changes its method"
    if name == "imputation" and factors.missing:
        return "missing values are drawn, so that nothing is imputed"
    if name == "imputation" and not are(scored.codes, "impute").any():
        return "nothing is imputed"
    found = [ground.found(Way(**{name: text})).normalised for text in getattr(factors, name)]
    return "" if any(not _same(scored.normalised, other) for other in found) else "no alternative changes any score"


def drawable(scored: Scored, units: Sequence[str]) -> bool:
    """Whether one of the units lacks an indicator that another has."""
    rows = [row for unit in units if (row := scored.rows.get(unit)) is not None and scored.kept[row]]
    gap = are(scored.codes[rows], *GAPS)
    return bool((gap & (~gap & ~np.isnan(scored.normalised[rows])).any(axis=0)).any())


def _method_matters(scored: Scored, text: str) -> bool:
    changed = zip(scored.branches, branches_of(scored, text), strict=True)
    return any(old.aggregate != new.aggregate and np.count_nonzero(old.weights) > 1 for old, new in changed)


def _same(one: Array, other: Array) -> bool:
    return bool(np.allclose(one, other, rtol=1e-12, atol=1e-12, equal_nan=True))

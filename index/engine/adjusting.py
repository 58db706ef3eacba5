"""The rules on top of a node's score: gates, deductions and bonuses, on the node's own scale."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ..arrays import Array, Axes
from ..scheme.model import Bonus, Gate, Rule, Scheme
from ..steps import adjust
from ..table import Table
from ..table.codes import are
from .handling import handled, numbers

KINDS = ("gate", "deduction", "bonus")


def kind(rule: Rule) -> str:
    """gate, deduction or bonus."""
    return type(rule).__name__.lower()


def facts(scheme: Scheme, table: Table) -> Array:
    """What each rule looks at, rules x units; NaN decides nothing (not observed, or the rule looks at a node).

    By the scheme's own policy: a status that counts as zero is 0, a bound its number; what is dropped decides nothing.
    """
    found = np.full((len(scheme.rules), len(table.units)), np.nan)
    for i, rule in enumerate(scheme.rules):
        if rule.metric:
            values, status = table.columns((rule.metric,))
            axes = Axes(table.units, (rule.metric,))
            axes.refuse(np.isinf(values), "an infinite value")
            codes = handled((scheme.policy,), status, axes)
            found[i] = np.where(are(codes, "zero"), 0, numbers(values, codes))[:, 0]
    return found


def adjusted(
    scheme: Scheme, known: Array, node: str, own: Array, units: tuple[str, ...], of: Mapping[str, Array] | None = None
) -> Array:
    """A node's scores (... x units, on 0..100) after its rules, in the scheme's order; `known` as `facts` gives it.

    `of`: scores (0..100) of the nodes that bonuses look at. Points are of the node's own full mark.
    """
    for i, rule in enumerate(scheme.rules):
        if rule.node == node:
            own = applied(scheme, rule, known[i], own, units, of or {})
    return own


def applied(scheme: Scheme, rule: Rule, known: Array, own: Array, units: tuple[str, ...], of: Mapping[str, Array]) -> Array:
    """Those scores after one rule."""
    factor = full_of(scheme, rule.node)
    shown, axes = own * factor, Axes(units, (rule.metric or rule.node,))
    if isinstance(rule, Gate):
        after = adjust.gate(shown, rule.fails.holding(known), rule.score)
    elif isinstance(rule, Bonus):
        counts = of[rule.of] * full_of(scheme, rule.of) if rule.of else known
        after = adjust.bonus(shown, counts, axes, rule.each, rule.above, np.inf if rule.cap is None else rule.cap)
    else:
        after = adjust.deduct(shown, known, axes, rule.each, rule.free, np.inf if rule.cap is None else rule.cap)
    return np.asarray(after / factor)


def full_of(scheme: Scheme, node: str) -> float:
    """What a score of 0..100 is multiplied by to be shown: 1.1 for a full mark of 110, 1 where the node has none."""
    found = scheme.nodes.get(node) or next((c for c in scheme.composites if c.id == node), None)
    return 1.0 if found is None or found.full is None else found.full / 100

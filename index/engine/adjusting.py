"""The rules on top of a node's score: gates, deductions and bonuses, on the node's own scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ..arrays import Array, Axes
from ..condition import Condition
from ..scheme.model import Bonus, Gate, Rule, Scheme
from ..scored.records import Note
from ..steps import adjust
from ..table import Table
from ..table import codes as coded
from ..table.codes import Codes
from .handling import handled, numbers

KINDS = ("gate", "deduction", "bonus")


def kind(rule: Rule) -> str:
    """gate, deduction or bonus."""
    return type(rule).__name__.lower()


def facts(scheme: Scheme, table: Table) -> Array:
    """What each rule looks at, rules x units; NaN decides nothing (not observed, or the rule looks at a node).

    Of a gate 1 where the unit fails it, 0 where not; of the others what they count. By the scheme's own policy: a status that
    counts as zero is 0, what is dropped decides nothing. A lower bound decides a gate only where every value from it on does;
    where it is counted, it counts as its number.
    """
    found = np.full((len(scheme.rules), len(table.units)), np.nan)
    for i, rule in enumerate(scheme.rules):
        if rule.metric:
            values, codes = _seen(scheme, table, rule.metric)
            found[i] = _failing(rule.fails, values, codes) if isinstance(rule, Gate) else values
    return found


def undecided(scheme: Scheme, table: Table, known: Array) -> tuple[Note, ...]:
    """For whom a rule was not decided, so that it took nothing off and added nothing; not where its metric does not apply."""
    notes = []
    for rule, own in zip(scheme.rules, known, strict=True):
        if rule.metric and np.isnan(own).any():
            codes = _seen(scheme, table, rule.metric)[1]
            status = coded.words(table.columns((rule.metric,))[1][:, 0], coded.STATUS)
            text = f"{kind(rule)} {rule.title!r} not decided, {rule.metric} is"
            open_for = np.isnan(own) & ~coded.are(codes, "exclude")
            notes += [Note(f"{text} {status[row]}", rule.node, table.units[int(row)]) for row in np.flatnonzero(open_for)]
    return tuple(notes)


def _seen(scheme: Scheme, table: Table, metric: str) -> tuple[Array, Codes]:
    """A metric's values per unit as the policy counts them, and its handling. StepError names an infinite one."""
    values, status = table.columns((metric,))
    axes = Axes(table.units, (metric,))
    axes.refuse(np.isinf(values), "an infinite value")
    codes = handled((scheme.policy,), status, axes)
    return np.where(coded.are(codes, "zero"), 0, numbers(values, codes))[:, 0], codes[:, 0]


def _failing(fails: Condition, values: Array, codes: Codes) -> Array:
    """1 where it holds, 0 where not, NaN where nothing decides."""
    found = np.where(np.isnan(values), np.nan, fails.holding(values))
    for row in np.flatnonzero(coded.are(codes, "bound")):
        decided = fails.from_bound(float(values[row]))
        found[row] = np.nan if decided is None else decided
    return found


def adjusted(
    scheme: Scheme, known: Array, node: str, own: Array, units: tuple[str, ...], of: Mapping[str, Array] | None = None
) -> Array:
    """A node's scores (... x units, on 0..100) after its rules, in the scheme's order; `known` as `facts` gives it.

    `of`: scores (0..100) of the nodes that bonuses look at. Points are of the node's own full mark.
    """
    after = [scores for _, scores in ruled(scheme, known, node, own, units, of or {})]
    return after[-1] if after else own


def ruled(
    scheme: Scheme, known: Array, node: str, own: Array, units: tuple[str, ...], of: Mapping[str, Array]
) -> Iterator[tuple[Rule, Array]]:
    """Each rule of a node, in the scheme's order, with the scores after it; arguments as `adjusted`."""
    for rule, looked_at in zip(scheme.rules, known, strict=True):
        if rule.node == node:
            own = _applied(scheme, rule, looked_at, own, units, of)
            yield rule, own


def _applied(scheme: Scheme, rule: Rule, known: Array, own: Array, units: tuple[str, ...], of: Mapping[str, Array]) -> Array:
    """Those scores after one rule."""
    factor = full_of(scheme, rule.node)
    shown, axes = own * factor, Axes(units, (rule.metric or rule.node,))
    if isinstance(rule, Gate):
        after = adjust.gate(shown, known == 1, rule.score)
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

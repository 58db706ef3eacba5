"""Scores to the labels of a scheme's classes, and the units at their borders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Array, StepError
from .scheme.model import Scheme
from .steps import tiers

Labels = NDArray[np.str_]


@dataclass(frozen=True, slots=True)
class Edge:
    """Between two classes of a node: the last unit above the border, the first below, and their scores."""

    node: str
    above: str
    below: str
    last: str
    first: str
    high: float
    low: float


def has_tiers(scheme: Scheme, node: str) -> bool:
    """Whether the scheme puts that node's scores into classes."""
    if not scheme.tiers:
        return False
    return node == scheme.tiering.node if scheme.tiering.node else not (node in scheme.nodes and scheme.nodes[node].metric)


def places(scheme: Scheme, scores: Array) -> NDArray[np.int64]:
    """The class of each score (... x units, as shown) among these: 0 the best, -1 none.

    StepError where these are too few to be parted into so many classes by their gaps or natural breaks.
    """
    how = scheme.tiering
    return tiers.places(scores, how.method, len(scheme.tiers), how.least, [tier.floor for tier in scheme.tiers])


def tiered(scheme: Scheme, node: str, scores: Array, lang: str = "zh") -> Labels:
    """The label of each score (... x units, as shown) among these, '' where there is none. StepError as `places`."""
    if not has_tiers(scheme, node):
        return np.full(scores.shape, "", "<U1")
    how, own = scheme.tiering, places(scheme, scores)
    names = np.array([*((tier.label_en if lang == "en" else tier.label) for tier in scheme.tiers), ""])
    found: Labels = names[own]
    if how.sublevels:
        parts = tiers.sublevels(scores, own, len(how.sublevels), how.split, how.whole, len(scheme.tiers))
        found = np.char.add(found, np.array([*how.sublevels, ""])[parts])
    return found


def classed(scheme: Scheme, node: str, scores: Array) -> tuple[Labels, str]:
    """The labels as `tiered`; none, and why, where these scores cannot be parted into so many classes (four units, say)."""
    try:
        return tiered(scheme, node, scores), ""
    except StepError as fault:
        return np.full(scores.shape, "", "<U1"), str(fault)


def edges(scheme: Scheme, node: str, units: Sequence[str], scores: Array) -> tuple[Edge, ...]:
    """Every border between two classes of those units' scores in a node, from the top; none where there are no classes."""
    if not has_tiers(scheme, node):
        return ()
    if classed(scheme, node, scores)[1]:
        return ()
    own = places(scheme, scores)
    labels = [tier.label for tier in scheme.tiers]
    return tuple(
        Edge(node, labels[own[b.last]], labels[own[b.first]], units[b.last], units[b.first], b.high, b.low)
        for b in tiers.borders(scores, own)
    )

"""What several tests of runs begin with."""

from __future__ import annotations

from dataclasses import replace

from dsci.index.scheme import Scheme
from dsci.index.scored import Scored
from dsci.index.trust.factors import Factors
from dsci.index.trust.standing import Standing
from dsci.index.trust.uncertainty import uncertainty


def standing(found: Scored, factors: Factors, node: str = "all", runs: int = 4000, **options: int) -> Standing:
    """All units of the table in a node."""
    return uncertainty(found, found.table.units, factors, runs=runs, nodes=[node], **options).standings[node]


def simple(scheme: Scheme, **changes: object) -> Scheme:
    """The scheme changed as said, without thresholds of coverage."""
    return replace(scheme, thresholds={}, **changes)


def done(leaf, method: str):
    """An indicator normalised by another method."""
    return replace(leaf, normalise=replace(leaf.normalise, method=method))

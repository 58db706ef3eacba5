"""The weights that a branch is summed with: the scheme's, or out of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from ..arrays import Array, Axes
from ..scheme.model import Branch, Scheme
from ..steps import weigh


def weighed(scheme: Scheme, branch: Branch, below: Array, units: Sequence[str]) -> tuple[Branch, str]:
    """The branch with the weights to use, and what is to be known about them; `below` are its children's scores.

    StepError where the data decide no weights: too few units have every child, or a method cannot take a score.
    """
    if branch.weigh == "given":
        return branch, ""
    leaves = [scheme.nodes[child] for child in branch.children]
    direction = np.array([leaf.normalise.direction for leaf in leaves], float) if all(n.metric for n in leaves) else None
    found = weigh.METHODS[branch.weigh](below, Axes(units, branch.children), direction)
    note = f"{branch.weigh} weights: {found.note}" if found.note else ""
    return replace(branch, weights=tuple(float(w) for w in found.values)), note

"""The tree of a scheme, its composites, and the sums that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ...contract import Status
from ..steps.treat import Treatment
from .methods import GIVEN, Denominator, Normalise

COMPOSITE = "composite"
NO_TREATMENT = Treatment()


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the tree; a leaf has a metric. `weight` is its share within its parent, `origin` whose weight that is.

    `full` is its full mark, None where its score stays as it is reckoned (0..100). `impute` is '' where the scheme's holds.
    """

    id: str
    kind: str
    title: str
    title_en: str
    weight: float
    origin: str
    children: tuple[Node, ...] = ()
    aggregate: str = "arithmetic"
    metric: str = ""
    normalise: Normalise = GIVEN
    policy: Mapping[Status, str] = field(default_factory=dict)
    why: str = ""
    full: float | None = None
    per: Denominator | None = None
    impute: str = ""
    treat: Treatment = NO_TREATMENT

    def walk(self) -> Iterator[Node]:
        """This node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Composite:
    """An index over nodes of the tree. `weights` are shares that sum to 1, in the order of `nodes`."""

    id: str
    title: str
    title_en: str
    nodes: tuple[str, ...]
    weights: tuple[float, ...]
    aggregate: str = "arithmetic"
    weigh: str = "given"
    full: float | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose each part of the scheme is: what was published, with its address, and what is ours."""

    structure: str
    weights: str
    normalisation: str
    bindings: str
    tiers: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One step of the sum: a node or composite over its children. Below `threshold` of coverage it gives no score.

    `weights` are the scheme's (equal where `weigh` lets the data decide: a Scored's branches hold those that were used);
    `power` is the exponent where `aggregate` is power; `of` what the threshold is a share of (Methods.threshold_of).
    """

    id: str
    kind: str
    children: tuple[str, ...]
    weights: tuple[float, ...]
    aggregate: str
    threshold: float
    weigh: str = "given"
    power: float = 1.0
    of: str = "coverage"


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with it and all below it changed, children first."""
    return change(replace(node, children=tuple(mapped(child, change) for child in node.children)))

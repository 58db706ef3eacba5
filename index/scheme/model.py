"""What a scheme is made of, as frozen records. `scheme.load` makes one from its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ...contract import Status

COMPOSITE = "composite"


@dataclass(frozen=True, slots=True)
class Normalise:
    """How one indicator becomes 0..100. `direction` 1: more is better, -1: less."""

    method: str
    direction: int = 1
    worst: float | None = None
    best: float | None = None
    log: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One element of the tree; a leaf has a metric. `weight` is its share within its parent, `origin` whose weight that is."""

    id: str
    kind: str
    title: str
    title_en: str
    weight: float
    origin: str
    children: tuple[Node, ...] = ()
    aggregate: str = "arithmetic"
    metric: str = ""
    normalise: Normalise = Normalise("given")
    policy: Mapping[Status, str] = field(default_factory=dict)
    why: str = ""

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


@dataclass(frozen=True, slots=True)
class Tier:
    """A fixed band: scores of `floor` and above, up to the next band."""

    label: str
    label_en: str
    floor: float


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
    """One step of the sum: a node or composite over its children. Below `threshold` of coverage it gives no score."""

    id: str
    kind: str
    children: tuple[str, ...]
    weights: tuple[float, ...]
    aggregate: str
    threshold: float


@dataclass(frozen=True)
class Scheme:
    """A whole scheme. `roots` are the tops of the tree, from which composites are made."""

    id: str
    title: str
    title_en: str
    source: str
    origin: Origin
    levels: tuple[str, ...]
    roots: tuple[Node, ...]
    composites: tuple[Composite, ...] = ()
    tiers: tuple[Tier, ...] = ()
    thresholds: Mapping[str, float] = field(default_factory=dict)
    ranking: str = "competition"
    constant: str = "refuse"
    unobserved: tuple[str, ...] = ()

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every node of the tree by id, parents first."""
        return {node.id: node for root in self.roots for node in root.walk()}

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes.values() if node.metric)

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that count, in the tree's order, each once."""
        return tuple(dict.fromkeys(leaf.metric for leaf in self.leaves))

    @property
    def weights(self) -> Mapping[str, float]:
        """Each node's share within its parent."""
        return {node.id: node.weight for node in self.nodes.values()}

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Kind of every composite and node, composites first: the order in which results are shown."""
        return {c.id: COMPOSITE for c in self.composites} | {n.id: n.kind for n in self.nodes.values()}

    def title_of(self, node: str, lang: str = "zh") -> str:
        """A node's or composite's title in that language."""
        found = next((c for c in self.composites if c.id == node), None) or self.nodes[node]
        return found.title_en if lang == "en" else found.title

    @cached_property
    def branches(self) -> tuple[Branch, ...]:
        """Every sum to be done, children before parents, composites last."""
        floor = self.thresholds
        inner = [n for n in reversed(list(self.nodes.values())) if n.children]
        tree = (
            Branch(n.id, n.kind, tuple(c.id for c in n.children), tuple(c.weight for c in n.children), n.aggregate,
                   floor.get(n.kind, 0.0))
            for n in inner
        )  # fmt: skip
        tops = (Branch(c.id, COMPOSITE, c.nodes, c.weights, c.aggregate, floor.get(COMPOSITE, 0.0)) for c in self.composites)
        return (*tree, *tops)

"""What a scheme is made of, as frozen records. `scheme.load` makes one from its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from ...contract import Status
from ..steps.treat import Treatment
from .methods import BANDS, PLAIN, Denominator, Filling, Methods, Normalise, Screen, Tier, Tiering
from .rules import Bonus, Deduction, Gate, Rule
from .tree import COMPOSITE, Branch, Composite, Node, Origin, mapped

__all__ = [
    "COMPOSITE", "Bonus", "Branch", "Composite", "Deduction", "Denominator", "Filling", "Gate", "Methods", "Node", "Normalise",
    "Origin", "Rule", "Scheme", "Screen", "Tier", "Tiering", "Treatment",
]  # fmt: skip


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
    methods: Methods = PLAIN
    tiering: Tiering = BANDS
    rules: tuple[Rule, ...] = ()
    policy: Mapping[Status, str] = field(default_factory=dict)
    population: str = ""

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every node of the tree by id, parents first."""
        return {node.id: node for root in self.roots for node in root.walk()}

    @cached_property
    def leaves(self) -> tuple[Node, ...]:
        return tuple(node for node in self.nodes.values() if node.metric)

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The branch in which each node of the tree stands; '' for those at the top."""
        inner = {child.id: node.id for node in self.nodes.values() for child in node.children}
        return {node: inner.get(node, "") for node in self.nodes}

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that count, in the tree's order, each once."""
        return tuple(dict.fromkeys(leaf.metric for leaf in self.leaves))

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that scoring reads: the metrics, those of gates, deductions and bonuses, and the denominators."""
        of_rules = (rule.metric for rule in self.rules if rule.metric)
        return tuple(dict.fromkeys((*self.metrics, *of_rules, *(leaf.per.column for leaf in self.leaves if leaf.per))))

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
        inner = [n for n in reversed(list(self.nodes.values())) if n.children]
        tree = (
            self._branch(n.id, n.kind, tuple(c.id for c in n.children), tuple(c.weight for c in n.children), n.aggregate,
                         self.methods.weigh.get(n.children[0].kind, "given"))
            for n in inner
        )  # fmt: skip
        tops = (self._branch(c.id, COMPOSITE, c.nodes, c.weights, c.aggregate, c.weigh) for c in self.composites)
        return (*tree, *tops)

    def _branch(
        self, node: str, kind: str, children: tuple[str, ...], weights: tuple[float, ...], aggregate: str, weigh: str
    ) -> Branch:
        how, threshold = self.methods, self.thresholds.get(kind, 0.0)
        return Branch(node, kind, children, weights, aggregate, threshold, weigh, how.power, how.threshold_of)

    def mapped(self, change: Callable[[Node], Node]) -> Scheme:
        """The same scheme with every node of the tree changed, children before parents."""
        return replace(self, roots=tuple(mapped(root, change) for root in self.roots))

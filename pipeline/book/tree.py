"""Which nodes of a scheme a book speaks of, and what it calls them, units and tiers in its language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ... import registry
from ...contract import Level
from ...index.scheme.model import Node, Scheme

KINDS = ("composite", "channel", "capability")


@dataclass(frozen=True)
class Tree:
    """A scheme as a book shows it, whatever its levels are called."""

    scheme: Scheme
    lang: str

    @cached_property
    def composites(self) -> tuple[str, ...]:
        """The indices on top: the composites, or the first root where the scheme has none."""
        return tuple(c.id for c in self.scheme.composites) or (self.scheme.roots[0].id,)

    @property
    def top(self) -> str:
        """What units are ranked by first."""
        return self.composites[0]

    @cached_property
    def channels(self) -> tuple[str, ...]:
        """The nodes right below the indices: the roots; where a single root is the index itself, its branches."""
        roots = self.scheme.roots
        below = roots[0].children if len(roots) == 1 and not self.scheme.composites else roots
        return tuple(node.id for node in below if node.id != self.top and (node.children or node in roots))

    @cached_property
    def counted(self) -> tuple[str, ...]:
        """The channels that the top index is made of: some are looked at only."""
        parts = next((c.nodes for c in self.scheme.composites if c.id == self.top), self.channels)
        return tuple(channel for channel in self.channels if channel in parts)

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The columns of a ranking: indices, then channels."""
        return (*self.composites, *self.channels)

    @cached_property
    def capabilities(self) -> Mapping[str, str]:
        """Every branch below a channel, and which channel that is."""
        return {node.id: channel for channel in self.channels for node in self._below(channel) if node.children}

    def _below(self, channel: str) -> list[Node]:
        return [node for node in self.scheme.nodes[channel].walk() if node.id != channel]

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Every node that a book speaks of: all but the indicators."""
        return (*self.nodes, *self.capabilities)

    def kind(self, node: str) -> str:
        """One of KINDS."""
        return KINDS[0] if node in self.composites else KINDS[1] if node in self.channels else KINDS[2]

    def title(self, node: str) -> str:
        return self.scheme.title_of(node, self.lang)

    def parent(self, node: str) -> str:
        """Title of the channel that a capability is of, else ''."""
        return self.title(self.capabilities[node]) if node in self.capabilities else ""

    def named(self, unit: str) -> str:
        """A unit's short name."""
        found = registry.units()[unit]
        return registry.name_in(found, self.lang)

    def told_apart(self, unit: str) -> str:
        """A name where no province stands beside it: the whole one (吉林市), or Suzhou (Anhui), where several share it."""
        found, name = registry.units()[unit], self.named(unit)
        if found.provincial or self._bearers[name] < 2:
            return name
        return f"{name} ({self.named(registry.province_of(found).code)})" if self.lang == "en" else found.name

    @cached_property
    def _bearers(self) -> Counter[str]:
        """How many units above counties have each name."""
        return Counter(self.named(code) for code, unit in registry.units().items() if unit.level is not Level.COUNTY)

    @cached_property
    def tiers(self) -> Mapping[str, str]:
        """What each tier, sublevels told apart, is called in the book; the best first."""
        steps = self.scheme.tiering.sublevels or ("",)
        parted = len(self.scheme.tiers) - self.scheme.tiering.whole
        english = self.lang == "en"
        return {
            tier.label + step: (tier.label_en if english else tier.label) + step
            for place, tier in enumerate(self.scheme.tiers)
            for step in (steps if place < parted else ("",))
        }

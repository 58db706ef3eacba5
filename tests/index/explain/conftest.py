"""Small trees of given scores (0..100), so that every number can be worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dsci.contract import Status
from dsci.index.engine import score
from dsci.index.scheme.methods import Methods, Normalise, Rule, Tier
from dsci.index.scheme.model import Node, Origin, Scheme
from dsci.index.scored import Scored
from dsci.index.table import Table

POLICY = dict.fromkeys(Status, "drop") | {Status.OK: "value", Status.ABSENT: "zero", Status.CENSORED: "bound"}
MINMAX = Normalise("minmax")
OURS = Origin("ours", "ours", "ours", "ours", "ours")
Children = Mapping[str, tuple[float, "Children | None"]]
Cells = Mapping[str, Sequence[float | Status]]


def node(name: str, weight: float, children: Children | None, how: Mapping[str, str], level: int = 0) -> Node:
    """A node, its children's shares summing to 1; `how`: node -> aggregation."""
    if not children:
        return Node(name, "indicator", f"指标{name}", name, weight, "ours", metric=name, policy=POLICY)
    whole = sum(share for share, _ in children.values())
    below = tuple(node(child, share / whole, deeper, how, level + 1) for child, (share, deeper) in children.items())
    return Node(name, f"level{level}", f"节点{name}", name, weight, "ours", below, how.get(name, "arithmetic"))


def tree(
    children: Children, how: Mapping[str, str] | None = None, rules: Sequence[Rule] = (), power: float = 2.0, top: str = "all"
) -> Scheme:
    """A scheme with one root; indicators stand as given."""
    root = node(top, 1.0, children, how or {})
    tiers = (Tier("高", "high", 75), Tier("中", "middle", 50), Tier("低", "low", 0))
    return Scheme("t", "试", "Try", "here", OURS, ("level0", "level1", "indicator"), (root,), tiers=tiers, rules=tuple(rules),
                  methods=Methods(power=power), policy=POLICY)  # fmt: skip


def two_levels(how: Mapping[str, str] | None = None, rules: Sequence[Rule] = ()) -> Scheme:
    """all = 0.6 a + 0.4 b; a = 0.75 a1 + 0.25 a2; b = 0.5 b1 + 0.5 b2."""
    below: Children = {"a": (6, {"a1": (3, None), "a2": (1, None)}), "b": (4, {"b1": (1, None), "b2": (1, None)})}
    return tree(below, how, rules)


def of(scheme: Scheme, cells: Cells) -> Scored:
    """The scheme on those cells, in the order of its indicators (then of the columns that rules look at)."""
    values = [[float("nan") if isinstance(c, Status) else float(c) for c in row] for row in cells.values()]
    words = [[c.value if isinstance(c, Status) else "OK" for c in row] for row in cells.values()]
    return score(scheme, Table.of(tuple(cells), scheme.columns, values, words))


def by(scheme: Scheme, how: Normalise) -> Scheme:
    """The scheme with every indicator normalised so."""
    return scheme.mapped(lambda n: replace(n, normalise=how) if n.metric else n)

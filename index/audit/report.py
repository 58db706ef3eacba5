"""Everything an audit looks at, of one scored table and one top, and what it finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..correlation import KINDS, Correlation, flagged, of_denominators, pairs
from ..scored import Scored
from . import findings
from .availability import Availability, availability
from .findings import Finding, Marks
from .influence import Removal, effective, removals
from .reliability import Components, alpha, components
from .standing import UnitRank, standings
from .statistics import Statistics, statistics
from .strengths import Strength, strengths


@dataclass(frozen=True)
class Audit:
    """The tables, see the modules they come from. `ancestors`: every node with each node above it, by kind of correlation.

    `within` and `between`: pairs of indicators of one branch, and of several, that `Marks` makes remarkable. `size`: indicators
    that go with a column of the table which is none itself. `alphas`: per branch of raw and of normalised values.
    """

    scored: Scored
    top: str
    marks: Marks
    statistics: Sequence[Statistics]
    availability: Availability
    ancestors: Mapping[str, Sequence[Correlation]]
    within: Sequence[Correlation]
    between: Sequence[Correlation]
    size: Sequence[Correlation]
    alphas: Mapping[str, tuple[float | None, float | None]]
    components: Mapping[str, Components | None]
    effective: Mapping[str, float]
    removals: Sequence[Removal]
    standings: Sequence[UnitRank]
    strengths: Sequence[Strength]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What a person should look at, by rule; the most striking of each rule first."""
        found = list(_findings(self))
        place = {rule: i for i, rule in enumerate(findings.RULES)}
        return tuple(sorted(found, key=lambda f: (place[f.rule], -abs(f.value - f.limit))))


def audit(scored: Scored, top: str, groups: Sequence[str] | None = None, marks: Marks | None = None) -> Audit:
    """The audit of a top node or composite; `groups` has one label per unit to rank within. KeyError for a node without parts."""
    marks, leaves = marks or Marks(), list(scored.leaf_columns)
    shares = effective(scored, top) if top in scored.columns else {}
    below = {b.id: b.children for b in scored.branches if b.id in shares}
    own = [leaf for leaf in leaves if leaf in shares]
    if not own:
        raise KeyError(top)
    families = {child: parent for parent, children in below.items() for child in children}
    normal, raw = scored.frame("normalised")[own].to_numpy(), scored.frame("raw")[own].to_numpy()
    above = [(parent, node) for parent in below for node in _descendants(parent, below)]
    inner = {b: [c for c in children if c in scored.leaf_columns] for b, children in below.items()}
    branches = {b: [scored.leaf_columns[c] for c in children] for b, children in inner.items() if len(children) > 1}
    beside = [name for name in scored.table.indicators if name not in scored.scheme.metrics]
    return Audit(
        scored, top, marks,
        statistics=statistics(raw, own), availability=availability(scored),
        ancestors={kind: pairs(scored.scores, list(scored.columns), above, kind) for kind in KINDS},
        within=flagged(normal, own, families, within=True, above=marks.twins, below=marks.opposed),
        between=flagged(normal, own, families, within=False, above=marks.twins),
        size=of_denominators(raw, own, scored.table.columns(beside)[0], beside, marks.size),
        alphas={b: (alpha(scored.raw[:, c]), alpha(scored.normalised[:, c])) for b, c in branches.items()},
        components={b: components(scored.normalised[:, c], inner[b]) for b, c in branches.items()},
        effective=shares, removals=removals(scored, top), standings=standings(scored, set(shares), groups),
        strengths=strengths(scored),
    )  # fmt: skip


def _descendants(node: str, below: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for child in below.get(node, ()):
        yield child
        yield from _descendants(child, below)


def _findings(found: Audit) -> Iterator[Finding]:
    marks, scored = found.marks, found.scored
    several = {b.id: b.children for b in scored.branches if len(b.children) > 1}
    direct = [c for c in found.ancestors["pearson"] if c.second in several.get(c.first, ())]
    divided = {leaf.id for leaf in scored.scheme.leaves if leaf.per}
    means = {node: mean for node, mean in found.availability.means().items() if node in found.effective}
    treated = {leaf.id for leaf in scored.scheme.leaves if leaf.treat.method != "none"}
    yield from (f for f in findings.of_statistics(found.statistics) if f.rule != "outliers" or f.node not in treated)
    yield from findings.of_availability(means, marks)
    yield from findings.of_parents(direct, marks)
    yield from findings.of_pairs(found.within, True, marks)
    yield from findings.of_pairs(found.between, False, marks)
    yield from findings.of_size([c for c in found.size if c.first not in divided], marks)
    yield from findings.of_branches({b: pair[1] for b, pair in found.alphas.items()}, found.components, marks)
    yield from findings.of_removals(found.removals, len(scored.table.units), marks)

"""What a run found, in a screenful: looks by status, how complete they were, coverage per channel, the top of each ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ... import registry
from ...channels import channels
from ...contract import FAILED, Page, Result
from ...index.scheme.model import Scheme
from ...store import Store
from .completeness import completeness

TOP = 3


def summary(store: Store, found: Sequence[Result], scheme: Scheme, run: str) -> Iterator[str]:
    """Lines for a terminal; looks are those of that run."""
    counts = store.count(Page, "channel", "status", run=run)
    for channel in channels().values():
        own = sorted(((n, status) for name, status, n in counts if name == channel.name), reverse=True)
        total = sum(n for n, _ in own)
        failed = sum(n for n, status in own if status in FAILED)
        yield f"{channel.zh} {channel.name}: {total} looks, {failed} failed: " + ", ".join(f"{s} {n}" for n, s in own)
    yield ""
    yield from completeness(store, run, channels())
    yield ""
    levels = sorted({r.population for r in found if r.population.startswith("level:")})
    for root in scheme.roots:
        own_results = [r for r in found if r.node == root.id and r.population in levels]
        mean = sum(r.coverage for r in own_results) / max(len(own_results), 1)
        scored = sum(r.score is not None for r in own_results)
        yield f"{scheme.title_of(root.id)}: coverage {mean:.0%}, {scored} of {len(own_results)} units have a score"
    yield ""
    for level in levels:
        for composite in scheme.composites:
            best = "; ".join(_top(found, level, composite.id))
            yield f"{scheme.title_of(composite.id)}, {level.removeprefix('level:')}: {best}"


def _top(found: Sequence[Result], population: str, node: str) -> Iterator[str]:
    ranked = [r for r in found if r.population == population and r.node == node and r.rank]
    for r in sorted(ranked, key=lambda r: (r.rank or 0, r.unit))[:TOP]:
        name = registry.units()[r.unit].name if r.unit in registry.units() else r.unit
        span = f" [{r.rank_low}–{r.rank_high}]" if r.rank_low else ""
        yield f"{r.rank} {name} {r.score:.1f}{span}"

"""The lines of an explanation: a tree of contributions, and the pages that an observation rests on."""

from __future__ import annotations

from collections.abc import Iterator

from ..channels import channels
from ..contract import CHINA, IMPORTED, Evidence, Observation, Page
from ..index.explain.parts import explain
from ..index.scored import Scored
from ..store import Store


def title_of(scored: Scored, node: str) -> str:
    """A node's Chinese title; an indicator's is its metric's, where it is one of ours."""
    leaf = scored.scheme.nodes.get(node)
    known = {m.id: m.zh for channel in channels().values() for m in channel.table.metrics}
    return known.get(leaf.metric if leaf else "", scored.scheme.title_of(node))


def tree_lines(scored: Scored, unit: str, node: str) -> Iterator[str]:
    """A line a node: score, weight in effect, contribution, and for indicators the value or why there is none."""
    for part in explain(scored, unit, node):
        score = "  —  " if part.score is None else f"{part.score:5.1f}"
        line = f"{'  ' * part.depth}{score}  {title_of(scored, part.node)}  weight {part.weight:.1%}"
        if part.score is not None:
            line += f", in effect {part.effective:.1%}, gives {part.contribution:.2f}"
        if part.status:
            line += f"  [{part.status}{'' if part.value is None else f' {part.value:g}'}]  {part.node}"
        yield line
    if scored.score(unit, node) is None:
        yield f"no score: {scored.reason(unit, node)}"


def evidence_lines(store: Store, unit: str, metric: str, period: str) -> Iterator[str]:
    """What was observed, by which definition, and each page with its moment, status, hash and place in the archive."""
    known = {m.id: m for channel in channels().values() for m in channel.table.metrics}[metric]
    yield f"{known.id}: {known.made_of}"
    yield f"source: {known.source}"
    (row,) = store.rows(Observation, unit=unit, metric=metric, period=period)
    value = "no value" if row.value is None else f"{row.value:g} {known.unit}"
    why = f" ({row.reason})" if row.reason else ""
    yield f"observed: {value}, {row.status}{why}; {row.seen} of {row.wanted} looks; {row.method}"
    names = [e.page for e in store.rows(Evidence, unit=unit, metric=metric, period=period)]
    for page in store.rows(Page, id=names):
        moment = (page.seen_at if page.method in IMPORTED else page.fetched_at).astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
        yield f"  {page.id[:10]} {page.status} {moment} {page.url}"
        if page.method in IMPORTED:
            yield f"    out of {page.about}"
        if page.offset is not None:
            yield f"    sha256 {page.sha256}, {page.warc} at {page.offset}"

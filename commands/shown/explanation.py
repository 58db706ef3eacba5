"""The lines of an explanation: a tree of contributions, and the pages that an observation rests on."""

from __future__ import annotations

from collections.abc import Iterator

from ...channels import metrics
from ...contract import CHINA, IMPORTED, Evidence, Method, Observation, Page
from ...index.explain.parts import REST, RULE, explain
from ...index.scored import Scored
from ...pipeline.overriding import measured_before
from ...store import Store
from .judged import override_lines, rating_lines

ADDED = {RULE: "rule", REST: "what the last in everything would have"}


def title_of(scored: Scored, node: str) -> str:
    """A node's Chinese title; an indicator's is its metric's, where it is one of ours."""
    leaf = scored.scheme.nodes.get(node)
    metric = metrics().get(leaf.metric if leaf else "")
    return metric.zh if metric else scored.scheme.title_of(node)


def tree_lines(scored: Scored, unit: str, node: str) -> Iterator[str]:
    """A line a node: score, weight in effect, contribution, and for indicators the value or why there is none."""
    for part in explain(scored, unit, node):
        if part.kind in ADDED:
            yield f"{'  ' * part.depth}  —    {ADDED[part.kind]} {part.title}, gives {part.contribution:+.2f}"
            continue
        score = "  —  " if part.score is None else f"{part.score:5.1f}"
        line = f"{'  ' * part.depth}{score}  {title_of(scored, part.node)}  weight {part.weight:.1%}"
        if part.score is not None:
            line += f", in effect {part.effective:.1%}, gives {part.contribution:.2f}"
        if part.status:
            line += f"  [{part.status}{'' if part.value is None else f' {part.value:g}'}]  {part.node}"
        yield line
    if scored.score(unit, node) is None:
        yield f"no score: {scored.reason(unit, node)}"


def overridden_lines(store: Store, scored: Scored, unit: str, node: str, period: str) -> Iterator[str]:
    """Each indicator below the node for which a correction counts, with what was measured before it."""
    was = measured_before(store, unit, period)
    for leaf in scored.below(node):
        metric = scored.scheme.nodes[leaf].metric
        if metric in was:
            yield f"an override counts for {title_of(scored, leaf)} {leaf}; measured was {was[metric]}"


def evidence_lines(store: Store, unit: str, metric: str, period: str) -> Iterator[str]:
    """What was observed, by which definition, and each page with its moment, status, hash and place in the archive."""
    known = metrics()[metric]
    yield f"{known.id}: {known.made_of}"
    yield f"source: {known.source}"
    for row in store.rows(Observation, unit=unit, metric=metric, period=period):
        value = "no value" if row.value is None else f"{row.value:g} {known.unit}"
        why = f" ({row.reason})" if row.reason else ""
        looks = "raters" if row.method == Method.RATING else "looks"
        yield f"observed: {value}, {row.status}{why}; {row.seen} of {row.wanted} {looks}; {row.method}"
    yield from override_lines(store, unit, metric, period)
    yield from rating_lines(store, unit, metric, period)
    names = [e.page for e in store.rows(Evidence, unit=unit, metric=metric, period=period)]
    for page in store.rows(Page, id=names):
        moment = (page.seen_at if page.method in IMPORTED else page.fetched_at).astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
        yield f"  {page.id[:10]} {page.status} {moment} {page.url}"
        if page.method in IMPORTED:
            yield f"    out of {page.about}"
        if page.offset is not None:
            yield f"    sha256 {page.sha256}, {page.warc} at {page.offset}"

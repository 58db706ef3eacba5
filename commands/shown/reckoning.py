"""The lines between a value and its score: every step that changed it, and where it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from ...index.scored import LEAVES, Scored, plain


def reckoning_lines(scored: Scored, unit: str, leaf: str) -> Iterator[str]:
    """How an indicator's value became its score: every stage that changed it, and by which parameters."""
    row, column, node = scored.rows[unit], scored.leaf_columns[leaf], scored.scheme.nodes[leaf]
    last = None
    for stage in LEAVES:
        value = plain(scored.stages[stage][row, column]) if stage in scored.stages else None
        if value is not None and (value != last or stage == "normalised"):
            yield f"{stage}: {value:g}{_why(scored, unit, leaf, stage)}"
            last = value
    if str(scored.handling[row, column]) != "value":
        yield f"handling: {scored.handling[row, column]} for {scored.status[row, column]}, by the scheme"
    if node.why:
        yield f"why so: {node.why}"


def _why(scored: Scored, unit: str, leaf: str, stage: str) -> str:
    node = scored.scheme.nodes[leaf]
    if stage == "denominated" and node.per:
        return f" per {node.per.column} x {node.per.scale:g}"
    if stage == "normalised":
        how = ((f.name, getattr(node.normalise, f.name)) for f in fields(node.normalise) if f.name != "method")
        told = (_parameter(name, value) for name, value in how if value not in (None, "", ()) and value is not False)
        return f" by {node.normalise.method} ({', '.join(told)})"
    return "".join(f", {c.why}" for c in scored.changes if (c.unit, c.node, c.step) == (unit, leaf, stage))


def _parameter(name: str, value: object) -> str:
    return f"{name} {value:g}" if isinstance(value, float) else f"{name} {value}"


def cell_lines(scored: Scored, unit: str, leaf: str) -> Iterator[str]:
    """Where the value stands in the file that was handed in: its hash, line and column."""
    source, metric = scored.table.source, scored.scheme.nodes[leaf].metric
    if source is not None and metric in source.columns:
        yield f"read from {source.file}, sha256 {source.sha256}"
        yield f"  line {source.lines[unit]}, column {source.columns[metric]} ({metric})"

"""What is meant by a name on the command line: a node, a unit, a population. UsageError where there is none such."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import click

from ...registry import units
from .options import unit_of

if TYPE_CHECKING:
    from ...index.scored import Scored
    from .scored import Loaded


def node_of(scored: Scored, node: str) -> str:
    """An index, branch or indicator by its id, or an indicator by its metric; the first composite or index for ''."""
    node = {leaf.metric: leaf.id for leaf in scored.scheme.leaves}.get(node, node) or next(iter(scored.columns))
    return node if node in scored.columns else _none("node", node, branches_of(scored))


def branch_of(scored: Scored, node: str) -> str:
    """The same, and no indicator."""
    known = branches_of(scored)
    return (node or known[0]) if not node or node in known else _none("node", node, known, " with indicators below it")


def branches_of(scored: Scored) -> list[str]:
    return [node for node in scored.columns if node not in scored.leaf_columns]


def unit_in(scored: Scored, name: str) -> str:
    """A unit by its key in the table, or by the registry's name or code."""
    if name in scored.rows:
        return name
    unit = unit_of(name)
    if unit.code not in scored.rows:
        raise click.UsageError(f"{unit.code} {unit.name} was not measured there")
    return unit.code


def population_of(found: Loaded, name: str) -> str:
    """A population by its name; for '' the provincial one, where there is none the first."""
    known = found.populations
    if not name:
        return "provincial" if "provincial" in known else next(iter(known))
    return name if name in known else _none("population", name, known)


def members_of(found: Loaded, name: str) -> Sequence[str]:
    """The units of that population."""
    return found.populations[population_of(found, name)]


def name_of(unit: str) -> str:
    """A unit of the registry by its name, anyone else's as it is called."""
    known = units()
    return known[unit].name if unit in known else unit


def named(units: Sequence[str], most: int = 5) -> str:
    """Their names, so many at most, and how many more there are."""
    more = f" and {len(units) - most} more" if len(units) > most else ""
    return ", ".join(map(name_of, units[:most])) + more


def _none(what: str, name: str, known: Collection[str], more: str = "") -> str:
    raise click.UsageError(f"no {what} {name!r}{more}; there are {', '.join(known)}")

"""What `dsci uncertainty` and `dsci sensitivity` share: the factors asked for, the node and the units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from .options import unit_of

if TYPE_CHECKING:
    from ..index.scored import Scored
    from ..index.trust.factors import Factors
    from .scored import Loaded

vary_option = click.option(
    "--vary", "varied", multiple=True, metavar="FACTOR",
    help="weights, weights=100 (concentration), weights=+-0.25, missing, leave-one-out, or a step with its alternatives: "
    "normalisation=own,zscore, aggregation=arithmetic,geometric, aggregation=own,LEVEL:geometric, treatment=none,1..5, "
    "imputation=mean,median. Default: weights, and missing where something is missing.",
)  # fmt: skip
population_option = click.option(
    "--population", default="", metavar="P", help="A group's id, or level:prefecture. Default: all of --data; provincial."
)
seed_option = click.option("--seed", type=int, default=2026, show_default=True)


def factors_of(scored: Scored, members: Sequence[str], varied: Sequence[str]) -> Factors:
    """The factors named, or the default ones. FactorError as `Factors.of`."""
    from ..index.trust.checks import drawable
    from ..index.trust.factors import Factors

    return Factors.of(varied or (["weights", "missing"] if drawable(scored, members) else ["weights"]))


def members_of(found: Loaded, population: str) -> Sequence[str]:
    """The units of that population. UsageError where there is none such."""
    known = found.populations
    name = population or ("provincial" if "provincial" in known else next(iter(known)))
    if name not in known:
        raise click.UsageError(f"no population {name!r}; there are {', '.join(known)}")
    return known[name]


def node_of(scored: Scored, node: str) -> str:
    """That node, or the first composite or top node. UsageError where there is none such."""
    if node and node not in scored.columns:
        known = (name for name in scored.columns if name not in scored.leaf_columns)
        raise click.UsageError(f"no node {node!r}; there are {', '.join(known)}")
    return node or next(iter([*(c.id for c in scored.scheme.composites), *(root.id for root in scored.scheme.roots)]))


def key_of(scored: Scored, name: str) -> str:
    """The unit meant by its key in the table, or by a name or code of ours. UsageError with what is close to it."""
    return name if name in scored.rows else unit_of(name).code


def name_of(unit: str) -> str:
    """A unit's name; its key where it is none of ours."""
    from .. import registry

    known = registry.units()
    return known[unit].name if unit in known else unit

"""What `dsci uncertainty` and `dsci sensitivity` share: the factors asked for, and of whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ...index.scored import Scored
    from ...index.trust.factors import Factors

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
    from ...index.trust.checks import drawable
    from ...index.trust.factors import Factors

    return Factors.of(varied or (["weights", "missing"] if drawable(scored, members) else ["weights"]))

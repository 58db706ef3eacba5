"""Whether a scheme can be shown on cards and units' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ...index.scheme.model import Scheme


def refuse_other_trees(scheme: Scheme) -> None:
    """UsageError for a scheme that ranks one population of its own, or whose top nodes are not the channels."""
    from ...channels import channels
    from ...registry import groups

    if scheme.population:
        title = groups()[scheme.population].en if scheme.population in groups() else "its own"
        raise click.UsageError(
            f"{scheme.id} ranks only {scheme.population} ({title}), in one ranking; a card stands a unit beside those of its "
            "level: see dsci score, explain and gains"
        )
    roots = [root.id for root in scheme.roots]
    if set(roots) != set(channels()):
        raise click.UsageError(
            f"cards want the channels {', '.join(channels())} as top nodes; {scheme.id} has {', '.join(roots)}"
        )

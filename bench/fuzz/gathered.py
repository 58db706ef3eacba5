"""All targets."""

from __future__ import annotations

from functools import cache

from . import evidence, handed, pages, tables, values
from .target import Target


@cache
def targets() -> dict[str, Target]:
    """Every target by name."""
    found = [target for part in (pages, values, handed, tables, evidence) for target in part.targets()]
    return {target.name: target for target in found}

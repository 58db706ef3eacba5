"""Checks that rules name: each looks at what is known of a portal and gives its outcomes. One file a subject.

A look that failed decides nothing: it is `not_decided` with its status. What a portal was seen to lack is a failure
where the rule says so.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from .outcome import CHECKS, FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Check, Outcome

__all__ = ["FAIL", "NOT_APPLICABLE", "NOT_DECIDED", "PASS", "Check", "Outcome", "checks"]


@cache
def checks() -> Mapping[str, Check]:
    """Every check there is, by name."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return dict(sorted(CHECKS.items()))

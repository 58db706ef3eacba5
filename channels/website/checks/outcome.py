"""What a check says of one page or of the whole, and where checks declare themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

PASS, FAIL, NOT_DECIDED, NOT_APPLICABLE = "pass", "fail", "not_decided", "not_applicable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """pass | fail | not_decided | not_applicable, and what was seen. `page` is the id of the look, `url` where it led."""

    outcome: str
    seen: str
    count: int = 0
    page: str = ""
    url: str = ""


Check = Callable[..., list[Outcome]]  # (view, **parameters of the rule)
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Declares a check, by its name."""
    name = function.__name__
    if name in CHECKS or not function.__doc__:
        raise ValueError(f"check {name}: declared twice, or without a docstring")
    CHECKS[name] = function
    return function

"""What a cell without a plain value does, per status: a scheme's choice, nobody's default."""

from __future__ import annotations

from collections.abc import Mapping

from ...contract import FAILED, Status
from ..document import Row

# zero: no service, score 0, observed · bound: the lower bound counts as the value · drop: not counted, lowers coverage
# exclude: does not apply, coverage is reckoned without it · impute: mean score of the sample, lowers coverage · refuse: an error
POLICIES = ("zero", "drop", "bound", "impute", "refuse", "exclude")
VALUE = "value"  # how a cell with its own value is handled


def rules(row: Row) -> dict[Status, str]:
    """The policies that a row names; `failed` stands for every finding about our look."""
    failed = {s: row.text("failed") for s in Status if s in FAILED and "failed" in row}
    return failed | {s: row.text(s.value) for s in Status if s.value in row}


def unnamed(status: Row) -> list[str]:
    """The statuses for which that table has no policy, though it must."""
    named = rules(status)
    return [s.value for s in Status if s is not Status.OK and s not in named]


def policy(status: Row, leaf: Row) -> Mapping[Status, str]:
    """One indicator's policy: the scheme's, and over it what its own row says. OK is always its value."""
    return rules(status) | rules(leaf) | {Status.OK: VALUE}

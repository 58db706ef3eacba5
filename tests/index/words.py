"""Words that many small schemes of the tests begin with."""

from __future__ import annotations

STATUS = """
[status]
ABSENT = "zero"
DELETED = "zero"
CENSORED = "bound"
EMPTY = "exclude"
DELISTED = "exclude"
NOT_APPLICABLE = "exclude"
NOT_DECIDED = "drop"
failed = "drop"
"""

"""What the state's rules found, over all units, and per rule who fails it."""

from __future__ import annotations

from collections.abc import Sequence

from ...contract import FindingCount, RuleFound
from ..words import tidy
from .addresses import rule_file
from .press import Press

SEVERITIES = ("veto", "deduction", "bonus", "advice", "flag")  # the gravest first


def write_findings(press: Press, found: Sequence[RuleFound], counts: Sequence[FindingCount]) -> None:
    """Writes the page of all rules and one of each rule that some unit fails."""
    order = [*SEVERITIES, *(r.severity for r in found)]
    books = [r.book for r in found]
    first = sorted(found, key=lambda r: (books.index(r.book), order.index(r.severity), -len(r.failed), r.rule))
    rules: tuple[RuleFound, ...] = tidy(tuple(first))
    press.page("findings.html", "findings", rules=rules, counts=tidy(tuple(counts)))
    for rule in rules:
        if rule.failed:
            press.page(rule_file(rule), "rule", rule=rule)

"""What was seen: the looks at a unit, and what the rules of the state found over all units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ... import registry
from ...channels import metrics
from ...contract import Failing, Finding, RuleFound, UnitLooks
from ...index.rulebook.book import FAIL, HARMLESS, NOT_DECIDED
from ...store import Store
from ..evidence import looks_of
from ..inspecting import load_book


def unit_looks(store: Store, unit: str, period: str, name: str, lang: str) -> UnitLooks:
    """The evidence of one unit, with the titles of the indicators that rest on it."""
    looks, known = looks_of(store, unit, period), metrics()
    named = sorted({m for look in looks for m in look.metrics if m in known})
    return UnitLooks(unit, name, looks, tuple(named), tuple(known[m].title(lang) for m in named))


def rules_found(found: Iterable[Finding], lang: str) -> tuple[RuleFound, ...]:
    """The rules that some unit fails or that are not decided of some: who fails, how many are open."""
    rules: dict[tuple[str, str], list[Finding]] = {}
    for finding in found:
        if finding.outcome in (FAIL, NOT_DECIDED) and finding.severity not in HARMLESS:
            rules.setdefault((finding.book, finding.rule), []).append(finding)
    return tuple(_rule(rows, lang) for rows in rules.values())


def _rule(rows: Sequence[Finding], lang: str) -> RuleFound:
    first, units = rows[0], registry.units()
    book = load_book(first.book)
    failed: dict[str, Failing] = {}
    for row in rows:
        if row.outcome == FAIL and row.unit not in failed:
            unit = units[row.unit]
            name = registry.name_in(unit, lang)
            failed[row.unit] = Failing(row.unit, name, row.seen, row.count, row.page[:10], row.url)
    return RuleFound(
        first.book, book.title_en if lang == "en" else book.title, first.rule, first.wording, first.severity, first.official,
        tuple(failed.values()), len({r.unit for r in rows if r.outcome == NOT_DECIDED} - failed.keys()),
    )  # fmt: skip

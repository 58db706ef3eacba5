"""What is wrong in the registry: every finding with its file and line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..contract import Account, Level, Site
from .groups import rules
from .presences import account_rows, faults, overlap
from .rows import ACCOUNTS, GROUPS, UNITS, UnitRow, known_rows, unit_rows

MUNICIPALITIES = ("110000", "120000", "310000", "500000")
DECIDING = {Level.MUNICIPALITY: 2, Level.PROVINCE: 2, Level.PREFECTURE: 4, Level.COUNTY: 6}  # digits of a code
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")
Rows = dict[int, UnitRow]  # by line
Lines = list[tuple[int, Account]]


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. Severity `error`: the table is wrong; `note`: something is not known yet."""

    file: str
    line: int
    what: str
    severity: str = "error"


def check(units_path: Path = UNITS, accounts_path: Path = ACCOUNTS) -> list[Problem]:
    """Every problem of both tables, by file and line. ValueError where a table has another shape."""
    rows = dict(unit_rows(units_path))
    of_units = sorted({*_codes(rows), *_names(rows), *_portals(rows)})
    of_accounts = sorted({*_accounts(accounts_path, {row.code for row in rows.values()})})
    return [
        *(Problem(str(units_path), line, what, severity) for line, severity, what in of_units),
        *(Problem(str(accounts_path), line, what, severity) for line, severity, what in of_accounts),
        *_groups({row.code for row in rows.values()}),
    ]


Finding = tuple[int, str, str]  # line, severity, what


def _codes(rows: Rows) -> Iterator[Finding]:
    """Six digits, once, of the level that they say, under a parent that is there and whose digits they begin with."""
    first: dict[str, int] = {}
    codes = {row.code for row in rows.values()}
    for line, row in rows.items():
        if not re.fullmatch(r"[1-9]\d{5}", row.code):
            yield line, "error", f"{row.name}: code {row.code!r} is not six digits"
            continue
        if first.setdefault(row.code, line) != line:
            yield line, "error", f"{row.name}: code {row.code} is already on line {first[row.code]}"
        if row.level != _level(row.code):
            yield line, "error", f"{row.name}: code {row.code} is of level {_level(row.code)}, not {row.level!r}"
        if (row.parent or not row.code.endswith("0000")) and row.parent not in codes:
            yield line, "error", f"{row.name}: no parent {row.parent!r}"
        elif row.parent and not (row.parent.endswith("00") and row.code.startswith(_stem(row.parent)) and row.code != row.parent):
            yield line, "error", f"{row.name}: code {row.code} does not lie under its parent {row.parent}"


def _level(code: str) -> Level:
    if code.endswith("0000"):
        return Level.MUNICIPALITY if code in MUNICIPALITIES else Level.PROVINCE
    return Level.PREFECTURE if code.endswith("00") else Level.COUNTY


def _stem(code: str) -> str:
    return code[:2] if code.endswith("0000") else code[:4]


def _names(rows: Rows) -> Iterator[Finding]:
    """A name in Chinese and English, the first once within the parent."""
    first: dict[tuple[str, str], int] = {}
    for line, row in rows.items():
        if not (row.name and row.name_en):
            yield line, "error", f"{row.code}: name missing in one language"
        if first.setdefault((row.parent, row.name), line) != line:
            yield line, "error", f"{row.name}: the name is already on line {first[row.parent, row.name]} under {row.parent}"


def _portals(rows: Rows) -> Iterator[Finding]:
    """A portal address each, well formed, on a host of its own (http, https and www. are one)."""
    hosts: dict[str, list[int]] = defaultdict(list)
    for line, row in rows.items():
        host = _host(row.portal_url)
        if not row.portal_url:
            yield line, "note", f"{row.name}: no portal known"
        elif not HOST.fullmatch(host):
            yield line, "error", f"{row.name}: malformed portal address {row.portal_url!r}"
        else:
            hosts[host.removeprefix("www.")].append(line)
        for url in (row.news_url, row.policy_url):
            if url and not _host(url):
                yield line, "error", f"{row.name}: malformed column address {url!r}"
    for host, lines in hosts.items():
        names = ", ".join(f"{rows[at].name} (line {at})" for at in lines)
        yield from ((line, "error", f"one portal host {host} for {names}") for line in lines if len(lines) > 1)


def _host(url: str) -> str:
    """The host of an http address in small letters, '' where it is none."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in ("http", "https") and not re.search(r"\s", url) else ""
    except ValueError:
        return ""


def _accounts(path: Path, codes: Collection[str]) -> Iterator[Finding]:
    """Faulty cells; two main accounts of a unit on a platform on one day; none; one account of two units on one day."""
    for fault in faults(path, codes):
        yield fault.line, "error", f"{fault.column}: {fault.what}"
    rows = list(account_rows(path))
    yield from _mains([(line, row) for line, row in rows if row.role == "main"])
    yield from _owners([(line, row) for line, row in rows if row.id])
    roles: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for line, row in rows:
        roles[row.unit, row.platform].setdefault(row.role, line)
    for (unit, platform), seen in roles.items():
        if set(seen) == {"further"}:
            yield seen["further"], "note", f"role: no main {platform} account of {unit} is known"
        if "absent" in seen and len(seen) > 1:
            yield seen["absent"], "error", f"role: {unit} has {platform} accounts and is said to have none"


def _mains(rows: Lines) -> Iterator[Finding]:
    """Main accounts after the first one that is main on the same day. One id on two lines is a duplicate, said already."""
    for line, row, first, other in _together(rows, lambda row: (row.unit, row.platform)):
        if other.id != row.id:
            yield line, "error", f"role: {row.unit} has a main {row.platform} account on line {first} already{_days(row, other)}"


def _owners(rows: Lines) -> Iterator[Finding]:
    """Accounts that another unit has on the same day."""
    for line, row, first, other in _together(rows, lambda row: (row.platform, row.id)):
        if other.unit != row.unit:
            days = _days(row, other)
            said = f" (line {first})" if days else ""
            yield line, "error", f"id: {row.platform} {row.id} belongs to {other.unit}{said} as well as {row.unit}{days}"


def _together(rows: Lines, by: Callable[[Account], tuple[str, str]]) -> Iterator[tuple[int, Account, int, Account]]:
    """Each row that holds on a day on which an earlier one of its group does, with the first such."""
    groups: dict[tuple[str, str], Lines] = defaultdict(list)
    for line, row in rows:
        same = groups[by(row)]
        found = next(((first, other) for first, other in same if overlap(row, other)), None)
        same.append((line, row))
        if found:
            yield line, row, *found


def _days(row: Account, other: Account) -> str:
    """The first day on which both rows hold, where one of them names a day."""
    day = max(row.valid_from, other.valid_from)
    dated = day or row.valid_to or other.valid_to
    return f"; both hold {f'on {day}' if day else f'until {min(filter(None, (row.valid_to, other.valid_to)))}'}" if dated else ""


def _groups(codes: Collection[str]) -> Iterator[Problem]:
    """Codes that groups.toml names and that are no units."""
    lines = GROUPS.read_text(encoding="utf-8").splitlines()
    for rule in rules():
        for code in (c for c in rule.codes if c not in codes):
            line = next(n for n, text in enumerate(lines, 1) if code in text)
            yield Problem(str(GROUPS), line, f"{rule.id}: {code} is no unit yet", "note")


def contradictions(sites: Iterable[Site]) -> list[Problem]:
    """Portals whose SiteIDCode (its first six digits are a unit's code) names another unit, and those that give no code."""
    return [problem for site in sites if (problem := _contradiction(site))]


def _contradiction(site: Site) -> Problem | None:
    line, row = known_rows().get(site.unit, (0, None))
    if row is None:
        return Problem(str(UNITS), 0, f"{site.domain}: a site of an unknown unit {site.unit!r}")
    if not re.match(r"\d{6}", site.id_code):
        return Problem(str(UNITS), line, f"{row.name}: no code ({site.id_code or 'none'}) at {row.portal_url}", "note")
    digits = DECIDING[Level(row.level)]
    if site.id_code[:digits] == row.code[:digits]:
        return None
    whose = known_rows().get(site.id_code[:6])
    name = whose[1].name if whose else "no unit known"
    says = f"{site.id_code} ({name}, by {site.id_code_from})"
    return Problem(str(UNITS), line, f"{row.name} {row.code}: {row.portal_url} says {says}")

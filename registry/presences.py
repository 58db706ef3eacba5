"""Accounts: one row per presence of a unit on a platform, from accounts.csv or an overlay in the same columns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ..contract import Account
from .reader import portals, units
from .rows import ACCOUNTS, cells

COLUMNS = tuple(f.name for f in fields(Account) if f.name != "simulated")
ROLES = ("main", "further", "absent")
ENDLESS = "9999-12-31"
PORTAL = Account("", "website", "portal", "", source="units.csv: public probe of April 2026")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell of an accounts table."""

    path: Path
    line: int
    column: str
    what: str

    def __str__(self) -> str:
        return f"{self.path} line {self.line}, column {self.column}: {self.what}"


def accounts(path: Path | str | None = None) -> list[Account]:
    """The accounts of that table, and the portal of every unit of which it names none. ValueError names the first faulty cell."""
    path = Path(path or ACCOUNTS)
    for fault in faults(path, units()):
        raise ValueError(str(fault))
    rows = [row for _, row in account_rows(path)]
    own = {row.unit for row in rows if (row.channel, row.platform) == ("website", "portal")}
    return [*(_portal(code, url) for code, url in portals().items() if code not in own), *rows]


def _portal(code: str, url: str) -> Account:
    return replace(PORTAL, unit=code, id=urlsplit(url).hostname or "", name=units()[code].name, url=url)


def account_rows(path: Path) -> Iterator[tuple[int, Account]]:
    """Line number and account of each row; only the shape of the table is checked."""
    for line, row in cells(path, COLUMNS, optional=("simulated",)):
        simulated = row.get("simulated", "").lower()
        if simulated not in ("", "true", "false"):
            raise ValueError(str(Fault(path, line, "simulated", f"{simulated!r} is neither true nor false")))
        yield line, Account(**{c: row[c].strip() for c in COLUMNS}, simulated=simulated == "true")


def faults(path: Path, codes: Collection[str]) -> Iterator[Fault]:
    """Every faulty cell of an accounts table, line by line. `codes` are the units there are."""
    return row_faults(account_rows(path), path, codes)


def row_faults(rows: Iterable[tuple[int, Account]], path: Path, codes: Collection[str]) -> Iterator[Fault]:
    """The same of rows that were read already. One id may stand on several lines, as after a renaming, at different times."""
    seen: dict[tuple[str, str, str, str], list[tuple[int, Account]]] = defaultdict(list)
    for line, row in rows:
        same = seen[row.unit, row.channel, row.platform, row.id]
        for first, other in same:
            if overlap(row, other):
                yield Fault(path, line, "id", f"duplicate of line {first}: {row.unit} {row.channel} {row.platform} {row.id!r}")
                break
        same.append((line, row))
        for column, what in _cell_faults(row, codes):
            yield Fault(path, line, column, what)


def overlap(one: Account, other: Account) -> bool:
    """True where both rows hold on some day. Without a date a row holds from ever, or for ever."""
    return max(one.valid_from, other.valid_from) <= min(one.valid_to or ENDLESS, other.valid_to or ENDLESS)


def standing(row: Account, day: str) -> str:
    """Why a row does not count on that day (2026-10-31): absent, not yet, closed, further; '' where it does."""
    if row.role == "absent":
        return "absent"
    if day < row.valid_from:
        return "not yet"
    if day > (row.valid_to or ENDLESS):
        return "closed"
    return "" if row.role == "main" else row.role


def _cell_faults(row: Account, codes: Collection[str]) -> Iterator[tuple[str, str]]:
    if row.unit not in codes:
        yield "unit", f"unknown unit {row.unit!r}"
    if row.role not in ROLES:
        yield "role", f"{row.role!r} is none of {', '.join(ROLES)}"
    needed = {"channel": row.channel, "platform": row.platform}
    needed |= {"source": row.source, "checked": row.checked} if row.role == "absent" else {"id": row.id}
    yield from ((column, f"missing in a row {row.role!r}") for column, cell in needed.items() if not cell)
    if any(not address.startswith(("http://", "https://")) for address in row.url.split()):
        yield "url", f"{row.url!r}: want addresses that begin with http:// or https://"
    dates = {"checked": row.checked, "valid_from": row.valid_from, "valid_to": row.valid_to}
    wrong = [column for column, cell in dates.items() if cell and not _is_date(cell)]
    yield from ((column, f"{dates[column]!r} is no date like 2026-10-31") for column in wrong)
    if not wrong and row.valid_from and row.valid_to and row.valid_to < row.valid_from:
        yield "valid_to", f"{row.valid_to} is before valid_from {row.valid_from}"


def _is_date(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text) and date.fromisoformat(text))
    except ValueError:
        return False

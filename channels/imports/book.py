"""A workbook of `dsci sheets` as looks: what each look and fact was, under the numbers that tie them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from ...contract import Account, Fact, Status
from ...registry.presences import row_faults
from . import exact
from .cells import Cell
from .files import Sheet
from .gather import Gathered, Handed, Rejected
from .whose import Known

LOOK_FIELDS = ("number", "unit", "account", "purpose", "address", "seen_at", "status", "reason", "method")
KEPT = LOOK_FIELDS[3:]
Cells = dict[str, Cell]
Looks = dict[str, tuple[Account, Cells]]
Wrong = tuple[str, str] | None  # column and reason


def is_exact(sheets: Sequence[Sheet]) -> bool:
    """True for a workbook that `dsci sheets` wrote."""
    return any(s.name == exact.LOOKS and s.rows and exact.LOOK in s.rows[0][1] for s in sheets)


def registered(file: str, sheets: Sequence[Sheet], channel: str, codes: Collection[str]) -> tuple[list[Account], list[Rejected]]:
    """The accounts that the workbook itself lists, and the rows of it that no table of accounts may hold."""
    names = {f.name: f.name for f in fields(Account)}
    found = [(line, _account(cells)) for line, cells in _rows(sheets, exact.ACCOUNTS, names)]
    wrong = {f.line: (f.column, f.what) for f in row_faults(found, Path(exact.ACCOUNTS), codes)}
    wrong |= {line: ("channel", f"{a.channel!r}, not {channel}") for line, a in found if a.channel != channel}
    faults = [Rejected(file, exact.ACCOUNTS, line, column, what) for line, (column, what) in wrong.items()]
    return [a for line, a in found if line not in wrong], faults


def _account(cells: Mapping[str, Cell]) -> Account:
    plain = {f.name: str(cells.get(f.name, "")) for f in fields(Account) if f.name != "simulated"}
    return Account(**plain, simulated=cells.get("simulated") == exact.YES)


def gather(file: str, sheets: Sequence[Sheet], known: Known) -> Gathered:
    """The looks of the workbook, each with its facts."""
    out = Gathered(file)
    looks = _looks(out, sheets, known)
    facts: dict[str, list[tuple[str, Cells]]] = defaultdict(list)
    for kind, title in exact.KINDS.items():
        for number, row in _facts(out, sheets, title, kind, looks):
            facts[number].append((kind.__name__, row))
    places: dict[tuple[str, ...], dict[str, int]] = defaultdict(dict)  # addresses of an account's looks of a purpose, numbered
    for number, (account, look) in looks.items():
        purpose, address = str(look["purpose"]), str(look["address"])
        numbers = places[account.unit, account.platform, account.id, purpose]
        place = numbers.setdefault(address, len(numbers) + 1)
        moment = datetime.fromisoformat(str(look["seen_at"]))
        out.looks.append(Handed(account, purpose, moment, exact.written(look, facts[number]), place))
    return out


def _looks(out: Gathered, sheets: Sequence[Sheet], known: Known) -> Looks:
    looks: Looks = {}
    for line, cells in _rows(sheets, exact.LOOKS, dict(zip(exact.LOOK_HEAD, LOOK_FIELDS, strict=True))):
        number, unit = str(cells.get("number", "")), str(cells.get("unit", ""))
        accounts = {(a.unit, a.platform): a for a in known.by_id.get(str(cells.get("account", "")), ()) if unit in ("", a.unit)}
        if _took(out, exact.LOOKS, line, _look_fault(cells, number in looks, len(accounts))):
            looks[number] = next(iter(accounts.values())), {name: cells.get(name, "") for name in KEPT}
    return looks


def _look_fault(cells: Mapping[str, Cell], twice: bool, accounts: int) -> Wrong:
    """What is wrong with a look, if something is."""
    if not cells.get("number") or twice:
        return exact.LOOK, "this number is there twice" if twice else "missing"
    if accounts != 1:
        which = "no account" if not accounts else "more than one account"
        return exact.ACCOUNT, f"{cells.get('account')!r} is {which} that is known"
    if not cells.get("purpose"):
        return exact.PURPOSE, "missing"
    if cells.get("status") not in list(Status):
        return "状态", f"{cells.get('status')!r} is no status"
    try:
        zone = datetime.fromisoformat(str(cells.get("seen_at"))).tzinfo
    except ValueError:
        zone = None
    return None if zone else ("时刻", f"{cells.get('seen_at')!r} is no moment like 2026-10-31T20:00:00+08:00")


def _facts(
    out: Gathered, sheets: Sequence[Sheet], title: str, kind: type[Fact], looks: Looks
) -> Iterator[tuple[str, Cells]]:
    names = dict(zip(exact.head(kind), ("number", "account", "purpose", *(f.name for f, _ in exact.columns(kind))), strict=True))
    for line, cells in _rows(sheets, title, names):
        number, account, purpose = (str(cells.pop(name, "")) for name in ("number", "account", "purpose"))
        whose, look = looks.get(number, (None, {}))
        tied = whose is not None and (account, purpose) == (whose.id, look["purpose"])
        fault = _cells_fault(cells, kind) if tied else (exact.LOOK, f"{number!r} is no look of {account} at {purpose}")
        if _took(out, title, line, fault):
            yield number, cells


def _cells_fault(cells: Mapping[str, Cell], kind: type[Fact]) -> Wrong:
    for field, hint in exact.columns(kind):
        try:
            exact.value_of(cells.get(field.name), hint)
        except (ValueError, OverflowError) as fault:
            return exact.NAMES.get(field.name, field.name), str(fault)
    return None


def _took(out: Gathered, sheet: str, line: int, fault: Wrong) -> bool:
    """Counts a row as read, and as taken or rejected."""
    out.read += 1
    out.accepted += fault is None
    if fault:
        out.rejected.append(Rejected(out.file, sheet, line, *fault))
    return fault is None


def _rows(sheets: Sequence[Sheet], title: str, names: Mapping[str, str]) -> Iterator[tuple[int, Cells]]:
    """Line and cells of each row of the sheet of that title, by the name that stands for its header."""
    for sheet in (s for s in sheets if s.name == title and s.rows):
        places = {names[str(header)]: at for at, header in enumerate(sheet.rows[0][1]) if str(header) in names}
        for line, row in sheet.rows[1:]:
            yield line, {name: row[at] for name, at in places.items() if at < len(row) and row[at] is not None}

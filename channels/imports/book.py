"""A workbook of `dsci sheets` as looks: what each look and fact was, under the numbers that tie them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path

from ...contract import IMPORTED, Account, Fact, Method, Status
from ...registry.presences import row_faults
from . import exact
from .cells import Cell, quoted
from .files import Sheet
from .gather import Gathered, Handed, Rejected
from .whose import Known

LOOK_FIELDS = ("number", "unit", "account", "purpose", "address", "seen_at", "status", "reason", "method")
KEPT = LOOK_FIELDS[3:]
OLD_ACCOUNTS = "账号登记"
DATE = "日期须写成 2026-10-31"
RULES = {
    "unit": "没有这个单位代码", "channel": "须是所导入的渠道", "platform": "必须填写", "id": "必须填写，且不与其他行重复",
    "role": "须是 main、further 或 absent", "source": "absent 的行必须填写来源", "url": "地址须以 http:// 或 https:// 开头",
    "checked": f"{DATE}，absent 的行必填", "valid_from": DATE, "valid_to": f"{DATE}，且不早于启用日期",
}  # fmt: skip
Cells = dict[str, Cell]
Looks = dict[str, tuple[Account, Cells]]
Wrong = tuple[str, str] | None  # column and reason


def is_exact(sheets: Sequence[Sheet]) -> bool:
    """True for a workbook that `dsci sheets` wrote."""
    return any(s.name == exact.LOOKS and s.rows and exact.LOOK in s.rows[0][1] for s in sheets)


def registered(file: str, sheets: Sequence[Sheet], channel: str, codes: Collection[str]) -> tuple[list[Account], list[Rejected]]:
    """The accounts that the workbook itself lists, and the rows of it that no table of accounts may hold."""
    names = {f.name: f.name for f in fields(Account)} | {zh: name for name, zh in exact.ACCOUNT_NAMES.items()}
    titled = next((s.name for s in sheets if s.name in (exact.ACCOUNTS, OLD_ACCOUNTS)), exact.ACCOUNTS)
    found = [(line, _account(cells)) for line, cells in _rows(sheets, titled, names)]
    wrong = {f.line: f.column for f in row_faults(found, Path(titled), codes)}
    wrong |= {line: "channel" for line, a in found if a.channel != channel}
    faults = [
        Rejected(file, titled, line, exact.ACCOUNT_NAMES[column], f"{quoted(getattr(a, column))}有误：{RULES[column]}")
        for line, a in found
        if (column := wrong.get(line))
    ]
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
        moment, body = exact.moment_told(look["seen_at"]), exact.written(look, facts[number])
        method = Method(str(look["method"])) if look["method"] in list(IMPORTED) else None
        if moment:
            out.looks.append(Handed(account, purpose, moment, body, place, exact=True, method=method))
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
        return exact.LOOK, "与前面的行重复" if twice else "没有填"
    if accounts != 1:
        which = "没有" if not accounts else "不止一个"
        return exact.ACCOUNT, f"名录中{which}编号为{quoted(str(cells.get('account', '')))}的账号"
    if not cells.get("purpose"):
        return exact.PURPOSE, "没有填"
    if cells.get("status") not in list(Status):
        return "状态", f"{quoted(str(cells.get('status', '')))}不是已知的状态"
    seen_at = cells.get("seen_at")
    told = exact.moment_told(seen_at)
    return None if told else ("时刻", f"{quoted(str(seen_at or ''))}{exact.WRONG[datetime]}")


def _facts(
    out: Gathered, sheets: Sequence[Sheet], title: str, kind: type[Fact], looks: Looks
) -> Iterator[tuple[str, Cells]]:
    names = dict(zip(exact.head(kind), ("number", "account", "purpose", *(f.name for f, _ in exact.columns(kind))), strict=True))
    for line, cells in _rows(sheets, title, names):
        number, account, purpose = (str(cells.pop(name, "")) for name in ("number", "account", "purpose"))
        whose, look = looks.get(number, (None, {}))
        tied = whose is not None and (account, purpose) == (whose.id, look["purpose"])
        untied = exact.LOOK, f"“{exact.LOOKS}”表中没有编号{quoted(number)}、账号 {account}、用途 {purpose} 的一行"
        fault = _cells_fault(cells, kind) if tied else untied
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

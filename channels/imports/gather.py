"""Rows to looks: each row is checked alone and given to its account; what can't be read is rejected by line and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ...contract import CHINA, Account, Method, Page, Status
from .aliases import tables
from .cells import Cell, Refused, Row
from .grid import Grid, Line
from .reader import own, reading, written
from .reading import Given, Reading
from .whose import Known

LONG_AGO = datetime(1990, 1, 1, tzinfo=CHINA)


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row that was not taken, or not as it stands: where it is and why. `kind`: rejected | repeated."""

    file: str
    sheet: str
    line: int
    column: str
    reason: str
    kind: str = "rejected"


@dataclass(frozen=True, slots=True)
class Handed:
    """One look that a file gives: what page.url ends in, beside the account and purpose, is `number` from 2 on."""

    account: Account
    purpose: str
    seen_at: datetime
    body: bytes
    number: int = 1


@dataclass
class Gathered:
    """What one file gave. Of the rows read, each was accepted, rejected, or replaced by a later one of the same key."""

    file: str
    looks: list[Handed] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)  # that the file itself registers
    rejected: list[Rejected] = field(default_factory=list)
    repeated: list[Rejected] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)
    read: int = 0
    accepted: int = 0
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for rows that do not say it: the moment of the figures, and since when lists are whole."""

    as_of: datetime | None = None
    since: datetime | None = None


@dataclass
class _Group:
    account: Account
    table: str
    seen_at: datetime
    headers: Mapping[str, str]
    rows: dict[str, tuple[int, Mapping[str, Cell]]] = field(default_factory=dict)


def gather(file: str, grids: list[Grid], known: Known, terms: Terms) -> Gathered:
    """Everything that the rows of a file's sheets give."""
    out, groups = Gathered(file), dict[object, _Group]()
    for grid in grids:
        out.passed.update(why for _, why in grid.passed)
        last = _last_day(grid)
        for line in grid.lines:
            out.read += 1
            try:
                _accept(out, groups, grid, line, known, Terms(last or terms.as_of, terms.since))
            except Refused as refused:
                out.rejected.append(_rejected(file, grid, line, refused))
    out.accepted = sum(len(group.rows) for group in groups.values())
    for group in groups.values():
        out.looks += _looks(group, terms, out.looks)
    return out


def _accept(out: Gathered, groups: dict[object, _Group], grid: Grid, line: Line, known: Known, terms: Terms) -> None:
    if line.fault:
        raise Refused(*line.fault)
    how = reading(known.channel, grid.table.name)
    moment = Row(line.cells, grid.headers, LONG_AGO).moment("stat") or terms.as_of
    if moment is None:
        raise Refused("stat", "when were these figures taken? Give a column 统计时间, or --as-of")
    row = Row(own(line.cells, how), grid.headers, moment)
    account = known.whose(row)
    key = how.key(row)
    _check(how, row, account)
    _alone(groups, account, grid, moment)
    place = (account.platform, account.id, grid.table.name, moment, tuple(sorted(grid.headers.items())))
    group = groups.setdefault(place, _Group(account, grid.table.name, moment, grid.headers))
    earlier = group.rows.pop(key, None)
    if earlier:
        out.replaced += 1
        if earlier[1] != row.cells:
            reason = f"the row on line {line.number} says something else of the same item, and replaces it"
            out.repeated.append(Rejected(out.file, line.sheet, earlier[0], "", reason, "repeated"))
    group.rows[key] = line.number, row.cells


def _alone(groups: Mapping[object, _Group], account: Account, grid: Grid, moment: datetime) -> None:
    """Refuses figures that another kind of sheet gives for the same account and moment."""
    pair = {"account", "daily"}
    for other in groups.values():
        same = (other.account.id, other.seen_at) == (account.id, moment) and other.table != grid.table.name
        if same and {other.table, grid.table.name} == pair:
            title = tables(account.channel)[other.table].title
            raise Refused("account", f"the sheet {title} gives the account's figures of this moment already")


def _check(how: Reading, row: Row, account: Account) -> None:
    """Reads the row alone, for every look that it belongs to."""
    row.time("since")
    for purpose in how.purposes(row, account.platform):
        list(how.facts(_page(account, purpose, row.seen_at), Given([row])))


def _page(account: Account, purpose: str, moment: datetime) -> Page:
    """A page to read a row on; only the facts' columns matter."""
    return Page(
        "", "", account.unit, account.channel, account.id, purpose, "", 0, moment, moment, Status.OK, method=Method.IMPORT_OWNER
    )


def _rejected(file: str, grid: Grid, line: Line, refused: Refused) -> Rejected:
    header = grid.headers.get(refused.field) or grid.table.headers.get(refused.field, (refused.field,))[0]
    return Rejected(file, line.sheet, line.number, header, refused.reason)


def _last_day(grid: Grid) -> datetime | None:
    """The end of the last day of a sheet that has a row a day; None of another sheet."""
    days = []
    for line in grid.lines if "day" in grid.headers else ():
        try:
            days.append(Row(line.cells, grid.headers, LONG_AGO).moment("day"))
        except Refused:
            continue
    last = max((day for day in days if day), default=None)
    return last.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1, microseconds=-1) if last else None


def _looks(group: _Group, terms: Terms, before: list[Handed]) -> list[Handed]:
    how = reading(group.account.channel, group.table)
    rows = [Row(cells, group.headers, group.seen_at) for _, cells in group.rows.values()]
    since = max((moment for row in rows if (moment := row.time("since"))), default=terms.since)
    purposes: dict[str, list[Row]] = {}
    for row in rows:
        for purpose in how.purposes(row, group.account.platform):
            purposes.setdefault(purpose, []).append(row)
    looks = []
    for purpose, chosen in purposes.items():
        if not how.tells(purpose, Given(chosen)):
            continue
        body = written(group.table, group.headers, since, [row.cells for row in chosen])
        same = [h for h in before if (h.account, h.purpose, h.seen_at) == (group.account, purpose, group.seen_at)]
        looks.append(Handed(group.account, purpose, group.seen_at, body, len(same) + 1))
    return looks

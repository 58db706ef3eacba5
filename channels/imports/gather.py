"""Rows to looks: each row is checked alone and given to its account; what can't be read is rejected by line and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ...contract import CHINA, Account, Method, Page, Status
from .aliases import tables
from .cells import Cell, Refused, Row, quoted
from .grid import Grid, Line
from .reader import own, reading, written
from .reading import Given, Reading
from .whose import Known

LONG_AGO = datetime(1990, 1, 1, tzinfo=CHINA)


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row that was not taken, or not as it stands: where it is and why, in Chinese.

    `kind`: rejected | stranger (rejected, since no list knows its account) | repeated (replaced by a later row).
    """

    file: str
    sheet: str
    line: int
    column: str
    reason: str
    kind: str = "rejected"


@dataclass(frozen=True, slots=True)
class Handed:
    """One look that a file gives: what page.url ends in, beside the account and purpose, is `number` from 2 on.

    `exact` is true of a look as `dsci sheets` wrote it, which may have failed; `method` is its own where it had been imported.
    """

    account: Account
    purpose: str
    seen_at: datetime
    body: bytes
    number: int = 1
    exact: bool = False
    method: Method | None = None


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
    """What holds for rows that do not say it: the moment of the figures, and since when lists are whole. `selected`: a list
    may be a choice of its items, and is not taken as whole from its oldest one on."""

    as_of: datetime | None = None
    since: datetime | None = None
    selected: bool = False


@dataclass
class _Group:
    account: Account
    table: str
    seen_at: datetime
    headers: Mapping[str, str]
    rows: dict[str, tuple[int, Mapping[str, Cell]]] = field(default_factory=dict)
    holes: list[datetime] = field(default_factory=list)  # when items of rejected rows were published
    named: set[str] = field(default_factory=set)


def gather(file: str, grids: list[Grid], known: Known, terms: Terms) -> Gathered:
    """Everything that the rows of a file's sheets give."""
    out, groups = Gathered(file), dict[object, _Group]()
    for grid in grids:
        out.passed.update(why for _, why in grid.passed)
        last = _last_day(grid)
        for line in grid.lines:
            out.read += 1
            try:
                _accept(out, groups, grid, line, known, replace(terms, as_of=last or terms.as_of))
            except Refused as refused:
                out.rejected.append(_rejected(file, grid, line, refused))
    out.accepted = sum(len(group.rows) for group in groups.values())
    for group in (g for g in groups.values() if g.rows):
        out.looks += _looks(group, terms, out.looks)
    return out


def _accept(out: Gathered, groups: dict[object, _Group], grid: Grid, line: Line, known: Known, terms: Terms) -> None:
    if line.fault:
        raise Refused(*line.fault)
    how = reading(known.channel, grid.table.name)
    told = Row(line.cells, grid.headers, LONG_AGO)
    _filled(grid, told, known.unsaid)
    told.time("day")
    moment = told.moment("stat") or terms.as_of
    if moment is None:
        raise Refused("stat", "没有填（也可在导入时用 --as-of 统一给出）")
    row = Row(own(line.cells, how), grid.headers, moment)
    account = known.whose(row)
    place = (account.platform, account.id, grid.table.name, moment, tuple(sorted(grid.headers.items())))
    group = groups.setdefault(place, _Group(account, grid.table.name, moment, grid.headers))
    try:
        key = how.key(row)
        _check(how, row, account)
        _alone([g for g in groups.values() if g.rows], account, grid, moment)
        _one_name(group, row)
    except Refused:
        group.holes.append(_when(row))
        raise
    earlier = group.rows.pop(key, None)
    if earlier:
        out.replaced += 1
        if earlier[1] != row.cells:
            header = _header(grid, _differing(earlier[1], row.cells))
            reason = f"第 {line.number} 行是同一条，内容不同，以第 {line.number} 行为准"
            out.repeated.append(Rejected(out.file, line.sheet, earlier[0], header, reason, "repeated"))
    group.rows[key] = line.number, row.cells


def _when(row: Row) -> datetime:
    """When a rejected row's item was published; the moment of the figures where that can't be read either."""
    try:
        return min(row.time("published") or row.seen_at, row.seen_at)
    except Refused:
        return row.seen_at


def _one_name(group: _Group, row: Row) -> None:
    """Refuses a row of another name than the rows before it, where the account has none in the registry to hold it against."""
    name = row.words("account")
    if not group.account.name and name:
        group.named.add(name)
    if len(group.named) > 1:
        group.named.discard(name)
        raise Refused("account", f"{quoted(name)}与前面各行的账号{quoted(min(group.named))}不是同一个；请分开导入")


def _filled(grid: Grid, row: Row, unsaid: bool) -> None:
    """Refuses a row that leaves blank what its table needs, or whose it is where nobody else says it."""
    for need in grid.table.needs:
        if not row.has(*need):
            several = f"{_headers(grid, need)}都没有填，至少填一项" if len(need) > 1 else "没有填"
            raise Refused(next((name for name in need if name in grid.headers), need[0]), several)
    if unsaid and not row.has("account_id", "account"):
        both = _headers(grid, ("account_id", "account"))
        raise Refused("account_id", f"{both}都没有填，至少填一项（也可在导入时用 --account 或 --unit 统一给出）")


def _headers(grid: Grid, names: Iterable[str]) -> str:
    return "、".join(_header(grid, name) for name in names)


def _header(grid: Grid, name: str) -> str:
    """The column's header as the sheet has it, else as the template does."""
    return grid.headers.get(name) or grid.table.headers.get(name, (name,))[0]


def _differing(one: Mapping[str, Cell], other: Mapping[str, Cell]) -> str:
    """The first field of which two rows say something else."""
    return next(name for name in (*one, *other) if one.get(name) != other.get(name))


def _alone(groups: Iterable[_Group], account: Account, grid: Grid, moment: datetime) -> None:
    """Refuses figures that another kind of sheet gives for the same account and moment."""
    pair = {"account", "daily"}
    for other in groups:
        same = (other.account.id, other.seen_at) == (account.id, moment) and other.table != grid.table.name
        if same and {other.table, grid.table.name} == pair:
            title = tables(account.channel)[other.table].title
            raise Refused("account", f"“{title}”表已给出该账号同一统计时间的数字")


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
    kind = "stranger" if refused.stranger else "rejected"
    return Rejected(file, line.sheet, line.number, _header(grid, refused.field), refused.reason, kind)


def _last_day(grid: Grid) -> datetime | None:
    """The end of the last day of a sheet that has a row a day; None of another sheet."""
    days = []
    for line in grid.lines if "day" in grid.headers else ():
        row = Row(line.cells, grid.headers, LONG_AGO)
        try:
            _filled(grid, row, unsaid=False)
            days.append(row.moment("day"))
        except Refused:
            continue
    last = max((day for day in days if day), default=None)
    return last.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1, microseconds=-1) if last else None


def _looks(group: _Group, terms: Terms, before: list[Handed]) -> list[Handed]:
    how = reading(group.account.channel, group.table)
    rows = [Row(cells, group.headers, group.seen_at) for _, cells in group.rows.values()]
    since = _since(group, rows, terms)
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


def _since(group: _Group, rows: list[Row], terms: Terms) -> datetime | None:
    """Since when the rows leave nothing out, where somebody says it, a row was rejected, or they may be a choice."""
    told = max((moment for row in rows if (moment := row.time("since"))), default=terms.since)
    if told is None and terms.selected:
        return group.seen_at
    if not group.holes:
        return told
    oldest = told or min((moment for row in rows if (moment := row.time("published"))), default=group.seen_at)
    return max(oldest, *group.holes)

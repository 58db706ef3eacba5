"""Tables and rules that people write: schemes, frameworks, rule books, data, overlays of the registry, cases."""

from __future__ import annotations

from pathlib import Path

from dsci.channels.topics.agreement import read_labelled
from dsci.commands.asked.tabular import by_code, sheet_of
from dsci.index import framework, rulebook, scheme
from dsci.index.arrays import StepError
from dsci.index.engine import score
from dsci.index.framework import unused
from dsci.index.scheme import Scheme, SchemeError
from dsci.index.sheet import SheetError, of_csv
from dsci.index.table import Table, TableError, panel_from_sheet
from dsci.pipeline.schedule import ScheduleError
from dsci.pipeline.schedule import load as load_schedule
from dsci.registry import units
from dsci.registry.cases import CasesError, practices
from dsci.registry.check import check as check_registry
from dsci.registry.presences import account_rows, faults
from dsci.registry.rows import ACCOUNTS, UNITS
from dsci.replica.plan import SHIPPED as SHIPPED_FAULTS
from dsci.replica.plan import read_plan

from .handed import BOOK, workbooks
from .target import ROOT, SEPARATOR, Target, file_of

LONG, MIDDLE = 32_768, 4096
SHIPPED = ROOT / "index"
FRAMEWORK = ROOT / "tests" / "index" / "framework.csv"
SCHEDULE = ROOT / "docs" / "schedule.toml"
DATA = ("单位,时期,a,b,组\n杭州市,2025,1,80,东\n330200,2025,\"1,234\",10万+,西\n杭州市,2026,2,NOT_TRIED,东\n", "unit\ta\n1\t2\n")
CASES = "标题,单位,类别,正文,链接,审核人\n一件事,杭州市,服务,第一段。,https://www.example.gov.cn/a,测评组\n"
METHODS = 'normalise = "zscore"\naggregate = "geometric"\n'


def targets() -> list[Target]:
    """One for each kind of table."""
    return [
        Target("tables/scheme", _scheme, (SchemeError, StepError, TableError), lambda: _shipped("schemes"), LONG),
        Target("tables/rule-book", _book, (SchemeError,), lambda: _shipped("rules"), LONG),
        Target("tables/framework", _framework, (SchemeError,), _frameworks, MIDDLE),
        Target("tables/data", _data, (SheetError, TableError, ValueError), lambda: [*map(str.encode, DATA), *workbooks()], BOOK),
        Target("tables/accounts", _accounts, (ValueError,), lambda: [_head(ACCOUNTS)], MIDDLE),
        Target("tables/units", _units, (ValueError,), lambda: [_head(UNITS)], MIDDLE),
        Target("tables/schedule", _schedule, (ScheduleError,), lambda: [SCHEDULE.read_bytes()], MIDDLE),
        Target("tables/fault-plan", _plan, (ValueError,), lambda: [_head(SHIPPED_FAULTS, 30)], MIDDLE),
        Target("tables/cases", _cases, (SheetError, CasesError), lambda: [CASES.encode(), CASES.encode("gb18030")], MIDDLE),
        Target("tables/labelled", _labelled, (ValueError,), lambda: [_head(ROOT / "tests" / "topics" / "labelled.tsv")], MIDDLE),
    ]


def _shipped(folder: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((SHIPPED / folder).glob("*.toml"))]


def _frameworks() -> list[bytes]:
    table = FRAMEWORK.read_bytes()
    return [table, table + SEPARATOR + METHODS.encode()]


def _head(path: Path, lines: int = 8) -> bytes:
    return b"".join(path.read_bytes().splitlines(keepends=True)[:lines])


def _scheme(data: bytes) -> None:
    """A file without faults scores a small table."""
    path = file_of(data, "scheme.toml")
    if not scheme.check(path):
        _score(scheme.load(path))


def _score(made: Scheme) -> None:
    names = sorted({leaf.metric for leaf in made.leaves})
    rows = [[(7 * r + c) % 5 + r / 10 for c in range(len(names))] for r in range(6)]
    score(made, Table.of([f"33{n}00" for n in range(1, 7)], names, rows))


def _book(data: bytes) -> None:
    path = file_of(data, "book.toml")
    rulebook.is_book(str(path))
    if not rulebook.check(path):
        rulebook.load(path)


def _framework(data: bytes) -> None:
    table, mark, methods = data.partition(SEPARATOR)
    path = file_of(table, "framework.csv")
    framework.load(path, file_of(methods, "methods.toml") if mark else None)
    unused(of_csv(path).header)


def _data(data: bytes) -> None:
    panel = panel_from_sheet(sheet_of(str(file_of(data, "data.csv"))))
    for table in panel.values():
        by_code(table)


def _accounts(data: bytes) -> None:
    path = file_of(data, "accounts.csv")
    list(faults(path, units()))
    list(account_rows(path))


def _units(data: bytes) -> None:
    check_registry(file_of(data, "units.csv"), ACCOUNTS)


def _schedule(data: bytes) -> None:
    load_schedule(file_of(data, "schedule.toml"), ("website", "weibo"))


def _plan(data: bytes) -> None:
    read_plan(file_of(data, "faults.toml"), sorted(units()))


def _cases(data: bytes) -> None:
    sheet = sheet_of(str(file_of(data, "cases.csv")))
    practices(sheet.file, sheet.header, zip(sheet.lines, sheet.rows, strict=True), sheet.head)


def _labelled(data: bytes) -> None:
    read_labelled(file_of(data, "labelled.tsv"))

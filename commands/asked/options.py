"""Options that commands share: which units are meant, where things are kept, where rows go."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields
from datetime import datetime
from functools import wraps
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ...contract import Level, Observation, Unit, in_order, inert, moment_of, seconds_of
from ...files import whole
from ...registry import find, select, units
from .base import base_given

if TYPE_CHECKING:
    from ...index.scheme.model import Scheme
    from ...store import Store

T = TypeVar("T")
SHEET = 1_048_576  # lines of a sheet that Excel holds, with the head

SELECTION = (
    click.option("--province", multiple=True, metavar="NAME", help="A province and its prefectures, as 浙江 or 330000."),
    click.option("--unit", multiple=True, metavar="NAME", help="One unit, as 杭州 or 330100."),
    click.option("--level", multiple=True, type=click.Choice([str(level) for level in Level]), help="Only units of this level."),
    click.option("--group", multiple=True, metavar="ID", help="Only units of this group, as cities36."),
)

store_option = click.option(
    "--store", default="", metavar="WHERE", help="Folder or database URL. Default: DSCI_STORE, else out/store."
)
scheme_option = click.option(
    "--scheme", default="dsci-2026", metavar="NAME", help="A shipped scheme or a TOML file.", show_default=True
)
period_option = click.option("--period", default="", metavar="P", help="As 2026 or 2026Q3. Default: the last one measured.")
base_option = click.option(
    "--base", default="", metavar="URL", callback=lambda _context, _option, given: base_given(given),
    help="Web address at which the site stands or will stand: cards then carry a QR code to the evidence.",
)  # fmt: skip
out_option = click.option("--out", default="-", metavar="FILE", help="A CSV, or a workbook named .xlsx; - is stdout (default).")


def selection(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with --province, --unit, --level and --group; it is handed their units as the tuple `units`."""

    @wraps(command)
    def chosen(
        *args: Any, province: tuple[str, ...], unit: tuple[str, ...], level: tuple[str, ...], group: tuple[str, ...], **rest: Any
    ) -> Any:
        try:
            units = tuple(select(province, unit, level, group))
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        return command(*args, units=units, **rest)

    wrapped: Callable[..., Any] = chosen
    for option in reversed(SELECTION):
        wrapped = option(wrapped)
    return wrapped


def existing(store: str) -> Store:
    """The store that is meant, for a command that reads one and never begins one. UsageError where there is none."""
    from ...store import is_store, meant, open_store

    if not is_store(store):
        raise click.UsageError(f"no store at {meant(store)}; --store or DSCI_STORE says where, dsci crawl begins one")
    return open_store(store)


def period_or_last(store: Store, period: str) -> str:
    """The period asked for, or the last that the store has observations of. UsageError where there is none."""
    measured = [label for (label, _count) in store.count(Observation, "period")]
    if not measured or (period and period not in measured):
        have = f"; measured were {', '.join(measured)}" if measured else ""
        raise click.UsageError(f"nothing was measured in {period or 'any period'}{have}: run dsci measure --period P")
    return period or in_order(measured)[-1]


def scheme_of(name: str) -> Scheme:
    """The scheme of that name or file. UsageError with every fault in it."""
    from ...index import rulebook, scheme

    if rulebook.is_book(name):
        raise click.UsageError(f"{name} is a book of rules: see dsci inspect UNIT --book {name}; dsci score --scheme ranks by it")
    try:
        return scheme.load(name)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def moment_given(text: str) -> datetime | None:
    """The moment that was given, if one was. UsageError where it can't be read."""
    try:
        return moment_of(text) if text else None
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def seconds_given(_context: click.Context, _option: click.Parameter, text: str) -> int:
    """The seconds of a length of time like 2h or 90m, 0 for none. BadParameter where it can't be read."""
    try:
        return seconds_of(text) if text else 0
    except ValueError as fault:
        raise click.BadParameter(str(fault)) from fault


def unit_of(name: str) -> Unit:
    """The unit meant by a name or code. UsageError with what is close to it."""
    try:
        return find(name, units().values())
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault


def is_workbook(out: str) -> bool:
    """True for a name that ends in .xlsx."""
    return out.lower().endswith(".xlsx")


def write_csv(rows: Iterable[Any], out: str, kind: type[Any] | None = None) -> None:
    """Dataclass rows as CSV in UTF-8, or as a workbook by the name; the header is that of `kind`, else of the first row.

    A file named .csv begins with a byte-order mark, so that Excel reads it as UTF-8.
    """
    rest = iter(rows)
    first = list(islice(rest, 1))
    if not (kind or first):
        raise ValueError("no row, and no kind to take a header from")
    header = [f.name for f in fields(kind or first[0])]
    write_lines(chain([header], ([getattr(row, name) for name in header] for row in chain(first, rest))), out)


def of_a_sheet(rows: Iterable[T], most: int = SHEET) -> list[T]:
    """The rows. UsageError where there are more than a sheet of a workbook holds."""
    found = list(islice(rows, most + 1))
    if len(found) > most:
        raise click.UsageError(f"more than {most:,} rows, which no sheet of a workbook holds: write a CSV")
    return found


def write_lines(lines: Iterable[Sequence[Any]], out: str) -> None:
    """Lines of cells as CSV in UTF-8, the head first; a workbook where the name ends in .xlsx. A file is there whole or not at
    all; what UTF-8 cannot hold becomes a question mark.

    A file named .csv begins with a byte-order mark.
    """
    if is_workbook(out):
        from ..shown.workbook import write_xlsx

        write_xlsx(out, {"数据": of_a_sheet(lines)})
        return
    encoding = "utf-8-sig" if out.lower().endswith(".csv") else "utf-8"
    place: AbstractContextManager[str | Path] = nullcontext(out) if _flows(out) else whole(Path(out))
    with place as name, click.open_file(name, "w", encoding=encoding, errors="replace") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([_cell(value) for value in line] for line in lines)


def _flows(out: str) -> bool:
    """True for stdout, a device or a pipe: what is written there is not put in place afterwards."""
    return out == "-" or out.startswith("/dev/") or (Path(out).exists() and not Path(out).is_file())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return " ".join(map(_cell, value))
    if isinstance(value, str):
        return inert(value)
    return str(value).lower() if isinstance(value, bool) else str(value)

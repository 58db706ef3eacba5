"""A framework table as other index builders keep it (level, code, parent ...), turned into a scheme."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from ..document import Fault, SchemeError, read, syntax_fault, text_of
from ..scheme import SHELF, Scheme
from ..scheme.build import build
from ..scheme.faults import faults
from ..sheet import Sheet, SheetError, of_csv
from .elements import Element
from .elements import read as read_elements
from .heads import unused
from .written import PLAIN, scheme_text

__all__ = ["Element", "elements", "load", "text", "unused"]


def text(table: str | Path | Sheet, methods: str | Path | None = None, name: str = "") -> str:
    """The scheme file of a framework table, with the methods of another scheme or of a file of methods alone.

    By default plain ones: min-max, arithmetic means, what is missing dropped.

    SchemeError with every fault of the table by its line.
    """
    sheet = _opened(table)
    place = Path(sheet.file)
    return scheme_text(name or place.stem, read_elements(sheet), f"framework table {place.name}", _methods(methods))


def elements(table: str | Path | Sheet) -> tuple[Element, ...]:
    """The elements of a framework table, see `elements.read`."""
    return read_elements(_opened(table))


def _opened(table: str | Path | Sheet) -> Sheet:
    try:
        return table if isinstance(table, Sheet) else of_csv(table)
    except SheetError as error:
        raise SchemeError(str(table), [Fault(error.line or 1, error.problem)]) from error


def _methods(path: str | Path | None) -> Mapping[str, object]:
    """The keys of a scheme, or of a file of methods alone: one without levels and tree, over the plain ones."""
    if path is None:
        return PLAIN
    if str(path) not in SHELF.available() and Path(path).is_file():
        try:
            alone = read(text_of(path)).values
        except tomllib.TOMLDecodeError as error:
            raise SchemeError(path, [syntax_fault(error)]) from error
        if "levels" not in alone:
            return {**PLAIN, **alone}
    return SHELF.document(path).values


def load(table: str | Path | Sheet, methods: str | Path | None = None) -> Scheme:
    """The scheme of a framework table. SchemeError with the table's faults, or with those of the scheme made of it."""
    doc = read(text(table, methods))
    found = faults(doc)
    if found:
        file = table.file if isinstance(table, Sheet) else table
        raise SchemeError(f"the scheme made of {file} (dsci scheme from writes it)", found)
    return build(doc)

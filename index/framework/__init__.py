"""A framework table as other index builders keep it (level, code, parent ...), turned into a scheme."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from ..document import SchemeError, read, syntax_fault
from ..scheme import SHELF, Scheme
from ..scheme.build import build
from ..scheme.faults import faults
from .elements import Element
from .elements import read as elements
from .written import PLAIN, scheme_text

__all__ = ["Element", "elements", "load", "text"]


def text(table: str | Path, methods: str | Path | None = None, name: str = "") -> str:
    """The scheme file of a framework table, with the methods of another scheme or of a file of methods alone.

    By default plain ones: min-max, arithmetic means, what is missing dropped.

    SchemeError with every fault of the table by its line.
    """
    rows = elements(table)
    return scheme_text(name or Path(table).stem, rows, f"framework table {Path(table).name}", _methods(methods))


def _methods(path: str | Path | None) -> Mapping[str, object]:
    """The keys of a scheme, or of a file of methods alone: one without levels and tree, over the plain ones."""
    if path is None:
        return PLAIN
    if str(path) not in SHELF.available() and Path(path).is_file():
        try:
            alone = read(Path(path).read_text(encoding="utf-8")).values
        except tomllib.TOMLDecodeError as error:
            raise SchemeError(path, [syntax_fault(error)]) from error
        if "levels" not in alone:
            return {**PLAIN, **alone}
    return SHELF.document(path).values


def load(table: str | Path, methods: str | Path | None = None) -> Scheme:
    """The scheme of a framework table. SchemeError with the table's faults, or with those of the scheme made of it."""
    doc = read(text(table, methods))
    found = faults(doc)
    if found:
        raise SchemeError(f"the scheme made of {table} (dsci scheme from writes it)", found)
    return build(doc)

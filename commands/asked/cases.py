"""The case library that a person hands over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ...contract import Practice

cases_option = click.option(
    "--cases", type=click.Path(exists=True, dir_okay=False), default=None, help="A case library (CSV, XLSX); see dsci cases."
)


def cases_of(path: str | None, lang: str = "zh") -> tuple[Practice, ...]:
    """The cases in that file, units by their names in that language; none without a file. UsageError with every fault."""
    from dataclasses import replace

    from ...registry import units
    from ...registry.cases import practices
    from .tabular import sheet_of

    if not path:
        return ()
    try:
        sheet = sheet_of(path)
        found = practices(path, sheet.header, zip(sheet.lines, sheet.rows, strict=True), sheet.head)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from fault
    known = units()
    english = {code: known[code].name_en for code in {case.unit for case in found} if lang == "en" and code in known}
    return tuple(replace(case, unit_name=english.get(case.unit) or case.unit_name) for case in found)

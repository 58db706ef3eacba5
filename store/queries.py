"""Pieces of queries."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, func, select

from ..contract import Page
from .tables import table_of


def named_end(connection: Connection, name: str) -> int:
    """Where the last record that a row names in that file ends."""
    page = table_of(Page)
    end = connection.execute(select(func.max(page.c.offset + page.c.length)).where(page.c.warc == name)).scalar()
    return int(end or 0)


def equal(table: Table, where: dict[str, Any]) -> list[Any]:
    """What makes a row one of those meant: a value, or one of several, by column."""
    return [table.c[k] == v if isinstance(v, str) else table.c[k].in_(list(v)) for k, v in where.items()]


def shallow(record: Any) -> dict[str, Any]:
    """A record's fields by name."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}

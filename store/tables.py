"""One table per record type, built from its fields; the same on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import re
from dataclasses import Field, fields
from datetime import UTC, datetime
from typing import Any, get_type_hints

from sqlalchemy import BigInteger, Boolean, Column, Double, Index, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from ..contract import (
    Account,
    Completeness,
    Evidence,
    Fact,
    Finding,
    Judgement,
    Method,
    Observation,
    Override,
    Page,
    Result,
    Status,
)

KEYS: dict[type, tuple[str, ...]] = {
    Account: ("unit", "channel", "platform", "id", "valid_from"),
    Page: ("id",),
    Observation: ("unit", "metric", "period"),
    Evidence: ("unit", "metric", "period", "page"),
    Result: ("scheme", "period", "population", "unit", "node"),
    Completeness: ("unit", "channel", "account", "run", "purpose"),
    Finding: ("unit", "book", "rule", "period", "number"),
    Judgement: ("unit", "metric", "period", "rater", "sheet"),
    Override: ("unit", "metric", "period", "at"),
    Fact: ("page", "key"),
}
METADATA = MetaData()


class Moment(TypeDecorator[datetime]):
    """A moment as ISO text in UTC: sorts as text, reads the same in every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        return None if value is None else value.astimezone(UTC).isoformat()

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Words(TypeDecorator[tuple[str, ...]]):
    """A tuple of words as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Any) -> str:
        return json.dumps(value or (), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Any) -> tuple[str, ...]:
        return tuple(json.loads(value or "[]"))


class Named(TypeDecorator[Any]):
    """A member of an enumeration by its value."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        return None if value is None else self.kind(value)


class Clean(TypeDecorator[str]):
    """Text without what a database refuses: NUL and lone surrogates become U+FFFD."""

    impl = Text
    cache_ok = True
    BAD = re.compile("[\x00\ud800-\udfff]")

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        return None if value is None else self.BAD.sub("\ufffd", value)


PLAIN: dict[Any, TypeEngine[Any]] = {
    str: Clean(),
    int: BigInteger(),
    float: Double(),
    bool: Boolean(),
    datetime: Moment(),
    tuple[str, ...]: Words(),
    Status: Named(Status),
    Method: Named(Method),
}


def table_of(record: type[Any]) -> Table:
    """The table of a record type, named in snake case (`fact_letter` for a Fact)."""
    base = next(kind for kind in KEYS if issubclass(record, kind))
    snake = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", record.__name__).lower()
    name = f"fact_{snake}" if base is Fact else snake
    if name in METADATA.tables:
        return METADATA.tables[name]
    hints = get_type_hints(record)
    columns = [_column(f, hints[f.name], f.name in KEYS[base]) for f in fields(record)]
    extra = [Index(f"{name}_by_unit", "unit", "channel")] if base in (Fact, Page) else []
    return Table(name, METADATA, *columns, *extra)


def _column(field: Field[Any], hint: Any, key: bool) -> Column[Any]:
    optional = getattr(hint, "__args__", ())
    nullable = type(None) in optional
    kind = next(a for a in optional if a is not type(None)) if nullable else hint
    known = {"default": field.default}
    return Column(field.name, PLAIN[kind], primary_key=key, nullable=nullable, autoincrement=False, info=known)


RECORDS = (Account, Page, Completeness, Observation, Evidence, Result, Finding, Judgement, Override)
FINISHED = Table(
    "finished", METADATA, *(Column(name, Text, primary_key=True) for name in ("run", "channel", "unit"))
)  # units whose crawl in a run came to its end

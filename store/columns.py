"""A store made before: its tables get the columns that records have gained since. Rows are never touched otherwise."""

from __future__ import annotations

from dataclasses import MISSING
from typing import Any

from sqlalchemy import Column, Engine, Table, inspect, literal, text
from sqlalchemy.exc import DBAPIError


def add_missing(engine: Engine, table: Table) -> None:
    """Adds the columns that the table lacks; its rows hold the field's default in them. ValueError for one without default."""
    have = _names(engine, table)
    for column in table.columns:
        if column.name not in have:
            _add(engine, table, column)


def _add(engine: Engine, table: Table, column: Column[Any]) -> None:
    quote = engine.dialect.identifier_preparer.quote
    change = f"ALTER TABLE {quote(table.name)} ADD COLUMN {quote(column.name)} {_definition(engine, column)}"
    try:
        with engine.begin() as connection:
            connection.execute(text(change.replace(":", r"\:")))
    except DBAPIError:
        if column.name not in _names(engine, table):  # else another process was faster
            raise


def _definition(engine: Engine, column: Column[Any]) -> str:
    kind = column.type.compile(engine.dialect)
    if column.nullable:
        return kind
    default = column.info["default"]
    if default is MISSING:
        raise ValueError(f"{column.table.name}.{column.name}: no default to give it in a store made before")
    value = literal(default, column.type).compile(dialect=engine.dialect, compile_kwargs={"literal_binds": True})
    return f"{kind} NOT NULL DEFAULT {value}"


def _names(engine: Engine, table: Table) -> set[str]:
    return {column["name"] for column in inspect(engine).get_columns(table.name)}

"""A store made before: its tables get the columns that records have gained since, and the key that tells their rows apart now."""

from __future__ import annotations

from dataclasses import MISSING
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, inspect, literal, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable


def bring_up(engine: Engine, table: Table) -> None:
    """Adds the columns that the table lacks; its rows hold the field's default in them. ValueError for one without default.
    A table of another key is made anew with its rows."""
    missing = lacking(engine, table)
    for column in table.columns:
        if column.name in missing:
            _add(engine, table, column)
    if _key(engine, table) != _wanted(table):
        _rekey(engine, table)


def lacking(engine: Engine, table: Table) -> list[str]:
    """Names of the columns that a table of a store made before lacks."""
    have = _names(engine, table)
    return [column.name for column in table.columns if column.name not in have]


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


def _wanted(table: Table) -> set[str]:
    return {column.name for column in table.primary_key.columns}


def _key(on: Engine | Connection, table: Table) -> set[str]:
    return set(inspect(on).get_pk_constraint(table.name)["constrained_columns"])


def _rekey(engine: Engine, table: Table) -> None:
    """Makes the table anew under its key and moves its rows, in one transaction."""
    quote = engine.dialect.identifier_preparer.quote
    old, new = quote(f"{table.name}_before"), quote(table.name)
    names = ", ".join(quote(column.name) for column in table.columns)
    with engine.begin() as connection:
        lock = "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else f"LOCK TABLE {new} IN ACCESS EXCLUSIVE MODE"
        connection.exec_driver_sql(lock)
        if _key(connection, table) == _wanted(table):  # another process was faster
            return
        for index in table.indexes:
            connection.exec_driver_sql(f"DROP INDEX IF EXISTS {quote(str(index.name))}")
        connection.exec_driver_sql(f"ALTER TABLE {new} RENAME TO {old}")
        connection.execute(CreateTable(table))
        connection.exec_driver_sql(f"INSERT INTO {new} ({names}) SELECT {names} FROM {old}")
        connection.exec_driver_sql(f"DROP TABLE {old}")
        for index in table.indexes:
            index.create(connection)

"""Where things are kept: evidence in WARC files, tables in SQLite or, by URL, PostgreSQL.

Two stores, one crash: WARC records go to the disk first, then one transaction names them and their facts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, Text, create_engine, delete, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url

from ..contract import Account, Answer, Completeness, Evidence, Fact, Finding, Judgement, Observation, Override, Page, Result
from .columns import bring_up
from .tables import KEYS, METADATA, table_of
from .warc import Headers, WarcFile, kept_headers, read_record

__all__ = ["Look", "Store", "is_store", "kept_headers", "open_store"]
R = TypeVar("R")
RECORDS = (Account, Page, Completeness, Observation, Evidence, Result, Finding, Judgement, Override)
FINISHED = Table(
    "finished", METADATA, *(Column(name, Text, primary_key=True) for name in ("run", "channel", "unit"))
)  # units whose crawl in a run came to its end


@dataclass(frozen=True)
class Look:
    """A page with what it gave, ready to be written."""

    page: Page
    headers: Headers = ()
    body: bytes | None = None
    redacted: bytes | None = None
    facts: tuple[Fact, ...] = ()


class Store:
    """One store: `tables` is a database URL, `evidence` the folder of WARC files."""

    def __init__(self, tables: str, evidence: Path) -> None:
        self.tables, self.evidence = tables, evidence
        url = make_url(tables)
        if url.drivername.startswith("sqlite") and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine = create_engine(tables)
        if self.engine.dialect.name == "sqlite":
            event.listen(self.engine, "connect", _pragmas)
        METADATA.create_all(self.engine, [FINISHED], checkfirst=True)
        self._made: set[type] = set()
        for record in RECORDS:
            self._ensure(record)
        self._warcs: dict[str, WarcFile] = {}

    # ------------------------------------------------------------------ writing

    def write(self, looks: Sequence[Look], worker: str, rows: Sequence[Any] = ()) -> None:
        """Keeps these looks wholly: bytes, page rows, facts, and the rows beside them; or, if the process dies, none."""
        warc = self._warc(worker) if any(look.body is not None for look in looks) else None
        try:
            pages = [self._archive(look, warc) for look in looks]
            if warc:
                warc.sync()
        except OSError:  # what was half written is cut off when the file is opened again
            self._warcs.pop(worker).close()
            raise
        facts = [*(f for look in looks for f in look.facts), *rows]
        for kind in {type(f) for f in facts}:
            self._ensure(kind)
        with self.engine.begin() as connection:
            self._upsert(connection, Page, pages)
            for kind in {type(f) for f in facts}:
                self._upsert(connection, kind, [f for f in facts if type(f) is kind])

    def _archive(self, look: Look, warc: WarcFile | None) -> Page:
        if look.body is None or warc is None:
            return look.page
        offset, length = warc.append(look.page, look.headers, look.body, look.redacted)
        return replace(look.page, warc=str(warc.path.relative_to(self.evidence)), offset=offset, length=length)

    def _warc(self, worker: str) -> WarcFile:
        if worker not in self._warcs:
            self._warcs[worker] = self._open_warc(worker)
        return self._warcs[worker]

    def _open_warc(self, worker: str) -> WarcFile:
        for number in range(1, 1000):
            name = f"{worker}.warc.gz" if number == 1 else f"{worker}-{number}.warc.gz"
            try:
                warc = WarcFile(self.evidence / name)
            except BlockingIOError:
                continue
            named = self._named_end(name)
            if warc.end and not named:  # another store's, or nobody's: it stays as it is
                warc.close()
                continue
            warc.cut(named)
            return warc
        raise OSError(f"{self.evidence}: a thousand workers write {worker}")

    def _named_end(self, name: str) -> int:
        page = table_of(Page)
        with self.engine.connect() as connection:
            end = connection.execute(select(func.max(page.c.offset + page.c.length)).where(page.c.warc == name)).scalar()
        return int(end or 0)

    def put(self, rows: Iterable[Any]) -> None:
        """Inserts records, or replaces those of the same key, in one transaction."""
        by_kind: dict[type, list[Any]] = {}
        for row in rows:
            by_kind.setdefault(type(row), []).append(row)
        for kind in by_kind:
            self._ensure(kind)
        with self.engine.begin() as connection:
            for kind, same in by_kind.items():
                self._upsert(connection, kind, same)

    def replace(self, old: dict[type, dict[str, Any]], rows: Iterable[Any]) -> None:
        """Deletes what `old` selects (record type -> column values) and inserts rows, in one transaction."""
        listed = list(rows)
        kinds = {type(r) for r in listed}
        for kind in kinds | set(old):
            self._ensure(kind)
        with self.engine.begin() as connection:
            for kind, where in old.items():
                connection.execute(delete(table_of(kind)).where(*_equal(table_of(kind), where)))
            for kind in kinds:
                self._upsert(connection, kind, [r for r in listed if type(r) is kind])

    def finish(self, run: str, channel: str, unit: str) -> None:
        """Marks a unit's crawl as come to its end."""
        with self.engine.begin() as connection:
            self._insert(connection, FINISHED, [{"run": run, "channel": channel, "unit": unit}], ("run", "channel", "unit"))

    def _upsert(self, connection: Connection, kind: type, rows: Sequence[Any]) -> None:
        base = next(k for k in KEYS if issubclass(kind, k))
        self._insert(connection, table_of(kind), [_shallow(r) for r in rows], KEYS[base])

    def _insert(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]], key: tuple[str, ...]) -> None:
        if not rows:
            return
        insert = postgresql.insert if self.engine.dialect.name == "postgresql" else sqlite.insert
        statement: Any = insert(table)
        others = {c.name: statement.excluded[c.name] for c in table.columns if c.name not in key}
        if others:
            statement = statement.on_conflict_do_update(index_elements=list(key), set_=others)
        else:
            statement = statement.on_conflict_do_nothing(index_elements=list(key))
        unique = {tuple(r[k] for k in key): r for r in rows}
        connection.execute(statement, list(unique.values()))

    def _ensure(self, kind: type) -> None:
        if kind not in self._made:
            METADATA.create_all(self.engine, [table_of(kind)], checkfirst=True)
            bring_up(self.engine, table_of(kind))
            self._made.add(kind)

    # ------------------------------------------------------------------ reading

    def rows(self, kind: type[R], /, **where: Any) -> list[R]:
        """All records of a type with those column values, ordered by key."""
        self._ensure(kind)
        table = table_of(kind)
        query = select(table).where(*_equal(table, where)).order_by(*table.primary_key.columns)
        names = table.columns.keys()
        with self.engine.connect() as connection:
            return [kind(**dict(zip(names, row, strict=True))) for row in connection.execute(query)]

    def beginning(self, kind: type[R], column: str, head: str) -> list[R]:
        """All records of a type whose text in that column begins so, ordered by key."""
        self._ensure(kind)
        table = table_of(kind)
        query = select(table).where(table.c[column].startswith(head, autoescape=True)).order_by(*table.primary_key.columns)
        with self.engine.connect() as connection:
            return [kind(**row) for row in connection.execute(query).mappings()]

    def facts(self, kinds: Iterable[type[Fact]], unit: str, channel: str) -> Iterator[Fact]:
        """All facts of those kinds of one unit on one channel."""
        for kind in kinds:
            yield from self.rows(kind, unit=unit, channel=channel)

    def body(self, page: Page) -> bytes:
        """The archived bytes of a page. ValueError where none were kept."""
        return self.answer(page).body

    def answer(self, page: Page) -> Answer:
        """A page's archived answer, to be read again. ValueError where none was kept."""
        if page.offset is None or page.length is None:
            raise ValueError(f"page {page.id} ({page.url}): no bytes kept, {page.status}")
        record = read_record(self.evidence / page.warc, page.offset, page.length)
        return Answer(page, record.payload, page.content_type, record.headers)

    def finished(self, run: str, channel: str) -> set[str]:
        """Codes of the units whose crawl in that run has come to its end."""
        query = select(FINISHED.c.unit).where(FINISHED.c.run == run, FINISHED.c.channel == channel)
        with self.engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def count(self, kind: type, *by: str, **where: str) -> list[tuple[Any, ...]]:
        """Counts of records by those columns, largest key last."""
        self._ensure(kind)
        table = table_of(kind)
        columns = [table.c[name] for name in by]
        counted = select(*columns, func.count()).select_from(table).where(*_equal(table, where))
        query = counted.group_by(*columns).order_by(*columns)
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def close(self) -> None:
        for warc in self._warcs.values():
            warc.close()
        self._warcs.clear()
        self.engine.dispose()


@cache
def open_store(where: str = "") -> Store:
    """The store at a folder or database URL (default: DSCI_STORE, else `out/store`); one object per process.

    With a database URL the evidence lies in DSCI_EVIDENCE, else in `evidence` under the working folder.
    """
    tables = _tables(where)
    if "://" in _where(where):
        url = make_url(tables)
        beside = Path(url.database or ".").parent if url.drivername.startswith("sqlite") else Path()
        return Store(tables, Path(os.environ.get("DSCI_EVIDENCE") or beside / "evidence"))
    return Store(tables, Path(_where(where)).resolve() / "evidence")


def is_store(where: str = "") -> bool:
    """False where opening it would make a new store in a file; a server's is taken to be there."""
    url = make_url(_tables(where))
    return not url.drivername.startswith("sqlite") or Path(url.database or "").is_file()


def _where(where: str) -> str:
    return where or os.environ.get("DSCI_STORE") or "out/store"


def _tables(where: str) -> str:
    """The database's URL."""
    where = _where(where)
    return where if "://" in where else f"sqlite:///{Path(where).resolve() / 'dsci.sqlite'}"


def _pragmas(connection: Any, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _equal(table: Table, where: dict[str, Any]) -> list[Any]:
    return [table.c[k] == v if isinstance(v, str) else table.c[k].in_(list(v)) for k, v in where.items()]


def _shallow(record: Any) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}

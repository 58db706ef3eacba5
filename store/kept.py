"""A store: evidence in WARC files, rows in a database.

Two stores, one crash: WARC records go to the disk first, then one transaction names them and their facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, Table, delete, func, select

from ..contract import Answer, Fact, Page
from .archive import archive_of
from .database import engine_of, in_order, make, streamed, there, upsert
from .faults import StoreFault, refusals
from .locks import locked
from .look import Look, placed
from .queries import equal, named_end, shallow
from .tables import FINISHED, KEYS, RECORDS, table_of
from .warc import Record, members, record_of, unpacked

R = TypeVar("R")
Asked = Callable[[Connection, Select[Any]], Iterable[Any]]


class Store:
    """One store: `tables` is a database URL, `evidence` a folder of WARC files or the URL of an object store.

    StoreFault names the file or server where it cannot be opened, and whenever it refuses to be written.
    """

    def __init__(self, tables: str, evidence: Path | str) -> None:
        self.tables, self.evidence = tables, evidence
        self.archive = archive_of(evidence)
        self.engine, self.readonly = engine_of(tables)
        self._made: dict[str, bool] = {}
        for table in (FINISHED, *map(table_of, RECORDS)):
            self.has(table)

    def __reduce__(self) -> tuple[type[Store], tuple[str, Path | str]]:
        """In another process the same store, opened again."""
        return Store, (self.tables, self.evidence)

    # ------------------------------------------------------------------ writing

    def write(self, looks: Sequence[Look], worker: str, rows: Sequence[Any] = ()) -> None:
        """Keeps these looks wholly: bytes, page rows, facts, and the rows beside them; or, if the process dies, none."""
        facts = [*(f for look in looks for f in look.facts), *rows]
        kinds = {type(f) for f in facts}
        for kind in kinds:
            self.has(table_of(kind))
        with refusals(self.tables), self.engine.connect() as connection:  # a server that is gone is told before bytes are kept
            pages = self._archived(connection, looks, worker)
            connection.rollback()
            with connection.begin():
                self._upsert(connection, Page, pages)
                for kind in kinds:
                    self._upsert(connection, kind, [f for f in facts if type(f) is kind])

    def _archived(self, connection: Connection, looks: Sequence[Look], worker: str) -> list[Page]:
        """The pages of looks, each with the place of its bytes, once these are safe."""
        packed = [members(one.page, one.headers, one.body, one.redacted) for one in looks if one.body is not None]
        try:
            places = iter(self.archive.keep(worker, packed, partial(named_end, connection)) if packed else ())
        except OSError as fault:
            raise StoreFault(f"evidence: {fault}") from fault
        return [one.page if one.body is None else placed(one.page, next(places)) for one in looks]

    def put(self, rows: Iterable[Any]) -> None:
        """Inserts records, or replaces those of the same key, in one transaction."""
        self.replace({}, rows)

    def replace(self, old: dict[type, dict[str, Any]], rows: Iterable[Any]) -> None:
        """Deletes what `old` selects (record type -> column values) and inserts rows, in one transaction."""
        by_kind: dict[type, list[Any]] = {}
        for row in rows:
            by_kind.setdefault(type(row), []).append(row)
        for kind in {*by_kind, *old}:
            self.has(table_of(kind))
        with refusals(self.tables), self.engine.begin() as connection:
            for kind, where in old.items():
                connection.execute(delete(table_of(kind)).where(*equal(table_of(kind), where)))
            for kind, same in by_kind.items():
                self._upsert(connection, kind, same)

    def finish(self, run: str, channel: str, unit: str) -> None:
        """Marks a unit's crawl as come to its end."""
        row = {"run": run, "channel": channel, "unit": unit}
        with refusals(self.tables), self.engine.begin() as connection:
            upsert(connection, FINISHED, [row], tuple(row))

    def _upsert(self, connection: Connection, kind: type, rows: Sequence[Any]) -> None:
        key = KEYS[next(k for k in KEYS if issubclass(kind, k))]
        upsert(connection, table_of(kind), map(shallow, rows), key)

    def has(self, table: Table) -> bool:
        """True once the table is there; False where the store can only be read and has none."""
        if table.name not in self._made:
            with refusals(self.tables):
                if self.readonly:
                    self._made[table.name] = there(self.engine, self.tables, table)
                else:
                    make(self.engine, table)
                    self._made[table.name] = True
        return self._made[table.name]

    def lock(self, work: str, shared: bool = False) -> AbstractContextManager[None]:
        """Holds the store for a work (`crawl`, `visits`), until the process ends at the latest. Busy where another is at it."""
        return locked(self.engine, self.tables, work, shared)

    # ------------------------------------------------------------------ reading

    def rows(self, kind: type[R], /, **where: Any) -> list[R]:
        """All records of a type with those column values, ordered by key."""
        return list(self._read(kind, equal(table_of(kind), where)))

    def each(self, kind: type[R], /, **where: Any) -> Iterator[R]:
        """The same one by one, so that memory holds few of them; the store is being read until the last."""
        return self._read(kind, equal(table_of(kind), where), streamed)

    def beginning(self, kind: type[R], column: str, head: str) -> list[R]:
        """All records of a type whose text in that column begins so, ordered by key."""
        return list(self._read(kind, [table_of(kind).c[column].startswith(head, autoescape=True)]))

    def _read(self, kind: type[R], where: list[Any], asked: Asked = Connection.execute) -> Iterator[R]:
        table = table_of(kind)
        if not self.has(table):
            return
        names, order = table.columns.keys(), in_order(self.engine, table.primary_key.columns.values())
        with refusals(self.tables), self.engine.connect() as connection:
            for row in asked(connection, select(table).where(*where).order_by(*order)):
                yield kind(**dict(zip(names, row, strict=True)))

    def facts(self, kinds: Iterable[type[Fact]], unit: str, channel: str) -> Iterator[Fact]:
        """All facts of those kinds of one unit on one channel."""
        for kind in kinds:
            yield from self.rows(kind, unit=unit, channel=channel)

    def body(self, page: Page) -> bytes:
        """The archived bytes of a page. ValueError where none were kept."""
        return self.answer(page).body

    def answer(self, page: Page) -> Answer:
        """A page's archived answer, to be read again. ValueError where none was kept."""
        record = self.record(page)
        return Answer(page, record.payload, page.content_type, record.headers)

    def record(self, page: Page) -> Record:
        """The record that holds a page's bytes. ValueError names file and offset where none was kept, or none can be read."""
        if page.offset is None or page.length is None:
            raise ValueError(f"page {page.id} ({page.url}): no bytes kept, {page.status}")
        try:
            return record_of(unpacked(self.archive.read(page.warc, page.offset, page.length)))
        except (OSError, ValueError) as fault:
            raise ValueError(f"{page.warc} at {page.offset}: {fault}") from fault

    def finished(self, run: str, channel: str) -> set[str]:
        """Codes of the units whose crawl in that run has come to its end."""
        if not self.has(FINISHED):
            return set()
        query = select(FINISHED.c.unit).where(FINISHED.c.run == run, FINISHED.c.channel == channel)
        with refusals(self.tables), self.engine.connect() as connection:
            return set(connection.execute(query).scalars())

    def count(self, kind: type, *by: str, **where: str) -> list[tuple[Any, ...]]:
        """Counts of records by those columns, in their order."""
        table = table_of(kind)
        columns = [table.c[name] for name in by]
        counted = select(*columns, func.count()).select_from(table).where(*equal(table, where))
        if not self.has(table):
            return [] if by else [(0,)]
        with refusals(self.tables), self.engine.connect() as connection:
            query = counted.group_by(*columns).order_by(*in_order(self.engine, columns))
            return [tuple(row) for row in connection.execute(query)]

    def close(self) -> None:
        self.archive.close()
        self.engine.dispose()

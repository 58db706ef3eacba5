"""Work shared among processes: the order of what comes back, what a process has to work with, how many rows are held."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from operator import indexOf
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from dsci.commands.shown import sitecrew
from dsci.commands.shown.analystrows import indicator_lines
from dsci.commands.shown.packed import Packed, pack
from dsci.contract import Observation, Override, Status
from dsci.index.table import TableError, from_observations
from dsci.pipeline import Board, scoring
from dsci.pipeline.many import by_many
from dsci.pipeline.overriding import each_in_force, observations_in_force, places_in_force
from dsci.store import Store, database

from .given import GOOD, HANGZHOU, SEEN, WENZHOU, ZHEJIANG, observed, scored


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    folder = tmp_path_factory.mktemp("many")
    store = Store(f"sqlite:///{folder / 'dsci.sqlite'}", folder / "evidence")
    store.put(o for unit, good in GOOD.items() for o in observed(unit, good))
    yield scored(store)
    store.close()


@pytest.mark.proves("scale-processes")
def test_what_comes_back_keeps_the_order_whoever_was_first() -> None:
    made = by_many(len, (), indexOf, [1, 2, 3, 4], 2)
    with pytest.raises(BrokenProcessPool):
        next(made)  # a process that cannot begin is told
    far_and_near = [200_000, 12, 100_000, 11, 13]
    for workers in (1, 2):
        found = by_many(range, (10, 300_000), indexOf, iter(far_and_near), workers)
        assert list(found) == [199_990, 2, 99_990, 1, 3]


@pytest.mark.proves("scale-processes")
def test_another_process_sees_the_same_units(board: Board) -> None:
    """What is sent to a process is the board; the store is opened there again."""
    here = sitecrew.look_through(board, 1)
    sent: Board = pickle.loads(pickle.dumps(replace(board, given=None)))
    assert sent.store is not board.store and sent.store.tables == board.store.tables
    there = sitecrew.look_through(sent, 1)
    assert there[0] == here[0] and len(here[0][ZHEJIANG]) > 50
    assert list(there[1]) == list(here[1]) == indicator_lines(board) and len(here[1]) > 7 * 50
    assert not sent.season.held, "findings are let go of once they are handed on"
    sent.store.close()


@contextmanager
def sent_to(store: Store) -> Iterator[list[tuple[str, int, int | None]]]:
    """Every statement that goes to the database, how many rows with it, and how many it asks for at a time (None: all)."""
    sent: list[tuple[str, int, int | None]] = []

    def before(_connection: Any, _cursor: Any, statement: str, rows: Any, context: Any, many: bool) -> None:
        sent.append((statement, len(rows) if many else 1, context.execution_options.get("yield_per")))

    event.listen(store.engine, "before_cursor_execute", before)
    try:
        yield sent
    finally:
        event.remove(store.engine, "before_cursor_execute", before)


@pytest.mark.proves("scale-memory")
def test_few_rows_are_held_of_many(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table is scored row by row: no more are asked of the database at once than AT_ONCE."""
    store, most = board.store, 40
    monkeypatch.setattr(database, "AT_ONCE", most)
    rows = store.each(Observation, period="2026")
    assert list(rows) == store.rows(Observation, period="2026")
    assert len(store.rows(Observation)) > 2 * most

    def at_once(*_: object, **__: object) -> list[Observation]:
        raise AssertionError("all observations of a period were asked for at once")

    monkeypatch.setattr(store, "rows", lambda kind, **where: [] if kind is Override else at_once())
    with sent_to(store) as statements:
        again = scoring.load_scored(store, board.scored.scheme, "2026")
    asked = [at_once for statement, _, at_once in statements if "observation.value" in statement]
    assert asked and {*asked} == {most}
    assert (again.scores == board.scored.scores).all() and again.table.units == board.scored.table.units


@pytest.mark.proves("scale-memory")
def test_many_rows_go_in_by_parts_and_the_last_of_a_key_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "AT_ONCE", 2)
    store = Store(f"sqlite:///{tmp_path / 'dsci.sqlite'}", tmp_path / "evidence")
    first, *others = observed(HANGZHOU, 0.3)[:4]
    with sent_to(store) as statements:
        store.put([first, *others, replace(first, value=0.25)])
    assert [rows for statement, rows, _ in statements if statement.startswith("INSERT")] == [2, 2, 1]
    assert store.count(Observation) == [(4,)]
    assert store.rows(Observation, metric=first.metric)[0].value == 0.25
    store.close()


def test_packed_lines_are_read_like_a_list() -> None:
    plain: list[list[object]] = [["head"], *([n, f"line {n}", None] for n in range(7))]
    packed = Packed(plain[0], [pack(plain[1:4]), pack([]), pack(plain[4:])])
    assert list(packed) == plain == list(packed) and len(packed) == 8
    assert (packed[0], packed[5], packed[-1], packed[:3], packed[2:]) == (plain[0], plain[5], plain[-1], plain[:3], plain[2:])
    with pytest.raises(IndexError):
        packed[8]


def test_corrections_come_one_by_one_as_they_come_together(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'dsci.sqlite'}", tmp_path / "evidence")
    rows = observed(HANGZHOU, 0.3)
    one, other = rows[3].metric, rows[5].metric
    places = (HANGZHOU, one, 0.9), (HANGZHOU, other, 0.9), (WENZHOU, one, 0.1)
    proof = ("wrong", "office", "0" * 64, "proof.pdf", SEEN)
    store.put([*rows[:5], *(Override(unit, metric, "2026", value, Status.OK, *proof) for unit, metric, value in places)])
    found = observations_in_force(store, period="2026")
    assert sorted(each_in_force(store, period="2026"), key=lambda o: (o.unit, o.metric)) == found
    assert {(o.unit, o.metric): o.value for o in found if o.method == "override"} == {
        (HANGZHOU, one): 0.9, (HANGZHOU, other): 0.9, (WENZHOU, one): 0.1,
    }  # fmt: skip
    units, metrics = places_in_force(store, "2026")
    assert units == {HANGZHOU, WENZHOU} and metrics == {o.metric for o in found} and len(found) == 7
    store.close()


def test_a_second_observation_of_one_cell_is_refused() -> None:
    row = observed(HANGZHOU, 0.3)[0]
    with pytest.raises(TableError, match=f"unit {HANGZHOU}: two observations of {row.metric}"):
        from_observations([row, row], [HANGZHOU], [row.metric])

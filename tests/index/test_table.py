"""Tables from observations and from anyone's CSV; what cannot be read is named with its place."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from dsci.contract import CHINA, Observation, Status, in_order
from dsci.index.engine import score
from dsci.index.results import results
from dsci.index.scheme import load
from dsci.index.table import Table, TableError, codes, from_csv, from_observations, panel_from_csv


def seen(unit: str, metric: str, value: float | None, status: Status = Status.OK, **more: object) -> Observation:
    return Observation(unit, "a", metric, "2026", datetime(2026, 10, 31, tzinfo=CHINA), value, status, **more)  # type: ignore[arg-type]


def test_observations_become_cells_and_gaps_are_not_tried() -> None:
    rows = [seen("u", "m", 1.5), seen("u", "n", None, Status.CENSORED, bound=100.0), seen("other", "m", 9.0)]
    table = from_observations([*rows, seen("v", "m", None, Status.ABSENT, simulated=True)], ("u", "v"), ("m", "n"))
    assert table.status.tolist() == [["OK", "CENSORED"], ["ABSENT", "NOT_TRIED"]]
    np.testing.assert_array_equal(table.values, [[1.5, 100.0], [np.nan, np.nan]])
    assert table.simulated
    assert not from_observations(rows, ("u",), ("m",)).simulated


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([seen("u", "m", 1.0), seen("u", "m", 2.0)], "unit u: two observations of m"),
        ([seen("u", "m", 1.0, Status.BLOCKED)], "m is BLOCKED with value 1.0"),
        ([seen("u", "m", None)], "m is OK with value None"),
        ([seen("u", "m", None, Status.CENSORED)], "m is CENSORED with value None"),
    ],
)
def test_contradictory_observations_are_named(rows: list[Observation], said: str) -> None:
    with pytest.raises(TableError, match=said):
        from_observations(rows, ("u",), ("m",))


def csv(folder: Path, text: str) -> Path:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_anyones_csv(tmp_path: Path) -> None:
    table = from_csv(csv(tmp_path, "rank,name,osi,note\n1, 甲 ,0.5,x\n2,乙,,y\n3,丙,ABSENT,\n"))
    assert (table.units, table.indicators) == (("甲", "乙", "丙"), ("rank", "osi"))
    assert table.status[:, 1].tolist() == ["OK", "NOT_TRIED", "ABSENT"]
    assert table.values[0].tolist() == [1, 0.5]


CELLS = {
    "是": (1, "OK"), "否": (0, "OK"), "TRUE": (1, "OK"), "10万+": (100_000, "CENSORED"), "100000+": (100_000, "CENSORED"),
    "１０万＋": (100_000, "CENSORED"), "1,234": (1234, "OK"), "１，２３４．５": (1234.5, "OK"), "1.2万": (12_000, "OK"),
    "-3e2": (-300, "OK"), "ABSENT": (None, "ABSENT"), "": (None, "NOT_TRIED"),
}  # fmt: skip


def test_cells_as_people_write_them(tmp_path: Path) -> None:
    table = from_csv(csv(tmp_path, "unit,x\n" + "".join(f'u{i},"{cell}"\n' for i, cell in enumerate(CELLS))))
    found = [(None if np.isnan(v) else v, s) for v, s in zip(table.values[:, 0], table.status[:, 0], strict=True)]
    assert found == list(CELLS.values())


def test_yes_and_no_alone_are_numbers_and_among_words_words(tmp_path: Path) -> None:
    table = from_csv(csv(tmp_path, "unit,open,kind,reads\nu,是,是,10万+\nv,否,部分,10万+\nw,,否,ABSENT\n"))
    assert table.indicators == ("open", "reads") and table.groups == {"kind": ("是", "部分", "否")}
    assert table.values[:2].tolist() == [[1, 100_000], [0, 100_000]]
    with pytest.raises(TableError, match="lacks the columns kind; it has open, reads; kind holds words, as '部分'"):
        table.columns(("kind",))


def test_titles_above_the_heads_are_passed_over(tmp_path: Path) -> None:
    plain = from_csv(csv(tmp_path, "unit,x,y\nu,1,\nv,2,3\n"))
    for title in ("各县情况,,\n", "各县情况\n单位：个,,\n\n"):
        table = from_csv(csv(tmp_path, f"{title}unit,x,y\nu,1,\nv,2,3\n"))
        assert (table.units, table.indicators, table.status.tolist()) == (plain.units, plain.indicators, plain.status.tolist())
    assert table.source is not None and table.source.lines == {"u": 5, "v": 6}
    assert from_csv(csv(tmp_path, "unit,x\nu,\nv,2\n"), "unit").units == ("u", "v"), "below the heads one cell is a row"
    assert from_csv(csv(tmp_path, ",x\nu,1\n")).indicators == ("x",), "an unnamed column of units is no title"


def test_the_unit_stands_in_a_named_column_even_of_numbers(tmp_path: Path) -> None:
    path = csv(tmp_path, "name,unit,x\n甲,110000,1\n乙,120000,2\n")
    assert from_csv(path).units == ("110000", "120000")
    assert from_csv(path, "name").units == ("甲", "乙")
    assert from_csv(path, "name").indicators == ("unit", "x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,x\nu,1\nv,many\n", r"t\.csv, line 3, column x: 'many' is no number"),
        ("unit,x\nu,1\nv,inf\n", r"line 3, column x: 'inf' is no number"),
        ("unit,x\nu,1\nv,82%\n", r"line 3, column x: '82%' is no number; write a share as 0.82, or 82 where"),
        ("unit,x\nu,82%\nv,9％\n", r"line 2, column x: '82%' is no number; write a share as 0.82"),
        ("unit,x\nu,1\nv,\"1,23\"\n", r"line 3, column x: '1,23' is no number"),
        ("标题,\nunit,x\nu,1\nv,many\n", r"line 4, column x: 'many' is no number"),
        ("标题,\nx,y\n1,2\n", r"line 2: which column names the unit"),
        ("unit,x\nu,1\nv,OK\n", r"line 3, column x: 'OK' is no number"),
        ("unit,x\nu,1\nu,2\n", r"line 3: unit u stands already in line 2"),
        ("unit,x\n,1\n", r"line 2: no unit"),
        ("unit,x\nu,1,2\n", r"line 2: 3 cells where the header has 2"),
        ("unit,x,x\nu,1,2\n", r"line 1: column 'x' stands there twice"),
        ("x,y\n1,2\n", r"line 1: which column names the unit"),
        ("unit,x\n", r"no rows"),
        ("", r"no rows"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        from_csv(csv(tmp_path, text))


def test_no_such_file_or_column(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="No such file"):
        from_csv(tmp_path / "none.csv")
    with pytest.raises(TableError, match="no column 'iso'; there are unit, x"):
        from_csv(csv(tmp_path, "unit,x\nu,1\n"), "iso")


def test_a_column_that_the_scheme_wants_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="the table lacks the columns tii, hci; it has osi"):
        score(load("egdi"), from_csv(csv(tmp_path, "unit,osi\nu,0.5\n")))


def test_a_small_csv_scored_with_ties_in_two_populations(tmp_path: Path) -> None:
    """Means 0.6, 0.3, 0.6, 0.75, none: ranks 2, 4, 2, 1, none."""
    text = "unit,osi,tii,hci\na,0.9,0.6,0.3\nb,0.3,0.3,0.3\nc,0.6,0.6,0.6\nd,1,0.75,0.5\ne,1,,1\n"
    found = score(load("egdi"), from_csv(csv(tmp_path, text)))
    rows = results(found, {"world": "abcde", "some": ("a", "b", "e", "zz")}, "2026", kinds=("index",))
    world = {r.unit: r for r in rows if r.population == "world"}
    assert [world[u].rank for u in "abcde"] == [2, 4, 2, 1, None]
    assert [world[u].tier for u in "abcde"] == ["高", "中", "高", "非常高", ""]
    assert {r.of for r in world.values()} == {4}
    assert {r.unit: (r.rank, r.of) for r in rows if r.population == "some"} == {"a": (1, 2), "b": (2, 2), "e": (None, 2)}
    assert (world["a"].scheme, world["a"].period, world["a"].kind, world["a"].simulated) == ("egdi", "2026", "index", False)
    assert world["e"].coverage == pytest.approx(2 / 3)


def test_stages_export_as_frames(tmp_path: Path) -> None:
    found = score(load("egdi"), from_csv(csv(tmp_path, "unit,osi,tii,hci\na,0.9,0.6,0.3\nb,,0.3,0.3\n")))
    assert found.frame("raw").loc["a"].tolist() == [0.9, 0.6, 0.3]
    assert found.frame("handling").loc["b"].tolist() == ["drop", "value", "value"]
    assert found.frame("aggregated").loc["a", "egdi"] == pytest.approx(0.6)
    assert found.frame("coverage").loc["b", "egdi"] == pytest.approx(2 / 3)
    with pytest.raises(ValueError, match="no stage 'cooked'"):
        found.frame("cooked")


def test_a_table_is_given_in_the_schemes_order() -> None:
    table = Table.of(("u",), ("p", "q"), [[1.0, 2.0]], [["OK", "BLOCKED"]])
    values, status = table.columns(("q", "p"))
    assert (values.tolist(), codes.words(status, codes.STATUS).tolist()) == ([[2.0, 1.0]], [["BLOCKED", "OK"]])


def test_columns_of_text_are_groups_and_every_cell_has_its_place(tmp_path: Path) -> None:
    path = csv(tmp_path, "unit,region,x\n甲,东,1\n\n乙,西,2\n")
    table = from_csv(path)
    assert table.groups == {"region": ("东", "西")} and table.labels("region") == ("东", "西")
    assert table.labels("x") == ("1", "2"), "a column of numbers may group too"
    with pytest.raises(TableError, match="no column 'size' to group by; it has region, x"):
        table.labels("size")
    assert table.source is not None
    assert (table.source.lines["乙"], table.source.columns["x"]) == (4, 3)
    assert table.source.sha256 == sha256(path.read_bytes()).hexdigest()


def test_columns_are_joined_by_unit(tmp_path: Path) -> None:
    table = Table.of(("u", "v"), ("x",), [[1.0], [2.0]])
    both = table.joined(from_csv(csv(tmp_path, "unit,people,region\nw,9,东\nv,5,西\n")))
    assert both.indicators == ("x", "people")
    assert both.status[:, 1].tolist() == ["NOT_TRIED", "OK"] and both.values[1].tolist() == [2, 5]
    assert both.labels("region") == ("", "西")
    with pytest.raises(TableError, match="both tables have the columns people"):
        both.joined(from_csv(csv(tmp_path, "unit,people\nu,1\nv,2\n")))


def test_a_column_of_periods_parts_units_that_stand_several_times(tmp_path: Path) -> None:
    panel = panel_from_csv(csv(tmp_path, "unit,Year,x,name\nu,2026,2,b\nu,2024,1,a\nv,2024,3,c\n"))
    assert list(panel) == ["2024", "2026"]
    assert (panel["2024"].units, panel["2026"].units) == (("u", "v"), ("u",))
    assert panel["2024"].indicators == ("x",) and panel["2026"].values.tolist() == [[2]]
    once = panel_from_csv(csv(tmp_path, "unit,Year,x\nu,2026,2\nv,2024,3\n"))
    assert list(once) == [""] and once[""].indicators == ("Year", "x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,year,x\nu,2024,1\nu,2024,2\nv,2025,1\n", "line 3: unit u stands already in line 2"),
        ("unit,year,x\nu,2024,1\nu,,2\n", "line 3: no year"),
    ],
)
def test_periods_that_cannot_be_told_apart(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        panel_from_csv(csv(tmp_path, text))


def test_periods_stand_in_their_order_not_in_that_of_their_letters(tmp_path: Path) -> None:
    rows = "".join(f"u,{year},{i}\n" for i, year in enumerate(("10", "9", "11")))
    assert list(panel_from_csv(csv(tmp_path, f"unit,year,x\n{rows}"))) == ["9", "10", "11"]
    assert in_order(["2026Q3", "2026-10", "2026-9", "2026Q10", "2025"]) == ["2025", "2026-9", "2026-10", "2026Q3", "2026Q10"]
    assert in_order(["第10期", "第9期"]) == ["第9期", "第10期"] and in_order(["2.5", "2.25"]) == ["2.25", "2.5"]


def test_a_file_as_excel_saves_it_in_china(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("单位,数\n甲,1\n,\n乙,2\n".encode("gb18030"))
    table = from_csv(path)
    assert table.units == ("甲", "乙") and table.values.tolist() == [[1], [2]]
    assert table.source is not None and table.source.lines["乙"] == 4
    assert table.source.sha256 == sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(("content", "said"), [
    (b"unit,x\nu,\xff\xff\n", "neither UTF-8 nor GB 18030; in Excel save it as CSV UTF-8"),
    (b"PK\x03\x04", "a workbook, not a CSV"),
])  # fmt: skip
def test_what_is_no_csv_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    with pytest.raises(TableError, match=said):
        from_csv(path)


def test_a_join_of_nothing_is_refused(tmp_path: Path) -> None:
    table = Table.of(("110000", "120000"), ("x",), [[1.0], [2.0]])
    with pytest.raises(TableError, match=r"t\.csv has none of the units: it names 北京 \.\.\., here are 110000, 120000"):
        table.joined(from_csv(csv(tmp_path, "unit,people\n北京,9\n")))


def test_what_is_joined_from_simulated_data_is_simulated() -> None:
    one, other = (Table.of(("u",), (name,), [[1.0]], simulated=name == "y") for name in "xy")
    assert one.joined(other).simulated and other.joined(one).simulated


def test_codes_and_words_of_statuses() -> None:
    words = [["OK", "ABSENT"], ["NOT_TRIED", "OK"]]
    assert codes.words(codes.statuses(words), codes.STATUS).tolist() == words
    with pytest.raises(ValueError, match="GONE: no status"):
        codes.statuses(["OK", "GONE"])
    with pytest.raises(ValueError, match="GONE: no status"):
        Table.of(("u",), ("x",), [[1.0]], [["GONE"]])

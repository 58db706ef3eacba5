"""Every fault of a scheme file is found, with its line; what is right is read as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from dsci.cli import main
from dsci.contract import FAILED, Status
from dsci.index.rulebook import is_book
from dsci.index.scheme import SchemeError, available, check, load

BAD_MATRIX = '[ahp.channel]\norigin = "ours"\nover = ["a", "b"]\nmatrix = {}\n\n[[composite]]'

FAULTS = [
    ("weight = 0.6", 'weight = "much"', "weight is 'much': want a number", "weight = "),
    ("weight = 0.6", "weight = true", "weight is True: want a number", "weight = "),
    ("weight = 0.6", "weight = nan", "weight is nan: want a number", "weight = "),
    ("weight = 0.6", "wieght = 0.6", "unknown key 'wieght'", "wieght"),
    ("weight = 0.6", "weight = -0.6", "weight is not above 0", "weight = -0.6"),
    ("weight = 0.6", "weight = 0.5", "weights of the top nodes sum to 0.9; want 1 or 100", "[[channel]]"),
    ("weight = 0.6\n", "", "a: no weight, but other top nodes have one", "[[channel]]"),
    ('in = "a"', 'in = "c"', "a.many: child without parent, no node 'c'", 'in = "c"'),
    ('in = "a"\n', "", "a.many: child without parent, no node ''", "[[indicator]]"),
    ('in = "a"', 'in = "b.one"', "does not stand on a higher level", 'in = "b.one"'),
    ('title = "甲"', 'title = "甲"\nin = "b"', "a: a channel is the top", 'in = "b"'),
    ('id = "b"', 'id = "a"', "id 'a' stands twice", 'id = "a"'),
    ('metric = "b.one"', 'metric = "b.two"', "id 'b.two' stands twice", "[[indicator]]"),
    ('metric = "a.many"\n', 'id = "a.many"\n', "a.many: neither metric nor children", "[[indicator]]"),
    ('title = "甲"', 'metric = "x"', "a: has a metric and children", 'metric = "x"'),
    ('title = "甲"\n', "", "a: title and title_en are missing", "[[channel]]"),
    ('normalise = "goalposts"', 'normalise = "softmax"', "unknown normalise 'softmax'", "softmax"),
    ("weight = 0.6", 'weight = 0.6\naggregate = "median"', "unknown aggregate 'median'", "median"),
    ("worst = 20", 'worst = 20\nnormalise = "minmax"', "worst is for goalposts, not for minmax", "worst = 20"),
    ("worst = 20", "worst = 0", "worst and best are the same", "worst = 0\nbest = 0"),
    ("worst = 20\n", "", "goalposts want worst and best", "[[indicator]]\nin = \"a\"\nmetric = \"a.late\""),
    ("worst = 20", 'worst = 20\ndirection = "more"', "direction and goalposts contradict", 'direction = "more"'),
    ("worst = 20", 'worst = 20\ndirection = "up"', "unknown direction 'up'", 'direction = "up"'),
    ("best = 0\n", "best = -1\nlog = true\n", "a goalpost below 0 on a log scale", "worst = 20"),
    ('ABSENT = "zero"', 'ABSENT = "nought"', "unknown ABSENT 'nought'", "nought"),
    ('ABSENT = "zero"', 'MISSING = "zero"', "unknown key 'MISSING'", "MISSING"),
    ('ABSENT = "zero"\n', "", "status ABSENT has no policy", "[status]"),
    ('failed = "drop"', 'failed = "bound"', "only CENSORED has a bound", 'failed = "bound"'),
    ("channel = 0.5", "channel = 5", "a threshold is a share", "channel = 5"),
    ("channel = 0.5", "canal = 0.5", "unknown key 'canal'", "canal"),
    ("from = 50", "from = 0", "tier bounds not falling: 低 from 0 after 0", '[[tier]]\nlabel = "低"'),
    ("from = 0\n", "from = 1\n", "scores below 1 are in no tier", '[[tier]]\nlabel = "低"'),
    ('nodes = ["a", "b"]', 'nodes = ["a", "z"]', "all: no node 'z', or twice", "nodes ="),
    ('nodes = ["a", "b"]', 'nodes = ["a", "b"]\nweights = [1]', "one weight above 0 for each of its 2 nodes", "weights = [1]"),
    ('nodes = ["a", "b"]', 'nodes = ["a", "b"]\nweights = [0.5, 0.6]', "weights of all sum to 1.1", "[[composite]]"),
    ('nodes = ["a", "b"]', "nodes = []\nweights = []", "all: nodes is empty", "nodes = []"),
    ("[[composite]]", BAD_MATRIX.format("[[1, 2], [2, 1]]"), "not reciprocal", "matrix ="),
    ("[[composite]]", BAD_MATRIX.format('[[1, "x"], [1, 1]]'), "'x' is no judgement", "matrix ="),
    ("[[composite]]", BAD_MATRIX.format("[[1, 1], [1, 1]]"), "a: has a weight, and the AHP matrix", "weight = 0.6"),
    ('source = "this test"\n', "", "source is missing", ""),
    ('levels = ["channel", "indicator"]', 'levels = ["channel", "tier"]', "a level cannot be called 'tier'", "levels ="),
    ('id = "tiny"', 'id = "tiny', "not TOML", 'id = "tiny'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said", "where"), FAULTS, ids=[f"{i}-{f[2][:40]}" for i, f in enumerate(FAULTS)])
def test_fault_with_its_line(tiny_file, old: str, new: str, said: str, where: str) -> None:
    path = tiny_file(old, new)
    text = path.read_text(encoding="utf-8")
    found = [fault for fault in check(path) if said in fault.problem]
    assert found, check(path)
    lines = [text.count("\n", 0, place.start()) + 1 for place in re.finditer(re.escape(where), text)] if where else [1]
    assert found[0].line in lines
    with pytest.raises(SchemeError, match=r"line \d+: "):
        load(path)


def test_inconsistent_judgements_are_a_fault(tiny_file) -> None:
    path = tiny_file("[[composite]]", '[ahp.channel]\norigin = "ours"\nover = ["a", "b", "c"]\n'
                     'matrix = [\n [1, 9, "1/9"],\n ["1/9", 1, 9],\n [9, "1/9", 1],\n]\n\n[[composite]]')  # fmt: skip
    assert any("consistency ratio" in fault.problem and "above 0.1" in fault.problem for fault in check(path))


def test_rows_in_a_list_know_their_lines(tmp_path: Path) -> None:
    text = available()["egdi"].read_text(encoding="utf-8").replace('metric = "tii"', 'metric = "tii", wait = 1')
    text = text.replace("indicator = [", "indicator = [ # {")
    path = tmp_path / "egdi.toml"
    path.write_text(text, encoding="utf-8")
    (fault,) = check(path)
    assert 'metric = "tii"' in text.splitlines()[fault.line - 1]
    assert str(fault).startswith(f"line {fault.line}: unknown key 'wait'")


QUOTED = """id = "t"
title = "表"
title_en = "T"
source = "test"
"levels" = ["总", '项']
normalise = "given"
origin = { structure = "o", weights = "o", normalisation = "o", bindings = "o", tiers = "o" }
"总" = [
  { id = "x", title = "x", title_en = "x" },
  { id = "y", title = "y", title_en = "y", wait = 1 },
]

[[ '项' ]]
in = "x"
metric = "m"

[["项"]]
in = "y"
metric = "n"
"why.not" = 1

['status']
"ABSENT" = 7
"""


def test_quoted_names_know_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(QUOTED, encoding="utf-8")
    found = [(fault.line, fault.problem) for fault in check(path)]
    for line, said in ((10, "unknown key 'wait'"), (20, "unknown key 'why.not'"), (23, "ABSENT is 7")):
        assert [problem for at, problem in found if at == line and said in problem], found


def test_a_file_with_a_mark_is_read_and_one_in_gbk_is_told_what_to_do(tmp_path: Path) -> None:
    path, text = tmp_path / "t.toml", available()["egdi"].read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8-sig")
    assert check(path) == [] and load(path) == load("egdi") and not is_book(str(path))
    path.write_bytes(f"# plain\n{text}".encode("gbk"))
    (fault,) = check(path)
    assert "save the file as UTF-8" in fault.problem
    assert fault.line == next(i for i, line in enumerate(f"# plain\n{text}".splitlines(), 1) if not line.isascii())
    with pytest.raises(SchemeError, match="save the file as UTF-8"):
        load(path)
    run = CliRunner().invoke(main, ["scheme", "check", str(path)])
    assert run.exit_code == 1 and run.stdout.splitlines()[-1] == "1 fault"


def test_all_faults_come_at_once_and_in_order(tiny_file) -> None:
    path = tiny_file("worst = 20", 'worst = "x"\nbad = 1')
    path.write_text(path.read_text(encoding="utf-8").replace('ABSENT = "zero"', 'ABSENT = "zero"\nodd = 1'), encoding="utf-8")
    lines = [fault.line for fault in check(path)]
    assert len(lines) == 3 and lines == sorted(lines)


def test_no_such_scheme_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SchemeError, match=r"dsci-2026, .*nju-2023"):
        load("nju-1999")
    assert "No such file" in check(tmp_path / "none.toml")[0].problem


def test_the_tiny_scheme_is_read_as_it_stands(tiny_file) -> None:
    assert check(tiny_file()) == []
    scheme = load(tiny_file())
    assert list(scheme.kinds.items())[:3] == [("all", "composite"), ("a", "channel"), ("a.many", "indicator")]
    assert scheme.metrics == ("a.many", "a.late", "b.one", "b.two")
    assert scheme.weights["a.late"] == pytest.approx(0.25)
    assert scheme.nodes["a.late"].normalise.direction == -1
    assert scheme.nodes["b.one"].policy[Status.EMPTY] == "exclude"
    assert scheme.nodes["b.two"].policy[Status.EMPTY] == "zero"
    assert {scheme.nodes["b.one"].policy[status] for status in FAILED} == {"drop"}
    assert scheme.composites[0].weights == pytest.approx((0.6, 0.4))


def test_points_of_a_hundred_are_shares_too(tiny_file) -> None:
    path = tiny_file("weight = 0.6", "weight = 60")
    path.write_text(path.read_text(encoding="utf-8").replace("weight = 0.4", "weight = 40"), encoding="utf-8")
    assert load(path).weights["b"] == pytest.approx(0.4)

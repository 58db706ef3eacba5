"""Every fault that the newer words of the language can have is found, with its line."""

from __future__ import annotations

import re

import pytest

from dsci.index.scheme import SchemeError, check, load

TOP = 'normalise = "goalposts"\n'
LEAF = "worst = 0\nbest = 10\n"
PLAIN_TIERS = '[[tier]]\nlabel = "高"\nlabel_en = "high"\nfrom = 50\n\n[[tier]]\nlabel = "低"\nlabel_en = "low"\nfrom = 0\n'
NAMES = PLAIN_TIERS.replace("from = 50\n", "").replace("from = 0\n", "")
GATE = '[[gate]]\nnode = "a"\nmetric = "up"\nfails = "<0.95"\nscore = 0\ntitle = "否决"\n\n[[composite]]'
BONUS = '[[bonus]]\nnode = "a"\nmetric = "m"\ntitle = "加分"\n\n[[composite]]'
DEDUCTION = '[[deduction]]\nnode = "a"\nmetric = "m"\neach = 1\ntitle = "扣分"\n\n[[composite]]'

FAULTS = [
    (TOP, TOP + 'steps = ["treat"]\n', "steps: want each of denominate, screen, impute, treat once", "steps ="),
    (TOP, TOP + "screen = { present = 90 }\n", "present is a share, 0 to 1", "present = 90"),
    (TOP, TOP + "screen = { absent = 0.9 }\n", "unknown key 'absent'", "absent = 0.9"),
    (TOP, TOP + 'impute = "magic"\n', "unknown impute 'magic'", "magic"),
    (TOP, TOP + 'impute = "group_mean"\n', "wants impute_group", "group_mean"),
    (TOP, TOP + 'impute = "value"\n', "wants impute_value", 'impute = "value"'),
    (TOP, TOP + 'treat = "trim"\n', "unknown treat 'trim'", "trim"),
    (TOP, TOP + "treat_points = 2.5\n", "treat_points: want a whole number", "treat_points"),
    (TOP, TOP + "scale = [0]\n", "scale: want two numbers", "scale ="),
    (TOP, TOP + "scale = [100, 0]\n", "scale: ends where it begins, or below", "scale ="),
    (TOP, 'normalise = "zscore"\nscale = [50, 0]\n', "a standard deviation above 0", "scale ="),
    (TOP, TOP + 'normalise_over = "years"\n', "unknown normalise_over 'years'", "normalise_over"),
    (TOP, TOP + 'threshold_of = "units"\n', "unknown threshold_of 'units'", "threshold_of"),
    (TOP, TOP + "aggregate = 3\n", "aggregate is 3: want a text, or a table by level", "aggregate ="),
    (TOP, TOP + 'aggregate.canal = "geometric"\n', "unknown key 'canal'", "aggregate.canal"),
    (TOP, TOP + 'aggregate.channel = "mode"\n', "unknown aggregate 'mode'", "aggregate.channel"),
    (TOP, TOP + 'aggregate.channel = "power"\n', "power wants the key power", "aggregate.channel"),
    (TOP, TOP + "power = 2\n", "power: no node is put together by a power mean", "power = 2"),
    (TOP, TOP + 'weigh.indicator = "luck"\n', "unknown indicator 'luck'", "weigh.indicator"),
    (TOP, TOP + 'weigh.indicator = "entropy"\n', "a.many: has a weight, and those of its level", "weight = 0.75"),
    (TOP, TOP + 'weigh.canal = "entropy"\n', "unknown key 'canal'", "weigh.canal"),
    (TOP, TOP + "full = 0\n", "a full mark is above 0", "full = 0"),
    ("weight = 0.6", "weight = 0.6\nfull = -1", "a: a full mark is above 0", "full = -1"),
    ("weight = 0.6", "weight = 60", "weights of the top nodes sum to 60.4; want 1 or 100", "[[channel]]"),
    ("weight = 0.6", 'weight = 0.6\nper = "people"', "a: per is for indicators, and this is none", "per ="),
    (LEAF, LEAF + "per_scale = 100\n", "per_scale is a number above 0 beside per", "per_scale"),
    (LEAF, LEAF + 'per = "people"\nper_scale = 0\n', "per_scale is a number above 0 beside per", "per_scale"),
    (LEAF, LEAF + "target = 3\n", "target is for dist_to_target, not for goalposts", "target"),
    (LEAF, LEAF + "low = 5\nhigh = 5\n", "the scale ends where it begins", "high = 5"),
    (LEAF, LEAF + 'clip = "no"\n', "clip is 'no': want true or false", "clip"),
    (LEAF, 'normalise = "dist_to_target"\n', "dist_to_target wants target", 'normalise = "dist_to_target"'),
    (LEAF, 'normalise = "dist_to_reference"\n', "dist_to_reference wants reference", "dist_to_reference"),
    (LEAF, 'normalise = "steps"\nsteps = [[0, 0], [0, 5]]\n', "the values of steps must rise", "steps ="),
    (LEAF, 'normalise = "steps"\nsteps = [[0, 0], 5]\n', "steps want pairs", "steps ="),
    (LEAF, 'normalise = "steps"\nsteps = []\n', "steps want pairs", "steps ="),
    (LEAF, 'normalise = "yes"\nyes = "about 3"\n', "yes: 'about 3' is no comparison", "yes ="),
    (LEAF, 'normalise = "rank"\nlow = 1\n', "low is for a method with a scale, not for rank", "low ="),
    (LEAF, 'normalise = "logarithmic"\nworst = 0\nbest = 5\n', "a goalpost of 0 or below has no logarithm", "worst = 0"),
    (LEAF, 'normalise = "zscore"\nhigh = 0\n', "the standard deviation of z-scores is not above 0", "high = 0"),
    (PLAIN_TIERS, '[tiers]\nmethod = "luck"\n\n' + PLAIN_TIERS, "unknown method 'luck'", "method ="),
    (PLAIN_TIERS, '[tiers]\nmethod = "gaps"\n\n' + PLAIN_TIERS, "the borders come from the scores", "from = 50"),
    (PLAIN_TIERS, NAMES, "from is missing", "[[tier]]"),
    (PLAIN_TIERS, '[tiers]\nmethod = "gaps"\nclasses = 3\n\n' + NAMES, "2 tier rows name the classes", "[tiers]"),
    (PLAIN_TIERS, '[tiers]\nmethod = "gaps"\nnode = "z"\n\n' + NAMES, "tiers: no node 'z'", "node ="),
    (PLAIN_TIERS, '[tiers]\nmethod = "gaps"\nsublevels = ["+"]\n\n' + NAMES, "two sublevels or more", "sublevels"),
    (PLAIN_TIERS, '[tiers]\nmethod = "gaps"\nleast = 3\n\n' + NAMES, "the least class is a share", "least"),
    (PLAIN_TIERS, '[tiers]\nmethod = "gaps"\nleast = 0.6\n\n' + NAMES, "2 classes of 0.6 of the units are more", "least"),
    (PLAIN_TIERS, '[tiers]\nmethod = "gaps"\nwhole = 3\n\n' + NAMES, "whole counts the lowest classes", "whole"),
    ("[[composite]]", GATE.replace('"a"', '"z"'), "gate: no node 'z'", 'node = "z"'),
    ("[[composite]]", GATE.replace("<0.95", "low"), "fails: 'low' is no comparison", "fails"),
    ("[[composite]]", GATE.replace('title = "否决"\n', ""), "title is missing", "[[gate]]"),
    ("[[composite]]", DEDUCTION.replace("each = 1", "each = -1"), "deduction: each is not above 0", "each"),
    ("[[composite]]", DEDUCTION.replace("each = 1", "each = 1\ncap = 0"), "deduction: cap is not above 0", "cap"),
    ("[[composite]]", BONUS.replace('metric = "m"', 'metric = "m"\nof = "b"'), "want metric, or `of` a node", "[[bonus]]"),
    ("[[composite]]", BONUS.replace('metric = "m"\n', ""), "want metric, or `of` a node", "[[bonus]]"),
    ("[[composite]]", BONUS.replace('metric = "m"', 'of = "z"'), "bonus: no node 'z'", "of ="),
    ("[[composite]]", BONUS.replace('metric = "m"', 'of = "all"'), "bonus: all is reckoned after a, not before it", "of ="),
    ('levels = ["channel", "indicator"]', 'levels = ["channel", "bonus"]', "a level cannot be called 'bonus'", "levels ="),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said", "where"), FAULTS, ids=[f"{i}-{f[2][:40]}" for i, f in enumerate(FAULTS)])
def test_fault_with_its_line(tiny_file, old: str, new: str, said: str, where: str) -> None:
    path = tiny_file(old, new)
    text = path.read_text(encoding="utf-8")
    found = [fault for fault in check(path) if said in fault.problem]
    assert found, check(path)
    assert found[0].line in [text.count("\n", 0, place.start()) + 1 for place in re.finditer(re.escape(where), text)]
    with pytest.raises(SchemeError, match=r"line \d+: "):
        load(path)


def test_points_may_add_up_to_the_full_mark(tiny_file) -> None:
    path = tiny_file("weight = 0.6", "weight = 66")
    path.write_text("full = 110\n" + path.read_text(encoding="utf-8").replace("weight = 0.4", "weight = 44"), encoding="utf-8")
    assert check(path) == []
    assert load(path).weights["a"] == pytest.approx(0.6) and load(path).nodes["a"].full == 110


def test_a_family_that_weighs_nothing_is_a_fault(tiny_file) -> None:
    path = tiny_file("weight = 0.75", "weight = 0")
    path.write_text(path.read_text(encoding="utf-8").replace("weight = 0.25", "weight = 0"), encoding="utf-8")
    assert any("weights of the children of a sum to 0" in fault.problem for fault in check(path))


def test_every_choice_is_read_as_it_stands(tiny_file) -> None:
    words = (
        'steps = ["impute", "denominate", "screen", "treat"]\nscreen = { present = 0.9, always = ["u"] }\nimpute = "median"\n'
        'treat = "winsorise"\ntreat_points = 3\nnormalise_over = "periods"\naggregate.channel = "geometric"\n'
        'threshold_of = "children"\npopulation = "cities36"\n'
    )
    scheme = load(tiny_file(TOP, TOP + words))
    how = scheme.methods
    assert (how.order[0], how.screen.present, how.screen.always, how.filling.method) == ("impute", 0.9, ("u",), "median")
    assert (how.over, how.threshold_of, scheme.population) == ("periods", "children", "cities36")
    assert [(b.id, b.aggregate) for b in scheme.branches] == [("b", "geometric"), ("a", "geometric"), ("all", "arithmetic")]
    assert {(leaf.treat.method, leaf.treat.points, leaf.treat.skew) for leaf in scheme.leaves} == {("winsorise", 3, 2.0)}

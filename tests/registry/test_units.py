"""Units: counts, groups, names, portals."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from dsci import registry
from dsci.contract import Level, Unit
from dsci.registry.rows import HERE

UPPER = [u for u in registry.units().values() if u.level is not Level.COUNTY]


def unit(code: str) -> Unit:
    return registry.units()[code]


def test_units_are_counted_by_level() -> None:
    counts = Counter(u.level for u in registry.units().values())
    assert counts == {"municipality": 4, "province": 27, "prefecture": 333, "county": 2830}
    assert counts.total() == 3194


@pytest.mark.parametrize(
    ("group", "size"), [("provincial", 31), ("local", 337), ("cities32", 32), ("cities36", 36), ("sample64", 63)]
)
def test_groups_have_their_published_size(group: str, size: int) -> None:
    """sample64 is 63 until the Corps has a row."""
    members = registry.groups()[group].members
    assert len(set(members)) == size + ("660000" in members)
    assert all(group in unit(code).groups for code in members)
    assert all((group in u.groups) == (u.code in members) for u in registry.units().values())


def test_cities32_are_27_capitals_and_5_others() -> None:
    assert {unit(c).name for c in registry.groups()["cities32"].members if not c.endswith("0100")} == {
        "大连市", "宁波市", "厦门市", "青岛市", "深圳市",
    }  # fmt: skip


def test_upper_units_have_plain_english_names() -> None:
    assert [u for u in UPPER if not re.fullmatch(r"[A-Za-zü][A-Za-zü' -]*", u.name_en)] == []
    twice = Counter((u.parent, u.name_en) for u in UPPER if u.level is Level.PREFECTURE)
    assert [key for key, n in twice.items() if n > 1] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("140400", "Changzhi"), ("141100", "Lüliang"), ("150000", "Inner Mongolia"), ("150600", "Ordos"), ("152200", "Hinggan"),
        ("211300", "Chaoyang"), ("220100", "Changchun"), ("331000", "Taizhou"), ("331100", "Lishui"), ("340300", "Bengbu"),
        ("341500", "Lu'an"), ("341600", "Bozhou"), ("350200", "Xiamen"), ("411100", "Luohe"), ("460400", "Danzhou"),
        ("500000", "Chongqing"), ("511100", "Leshan"), ("530800", "Pu'er"), ("540000", "Xizang"), ("540300", "Qamdo"),
        ("610000", "Shaanxi"), ("140000", "Shanxi"), ("652800", "Bayingolin"), ("653100", "Kashgar"), ("654000", "Ili"),
        ("440113", "Panyu"), ("371722", "Shanxian"), ("410223", "Weishi"), ("130533", "Weixian"), ("361124", "Yanshan"),
    ],
)  # fmt: skip
def test_english_names_that_a_machine_reads_wrongly(code: str, name: str) -> None:
    assert unit(code).name_en == name


@pytest.mark.parametrize(
    ("code", "short"),
    [
        ("330000", "浙江"), ("150000", "内蒙古"), ("650000", "新疆"), ("450000", "广西"), ("110000", "北京"), ("330100", "杭州"),
        ("513200", "阿坝"), ("654000", "伊犁"), ("152500", "锡林郭勒"), ("232700", "大兴安岭"), ("130133", "赵县"),
        ("140107", "杏花岭"), ("140109", "万柏林"), ("430781", "津市"), ("622926", "东乡"), ("622927", "积石山"),
        ("150724", "鄂温克"), ("310115", "浦东"),
    ],
)  # fmt: skip
def test_short_names(code: str, short: str) -> None:
    assert registry.short_name(unit(code)) == short


def test_provinces_and_their_cities() -> None:
    assert registry.province_of(unit("330106")) == unit("330000") == registry.province_of(unit("330000"))
    assert [len(registry.cities_of(unit(code))) for code in ("330000", "330100", "510000", "110000")] == [11, 11, 21, 0]
    assert sum(len(registry.cities_of(u)) for u in UPPER if u.level is Level.PROVINCE) == 333


def test_portals_hints_and_reach_errors() -> None:
    assert len(registry.portals()) == 3190
    assert registry.portals()["110000"] == "https://www.beijing.gov.cn/"
    assert registry.hints("110000").news_url == "https://www.beijing.gov.cn/ywdt/yaowen/"
    errors = Counter(e for code, e in registry.reach_errors().items() if unit(code).level is not Level.COUNTY)
    assert errors == {"HTTP412": 8, "HTTP521": 2}


def test_other_tables_name_units() -> None:
    for name, column in (("service_portals", "unit_code"), ("open_data_portals", "unit_code"), ("site_cms", "unit")):
        with (HERE / f"{name}.csv").open(encoding="utf-8") as file:
            assert {row[column] for row in csv.DictReader(file)} - set(registry.units()) <= {"000000"}

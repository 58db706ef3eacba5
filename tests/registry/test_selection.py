"""Which units a user means."""

from __future__ import annotations

import pytest

from dsci import registry
from dsci.contract import Level, Unit

UPPER = [u for u in registry.units().values() if u.level is not Level.COUNTY]


def unit(code: str) -> Unit:
    return registry.units()[code]


def test_nothing_said_means_all_upper_units() -> None:
    assert registry.select() == UPPER


@pytest.mark.parametrize("name", ["浙江", "浙江省", "Zhejiang", "zhejiang", "330000"])
def test_a_province_stands_for_itself_and_its_prefectures(name: str) -> None:
    assert [u.code for u in registry.select(province=[name])] == ["330000", *(f"33{n:02}00" for n in range(1, 12))]


def test_units_and_provinces_add_up_and_level_and_group_narrow() -> None:
    assert [u.name for u in registry.select(unit=["杭州", "330200", "海淀区"])] == ["海淀区", "杭州市", "宁波市"]
    assert len(registry.select(province=["北京", "海南"])) == 6
    assert {u.name for u in registry.select(province=["浙江"], group=["cities36"])} == {"杭州市", "宁波市"}
    assert len(registry.select(province=["浙江"], level=["county"])) == 90
    assert len(registry.select(level=["municipality"])) == 4


def test_a_city_goes_before_a_county_of_its_name() -> None:
    assert registry.select(unit=["南昌"]) == [unit("360100")]
    assert registry.select(unit=["南昌县"]) == [unit("360121")]


@pytest.mark.parametrize(
    ("option", "name", "message"),
    [
        ("unit", "杭洲", "unknown unit '杭洲'; close to it: .*杭州"),
        ("unit", "Hangzou", "close to it: Hangzhou"),
        ("unit", "", "unknown unit ''$"),
        ("unit", "吉林", "'吉林' is ambiguous: 220000 吉林省, 220200 吉林吉林市"),
        ("unit", "朝阳区", "ambiguous: 110105 北京朝阳区, 220104 长春朝阳区"),
        ("province", "杭州", "unknown unit '杭州'"),
        ("province", "330100", "close to it: .*330000"),
        ("level", "city", "unknown level 'city'.*there are municipality, province, prefecture, county"),
        ("group", "cities35", "unknown group 'cities35'; close to it: cities3"),
    ],
)
def test_unknown_and_ambiguous_names_are_refused(option: str, name: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        registry.select(**{option: [name]})


def test_a_selection_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no unit is meant"):
        registry.select(province=["北京"], level=["prefecture"])

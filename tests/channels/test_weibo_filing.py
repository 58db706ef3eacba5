"""What an account's card says against the registry."""

from __future__ import annotations

import pytest

from dsci.channels.weibo import mismatches
from dsci.contract import Account
from dsci.registry import units

from .social import look, profile

CARD = look("weibo", "profile")
OFFICE = "杭州市人民政府新闻办公室官方微博"


def told(code: str = "330100", known_as: str = "杭州发布", **fields: object) -> list[str]:
    """What does not agree."""
    account = Account(code, "weibo", "weibo", "1", name=known_as)
    card = profile(CARD, **{"name": "杭州发布", "verified": True, "verified_reason": OFFICE} | fields)
    return mismatches(card, account, units()[code], units())


def test_all_agrees() -> None:
    assert told() == told(known_as="") == []


def test_another_name_and_no_verification() -> None:
    assert told(name="天堂发布") == ["name: '天堂发布', the registry has '杭州发布'"]
    assert told(verified=False, verified_reason="") == ["not verified as a government: ''"]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("新闻办公室官方微博", ["does not name 杭州"]),
        ("浙江省杭州市人民政府新闻办公室", []),
        ("杭州市萧山区人民政府新闻办公室", []),
        ("江苏省苏州市人民政府新闻办公室", ["does not name 杭州", "names 江苏省", "names 苏州市"]),
        ("杭州市与宁波市联合发布", ["names 宁波市"]),
    ],
)
def test_whom_the_verification_names(said: str, wanted: list[str]) -> None:
    assert told(verified_reason=said) == [f"the verification {what}: {said!r}" for what in wanted]


def test_what_lies_above_and_under_a_unit_is_no_other() -> None:
    assert told("330000", "", verified_reason="浙江省杭州市人民政府") == []
    assert told("330109", "", verified_reason="浙江省杭州市萧山区人民政府") == []

"""Whose App it is: the seller that a store prints is the government itself, or the company that runs the App for it.

Of the government is a seller that begins with the place (浙江省杭州市, 杭州市, 北京) and goes on with a public body: 人民政府 and
its offices, 局 厅 委员会 管委会, or a 中心 for data, services or the like; no bank, school, hospital, association. The place is
the unit's, or that of a government above it, which often publishes for it; never one below or beside it. A company counts
where operators.toml lists it, or where it is named like those that governments found for this: 数字浙江…, 福建省大数据集团…,
云上贵州…数据…. That its name holds a city's does not make it the city's. The rules are ours.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unicodedata import normalize

from ...contract import Unit
from ...registry import short_name, units
from .seller_en import own_en

OPERATORS = Path(__file__).parent / "operators.toml"
LONGEST = 200  # characters of a seller
COMPANY = re.compile(r"公司|集团|(?:合伙|独资)企业|(?:工作室|商行|经营部|[厂店社])$")
ASIDE = re.compile(r"\([^()]*\)")
# the place goes on: what follows is of a government below or beside it. 市 in 城市 and 市场, 区 in 社区 and 乡 in 城乡 say none
LEVEL = re.compile(r"[省州盟县旗区]|市(?![场民])|自治|地区")
BELOW = re.compile(
    r".{1,9}?(?:(?<!城)市(?![场民])|县(?!域)|(?<![社园])区(?![块域])|自治州|(?<![联同])盟|(?<!红)旗|(?<!城)[乡镇](?!村)|街道)"
)
BODY = re.compile(
    r".{0,40}?(?:人民政府.{0,12}|政府(?:办公厅|办公室|新闻办公室)|办公厅|管委会|局|厅|署"
    r"|(?:管理|工作|改革|健康|建设|信息化|事务|教育|交通|商务|旅游|资源|农村)委员会)"
    r"|委?(?:网络安全和信息化|互联网信息|政务服务|政务公开|大数据|信访|外事|营商环境).{0,12}办公室"
    r"|.{0,20}?(?:政务|数据|信息|数字|智慧|电子|审批|营商环境|城市运行|城市大脑|市民热线|12345|公共服务|便民|公积金|社会保险|社会保障"
    r"|医疗保障|人力资源|人才|就业|交通|应急|疾病预防控制|不动产|气象|融媒体|新闻|机关事务).{0,14}中心"
)
NEVER = re.compile(
    r"银行|信用社|医院|大学|学院|学校|幼儿园|协会|商会|学会|工会|基金会|俱乐部|电视台|报社|供电局|邮局|电信局|(?:居民|村民|业主)委员会"
)
OPERATOR = (  # {short} stands for 浙江, {name} for that or 浙江省
    r"数字{short}.*",
    r"云上{short}.*数据.*",
    r"{name}大?数据(?:发展|集团|产业|运营|投资|管理|资产|股份).*",
    r"{name}(?:数字|智慧)(?:政府|政务|城市).*(?:运营|集团).*",
)


def own(seller: str, unit: Unit) -> bool:
    """True where that seller is the unit's government, one above it, or a company that runs Apps for one of them."""
    name = _bare(seller)
    if name.isascii():
        return own_en(seller[:LONGEST], tuple(_above(unit)))
    listed = operators().get(name)
    if listed is not None:
        return any(place.code == listed for place in _above(unit))
    name = ASIDE.sub("", name)
    if COMPANY.search(name):
        return any(_runs(name, place) for place in _above(unit))
    return any(_is_body_of(name, place) for place in _above(unit))


@cache
def operators() -> dict[str, str]:
    """Companies that are known to run a government's App -> its code."""
    rows = tomllib.loads(OPERATORS.read_text("utf-8"))["operator"]
    return {_bare(row["name"]): row["unit"] for row in rows}


def _bare(seller: str) -> str:
    return "".join(normalize("NFKC", seller[:LONGEST]).split())


def _above(unit: Unit) -> Iterator[Unit]:
    """The unit and the governments above it."""
    place: Unit | None = unit
    while place:
        yield place
        place = units().get(place.parent)


def _runs(name: str, place: Unit) -> bool:
    """True where a company is named as one that this government founded."""
    short, whole = re.escape(short_name(place)), re.escape(place.name)
    forms = (form.format(short=short, name=f"(?:{whole}|{short})") for form in OPERATOR)
    return any(re.fullmatch(form, name) for form in forms)


def _is_body_of(name: str, place: Unit) -> bool:
    """True where a public body of that very place is named."""
    rests = () if NEVER.search(name) else _after(name.removeprefix("中共"), place)
    return any(BODY.fullmatch(rest) and not BELOW.match(rest) for rest in rests)


def _after(name: str, place: Unit) -> Iterator[str]:
    """What follows the place at the beginning of a name, however it is written: 浙江省杭州市, 杭州市, 杭州; 延边州."""
    short = short_name(place)
    levels = re.search(r"自治([州县])$", place.name)
    forms = ["".join(u.name for u in reversed(tuple(_above(place)))), place.name]
    forms += [f"{short}自治{levels[1]}", f"{short}{levels[1]}"] if levels else []
    yield from (name.removeprefix(form) for form in forms if name.startswith(form))
    if name.startswith(short) and not LEVEL.match(name.removeprefix(short)):
        yield name.removeprefix(short)

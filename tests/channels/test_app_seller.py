"""Whose App it is: sellers as stores print them, by the rules of channels/app/seller.py."""

from __future__ import annotations

import tomllib

import pytest

from dsci.channels.app.choose import chosen, plain, searched
from dsci.channels.app.seller import OPERATORS, own
from dsci.contract import Candidate, Page, Unit, fact
from dsci.registry import find, units

from .social import look

OWN = (
    ("浙江", "浙江省大数据发展管理局"),
    ("浙江", "浙江省人民政府办公厅"),
    ("浙江", "数字浙江技术运营有限公司"),
    ("杭州", "杭州市数据资源管理局"),
    ("杭州", "浙江省杭州市数据资源管理局"),
    ("杭州", "浙江省大数据发展管理局"),
    ("杭州", "数字浙江技术运营有限公司"),
    ("杭州", "杭州市城市管理局"),
    ("杭州", "杭州市市场监督管理局"),
    ("吉林市", "吉林市大数据局"),
    ("吉林市", "吉林省政务服务和数字化建设管理局"),
    ("广东", "广东省政务服务和数据管理局"),
    ("广州", "广州市政务服务数据管理局"),
    ("广东", "数字广东网络建设有限公司"),
    ("广州", "数字广东网络建设有限公司"),
    ("湖北", "湖北省楚天云有限公司"),
    ("武汉", "湖北省楚天云有限公司"),
    ("江西", "江西省政务信息中心"),
    ("江西", "江西省交通监控指挥中心"),
    ("内蒙古", "内蒙古自治区政务服务局"),
    ("西藏", "西藏自治区人民政府办公厅"),
    ("陕西", "陕西省政务大数据服务中心"),
    ("榆林", "榆林市优化营商环境服务中心（榆林市信息中心、榆林市联合征信中心）"),
    ("上海", "上海市大数据中心"),
    ("上海", "上海市大数据股份有限公司"),
    ("北京", "北京市大数据中心"),
    ("北京", "北京市公安局"),
    ("延边", "延边州政务服务和数字化建设管理局"),
    ("凉山", "凉山彝族自治州大数据中心"),
    ("海南省", "海南省大数据管理局"),
    ("海南省", "数字海南有限公司"),
    ("四川", "四川省大数据中心"),
    ("四川", "四川省住房和城乡建设厅"),
    ("贵州", "云上贵州大数据产业发展有限公司"),
    ("贵州", "贵州省大数据发展管理局"),
    ("重庆", "数字重庆大数据应用发展有限公司"),
    ("郑州", "郑州大数据发展有限公司"),
    ("深圳", "深圳市智慧城市科技发展集团有限公司"),
    ("凉山", "凉山彝族自治州大数据发展有限公司"),
    ("南充", "南充市融媒体中心"),
    ("广西", "广西壮族自治区信息中心"),
    ("杭州", "中共杭州市委网络安全和信息化委员会办公室"),
    ("浙江", "Digital Zhejiang Technology Operation Co., Ltd."),
    ("浙江", "Zhejiang Provincial Big Data Administration"),
    ("浙江", "Big Data Administration of Zhejiang Province"),
    ("浙江", "General Office of the People's Government of Zhejiang Province"),
    ("北京", "Beijing Municipal Bureau of Economy and Information Technology"),
    ("苏州", "苏州市大数据集团有限公司"),
    ("武汉", "武汉数据集团有限公司"),
    ("天津", "天津市人民政府政务服务办公室"),
    ("湖南", "湖南省人民政府门户网站管理中心"),
    ("济宁", "济宁市交通运输局"),
    ("安徽", "安徽省数据资源管理局"),
    ("呼伦贝尔", "呼伦贝尔市行政审批政务服务与数据管理局"),
)
NOT_OWN = (
    ("浙江", "杭州市数据资源管理局"),
    ("杭州", "杭州某某网络科技有限公司"),
    ("杭州", "杭州市第一人民医院"),
    ("杭州", "杭州高新技术产业开发区管理委员会"),
    ("杭州", "宁波市大数据发展管理局"),
    ("吉林省", "吉林市大数据局"),
    ("广东", "数字广州建设有限公司"),
    ("湖南", "湖北省楚天云有限公司"),
    ("云南", "云南省农村信用社科技结算中心"),
    ("江苏", "江苏省总工会网络与信息中心"),
    ("上海", "上海市福利彩票发行中心"),
    ("海南省", "海南藏族自治州大数据局"),
    ("海南省", "海南州大数据局"),
    ("河南", "郑州大数据发展有限公司"),
    ("深圳", "深圳市腾讯计算机系统有限公司"),
    ("广西", "广西数字科技有限公司"),
    ("杭州", "杭州市中小企业服务中心"),
    ("杭州", "杭州银行股份有限公司"),
    ("杭州", "杭州市余杭区人民政府"),
    ("杭州", "杭州市西湖区文新街道翠苑社区居民委员会"),
    ("杭州", "Hangzhou Digital Technology Co., Ltd."),
    ("杭州", "Hangzhou No. 1 People's Hospital"),
    ("苏州", "北京市大数据中心"),
    ("河北", "河北雄安新区宣传网信局"),
    ("杭州", ""),
    ("杭州", "杭州市健身中心"),
    ("杭州", "杭州市民卡有限公司"),
)


def unit(name: str) -> Unit:
    return find(name, units().values())


@pytest.mark.parametrize(("of", "seller"), OWN)
def test_the_government_or_its_operator(of: str, seller: str) -> None:
    assert own(seller, unit(of))


@pytest.mark.parametrize(("of", "seller"), NOT_OWN)
def test_somebody_else(of: str, seller: str) -> None:
    assert not own(seller, unit(of))


def test_blanks_and_widths_do_not_matter() -> None:
    assert own(" 榆林市优化营商环境服务中心 (榆林市信息中心)\u3000", unit("榆林"))
    assert own("湖北省 楚天云有限公司", unit("湖北"))


@pytest.mark.parametrize(
    "seller", ["杭" * 100_000, "杭州市" + "局" * 100_000, "(" * 5000, "Hangzhou " + "data " * 50_000, "\0", "🏛" * 999]
)
def test_hostile_sellers_end_soon(seller: str) -> None:
    assert own(seller, unit("杭州")) in (True, False)


def test_operators_name_their_unit_and_source() -> None:
    rows = tomllib.loads(OPERATORS.read_text("utf-8"))["operator"]
    assert rows and all(set(row) == {"name", "unit", "source"} and row["source"] and row["unit"] in units() for row in rows)
    assert len({row["name"] for row in rows}) == len(rows)
    unlisted = [row["name"].removesuffix("有限公司") + "科技有限公司" for row in rows]
    assert not any(own(name, units()[row["unit"]]) for name, row in zip(unlisted, rows, strict=True))


# ------------------------------------------------------------------------------ choosing

PAGE: Page = look("app", "search")


def app(key: str, name: str, seller: str) -> Candidate:
    return fact(Candidate, PAGE, key, store="apple", name=name, seller=seller, url="")


OFFICE, STRANGER = "杭州市人民政府办公厅", "某某网络科技有限公司"


@pytest.mark.parametrize(
    "name",
    ["杭州通", "杭州通-掌上政务", "杭州通 —— 城市服务", "杭州通APP", "杭 州 通", "杭州通（官方）", "杭州通客户端", "杭州通:办事"],
)
def test_one_name_written_otherwise(name: str) -> None:
    assert plain(name) == "杭州通"
    choice = chosen([app("1", name, OFFICE)], "杭州通", unit("杭州"))
    assert choice.app is not None and choice.app.key == "1" and choice.reason == ""


def test_names_that_are_all_subtitle_stay() -> None:
    assert (plain("-"), plain("APP"), plain("（通）")) == ("-", "app", "(通)")


def test_the_seller_decides_among_namesakes() -> None:
    found = [app("1", "杭州通", STRANGER), app("2", "杭州通", OFFICE), app("3", "杭州通行证", OFFICE)]
    choice = chosen(found, "杭州通", unit("杭州"))
    assert choice.app is not None and choice.app.key == "2"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ([], "nothing found"),
        ([app("1", "宁波通", STRANGER)], "nothing found"),
        ([app("1", "杭州通市民云", OFFICE)], f"nothing of that name; of the government is 杭州通市民云 of {OFFICE}"),
        ([app("1", "杭州通", STRANGER)], f"found, but seller {STRANGER} is not the government's"),
        (
            [app("1", "杭州通", OFFICE), app("2", "杭州通", "杭州市公安局")],
            f"several: 1 杭州通 of {OFFICE}, 2 杭州通 of 杭州市公安局",
        ),
    ],
)
def test_why_none_is_chosen(found: list[Candidate], reason: str) -> None:
    choice = chosen(found, "杭州通", unit("杭州"))
    assert (choice.app, choice.reason) == (None, reason)


def test_accounts_without_an_id_name_what_to_search_for() -> None:
    assert (searched("search:京通"), searched("910260096"), searched("")) == ("京通", "", "")

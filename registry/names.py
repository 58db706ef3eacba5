"""Short names of governments: what is left without the words for their level and peoples."""

from __future__ import annotations

import re

from ..contract import Unit

PEOPLES = (
    "壮族|回族|维吾尔|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|傣族|白族|景颇族|傈僳族|朝鲜族|蒙古族?|哈萨克族?|柯尔克孜族?|"
    "满族|瑶族|畲族|黎族|仡佬族|仫佬族|毛南族|水族|纳西族|拉祜族|佤族|布朗族|怒族|独龙族|普米族|裕固族|保安族|东乡族|撒拉族|土族|"
    "达斡尔族|鄂温克族|锡伯族?|塔吉克族?|各族"
)
ENDINGS = "自治区|自治州|自治县|自治旗|地区|新区|矿区|特区|(?<=神农架)林区|省|市|盟|县|区"
NAME = re.compile(rf"(.{{2,}}?)(?:{PEOPLES})*族?(?:{ENDINGS})")


def short_name(unit: Unit) -> str:
    """The Chinese name without its level and peoples: 浙江, 内蒙古, 阿坝. Two characters (赵县) and banners stay whole."""
    return shorten(unit.name)


def name_in(unit: Unit, lang: str) -> str:
    """The name as people say it in that language: 浙江, Zhejiang."""
    return unit.name_en or unit.name if lang == "en" else short_name(unit)


def shorten(name: str) -> str:
    """The same of a bare name."""
    found = NAME.fullmatch(name)
    return found[1] if found else name

"""Whose page a home page is: a hospital's, a newspaper's or another government's is not the portal that was asked for."""

from __future__ import annotations

import re

from ... import registry
from ...contract import Extract, Status
from .page import Doc, bare

_CODE = re.compile(r"\d{10}")
_PRINTED = re.compile(r"标识码[:：]?(\d{10})(?!\d)")
_LINKED = re.compile(r"(?:site_?code=|sitecode=[\"'])(\d{10})(?!\d)", re.I)
_GOVERNMENT = re.compile(r"人民政府|政府(?:门户|网|信息|办公)|(?:管委会|管理委员会|行政公署)")
_FOREIGN = re.compile(
    r"医院|卫生院|大学|学院|学校|[中小]学|幼儿园|新闻(?:网|门户)|日报|晚报|晨报|都市报|报社|电视台|广播网|协会|商会|学会|联合会|基金会"
    r"|网易|新浪|搜狐|腾讯|凤凰网|百度|新华网|人民网|央视网|有限(?:责任)?公司|集团|股份|酒店|旅行社|律师"
    r"|域名.{0,6}(?:出售|转让|交易|停放|过期)|(?:for sale|domain park)|博彩|娱乐城|彩票|棋牌|赌场",
    re.I,
)
# the name of an institution, whoever runs it: 省人民政府机关幼儿园
_INSTITUTION = re.compile(rf"(?:{_FOREIGN.pattern})(?:官方)?(?:网站|官网|门户|首页|欢迎您)?", re.I)
_SPONSOR = re.compile(r"主办(?:单位|方)?[:：]?[^:：\n]{0,20}(?:人民政府(?!新闻)|政府办公|行政公署|管委会|管理委员会)")
_OTHER_SPONSOR = re.compile(
    r"主办(?:单位|方)?[:：]?[^:：\n]{0,20}?(?:报社|日报|传媒|媒体|集团|公司|大学|学院|学校|医院|[协商学]会|联合会|电视台)"
)
# what a portal under gov.cn offers that prints no name, sponsor or code: two of these
_CIVIC = re.compile(
    r"政务公开|信息公开|政务服务|办事(?:服务|大厅|指南)|政民互动|互动交流|公众参与|政务要闻|[市县区州盟旗省]长信箱|来信选登|领导之窗"
    r"|政策(?:文件|解读)|公示公告|通知公告|规划计划|财政信息|财政预决算|人事(?:信息|任免)|政府工作报告|行政执法|法治政府|网上调查|意见征集"
)
# the red badge is that of party and state; public institutions bear a blue one
_BADGE = re.compile(r"conac\.cn/image/red|(?:alt|title)\s?=\s?[\"'][^\"'<>]{0,20}党政机关")
STATE = "gov.cn"  # the State Council's own host
SCHOOLS = ("edu.cn", "ac.cn", "mil.cn")


def impostor(doc: Doc) -> Extract | None:
    """Why the page is not the portal of the unit that was asked for; None where it may be."""
    code, unit = site_code(doc), doc.page.unit
    official = _under(doc.host, "gov.cn")
    if official and code[:6] == unit:
        return None
    if unit in registry.units() and code[:6] != unit and (other := registry.units().get(code[:6])):
        return _not(f"another government's portal: {other.code} {other.name}")
    if doc.host == STATE:
        return _not("another government's portal: gov.cn 国务院")
    name = bare(doc.metas.get("sitename", "") or doc.title)
    foreign = _FOREIGN.search(name)
    if foreign and (_INSTITUTION.fullmatch(name, foreign.start()) or not _GOVERNMENT.search(name)):
        return _not(f"not a government portal: {foreign[0]}")
    if school := next((end for end in SCHOOLS if _under(doc.host, end)), ""):
        return _not(f"not a government portal: {school}")
    return None if code or _named(name, unit) or _signed(doc, name) else _unsigned(doc, official)


def _unsigned(doc: Doc, official: bool) -> Extract | None:
    """Of a page whose name, sponsor and badge are no government's: somebody else's, unless it lies and looks like one's."""
    sponsor = _OTHER_SPONSOR.search(doc.lines.replace(" ", ""))
    if sponsor:
        return _not(f"not a government portal: {sponsor[0]}")
    return None if official and len({*_CIVIC.findall(doc.words)}) > 1 else _not("not a government portal: no sign of one")


def site_code(doc: Doc) -> str:
    """The ten digits of the site's code: of its tag, else printed, else of the link for reporting errors; '' for none."""
    given = doc.metas.get("siteidcode", "")
    if _CODE.fullmatch(given):
        return given
    found = _PRINTED.search(doc.words) or _LINKED.search(doc.text)
    return found[1] if found else ""


def _named(name: str, code: str) -> bool:
    """True for a name with that of the unit asked for in it: 中国·杭州."""
    unit = registry.units().get(code)
    return unit is not None and registry.short_name(unit) in name


def _signed(doc: Doc, name: str) -> bool:
    """True where a name, a sponsor or the badge says that it is a government's."""
    return bool(_GOVERNMENT.search(name) or _SPONSOR.search(doc.lines.replace(" ", "")) or _BADGE.search(doc.text))


def _under(host: str, end: str) -> bool:
    return host == end or host.endswith("." + end)


def _not(reason: str) -> Extract:
    return Extract(Status.CHANGED_SHAPE, reason=reason)

"""The words of portals: names of columns, features, labels of guides and letters. Taken from real portals."""

from __future__ import annotations

import re

from ...contract import ACCESS, FOOTER, INNOVATION, OFFERS

# Kinds of column and of other pages by their names, first match decides: 意见征集公告 asks for opinions, it does not
# announce; 政策解读 explains a policy; 政务服务好差评 rates the hall; the annual report and the guide of 政府信息公开 are not it.
KINDS = (
    ("english", "^(?i:English(?:Version|Site)?|EN|ENG)$|^英文(?:版|网|网站)?$"),
    ("rating", "好差评"),
    ("open_data", "(?:数据开放|开放数据)(?:平台|网|网站|门户|专区|专栏)?$"),
    ("openness", "^(?:政府|法定主动)?信息公开(?:专栏|专区|平台|专网|栏目)?$"),
    ("consult", "意见征集|民意征集|征集调查|调查征集|(?:网上|在线|问卷|民意)调查|网上征集|意见征求|征求意见|^(?:征集|调查)$"),
    ("interview", "访谈"),
    ("letters", "领导信箱|书记信箱|[省市区县州盟旗]长信箱|主席信箱|专员信箱|来信|留言选登|咨询投诉"),
    ("response", "回应关切|热点回应|主动回应"),
    ("reading", "解读"),
    ("hall", "办事服务|政务服务|服务大厅|办事大厅"),
    ("policy", "政策文件|政府文件|规范性文件|^(?:政策|文件|政策法规)$"),
    ("notice", "通知公告|公示公告|公告公示"),
    ("news", "要闻|动态|新闻"),
    ("other", "数据发布|统计数据|统计信息|人事信息|人事任免|规划计划|财政信息|财政预决算|财政资金|重点领域|招考录用|建议提案"),
)
_KINDS = tuple((kind, re.compile(words)) for kind, words in KINDS)
_ANY_KIND = re.compile("|".join(words for _kind, words in KINDS))
LIST_KINDS = ("news", "notice", "policy", "reading", "other")
COLUMN_KINDS = (*LIST_KINDS, "consult", "interview", "response")
MAX_NAME = 12

MORE = re.compile(r"[>＞»+.…\s]*(?:查看)?(?:更多|more)[>＞»+.…\s]*", re.I)
NEXT = re.compile(r"[\[【]?(?:下一页|下页|后页|next(?:page)?)[>＞»›→\]】]{0,3}", re.I)
NOTHING = re.compile(r"暂无|暂时没有|没有相关|没有数据|无数据|没有记录|无记录|没有内容|敬请期待|建设中")

# Features of a home page, as the contract names them. Footer words count in the foot only.
FOOTER_WORDS = dict(
    zip(
        FOOTER,
        (
            r"网站标识码[:：]?[0-9A-Za-z]{10}",
            r"ICP备",
            r"公网安备",
            r"党政机关|bszs\.conac\.cn",
            r"zfwzgl\.www\.gov\.cn/exposure/jiucuo|pucha\.kaipuyun",
            r"网站地图|站点地图",
            r"主办",
            r"联系电话|联系我们|联系方式",
        ),
        strict=True,
    )
)
ACCESS_WORDS = dict(zip(ACCESS, ("", r"无障碍", r"适老|长者|关怀版|老年", r"繁[体體]|English|^EN$"), strict=True))
INNOVATION_WORDS = dict(
    zip(
        INNOVATION,
        (
            r"智能问答|智能客服|机器人",
            r"登录|个人中心|用户中心",
            r"数据开放|开放数据",
            r"一件事",
            r"手机版|移动端|小程序|App下载|APP",
        ),
        strict=True,
    )
)
# what a portal, its hall or its openness page offers: names of links and buttons
OFFER_WORDS = dict(
    zip(
        OFFERS,
        (
            r"知识库|问答库|常见问题",
            r"权责清单|权力清单|责任清单",
            r"标准目录|公开标准|标准化规范化",
            r"电子证照",
            r"跨省通办",
            r"一件事",
            r"好差评",
        ),
        strict=True,
    )
)
SEARCH_NAMES = frozenset({"q", "qt", "searchword", "keyword"})

# what helps to search: the whole of a label, or what stands before its colon
SMART_WORDS = {
    "suggest": r"^(?:搜索联想|智能推荐|热门搜索词?)(?:[:：].*)?$",
    "correct": r"^(?:您是不是要找|纠错搜索|智能纠错)",
    "related": r"^相关搜索(?:[:：].*)?$",
    "services": r"^(?:服务|办事)直达(?:[:：区].*)?$",
}
FACET = re.compile(r"按(?:时间|栏目|部门|类型|类别|分类)|分类筛选")

# Labels of a guide -> its element class (19号 veto 6)
GUIDE_LABELS = {
    "事项名称": "事项名称",
    **dict.fromkeys(("设定依据", "法律依据", "实施依据"), "设定依据"),
    **dict.fromkeys(("申请条件", "受理条件"), "申请条件"),
    **dict.fromkeys(("办理材料", "申请材料", "申报材料"), "办理材料"),
    "办理地点": "办理地点",
    **dict.fromkeys(("办理机构", "实施机关", "实施机构"), "办理机构"),
    **dict.fromkeys(("收费标准", "收费情况", "是否收费"), "收费标准"),
    **dict.fromkeys(("办理时间", "办公时间"), "办理时间"),
    **dict.fromkeys(("联系电话", "咨询电话", "咨询方式"), "联系电话"),
    **dict.fromkeys(("办理流程", "流程图"), "办理流程"),
}
# and what it says of time: label -> whose time it is; the unit may stand in the label
GUIDE_DAYS = {
    f"{words}{unit}": whose
    for whose, labels in (
        ("statutory", ("法定办结时限", "法定时限", "法定期限", "法定办理时限")),
        ("promised", ("承诺办结时限", "承诺时限", "承诺期限", "承诺办理时限")),
    )
    for words in labels
    for unit in ("", "（工作日）", "(工作日)", "（天）")
}
FORM_FILE = re.compile(r"\.(?:docx?|xlsx?|wps|pdf|zip)$", re.I)


def kind_of(name: str) -> str:
    """The kind of column of that name; '' for a name that is no column's."""
    name = "".join(name.split())
    if (len(name) > MAX_NAME and not name.isascii()) or not _ANY_KIND.search(name):
        return ""
    return next(kind for kind, words in _KINDS if words.search(name))

"""The words around letters: labels and heads, statuses, satisfaction, what a letter box promises. Taken from real portals."""

from __future__ import annotations

import re


def _named(role: str, before: str, after: str) -> dict[str, str]:
    """Every word of `before` with every word of `after` -> role; `-` stands for no word."""
    return {start.strip("-") + end: role for start in before.split() for end in after.split()}


# label, or head of a column -> what stands beside or below it. What stands at any other label is a citizen's.
LABELS = {
    **_named("asked", "来信 提交 留言 写信 信件 咨询 反映 诉求 提问 投诉 登记", "时间 日期"),
    **_named("answered", "回复 答复 办结 反馈 回信", "时间 日期"),
    **_named("department", "受理 答复 办理 回复 承办 处理 责任", "单位 部门 机构"),
    **_named("status", "- 办理 处理 信件 回复 答复 受理 来信 当前", "状态"),
    **_named("kind", "- 信件 来信 留言 诉求 问题 咨询 事项 反映", "类型 类别 分类"),
    **_named("code", "- 信件 来信 受理 留言 诉求 查询", "编号"),
    **_named("subject", "- 来信 信件 留言 诉求", "主题 标题 名称"),
    **_named("satisfaction", "- 办理 回复 答复 群众 服务", "满意度 评价 满意度评价"),
    **_named("satisfaction", "办理结果 满意 评价", "评价 情况 结果"),
    **_named("content", "- 来信 信件 留言 写信 咨询 诉求 投诉 反映 问题", "内容"),
    **_named("answer", "回复 答复 反馈 办理", "内容 结果 情况 意见 信息"),
    **_named("answer", "处理 办结", "结果 情况 意见"),
    **_named("answer", "-", "回复 答复 官方回复"),
    **_named("other", "受理 转办 交办 公开 发布 更新 查看 截止", "时间 日期"),
    **_named("other", "写信 来信 留言 发件 咨询 反映 投诉 提问 联系 诉求", "人 者 人姓名 电话 地址 方式 邮箱 对象"),
    **_named("other", "-", "姓名 网名 昵称 网友 电话 手机 手机号 邮箱 地址 附件 浏览次数 点击量 阅读次数 来源 序号"),
}
MAX_LABEL = max(map(len, LABELS))
LABEL = re.compile(rf"(?<!\w)(\w{{1,{MAX_LABEL}}})\s?[:：]")

ANSWERED = re.compile(r"已(?:回复|答复|办结|办理|处理|反馈|解决|完成|回应)|办结|(?:办理|回复|答复)完成")
OPEN = re.compile(
    r"(?:未|待|正在)(?:回复|答复|办结|办理|处理|受理|反馈)|(?:办理|处理|受理|回复|转办|审核)中|已(?:受理|转办|转交|提交|接收)"
)
STATUS = re.compile(f"{ANSWERED.pattern}|{OPEN.pattern}")
SATISFIED = {
    **dict.fromkeys(("非常满意", "很满意", "满意", "比较满意", "基本满意"), "satisfied"),
    **dict.fromkeys(("不满意", "非常不满意", "很不满意"), "unsatisfied"),
}
KIND = re.compile(
    r"(?:我要)?(?:咨询|投诉|建议|求助|举报|表扬|感谢|意见|求决|申诉|反映|信访|纠错|诉求|留言|其他|其它)"
    r"(?:类|求助|建议|举报|投诉|表扬|信件)?"
)
# values as they may be kept: a number of seven digits and more may be somebody's
_OFFICE = (
    r"(?:[局委办厅部处科室院所站队会校学馆区县市旗州盟镇乡村社行园厂段组场库署台网]"
    r"|中心|公司|集团|政府|街道|热线|平台|单位|部门|信箱|机构)"
)
DEPARTMENT = re.compile(rf"(?!\D*\d{{7}})[\w（）()、·—-]{{1,28}}{_OFFICE}(?:[（(][\w、]{{1,20}}[）)])?")
CATEGORY = re.compile(r"(?!\D*\d{3})(?!.*[我你您请吗呢])[\w/、（）()·—-]{1,10}")
CODE = re.compile(r"[A-Za-z0-9_-]{4,40}")
PERSONAL = re.compile(  # numbers of telephones and of identity cards
    r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx])(?!\d)",
    re.ASCII,
)
PENDING = re.compile(r"[\W_]*(?:暂无|暂未|尚未|未|待|等待|正在)?(?:回复|答复|办理|处理|反馈|受理)?中?(?:内容|意见|结果)?[\W_]*")

_DAYS = r"(\d{1,3}|[一二两三四五六七八九十]{1,3})\s?个?\s?(工作日|自然日|日|天)"
PROMISES = (
    re.compile(
        rf"(?:承诺|(?:办理|答复|回复|办结)(?:时限|期限)|之日起)[^\d一二两三四五六七八九十。；;\n]{{0,12}}{_DAYS}(?!前|\d)"
    ),
    re.compile(rf"{_DAYS}之?内(?!部)[^\d。；;，,\n]{{0,8}}(?:答复|办结|回复|反馈|处理)"),
)
FOLLOWUP = re.compile(r"回访|满意度评价|我要评价|办理结果评价")
KNOWLEDGE = re.compile(r"知识库|常见问题|问答库")
BOX = re.compile(
    r"(?:[省市区县州盟旗局厅]长|书记|主席|专员|领导|主任)信箱|(?:群众|市民|公众|网民)?(?:来信|留言)(?:选登|选编|公开|查询|公示|办理)?"
    r"|咨询投诉|投诉咨询|政民互动|互动交流|写信|信箱|(?:12345)?(?:政务服务)?(?:便民)?热线|留言板"
)
# names of links about letters that are no letter's
BUTTON = re.compile(
    r"(?:我要|我想|在线|网上|进入|点击|查看|更多|信件|来信|留言|办理|答复|回复|写信|咨询|投诉|建议|举报|求助|查询|统计|须知|指南"
    r"|说明|选登|公开|信箱|首页|列表|满意度|评价|热线|情况|结果|平台|中心|[省市区县州盟旗局厅]长|书记|主席|专员|领导|12345|[^\w■]|_){1,8}"
)


def promised(text: str) -> tuple[int, bool] | None:
    """The shortest promise in a text: days, and whether they are working days; None where there is none."""
    found = (hit for pattern in PROMISES for hit in pattern.finditer(text))
    told = ((number(hit[1]), hit[2] == "工作日") for hit in found)
    return min((each for each in told if 0 < each[0] <= 366), default=None)


def number(text: str) -> int:
    """The number that these digits, Arabic or Chinese below a hundred, write; 0 for nonsense."""
    if text.isdecimal():
        return int(text)
    digits = "零一二三四五六七八九"
    tens, ten, ones = text.replace("两", "二").rpartition("十")
    if len(ones) > 1 or len(tens) > 1:
        return 0
    return (10 * (digits.find(tens) if tens else 1) if ten else 0) + (digits.find(ones) if ones else 0)

"""How cells of a workbook are shown: numbers by what their column is of, and how wide a text stands."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

SCORE, SHARE, WHOLE, HALF = "0.000", "0.0%", "0", "0.0"
SHARES = re.compile(
    r"(有值|非零|不同取值|最多相同)比例|(第一)?成分方差占比|在上级中的权重|有效权重|相当于比较区域|有得分的时期占比|年均增长率|变化率"
    r"|share|published|coverage|.+ 覆盖率|.*得分率|.*占比|.+的概率"
)
ALL_SHARES = ("数据可得性", "两两比较")  # sheets of nothing else
HALVES = ("中位名次", "平均名次", "平均位次变动", "百分位")
RAW = ("现值", "目标值", "原始值", "最小值", "最大值", "中位数", "变动")  # in the indicator's own unit


def number_format(value: float, head: str, sheet: str) -> str:
    """The format of a number under that head: shares (0..1) as per cent, counts and ranks whole, else three decimals."""
    if isinstance(value, float) and (sheet in ALL_SHARES or SHARES.fullmatch(head)):
        return SHARE
    if head in HALVES:
        return HALF
    return WHOLE if isinstance(value, int) or (head in RAW and value.is_integer()) else SCORE


def width(value: object) -> int:
    """How many columns of Latin letters a cell takes; Chinese signs take two."""
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)

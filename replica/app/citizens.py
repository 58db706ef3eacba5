"""What citizens leave in stores: made-up names and words, none of which may be kept by anybody who reads them."""

from __future__ import annotations

SAID = (
    "登录总要等半天，验证码收不到",
    "界面清清爽爽，给家里老人也装了",
    "点进去就闪退，重装三遍还是这样",
    "再也不用请假跑窗口，点赞",
    "查不到我上个月交的钱，急死人",
    "比以前顺手多了，继续加油",
)


def person(number: int) -> str:
    """The name of a citizen who does not exist."""
    return f"用户99{number:08d}"


def words(number: int) -> str:
    """What that citizen wrote."""
    return SAID[number % len(SAID)]

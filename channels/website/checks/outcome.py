"""What a check says of one page or of the whole, and where checks declare themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ....contract import Status

PASS, FAIL, NOT_DECIDED, NOT_APPLICABLE = "pass", "fail", "not_decided", "not_applicable"
TOLD = {  # what a look came to, in Chinese
    Status.OK: "已观测", Status.CENSORED: "只知下限", Status.EMPTY: "没有可判的内容", Status.ABSENT: "没有开设",
    Status.DELISTED: "已下架", Status.DELETED: "已删除", Status.NOT_APPLICABLE: "不适用",
    Status.NOT_DECIDED: "查看次数或内容不足", Status.BLOCKED: "被拦截", Status.THROTTLED: "被限流",
    Status.ROBOTS_DENIED: "robots 不允许", Status.LOGIN_REQUIRED: "需要登录", Status.TIMEOUT: "超时",
    Status.DNS: "域名无法解析", Status.TLS: "证书或加密失败", Status.REFUSED: "连接被拒绝", Status.HTTP_ERROR: "服务器报错",
    Status.TOO_LARGE: "内容过大", Status.REDIRECT_LOOP: "循环跳转", Status.CHANGED_SHAPE: "页面结构改变",
    Status.NOT_TRIED: "未查看",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """pass | fail | not_decided | not_applicable, and what was seen. `page` is the id of the look, `url` where it led.

    `doubtful`: it rests on the words of links, and a person must look before it counts as a veto.
    """

    outcome: str
    seen: str
    count: int = 0
    page: str = ""
    url: str = ""
    doubtful: bool = False


Check = Callable[..., list[Outcome]]  # (view, **parameters of the rule)
CHECKS: dict[str, Check] = {}


def check(function: Check) -> Check:
    """Declares a check, by its name."""
    name = function.__name__
    if name in CHECKS or not function.__doc__:
        raise ValueError(f"check {name}: declared twice, or without a docstring")
    CHECKS[name] = function
    return function

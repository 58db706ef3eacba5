"""Chinese beside the words that the index and the contract use, for sheets that people read."""

from __future__ import annotations

import re

from ...templates.phrases import phrases

KINDS = {
    "composite": "综合指数", "index": "指数", "channel": "渠道", "capability": "能力", "indicator": "指标", "dimension": "维度",
    "element": "要素", "stage": "阶段", "ability": "能力", "subability": "分能力", "force": "力",
}  # fmt: skip
FACTORS = {
    "weights": "权重", "missing": "缺失值", "leave-one-out": "逐一剔除指标", "treatment": "异常值处理", "imputation": "缺失填补",
    "normalisation": "标准化方法", "aggregation": "合成方法",
}  # fmt: skip
STATUS = re.compile(r"\b[A-Z]{2,}(?:_[A-Z]+)*\b")
SAID = (  # what the index gives as reasons and warnings
    (r"no score then, by the new scheme: ", "按新方案，前期没有得分："),
    (r"no score then: ", "前期没有得分："),
    (r"no score now: ", "本期没有得分："),
    (r"(\d+%) observed, (\d+%) wanted", r"只观测到\1，至少要\2"),
    (r"(\d+) of (\d+) below it have a score, (\d+%) wanted", r"下级\2项中\1项有得分，至少要\3"),
    (r"not observed: ", "未观测："),
    (r"does not apply", "不适用"),
    (r"fewer than two values", "有值的时期不足两个"),
    (r"(\d+) base runs: want at least (\d+)", r"基础样本只有\1次，至少要\2次"),
    (r"first order (\S+) above total order (\S+): that is sampling error", r"一阶指数\1大于总指数\2：属抽样误差"),
    (r"first order (\S+) and all of its interval below 0: that is sampling error", r"一阶指数\1及其整个区间小于0：属抽样误差"),
    (r"the interval is (\S+) wide, more than (\S+): take more base runs", r"区间宽\1，超过\2：请增加基础样本（--base）"),
)


def kind_zh(kind: str) -> str:
    """A level of the tree in Chinese; a level of one's own scheme as it is called there."""
    return KINDS.get(kind, kind)


def factor_zh(name: str) -> str:
    """A factor in Chinese with the word that --vary knows."""
    return f"{FACTORS[name]} {name}" if name in FACTORS else name


def status_zh(status: str) -> str:
    """The contract's word with its Chinese beside it, as `ABSENT 没有开设`; '' stays ''."""
    known = phrases("zh").table
    return f"{status} {known[f'status.{status}']}" if f"status.{status}" in known else status


def said_zh(text: str) -> str:
    """A reason or warning in Chinese; what is not known stays as it is."""
    for pattern, words in SAID:
        text = re.sub(pattern, words, text)
    return STATUS.sub(lambda word: status_zh(word[0]), text)

"""Tables of an audit about the data and how they hang together, with Chinese heads."""

from __future__ import annotations

from ...index.scored import plain
from .auditwords import Rows, Words


def statistics(w: Words) -> Rows:
    head: list[object] = [
        "代码", "指标", "最小值", "最大值", "均值", "中位数", "标准差", "偏度", "峰度", "有值单位数", "非零单位数", "不同取值数",
        "最多相同数", "有值比例", "非零比例", "不同取值比例", "最多相同比例", "有值过少", "零过多", "取值过少", "分布异常",
    ]  # fmt: skip
    return [head] + [
        [
            s.indicator, w.title(s.indicator), s.least, s.most, s.mean, s.median, s.deviation, s.skewness, s.kurtosis,
            s.available, s.nonzero, s.unique, s.same, *s.shares,
            *("是" if flag else "" for flag in (s.few, s.zeros, s.repeated, s.outliers)),
        ]
        for s in w.report.statistics
    ]  # fmt: skip


def availability(w: Words) -> Rows:
    found = w.report.availability
    chosen = [i for i, node in enumerate(found.nodes) if node in w.report.effective]
    head: list[object] = ["代码", "名称", *(w.title(found.nodes[i]) for i in chosen)]
    return [head] + [
        [unit, w.name(unit), *(plain(row[i]) for i in chosen)] for unit, row in zip(found.units, found.shares, strict=True)
    ]


def ancestors(w: Words) -> Rows:
    head: list[object] = ["上级代码", "上级", "代码", "名称", "皮尔逊", "斯皮尔曼", "肯德尔τ-b", "单位数"]
    kinds = zip(*(w.report.ancestors[kind] for kind in ("pearson", "spearman", "kendall")), strict=True)
    return [head] + [
        [p.first, w.title(p.first), p.second, w.title(p.second), p.value, s.value, k.value, p.units] for p, s, k in kinds
    ]


def pairs(w: Words) -> Rows:
    head: list[object] = ["范围", "代码一", "指标一", "代码二", "指标二", "相关系数", "单位数"]
    kinds = (("同一分支", w.report.within), ("不同分支", w.report.between))
    return [head] + [
        [where, c.first, w.title(c.first), c.second, w.title(c.second), c.value, c.units] for where, found in kinds for c in found
    ]


def size(w: Words) -> Rows:
    head: list[object] = ["代码", "指标", "规模列", "相关系数", "单位数"]
    return [head] + [[c.first, w.title(c.first), c.second, c.value, c.units] for c in w.report.size]


def branches(w: Words) -> Rows:
    rows: Rows = [[
        "代码", "分支", "克龙巴赫α（原始值）", "克龙巴赫α（标准化后）", "特征值大于1的成分数", "第一成分方差占比", "完整单位数"
    ]]  # fmt: skip
    for node, (raw, normal) in w.report.alphas.items():
        parts = w.report.components[node]
        told = (parts.dimensions, parts.shares[0], parts.units) if parts else (None, None, None)
        rows.append([node, w.title(node), raw, normal, *told])
    return rows


def loadings(w: Words) -> Rows:
    rows: Rows = [["分支代码", "分支", "指标代码", "指标", "成分", "载荷", "成分方差", "成分方差占比"]]
    for node, parts in w.report.components.items():
        if parts is None:
            continue
        for i, leaf in enumerate(parts.columns):
            for pc in range(len(parts.columns)):
                of_pc = (float(parts.loadings[i, pc]), parts.variances[pc], parts.shares[pc])
                rows.append([node, w.title(node), leaf, w.title(leaf), pc + 1, *of_pc])
    return rows

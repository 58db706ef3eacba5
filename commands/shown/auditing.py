"""The tables of an audit as people read them, by the names of their sheets."""

from __future__ import annotations

from ...index.audit.report import Audit
from . import auditdata as data
from . import auditranks as ranks
from .auditwords import Words, everything, sentences
from .sheetfiles import Table


def sheets(report: Audit) -> dict[str, Table]:
    """Every table by its sheet's name; the first says in sentences what to look at. Those without a row are left out."""
    w = Words(report)
    made = {
        "要点": sentences(w),
        "指标统计": data.statistics(w),
        "数据可得性": data.availability(w),
        "与上级相关": data.ancestors(w),
        "指标间相关": data.pairs(w),
        "与规模相关": data.size(w),
        "信度与主成分": data.branches(w),
        "主成分载荷": data.loadings(w),
        "有效权重": ranks.weights(w),
        "剔除影响": ranks.removals(w),
        "剔除后得分": ranks.without(w),
        "得分": ranks.wide(w, "score"),
        "位次": ranks.wide(w, "rank"),
        "组内位次": ranks.wide(w, "group_rank"),
        "优势与短板": ranks.strengths(w),
        "要点明细": everything(w),
    }
    return {name: rows for name, rows in made.items() if len(rows) > 1}

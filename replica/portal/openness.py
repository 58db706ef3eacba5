"""Draws the pages of 政府信息公开: the sections, the annual reports in the form of 国办公开办函〔2021〕30号."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from ...contract import OPENNESS, REPORT_TABLES
from .lots import Lots
from .offered import AnnualReport, Offer, OpennessArea, ReportRow, Section

TEXTS = {
    "guide": ("政府信息公开指南",),
    "rules": ("政府信息公开制度",),
    "content": ("法定主动公开内容", "政府信息公开目录"),
    "report": ("政府信息公开年报", "政府信息公开年度报告"),
    "application": ("依申请公开",),
}
FIRST_YEAR = 2021  # the form's first
NEW, BEFORE, SUM, AFTER = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（七）总计",
    "四、结转下年度继续办理",
)
GRANTED, PARTLY = "（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
OUTCOMES = {  # the results of 三、本年度办理结果, each with its kinds
    GRANTED: "",
    PARTLY: "",
    "（三）不予公开": "属于国家秘密|其他法律行政法规禁止公开|危及“三安全一稳定”|保护第三方合法权益|"
    "属于三类内部事务信息|属于四类过程性信息|属于行政执法案卷|属于行政查询事项",
    "（四）无法提供": "本机关不掌握相关政府信息|没有现成信息需要另行制作|补正后申请内容仍不明确",
    "（五）不予处理": "信访举报投诉类申请|重复申请|要求提供公开出版物|无正当理由大量反复申请|"
    "要求行政机关确认或重新出具已获取信息",
    "（六）其他处理": "申请人无正当理由逾期不补正|申请人逾期未按收费通知要求缴纳费用|其他",
}


def draw_openness(lots: Lots) -> OpennessArea | None:
    """The page of 政府信息公开, if the home page leads to one."""
    if not lots.has("openness", 0.75, 1.0):
        return None
    reports = tuple(annual_reports(lots))
    there = tuple(n for n in OPENNESS if (n == "report" and reports) or lots.has(f"section {n}", 0.35, 1.0))
    sections = tuple(Section(n, lots.pick(f"section words {n}", TEXTS[n]), f"/zwgk/gk{n}/index.html") for n in there)
    return OpennessArea(
        text=lots.pick("openness words", ("政府信息公开", "信息公开")),
        address="/zwgk/xxgk/index.html",
        sections=sections,
        offers=tuple(offers(lots)),
        reports=reports,
    )


def offers(lots: Lots) -> Iterator[Offer]:
    """Lists of powers and of what must be open, where the openness page leads to them."""
    if lots.has("openness power_list", 0.1, 0.7):
        yield Offer("power_list", lots.pick("power words", ("权责清单", "权力清单", "责任清单")), "/zwgk/qzqd/index.html")
    if lots.has("openness standards", 0.1, 0.7):
        yield Offer("standards", lots.pick("standards words", ("基层政务公开标准目录", "标准目录")), "/zwgk/bzml/index.html")


def annual_reports(lots: Lots) -> Iterator[AnnualReport]:
    """The reports listed, newest first: some portals have stopped, some list none."""
    if not lots.has("reports", 0.7, 1.0):
        return
    due = int(lots.world.period) - 1
    late = 0 if lots.has("reports on time", 0.55, 1.0) else 1 + int(lots.luck("reports late") * 2)
    for year in range(due - late, max(FIRST_YEAR, due - 5) - 1, -1):
        report = annual_report(lots, year)
        gone = year == due - late and lots.luck("report gone") < 0.04
        yield replace(report, gone=gone)


def annual_report(lots: Lots, year: int) -> AnnualReport:
    """One year's report: the tables that hold numbers, and the numbers."""
    rng = lots.world.rng("portal", lots.unit.code, "report", str(year))
    tables = tuple(t for t in REPORT_TABLES if rng.random() < lots.between(0.6, 1.0))
    return AnnualReport(
        year=year,
        address=f"/zwgk/gknb/{year + 1}0120/{lots.unit.code}{year}.html",
        tables=tables,
        issued=tuple(rng.randint(0, most) for most in (3, 2, 30, 40, 25, 300)) + (rng.randint(100, 90000),) * 3,
        rows=tuple(requests(lots, rng)),
        disputes=tuple(disputes(rng)),
    )


def requests(lots: Lots, rng: random.Random) -> Iterator[ReportRow]:
    """The third table: what came in equals what was handled and what is left, in every column."""
    new, before = people(rng, rng.choice((0, *range(1, 900, 7)))), people(rng, rng.randint(0, 6))
    came = [n + b for n, b in zip(new, before, strict=True)]
    after = [rng.randint(0, min(2, n)) for n in came]
    handled = [n - left for n, left in zip(came, after, strict=True)]
    granted, partly = lots.between(0.15, 0.6) + rng.uniform(-0.1, 0.1), rng.uniform(0.02, 0.1)
    kinds = [divided(rng, number, [granted, partly, 0.12, 0.2, 0.05, 0.03]) for number in handled]
    yield ReportRow(NEW, summed(new))
    yield ReportRow(BEFORE, summed(before))
    for n, (label, parts) in enumerate(OUTCOMES.items()):
        yield from outcome(rng, label, tuple(filter(None, parts.split("|"))), [column[n] for column in kinds])
    yield ReportRow(SUM, summed(handled))
    yield ReportRow(AFTER, summed(after))


def outcome(rng: random.Random, label: str, parts: tuple[str, ...], numbers: list[int]) -> Iterator[ReportRow]:
    """The row of a result that has no kinds, else the rows of its kinds."""
    shares = [divided(rng, number, [1.0] * len(parts)) for number in numbers] if parts else []
    yield from (ReportRow(f"{n + 1}.{part}", summed([column[n] for column in shares]), label) for n, part in enumerate(parts))
    if not parts:
        yield ReportRow(label, summed(numbers))


def people(rng: random.Random, whole: int) -> list[int]:
    """A number of requests by kind of applicant: 自然人 most of them, then five kinds of 法人或其他组织."""
    return divided(rng, whole, [0.9, 0.05, 0.01, 0.01, 0.02, 0.01])


def divided(rng: random.Random, whole: int, shares: list[float]) -> list[int]:
    """The whole cut at random in parts of about these shares."""
    chosen = rng.choices(range(len(shares)), shares, k=max(0, whole))
    return [chosen.count(n) for n in range(len(shares))]


def summed(numbers: list[int]) -> tuple[int, ...]:
    return (*numbers, sum(numbers))


def disputes(rng: random.Random) -> Iterator[int]:
    """The fourth table: three times four outcomes and their sum."""
    for _ in range(3):
        outcomes = [rng.randint(0, 4) for _ in range(4)]
        yield from (*outcomes, sum(outcomes))

"""Openness: what the law says must be told, and is told."""

from __future__ import annotations

from ....contract import OPENNESS, REPORT_TABLES, AnnualReport, Openness, Status, china_date
from ...table import MORE, Measured, View
from ..seen import lacking
from .named import offered
from .rules import metrics

AREA, REPORTS, LISTS = ("home", "openness"), ("home", "openness", "report?"), ("home", "openness?")
SECTIONS = "政府信息公开条例 (2019) 第十二条 第二十条 第二十七条"
DUE = "政府信息公开条例 (2019) 第四十九条 第五十条"
FORM = "国办公开办函〔2021〕30号 年度报告格式"
POWERS = "中办发〔2015〕21号 权力清单"
STANDARDS = "国办发〔2019〕54号 基层政务公开标准化规范化"
PUBLISHED_FROM = (4, 1)  # governments publish the report of a year by 31 March of the next
NONE_LISTED = Measured(None, Status.ABSENT, reason="no annual report is listed")


def areas(view: View) -> list[Openness] | Measured:
    """The pages of openness read; ABSENT where the home page leads to none."""
    missing = lacking(view, "openness", ("openness",))
    return missing or view.facts(Openness) or Measured(None, Status.EMPTY, reason="nothing on the page of openness")


def newest(view: View) -> AnnualReport | Measured:
    """The newest annual report read; ABSENT where none is listed or the one listed is gone."""
    found = areas(view)
    if isinstance(found, Measured):
        return found
    read = view.facts(AnnualReport)
    if read:
        return max(read, key=lambda report: (report.year or 0, report.key))
    if not any(page.reports or "report" in page.sections for page in found):
        return NONE_LISTED
    unread = _unread(view)
    listed = any(page.reports for page in found)
    return unread if listed or unread.status is not Status.EMPTY else NONE_LISTED


def _unread(view: View) -> Measured:
    """Why no report was read, though the openness page leads to some."""
    made = view.looked("report")
    if not made:
        return Measured(None, Status.NOT_TRIED, reason="report: linked, not looked at")
    if all(page.status is Status.DELETED for page in made):
        return Measured(None, Status.ABSENT, reason="report: linked, and the page is gone")
    failed = next((page for page in made if page.status.failed), None)
    if failed:
        return Measured(None, failed.status, reason=f"report: {failed.reason or failed.url}")
    return Measured(None, Status.EMPTY, reason="report: nothing to read in it")


@metrics.add(
    "openness_sections_share", "政府信息公开专栏齐全率", "Sections of the openness page", "share", MORE, "information",
    needs=AREA, source=SECTIONS,
)  # fmt: skip
def openness_sections_share(view: View) -> Measured | float:
    """Share of 5 sections that the openness page leads to: guide, rules, content to be told unasked, annual reports, requests."""
    found = areas(view)
    return found if isinstance(found, Measured) else max(len(page.sections) for page in found) / len(OPENNESS)


@metrics.add(
    "annual_report_current", "信息公开年报按时公布", "Annual report of the year due", "是/否", MORE, "information",
    needs=AREA, source=DUE,
)  # fmt: skip
def annual_report_current(view: View) -> Measured | float:
    """1 if the annual reports listed hold the one of the year due, else 0: from 1 April on the year before, until then the
    one before that."""
    found = areas(view)
    if isinstance(found, Measured):
        return found
    today = china_date(view.as_of)
    due = str(today.year - (1 if (today.month, today.day) >= PUBLISHED_FROM else 2))
    listed = {year for page in found for year in page.reports} | {str(report.year) for report in view.facts(AnnualReport)}
    linked = any("report" in page.sections for page in found)
    unread = _unread(view) if linked and not listed else None
    return unread if unread and unread.status.failed else float(due in listed)


@metrics.add(
    "annual_tables_share", "信息公开年报表格齐全率", "Tables of the annual report", "share", MORE, "information",
    needs=REPORTS, source=FORM,
)  # fmt: skip
def annual_tables_share(view: View) -> Measured | float:
    """Share of the 3 tables with numbers in the newest annual report read: documents issued, requests handled, disputes."""
    report = newest(view)
    return report if isinstance(report, Measured) else len(report.tables) / len(REPORT_TABLES)


@metrics.add(
    "requests_granted_share", "依申请公开予以公开率", "Requests granted", "share", MORE, "information",
    needs=REPORTS, source=FORM,
)  # fmt: skip
def requests_granted_share(view: View) -> Measured | float | None:
    """(予以公开 + 部分公开) / 本年度办理结果总计, as the newest annual report read counts requests."""
    report = newest(view)
    if isinstance(report, Measured):
        return report
    if not report.handled or report.granted is None or report.partly is None:
        return None
    share = (report.granted + report.partly) / report.handled
    return share if share <= 1 else Measured(None, Status.EMPTY, reason="more granted than handled")


@metrics.add("power_list", "权责清单公开", "List of powers", "是/否", MORE, "information", needs=LISTS, source=POWERS)
def power_list(view: View) -> Measured | float:
    """1 if the home page or the openness page leads to the list of powers and responsibilities 权责清单, else 0."""
    return offered(view, "power_list", "openness")


@metrics.add(
    "standards_catalogue", "政务公开标准目录", "Catalogue of openness standards", "是/否", MORE, "information",
    needs=LISTS, source=STANDARDS,
)  # fmt: skip
def standards_catalogue(view: View) -> Measured | float:
    """1 if the home page or the openness page leads to the catalogue of what grass-roots openness covers, else 0."""
    return offered(view, "standards", "openness")

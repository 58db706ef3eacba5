"""The truth of the openness metrics, in the words of their definitions."""

from __future__ import annotations

from collections.abc import Callable

from ....contract import OPENNESS, REPORT_TABLES, Status
from ..offered import AnnualReport
from ..openness import GRANTED, PARTLY, SUM
from ..profile import PortalProfile
from .found import Found


def report(p: PortalProfile) -> AnnualReport | None:
    """The annual report read: the newest listed, if its page is there."""
    newest = next(iter(p.offers.openness.reports), None) if p.offers.openness else None
    return None if newest is None or newest.gone else newest


def openness_sections_share(p: PortalProfile) -> Found:
    """Share of the five parts of 政府信息公开 that its page leads to."""
    area = p.offers.openness
    return len(area.sections) / len(OPENNESS) if area else Status.ABSENT


def annual_report_current(p: PortalProfile) -> Found:
    """1 if the report due is listed: in autumn that of the year before."""
    area = p.offers.openness
    return any(r.year == p.as_of.year - 1 for r in area.reports) if area else Status.ABSENT


def annual_tables_share(p: PortalProfile) -> Found:
    """Share of the three tables of the report read that hold numbers."""
    read = report(p)
    return len(read.tables) / len(REPORT_TABLES) if read else Status.ABSENT


def requests_granted_share(p: PortalProfile) -> Found:
    """Requests granted in whole or in part, of those handled, in the report read."""
    read = report(p)
    if read is None or "handled" not in read.tables or not read.row(SUM):
        return None if read else Status.ABSENT
    return (read.row(GRANTED) + read.row(PARTLY)) / read.row(SUM)


def power_list(p: PortalProfile) -> Found:
    """1 if the home page or the openness page leads to 权责清单."""
    return offered(p, "power_list")


def standards_catalogue(p: PortalProfile) -> Found:
    """1 if the home page or the openness page leads to 标准目录."""
    return offered(p, "standards")


def offered(p: PortalProfile, name: str) -> bool:
    area = p.offers.openness
    return any(offer.name == name for offer in (*p.offers.named, *(area.offers if area else ())))


STATEMENTS: tuple[Callable[[PortalProfile], Found], ...] = (
    openness_sections_share,
    annual_report_current,
    annual_tables_share,
    requests_granted_share,
    power_list,
    standards_catalogue,
)

"""政府信息公开: its sections, what it offers, and the annual reports it lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...contract import OPENNESS, Extract, Openness, Status, Target, fact
from .features import link_names, offers
from .lists import rows
from .page import Anchor, Doc, bare
from .urls import within

SECTIONS = dict(
    zip(
        OPENNESS,
        (
            re.compile(r"公开指南$", re.M),
            re.compile(r"公开(?:制度|规定)$", re.M),
            re.compile(r"主动公开(?:内容|(?:基本)?目录)$|信息公开目录$", re.M),
            re.compile(r"(?:信息|政务)公开(?:工作)?(?:年报|年度报告)$|^(?:年报|年度报告)$", re.M),
            re.compile(r"依申请公开(?:申请|系统|平台|说明|流程)?$", re.M),
        ),
        strict=True,
    )
)
_SIGNS = re.compile(r"信息公开|政务公开")
_REPORT = re.compile(r"公开.{0,12}(?:年报|年度报告)|年度.{0,30}公开.{0,8}报告|^20\d\d年度?(?:年报|报告|年度报告)$")
_ABOUT_REPORTS = re.compile(r"通知|解读|图解|图示|编制|培训|会议|公告")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:年(?!\d{1,2}月)|(?=[)）]))")
_LIST = re.compile(r"(?:(?:政府|政务)?(?:信息)?公开(?:工作)?)?(?:年报|年度报告)")
_DEPARTMENT = re.compile(
    r"(?:局|委|委员会|(?<!办公)厅|中心|街道|办事处|[镇乡](?:人民)?政府|公司|学院|医院)(?:20\d\d|关于|(?:政府)?信息公开|政务公开)"
)
REPORTS = 20


def read_openness(doc: Doc) -> Extract:
    """The page, the reports to look at, the newest year's first; a page that does not speak of openness is none."""
    if not _SIGNS.search(doc.words + bare(doc.title)):
        return Extract(Status.CHANGED_SHAPE, reason="no word of openness")
    names = link_names(doc, {row.anchor.element for row in rows(doc) if row.published})
    sections = tuple(name for name, words in SECTIONS.items() if words.search(names))
    found = reports(doc)
    page = fact(Openness, doc.page, doc.key, sections=sections, offers=offers(names), reports=years(found))
    return Extract(Status.OK, (page,), tuple(looks(doc, found)))


def year_of(name: str) -> int | None:
    """The year that a report of that name is on; None for the name of anything else."""
    words = bare(name[:200])
    year = _YEAR.search(words)
    named = year and _REPORT.search(words) and not _ABOUT_REPORTS.search(words) and not _DEPARTMENT.search(words)
    return int(year[1]) if year and named else None


def reports(doc: Doc) -> list[tuple[int, Anchor]]:
    """The government's own annual reports that the page links to, the newest first, one a year; its departments' are not it."""
    found: dict[int, Anchor] = {}
    for anchor in doc.anchors:
        for name in (anchor.text, anchor.element.get("title") or ""):
            if (year := year_of(name)) and anchor.key != doc.key:
                found.setdefault(year, anchor)
    return sorted(found.items(), reverse=True)


def years(found: Iterable[tuple[int, Anchor]]) -> tuple[str, ...]:
    return tuple(str(year) for year, _anchor in found)


def looks(doc: Doc, found: Iterable[tuple[int, Anchor]]) -> Iterator[Target]:
    """A look at each report, then at the page that is named as their list."""
    lists = (a for a in doc.anchors if a.key != doc.key and within(a.url, doc.host) and _LIST.fullmatch(bare(a.text)))
    once: dict[str, str] = {}
    for anchor in (*(anchor for _year, anchor in found), *lists):
        once.setdefault(anchor.key, anchor.url)
    for place, url in enumerate([*once.values()][:REPORTS]):
        yield Target(url, "report", place)

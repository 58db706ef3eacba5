"""What the pages of portals say of letters, services and openness, one record a kind; and their vocabularies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .looks import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Fact):
    """A letter by its dates, kind and department; never its words. `satisfaction`: of SATISFACTION or ''."""

    kind: str
    department: str
    asked: datetime | None
    answered: datetime | None
    satisfaction: str = ""
    replied: bool = False  # its status says answered, and no day is printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox(Fact):
    """A page of a list of letters: what it promises and prints of itself. Key: its address."""

    name: str
    promised_days: int | None  # 承诺时限
    working_days: bool  # the promise counts 工作日
    followup: bool  # 回访 or 满意度评价 is offered or shown
    knowledge: bool  # 知识库 or 常见问题库
    more: bool  # older letters lie on a next page
    oldest: datetime | None  # the oldest day asked that it lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Fact):
    """The office's answer to one letter. Key: the letter's. `digest`: 64-bit simhash of its words, 16 hex digits, '' if short."""

    department: str
    kind: str
    answered: datetime | None
    length: int  # characters
    digest: str
    satisfaction: str
    followup: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide(Fact):
    """A service guide: which element classes are there, how many forms download, days promised 承诺 and by statute 法定."""

    title: str
    elements: tuple[str, ...]
    forms: int
    promised_days: float | None = None
    statutory_days: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall(Fact):
    """A service hall: the numbers that it prints, if it prints them, and what it offers."""

    items: int | None
    departments: int | None = None
    one_things: int | None = None  # 一件事 sets
    offers: tuple[str, ...] = ()  # of OFFERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Fact):
    """好差评 as a page prints it: number of ratings, share that is good, share of bad ones put right 整改."""

    ratings: int | None
    good: float | None
    rectified: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Openness(Fact):
    """A page of 政府信息公开: which of its sections it leads to, what it offers, the years of the annual reports it lists."""

    sections: tuple[str, ...]  # of OPENNESS
    offers: tuple[str, ...]  # of OFFERS
    reports: tuple[str, ...]  # years, as '2025'


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualReport(Fact):
    """A year's report on openness: which of its tables hold numbers, and what they say."""

    year: int | None
    tables: tuple[str, ...]  # of REPORT_TABLES
    issued: int | None  # 主动公开: 行政规范性文件 本年制发件数
    requests: int | None  # 依申请公开: 本年新收
    handled: int | None  # 本年度办理结果 总计
    granted: int | None  # 予以公开
    partly: int | None  # 部分公开


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenData(Fact):
    """An open-data portal: the numbers it prints, and what else it has (of OPEN_DATA)."""

    datasets: int | None
    apis: int | None
    applications: int | None
    parts: tuple[str, ...]


GUIDE_ELEMENTS = (
    "事项名称",
    "设定依据",
    "申请条件",
    "办理材料",
    "办理地点",
    "办理机构",
    "收费标准",
    "办理时间",
    "联系电话",
    "办理流程",
)  # 19号 veto 6
SATISFACTION = ("satisfied", "unsatisfied")  # 非常满意, 满意, 基本满意 | 不满意, 非常不满意
# 政府信息公开条例 (2019) 第十二条, 第二十条, 第五十条: 指南 制度 法定主动公开内容 年报 依申请公开
OPENNESS = ("guide", "rules", "content", "report", "application")
REPORT_TABLES = ("issued", "handled", "disputes")  # 主动公开 · 依申请公开 · 行政复议与诉讼
OPEN_DATA = ("search", "security", "privacy")

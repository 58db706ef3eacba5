"""What a portal offers besides its lists, as records: ratings, openness, open data, a version in English, things by name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a page offers by name: which of OFFERS, the words of the link, where it leads."""

    name: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Rating:
    """The page of 好差评. `lines` are what it prints, `shows` which of ratings, good, rectified are among them."""

    text: str
    address: str
    good: float
    rectified: float
    shows: tuple[str, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of the third table of an annual report: its number of each kind of applicant, and all of them."""

    label: str
    numbers: tuple[int, ...]
    group: str = ""  # （三）不予公开, where the row is one of its kinds

    @property
    def total(self) -> int:
        return self.numbers[-1]


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """A year's report on openness. `tables` are those that hold numbers, of REPORT_TABLES; `gone`: linked, and not there."""

    year: int
    address: str
    tables: tuple[str, ...]
    issued: tuple[int, ...]
    rows: tuple[ReportRow, ...]
    disputes: tuple[int, ...]
    gone: bool = False

    def row(self, label: str) -> int:
        """The total of the row whose label begins so."""
        return next(row.total for row in self.rows if row.label.startswith(label))

    def titled(self, place: str, way: int) -> str:
        """Its title, as a portal of that dialect writes it."""
        shapes = ("{0}人民政府{1}年政府信息公开工作年度报告", "{0}{1}年政府信息公开工作年度报告", "{1}年政府信息公开工作年度报告")
        return shapes[way % len(shapes)].format(place, self.year)

    def opens(self, at: int) -> bool:
        """Whether the row of that place is the first of 三、本年度办理结果."""
        return self.rows[at].label.startswith("（一）")

    def kinds_of(self, group: str) -> int:
        """How many rows the kinds of that result take."""
        return sum(row.group == group for row in self.rows)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the openness page: which of OPENNESS, its words, where it leads."""

    name: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class OpennessArea:
    """The page of 政府信息公开. Reports are listed newest first."""

    text: str
    address: str
    sections: tuple[Section, ...]
    offers: tuple[Offer, ...]
    reports: tuple[AnnualReport, ...]


@dataclass(frozen=True, slots=True)
class DataPortal:
    """A portal of open data. `counts`: datasets, apis, applications; `lines` are what it prints of them."""

    text: str
    address: str
    counts: dict[str, int]
    lines: tuple[str, ...]
    parts: tuple[str, ...]  # of OPEN_DATA
    gone: bool = False


@dataclass(frozen=True, slots=True)
class English:
    """A link to a version in English; `fake`: it leads to a page in Chinese."""

    text: str
    address: str
    fake: bool


@dataclass(frozen=True, slots=True)
class Offers:
    """What a home page leads to besides columns, letters and hall. `named` are links by name, that to ratings among them."""

    named: tuple[Offer, ...]
    rating: Rating | None
    openness: OpennessArea | None
    data: DataPortal | None
    english: English | None

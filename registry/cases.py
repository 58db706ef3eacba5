"""The case library: a table that people fill, one case a line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from ..contract import Practice, Unit
from .reader import units
from .selection import find

# every column by its name, with what else it may be headed
COLUMNS = {
    "title": ("标题", "title"),
    "unit": ("单位", "unit"),
    "category": ("类别", "category"),
    "text": ("正文", "text"),
    "links": ("链接", "links"),
    "reviewed_by": ("审核人", "reviewed by", "reviewed_by"),
}
NEEDED = ("title", "category", "text", "reviewed_by")
LONGEST = {"title": 60, "unit": 60, "category": 20, "text": 4000, "reviewed_by": 60}  # characters: ours, what a page holds
LINK, MOST_LINKS, PARAGRAPH = 300, 10, 1200
WEB = re.compile(r"https?://[^\s/?#@]+\.[^\s]+")
Cells = Mapping[str, str]


class CasesError(ValueError):
    """Every fault of a table of cases, a line each: file, line, column, and what is wrong."""


def practices(file: str, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], head: int = 1) -> tuple[Practice, ...]:
    """The cases of a table by category, categories in the order they first come. CasesError names every fault."""
    places, wrong = _places(header)
    faults, found = [f"{file}, line {head}, {said}" for said in wrong], list[Practice]()
    for line, cells in rows if not faults else ():
        row = {name: _seen(cells[at], "\n" if name == "text" else " ") for name, at in places.items()}
        said = [f"{file}, line {line}, column {COLUMNS[name][0]}: {told}" for name, told in _faults(row)]
        faults += said
        if not said:
            found.append(_practice(row))
    if faults:
        raise CasesError("\n".join(faults))
    categories = list(dict.fromkeys(case.category for case in found))
    return tuple(sorted(found, key=lambda case: categories.index(case.category)))


def _seen(cell: str, between: str) -> str:
    """What can be seen of a cell: no control, no format sign, no double space, no empty line; `between` stands for line ends."""
    lines = ("".join(c for c in line if c.isspace() or unicodedata.category(c)[0] != "C") for line in cell.splitlines())
    return between.join(filter(None, (" ".join(line.split()) for line in lines)))


def _places(header: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Where each column stands, and what is wrong with the header."""
    known = {alias: name for name, aliases in COLUMNS.items() for alias in aliases}
    places: dict[str, int] = {}
    faults = []
    for at, text in enumerate(header):
        name = known.get(" ".join(text.casefold().split()))
        if name is None or name in places:
            faults.append(f"column {text or at + 1}: {'stands twice' if name else 'is none of ' + _names(COLUMNS)}")
        else:
            places[name] = at
    return places, faults + [f"column {COLUMNS[name][0]}: missing" for name in NEEDED if name not in places]


def _names(columns: Iterable[str]) -> str:
    return "、".join(COLUMNS[name][0] for name in columns)


def _faults(row: Cells) -> Iterable[tuple[str, str]]:
    for name in NEEDED:
        if not row[name]:
            yield name, "is empty"
    for name, most in LONGEST.items():
        if len(row.get(name, "")) > most:
            yield name, f"{len(row[name])} characters, at most {most}"
    if any(len(paragraph) > PARAGRAPH for paragraph in _paragraphs(row["text"])):
        yield "text", f"a paragraph of more than {PARAGRAPH} characters: begin a new line"
    yield from (("links", said) for said in _link_faults(_links(row)))
    _, said = _unit(row.get("unit", ""))
    if said:
        yield "unit", said


def _link_faults(links: Sequence[str]) -> Iterable[str]:
    if len(links) > MOST_LINKS:
        yield f"{len(links)} links, at most {MOST_LINKS}"
    for link in links:
        if not WEB.fullmatch(link) or len(link) > LINK:
            yield f"{link[:60]!r} is no address that begins with http:// or https://, of at most {LINK} characters"


def _unit(name: str) -> tuple[Unit | None, str]:
    """The unit of that name, and what is wrong: a code that nobody has, a name that several have. Others' names are fine."""
    if not name:
        return None, ""
    try:
        return find(name, units().values()), ""
    except ValueError as fault:
        return None, str(fault) if name.isdecimal() or "ambiguous" in str(fault) else ""


def _practice(row: Cells) -> Practice:
    name = row.get("unit", "")
    unit, _ = _unit(name)
    return Practice(
        title=row["title"], unit=unit.code if unit else "", unit_name=unit.name if unit else name, category=row["category"],
        text=_paragraphs(row["text"]), links=_links(row), reviewed_by=row["reviewed_by"],
    )  # fmt: skip


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _links(row: Cells) -> tuple[str, ...]:
    return tuple(filter(None, re.split(r"[\s;；、，]+", row.get("links", ""))))

"""A rater's workbook read back: every rating, or everything that is wrong with it by sheet and cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from ...channels.imports.cells import Cell, quoted
from ...channels.imports.files import Sheet, Unreadable
from ...channels.imports.xlsx import workbook
from ...channels.rubrics import Item, items
from .key import Key, Line
from .layout import ABOUT, CANNOT, CODE, NOTE, PERIOD, RATER, RATING, ROUND, head_line, words

LONGEST_NOTE = 2000  # characters


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault: on which sheet, at which cell ('' of the whole), and what it is."""

    sheet: str
    cell: str
    reason: str

    def __str__(self) -> str:
        return f"{'!'.join(filter(None, (self.sheet, self.cell)))}：{self.reason}" if self.sheet else self.reason


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating: the key's line, the level (None: cannot judge), the note and the place."""

    line: Line
    level: float | None
    note: str
    cell: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a workbook holds; with any `wrong` nothing of it counts. `blank`: how many rows nobody rated yet."""

    rater: str
    rated: tuple[Rated, ...]
    blank: int
    wrong: tuple[Wrong, ...]


def read_sheets(data: bytes, key: Key) -> Read:
    """The ratings in a workbook that belongs to the key."""
    try:
        sheets = {sheet.name: sheet for sheet in workbook(data)}
    except Unreadable as fault:
        return Read("", (), 0, (Wrong("", "", str(fault)),))
    about = _about(sheets.get(ABOUT))
    rater = about.get(RATER, "")
    misplaced = list(_misplaced(about, key))
    if misplaced:
        return Read(rater, (), 0, tuple(misplaced))
    given = key.of(rater)
    known = {item.zh: item for item in items().values() if any(name == item.id for name, _ in given)}
    wrong = [Wrong(name, "", "不是评分表中原有的表，请删去") for name in sheets if name not in (ABOUT, *known)]
    rated: list[Rated] = []
    blank = 0
    for title, item in known.items():
        mine = {code: line for (name, code), line in given.items() if name == item.id}
        found, empty, faults = _of_item(sheets.get(title), item, mine)
        rated, blank, wrong = [*rated, *found], blank + empty, [*wrong, *faults]
    return Read(rater, tuple(rated), blank, tuple(wrong))


def _about(sheet: Sheet | None) -> dict[str, str]:
    rows = [row for _, row in sheet.rows if len(row) > 1] if sheet else []
    return {str(row[0]): str(row[1]).strip() for row in rows if row[0] in (ROUND, RATER, PERIOD)}


def _misplaced(about: Mapping[str, str], key: Key) -> Iterator[Wrong]:
    if not about:
        yield Wrong("", "", f"没有“{ABOUT}”表或其中没有{ROUND}：不是 dsci worksheet export 的评分表")
    elif about.get(ROUND) != key.id:
        yield Wrong(ABOUT, "", f"{ROUND}是{quoted(about.get(ROUND, ''))}，key.csv 的是“{key.id}”：不是同一批")
    elif about.get(RATER) not in key.raters:
        yield Wrong(ABOUT, "", f"{RATER}{quoted(about.get(RATER, ''))}不在 key.csv 中（{'、'.join(key.raters)}）")
    elif about.get(PERIOD) != key.period:
        yield Wrong(ABOUT, "", f"{PERIOD}是{quoted(about.get(PERIOD, ''))}，key.csv 的是“{key.period}”")


def _of_item(sheet: Sheet | None, item: Item, given: Mapping[str, Line]) -> tuple[list[Rated], int, list[Wrong]]:
    """The ratings of an item's sheet, how many are blank, and its faults."""
    if sheet is None:
        return [], 0, [Wrong(item.zh, "", "缺少这张表")]
    rows, top = dict(sheet.rows), head_line(item)
    for at, word in enumerate((CODE, RATING, NOTE)):
        if _text(rows.get(top, ()), at) != word:
            return [], 0, [Wrong(item.zh, f"{'ABC'[at]}{top}", f"应是表头“{word}”：行列被移动过")]
    found, wrong, seen = list[Rated](), list[Wrong](), dict[str, int]()
    for number in (n for n in rows if n > top):
        fault, one = _row(item, number, rows[number], given, seen)
        wrong += [fault] if fault else []
        found += [one] if one else []
    lost = [code for code in given if code not in seen]
    wrong += [Wrong(item.zh, "", f"缺少{CODE} {'、'.join(lost[:20])}")] if lost else []
    return found, len(seen) - len(found), wrong


def _row(
    item: Item, number: int, row: tuple[Cell, ...], given: Mapping[str, Line], seen: dict[str, int]
) -> tuple[Wrong | None, Rated | None]:
    """A row's fault, or its rating; neither where it is blank. Notes the code as seen."""
    code, word, note = (_text(row, at) for at in range(3))
    code = code.split(" ")[0]
    if code not in given:
        return Wrong(item.zh, f"A{number}", f"{CODE}{quoted(code)}不在这位评分员的名单里"), None
    if code in seen:
        return Wrong(item.zh, f"A{number}", f"{CODE} {code} 在第 {seen[code]} 行已出现"), None
    seen[code] = number
    if len(note) > LONGEST_NOTE:
        return Wrong(item.zh, f"C{number}", f"{NOTE}有 {len(note)} 个字，最多 {LONGEST_NOTE} 个"), None
    if not word:
        return None, None
    if word != CANNOT and word not in words(item):
        offered = "、".join((*words(item), CANNOT))
        return Wrong(item.zh, f"B{number}", f"{quoted(word)}不是可选的评分（{offered}）"), None
    level = None if word == CANNOT else float(words(item).index(word))
    return None, Rated(given[code], level, note, f"{item.zh}!B{number}")


def _text(row: tuple[Cell, ...], at: int) -> str:
    """A cell as typed: full-width figures as plain ones, 3.0 as 3."""
    value = row[at] if at < len(row) else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else normalize("NFKC", str(value)).strip()

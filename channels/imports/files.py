"""Files as people hand them over: CSV, JSON, XLSX. Each gives sheets of cells; a file that is none is refused whole."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..shapes import INVISIBLE, LONGEST
from .cells import ROUNDED, Cell

BYTES = 64_000_000  # of a file; a year of one province's articles with their titles has five million
ROWS, COLUMNS = 200_000, 100
DEEPEST = 4  # levels of a JSON file in which a list of rows is looked for
DELIMITERS = (",", ";", "\t")
ENCODINGS = ("utf-8-sig", "gb18030")
MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
NULL = "null，不是一行数据"
NESTED = "{…}"  # stands for an object or a list in a cell


class Unreadable(ValueError):
    """A file of which nothing can be read, and why."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows with their line numbers. `merged`: (line, column) -> first and last line of a cell merged downwards.

    `passed`: line and why it is no row.
    """

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    merged: dict[tuple[int, int], tuple[int, int]]
    passed: tuple[tuple[int, str], ...] = ()


def sheets(data: bytes) -> list[Sheet]:
    """The sheets of a file. Unreadable says why there are none."""
    if len(data) > BYTES:
        raise Unreadable(f"文件有 {len(data)} 字节，最多 {BYTES} 字节")
    if not data.strip():
        raise Unreadable("文件是空的")
    if data.startswith(b"PK"):
        from .xlsx import workbook

        return list(workbook(data))
    if data.startswith(OLD_EXCEL) or data.lstrip()[:1] == b"<":
        raise Unreadable("这是旧式 .xls 或网页：请用 Excel 或 WPS 打开，另存为 .xlsx")
    text = decoded(data)
    return list(_json(text)) if text.lstrip()[:1] in ("{", "[") else [_csv(text)]


def decoded(data: bytes) -> str:
    """The text of a file that is UTF-8, UTF-16 with its mark, or GB 18030."""
    for encoding in (*(name for mark, name in MARKS if data.startswith(mark)), *ENCODINGS):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字编码既不是 UTF-8，也不是 GB 18030（GBK）")


def _csv(text: str) -> Sheet:
    rows: list[tuple[int, tuple[Cell, ...]]] = []
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text[:20_000].splitlines()[:30]))
    before = csv.field_size_limit(BYTES)
    try:
        for cells in reader:
            if len(rows) >= ROWS:
                raise Unreadable(f"超过 {ROWS} 行")
            rows.append((reader.line_num, tuple(_typed(cell) for cell in cells[:COLUMNS])))
    except csv.Error as fault:
        raise Unreadable(f"第 {reader.line_num} 行：{fault}") from fault
    finally:
        csv.field_size_limit(before)
    return Sheet("", tuple(rows), {})


def _delimiter(lines: list[str]) -> str:
    """The mark that stands equally often in most lines."""

    def standing(mark: str) -> tuple[int, int]:
        counts = [n for line in lines if (n := line.count(mark))]
        usual = max(set(counts), key=counts.count, default=0)
        return counts.count(usual), usual

    return max(DELIMITERS, key=standing)


def _typed(cell: str) -> str:
    """A cell without what programs put around text that a spreadsheet shall not run or round: ="…", '…."""
    text = clean(cell).strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1]
    return text[1:] if text[:1] == "'" else text


def clean(text: str) -> str:
    """Text as it may be kept: without characters that nobody sees, cut after 10,000."""
    return INVISIBLE.sub("", text[:LONGEST])


def _json(text: str) -> Iterator[Sheet]:
    """Every list of objects in it, down to the fourth level, or one object a line; their keys are the headers."""
    try:
        root = _parsed(text)
    except Unreadable:
        raise
    except ValueError as fault:
        lines = _json_lines(text)
        if not lines:
            raise Unreadable(f"不是 JSON：{fault}") from None
        yield _objects("", lines)
        return
    if isinstance(root, dict) and root and not any(isinstance(value, dict | list) for value in root.values()):
        yield _objects("", [(1, root)])  # a file of one line
        return
    level: list[tuple[str, object]] = [("", root)]
    found = 0
    for _ in range(DEEPEST):
        deeper: list[tuple[str, object]] = []
        for name, value in level:
            if isinstance(value, list) and any(value) and all(item is None or isinstance(item, dict) for item in value):
                found += len(value)
                yield _objects(name, list(enumerate(value, start=1)), found)
            elif isinstance(value, dict):
                deeper += [(str(key)[:60], inner) for key, inner in list(value.items())[:COLUMNS]]
        level = deeper


def _json_lines(text: str) -> list[tuple[int, dict[str, object] | None]]:
    """The objects of a file that has one a line, with their lines; none where its first line is no object."""
    found: list[tuple[int, dict[str, object] | None]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = _parsed(line)
        except Unreadable:
            raise
        except ValueError as fault:
            if not found:
                return []
            raise Unreadable(f"第 {number} 行不是 JSON：{fault}") from None
        if value is not None and not isinstance(value, dict):
            raise Unreadable(f"第 {number} 行不是 JSON 对象")
        found.append((number, value))
        if len(found) > ROWS:
            raise Unreadable(f"超过 {ROWS} 行")
    return found


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number, parse_int=_exact)
    except RecursionError:
        raise Unreadable("JSON 嵌套过深") from None


def _exact(digits: str) -> int | str:
    """A whole number; as text where a spreadsheet would have rounded it, which JSON does not."""
    number = int(digits)
    return number if abs(number) < ROUNDED else digits


def _objects(name: str, items: Sequence[tuple[int, dict[str, object] | None]], total: int = 0) -> Sheet:
    if total > ROWS:
        raise Unreadable(f"超过 {ROWS} 行")
    objects = [(number, item) for number, item in items if item is not None]
    keys = list(dict.fromkeys(key for _, item in objects for key in list(item)[:COLUMNS]))[:COLUMNS]
    head = (0, tuple(clean(key) for key in keys))
    rows = [(number, tuple(plain(item.get(key)) for key in keys)) for number, item in objects]
    return Sheet(name, (head, *rows), {}, tuple((number, NULL) for number, item in items if item is None))


def plain(value: object) -> Cell:
    """A value as a cell: what is no number stands as text, an object or a list as a mark that no kind of column takes."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, float):
        return value if abs(value) < 1e300 else str(value)
    return value if value is None or isinstance(value, bool | int) else NESTED


def _no_number(name: str) -> object:
    raise ValueError(f"{name} is no number")

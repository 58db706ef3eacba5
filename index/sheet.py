"""A file of rows as people keep it: cells of text with their lines, whatever kind of file they stood in."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ENCODINGS = ("utf-8-sig", "gb18030")  # the second is what Excel in China saves as plain CSV


class SheetError(ValueError):
    """A file that is no sheet of rows: what is wrong, and in which line (0: in none)."""

    def __init__(self, file: str | Path, problem: str, line: int = 0) -> None:
        super().__init__(f"{file}, line {line}: {problem}" if line else f"{file}: {problem}")
        self.problem, self.line = problem, line


@dataclass(frozen=True, slots=True)
class Sheet:
    """The file's path, the SHA-256 of its bytes, its header, and its rows of stripped cells with the line of each."""

    file: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    head: int = 1  # the header's line


def of_rows(file: str | Path, content: bytes, numbered: Iterable[tuple[int, Sequence[str]]]) -> Sheet:
    """The sheet of those lines and cells, the header first; lines without a word are passed over. SheetError on ragged rows.

    So are titles: lines above the header of which only the first cell is filled.
    """
    stripped = [(line, tuple(cell.strip() for cell in cells)) for line, cells in numbered]
    filled = [(line, cells) for line, cells in stripped if any(cells)]
    wide = any(cells[0] == "" or any(cells[1:]) for _, cells in filled)
    while wide and filled[0][1][0] and not any(filled[0][1][1:]):
        del filled[0]
    head, header = filled[0] if filled else (1, ())
    for line, cells in filled[1:]:
        if len(cells) != len(header):
            raise SheetError(file, f"{len(cells)} cells where the header has {len(header)}", line)
    rows = tuple(cells for _, cells in filled[1:])
    return Sheet(str(file), sha256(content).hexdigest(), header, rows, tuple(line for line, _ in filled[1:]), head)


def of_csv(path: str | Path) -> Sheet:
    """The sheet of a CSV in UTF-8 or GB 18030. SheetError where it cannot be read."""
    try:
        content = Path(path).read_bytes()
        reader = csv.reader(io.StringIO(_decoded(path, content), newline=""))
        return of_rows(path, content, [(reader.line_num, cells) for cells in reader])
    except (OSError, csv.Error) as error:
        raise SheetError(path, str(error)) from error


def _decoded(path: str | Path, content: bytes) -> str:
    if content.startswith(b"PK"):
        raise SheetError(path, "a workbook, not a CSV")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError(path, "neither UTF-8 nor GB 18030; in Excel save it as CSV UTF-8, or as .xlsx")

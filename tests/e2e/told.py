"""What the outputs of one scored period tell people: read off the card's pages, the site's tables, the workbook and the CSVs."""

from __future__ import annotations

import csv
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from openpyxl import load_workbook

LEADING = 3.5  # points; lines of a table lie further apart


@dataclass(frozen=True)
class Index:
    """An index as it is printed: score, rank of how many, ends of the interval, coverage in per cent."""

    score: str
    rank: str
    of: str
    low: str
    high: str
    coverage: str


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def card_lines(card: Path) -> list[str]:
    """The lines of a card as a reader of plain text gets them, columns apart by a single space."""
    text = subprocess.run(["pdftotext", "-layout", card, "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def card_rows(card: Path) -> list[str]:
    """The rows of a card's tables from left to right: words of a page whose feet are at the same height."""
    boxes = subprocess.run(["pdftotext", "-bbox", card, "-"], capture_output=True, text=True, check=True).stdout
    lines = []
    for page in html.fromstring(boxes).xpath("//page"):
        words = [(float(w.get("ymax")), float(w.get("xmin")), w.text_content()) for w in page.xpath("word")]
        feet: list[list[tuple[float, float, str]]] = []
        for word in sorted(words):
            if feet and word[0] - feet[-1][0][0] < LEADING:
                feet[-1].append(word)
            else:
                feet.append([word])
        lines += [" ".join(text for _, _, text in sorted(line, key=lambda w: w[1])) for line in feet]
    return lines


def card_indices(lines: list[str]) -> list[Index]:
    """The indices of the front's table, in its order."""
    shape = r"(\d+\.\d) (\d+) ?/ ?(\d+) (\d+)–(\d+) .*?(\d+)%$"
    return [Index(*found.groups()) for line in lines if (found := re.search(shape, line))][:4]


def site_indices(page: Path) -> list[Index]:
    """The same of a unit's page."""
    found = []
    for row in html.parse(str(page)).xpath("//table[@id='indices']/tbody/tr"):
        score, rank, span, *_, coverage, _ = (cell.text_content().strip() for cell in row.xpath("td"))
        found.append(Index(score, *rank.split(" / "), *span.split("–"), coverage.rstrip("%")))
    return found


def ranked(line: dict[str, str]) -> Index:
    """The same of a line of rankings.csv, rounded as people see it."""
    coverage = f"{100 * float(line['coverage']):.0f}"
    return Index(f"{float(line['score']):.1f}", line["rank"], line["of"], line["rank_low"], line["rank_high"], coverage)


def tight(text: str) -> str:
    """The text without white space, its brackets full."""
    return "".join(text.split()).replace("(", "（").replace(")", "）")


def site_indicators(page: Path) -> set[tuple[str, str, str]]:
    """Title, score and evidence of every indicator of a unit's page."""
    found = set()
    for row in html.parse(str(page)).xpath("//section[@id='indicators']//tr[td]"):
        title, _value, score, *_, evidence = (tight(cell.text_content()) for cell in row.xpath("th|td"))
        found.add((title.rstrip("↓※◇◆"), score, evidence[:10]))
    return found


def download_indicators(table: Path, unit: str) -> set[tuple[str, str, str]]:
    """The same of the lines of a unit in indicators.csv that have a score, rounded as people see it."""
    lines = (line for line in rows(table) if line["代码"] == unit and line["得分"])
    return {(tight(line["指标"]), f"{float(line['得分']):.1f}", line["依据"][:10]) for line in lines}


def on_lines(lines: list[str], indicator: tuple[str, str, str]) -> bool:
    """Whether a line of the card holds all three."""
    return any(all(part in line for part in indicator) for line in map(tight, lines))


def workbook_scores(book: Path, sheet: str) -> dict[str, float | None]:
    """The first index's score by code."""
    lines = load_workbook(book, read_only=True)[sheet].iter_rows(values_only=True)
    head = list(next(lines))
    code, score = head.index("代码"), head.index("综合指数")
    return {str(line[code]): None if line[score] is None else float(str(line[score])) for line in lines}

"""A store of eight cities with a home page and two guides each, and the sheets of two raters drawn from it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from dsci.cli import main
from dsci.contract import CHINA, Account, Evidence, Observation, Page, Status, page_id
from dsci.store import Look, Store, open_store

from ..index.words import STATUS

SEEN = datetime(2026, 10, 31, 20, tzinfo=CHINA)
CITIES = ("330100", "330200", "330300", "330400", "330500", "330600", "330700", "330800")
LAYOUT, GUIDE, CASE = "website.layout_clarity", "website.guide_clarity", "website.innovation_case"
SEARCH = "website.search_works"
SCHEME = """
id = "rated"
title = "评"
title_en = "Rated"
source = "this test"
levels = ["channel", "indicator"]
normalise = "goalposts"
origin = { structure = "ours", weights = "ours", normalisation = "ours", bindings = "ours", tiers = "ours" }
threshold = { channel = 0.1, composite = 0.1 }
tier = [{ from = 0, label = "一", label_en = "one" }]
composite = [{ id = "all", title = "综合", title_en = "All", nodes = ["website"] }]
channel = [{ id = "website", title = "网站", title_en = "Website", weight = 1 }]
indicator = [
  { in = "website", metric = "website.layout_clarity", worst = 0, best = 100, weight = 0.5, NOT_TRIED = "exclude" },
  { in = "website", metric = "website.guide_clarity", worst = 0, best = 100, weight = 0.5, NOT_TRIED = "exclude" },
]
""" + STATUS


def look(unit: str, purpose: str, url: str, status: Status = Status.OK, body: bytes = b"<html></html>") -> Look:
    page = Page(
        page_id("r", "website", unit, purpose, url), url, unit, "website", "www", purpose, "r", 0, SEEN, SEEN, status, 200,
        "text/html", sha256=sha256(body).hexdigest(),
    )  # fmt: skip
    return Look(page, (), body)


def copied(source: Path, to: Path) -> Path:
    """That folder, with all that is in the source. A store there must not be open yet."""
    return Path(copytree(source, to, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `store`: what was measured of the eight cities in 2026, by one observation each. To be copied."""
    folder = tmp_path_factory.mktemp("cities")
    store = open_store(str(folder / "store"))
    looks = [look(unit, "home", f"https://www.c{unit}.gov.cn/") for unit in CITIES]
    looks += [look(unit, "guide", f"https://www.c{unit}.gov.cn/guide/{n}.html?id={n}") for unit in CITIES for n in (1, 2)]
    looks.append(look(CITIES[0], "guide", "https://www.c330100.gov.cn/gone.html", Status.TIMEOUT))
    store.write(looks, "r/website")
    row = Observation("", "website", SEARCH, "2026", SEEN, 1.0, Status.OK, method="public_page", seen=2, wanted=2)
    store.put(replace(row, unit=unit) for unit in CITIES)
    store.put(Evidence(one.page.unit, SEARCH, "2026", one.page.id) for one in looks[: len(CITIES)])
    store.put([Account("330100", "weibo", "weibo", "1234567890", name="示例发布")])
    store.close()
    (folder / "rated.toml").write_text(SCHEME, encoding="utf-8")
    return folder


@pytest.fixture
def at(prepared: Path, tmp_path: Path) -> Path:
    """The same folder, for one test."""
    return copied(prepared, tmp_path)


@pytest.fixture
def store(at: Path) -> Store:
    return open_store(str(at / "store"))


def dsci(at: Path, *words: str) -> Result:
    return CliRunner().invoke(main, [*words, "--store", str(at / "store")])


def export(at: Path, *words: str, out: str = "rating") -> Result:
    units = [word for unit in CITIES for word in ("--unit", unit)]
    return dsci(at, "worksheet", "export", *units, "--rater", "甲", "--rater", "乙", "--out", str(at / out), *words)


def take(at: Path, *raters: str, out: str = "rating") -> Result:
    folder = at / out
    return dsci(at, "worksheet", "import", *(str(sheet(at, r, out)) for r in raters), "--key", str(folder / "key.csv"))


def scores(at: Path, scheme: str, index: str = "website") -> dict[str, tuple[float | None, float]]:
    """Score and coverage by city, in the ranking that `dsci score` prints."""
    told = dsci(at, "score", "--scheme", str(at / scheme), "--period", "2026", "--group", "level:prefecture")
    rows = [row for row in csv.DictReader(StringIO(told.stdout)) if row["index"] == index]
    return {row["code"]: (float(row["score"]) if row["score"] else None, float(row["coverage"])) for row in rows}


def sheet(at: Path, rater: str, out: str = "rating") -> Path:
    return at / out / "raters" / f"评分表-{rater}.xlsx"


def units_of(at: Path, out: str = "rating") -> dict[str, str]:
    """The unit that each code stands for, read from key.csv as an organiser would."""
    lines = (at / out / "key.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    return {line.split(",")[0]: line.split(",")[1] for line in lines}


def head(page: Any) -> int:
    """The line of a sheet's head."""
    return next(line for line in range(1, 30) if page.cell(line, 1).value == "代码")


def fill(at: Path, rater: str, title: str, ratings: Mapping[str, object] | Callable[[str], object], out: str = "rating") -> None:
    """Fills the ratings of one sheet in as a rater does, by unit."""
    book, codes = load_workbook(sheet(at, rater, out)), units_of(at, out)
    page = book[title]
    for line in range(head(page) + 1, page.max_row + 1):
        unit = codes[str(page.cell(line, 1).value).split(" ")[0]]
        page.cell(line, 2).value = ratings(unit) if callable(ratings) else ratings.get(unit)
    book.save(sheet(at, rater, out))

"""What a post is about beside the bare segmenter; files imported beside the bare libraries that open them."""

from __future__ import annotations

import argparse
import csv
import io
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook

from dsci.channels.imports.gather import Terms
from dsci.channels.imports.whose import Asked
from dsci.channels.topics import topic
from dsci.channels.topics.words import segmenter
from dsci.contract import TOPICS, Account
from dsci.pipeline.handed import File
from dsci.pipeline.importing import Plan, import_files
from dsci.replica.words import headline
from dsci.store import open_store

HEADER = ("公众号", "发布时间", "标题", "链接", "阅读数", "点赞数", "在看数", "分享数")
BEGAN = datetime(2026, 1, 1, 8)
ACCOUNT = Account("330100", "wechat", "wechat", "MzkxMjM0NTY3OA==", name="示例发布", source="bench")


def main() -> None:
    """Prints a line a comparison."""
    parser = argparse.ArgumentParser(prog="python -m bench.social", description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores; medians of {given.repeat}, CPU seconds")
    titles = [headline(n, TOPICS[n % len(TOPICS)]) + str(n) for n in range(2_000)]
    segmenter().cut("起")
    ours = timed(given.repeat, lambda: [topic(t) for t in titles], topic.cache_clear)
    floor = timed(given.repeat, lambda: [segmenter().cut(t) for t in titles])
    print(f"topics, {len(titles)} titles: {ours:.2f}, the segmenter alone {floor:.3f}, ratio {ours / floor:.0f}")
    rows = [row(n) for n in range(given.rows)]
    for name, data, bare in (("CSV", as_csv(rows), read_csv), ("XLSX", as_xlsx(rows), read_xlsx)):
        mine = timed(given.repeat, lambda data=data, name=name: imported(f"a.{name.lower()}", data))
        least = timed(given.repeat, lambda data=data, bare=bare: bare(data))
        print(f"{name}, {given.rows} rows: import {mine:.2f}, opening it {least:.2f}, ratio {mine / least:.1f}")


def timed(repeat: int, work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    seconds = []
    for _ in range(repeat):
        before()
        began = time.process_time()
        work()
        seconds.append(time.process_time() - began)
    return median(seconds)


def row(n: int) -> tuple[str, ...]:
    moment = BEGAN + timedelta(minutes=20 * n)
    link = f"https://mp.weixin.qq.com/s/{n:022d}"
    return ("示例发布", f"{moment:%Y-%m-%d %H:%M}", headline(n, TOPICS[n % len(TOPICS)]), link, str(100 + n), "12", "3", "4")


def as_csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    return text.getvalue().encode()


def as_xlsx(rows: list[tuple[str, ...]]) -> bytes:
    book, raw = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet("文章")
    for line in (HEADER, *rows):
        sheet.append(line)
    book.save(raw)
    return raw.getvalue()


def read_csv(data: bytes) -> int:
    return len(list(csv.reader(io.StringIO(data.decode()))))


def read_xlsx(data: bytes) -> int:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))


def imported(name: str, data: bytes) -> None:
    """The file in a store of its own. AssertionError where a row was not taken."""
    with TemporaryDirectory() as folder:
        store = open_store(str(Path(folder)))
        terms = Terms(as_of=(BEGAN + timedelta(days=400)).replace(tzinfo=UTC))
        plan = Plan("wechat", datetime.now(UTC), asked=Asked(), terms=terms)
        (found,) = import_files(store, plan, [File(name, data)], [ACCOUNT])
        assert not found.rejected and found.accepted == found.read
        store.close()
        open_store.cache_clear()


if __name__ == "__main__":
    main()

"""Files that people hand over: sheets of owners and vendors, imported pages, raters' workbooks and their key."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from functools import cache, partial

from openpyxl import Workbook

from dsci.channels import IMPORT
from dsci.channels.imports.aliases import tables
from dsci.channels.imports.files import Unreadable
from dsci.channels.imports.gather import Terms
from dsci.channels.imports.reader import read as read_imported
from dsci.channels.imports.whose import Asked
from dsci.channels.imports.xlsx import workbook
from dsci.channels.rubrics import items
from dsci.contract import Account, Answer, Method, Status
from dsci.pipeline.handed import File
from dsci.pipeline.importing import Plan, gathered_from, look_of
from dsci.pipeline.worksheets.key import HEAD, Key, KeyFault, Line, read_key
from dsci.pipeline.worksheets.layout import ABOUT, CODE, NOTE, PERIOD, RATER, RATING, ROUND, head_line
from dsci.pipeline.worksheets.reading import read_sheets
from dsci.store import Look

from .pages import BODY, SEEN, page_at, storable
from .target import Target, file_of

BOOK = 24_576
NOW = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
CHANNELS = ("weibo", "wechat", "app", "video")
PLATFORM = {"weibo": "weibo", "wechat": "wechat", "app": "ios", "video": "douyin"}
SAMPLE = dict.fromkeys(("verified", "original", "pinned", "headline", "miniprogram", "listed"), "是")
SAMPLE |= dict.fromkeys(("published", "written", "released", "updated"), "2026-10-20 08:00")
SAMPLE |= {"account_id": "1234567890", "account": "示例发布", "name": "示例发布", "title": "会议通知", "url": "", "privacy": ""}
SAMPLE |= {"platform": "抖音", "store": "苹果", "media": "图文", "rating": "4"}
SAMPLE |= {"day": "2026-10-30", "since": "2026-10-01", "stat": "2026-10-31"}
EXACT = """{"查看":[{"查看编号":1,"单位代码":"330100","账号ID":"1234567890","用途":"timeline","地址":"https://m.weibo.cn/",
"时刻":"2026-10-31T20:00:00+08:00","状态":"OK","说明":"","方式":"public_api"}],"发布":[{"查看编号":1,"账号ID":"1234567890",
"用途":"timeline","编号":"7","发布时间":"2026-10-20T08:00:00+08:00","标题":"通知","原创":"是","置顶":"否","点赞数":3,"媒体":"picture"}],
"账号名录":[{"单位代码":"330100","渠道":"weibo","平台":"weibo","账号ID":"1234567890","角色":"main","核对日期":"2026-10-31"}]}"""


def targets() -> list[Target]:
    """A sheet and an imported page of each channel; workbooks, the key, raters' sheets."""
    return [
        *(Target(f"handed/{c}-sheet", partial(_sheet, c), (Unreadable,), partial(_sheets, c), BODY) for c in CHANNELS),
        *(Target(f"handed/{c}-page", partial(_imported, c), (), partial(_imports, c), BODY) for c in CHANNELS),
        Target("handed/workbook", lambda data: list(workbook(data)), (Unreadable,), workbooks, BOOK),
        Target("handed/workbook-part", _part, (Unreadable,), _parts, BODY),
        Target("handed/key", lambda data: read_key(file_of(data, "key.csv")), (KeyFault,), lambda: [_key_bytes()]),
        Target("handed/ratings", lambda data: read_sheets(data, _key()), (), lambda: [_ratings()], BOOK),
    ]


def _looks(channel: str, data: bytes) -> list[Look]:
    account = Account("330100", channel, PLATFORM[channel], "1234567890", name="示例发布")
    file, plan = File("示例.csv", data), Plan(channel, SEEN, asked=Asked(account=account.id), terms=Terms(SEEN))
    return [look_of(file, handed, plan) for handed in gathered_from(file, plan, [account]).looks]


def _sheet(channel: str, data: bytes) -> None:
    """Whatever is accepted gives pages that were read and can be kept."""
    for look in _looks(channel, data):
        assert look.page.status is not Status.CHANGED_SHAPE, f"accepted and not read: {look.page.reason}"
        storable((look.page, *look.facts))


def _imported(channel: str, data: bytes) -> None:
    purpose, _, body = data.partition(b"\n")
    page = page_at(channel, purpose.decode("latin-1"), f"{IMPORT}示例.csv#1", {"method": Method.IMPORT_OWNER})
    found = read_imported(Answer(page, body))
    storable((*found.facts, *found.follow))


def _sheets(channel: str) -> list[bytes]:
    """A CSV for each of the channel's tables, of its own headers and one row; one of them as JSON too."""
    found = []
    for table in tables(channel).values():
        head = {name: headers[0] for name, headers in table.headers.items()}
        row = [SAMPLE.get(name, "12") for name in head]
        found.append("\n".join((",".join(head.values()), ",".join(row), ",".join(row))).encode())
    names, cells = (line.split(",") for line in found[0].decode().split("\n")[:2])
    pairs = ",".join(f'"{name}":"{cell}"' for name, cell in zip(names, cells, strict=True))
    return [*found, f"[{{{pairs}}}]".encode(), f"{{{pairs}}}\n{{{pairs}}}".encode(), EXACT.encode()]


@cache
def _imports(channel: str) -> tuple[bytes, ...]:
    looks = [look for data in _sheets(channel) for look in _looks(channel, data)]
    return tuple(f"{look.page.purpose}\n".encode() + (look.body or b"") for look in looks)


def _book(rows: Iterable[Iterable[object]], title: str = "表") -> Workbook:
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    return book


def _bytes(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return _stored(out.getvalue())


def _stored(data: bytes, name: str = "", part: bytes = b"") -> bytes:
    """The archive without compression, so that a flipped byte meets the XML; the part of that name replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            same = NOW.sub(b"2026-10-31T20:00:00Z", old.read(entry))  # a workbook tells when it was written
            new.writestr(zipfile.ZipInfo(entry.filename), part if entry.filename == name else same)
    return out.getvalue()


@cache
def workbooks() -> tuple[bytes, ...]:
    book = _book((["名称", "数"], ["示例", 1.5], [None, True], [datetime(2026, 10, 31), "=1+1"]))
    book.active.merge_cells("A2:A3")
    return (_bytes(book),)


PART = "xl/worksheets/sheet1.xml"


def _part(data: bytes) -> None:
    """The bytes as the sheet within a workbook that is whole."""
    list(workbook(_stored(workbooks()[0], PART, data)))


@cache
def _parts() -> tuple[bytes, ...]:
    with zipfile.ZipFile(io.BytesIO(workbooks()[0])) as book:
        return (book.read(PART),)


@cache
def _key() -> Key:
    item = next(iter(items().values()))
    lines = Line("A1", "330100", item.id, ("甲",), ("0" * 32,)), Line("A2", "330200", item.id, ("甲", "乙"), ())
    return Key("2026", "1", lines)


def _key_bytes() -> bytes:
    lines = [[x.code, x.unit, "市", x.item, " ".join(x.raters), "2026", "1", " ".join(x.pages)] for x in _key().lines]
    return "\n".join(",".join(line) for line in (list(HEAD), *lines)).encode()


@cache
def _ratings() -> bytes:
    item = items()[_key().lines[0].item]
    book = _book(((ROUND, _key().id), (RATER, "甲"), (PERIOD, "2026")), ABOUT)
    sheet = book.create_sheet(item.zh)
    for at, word in enumerate((CODE, RATING, NOTE), start=1):
        sheet.cell(head_line(item), at, word)
    for line, cells in enumerate((("A1 市", 1, "注"), ("A2 市", "无法判断", "")), start=head_line(item) + 1):
        for at, cell in enumerate(cells, start=1):
            sheet.cell(line, at, cell)
    return _bytes(book)

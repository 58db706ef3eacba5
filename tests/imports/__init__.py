"""Accounts, files and stores that these tests make."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from dsci.channels.imports.gather import Gathered, Terms
from dsci.channels.imports.whose import Asked
from dsci.contract import CHINA, Account, Method
from dsci.pipeline.handed import File
from dsci.pipeline.importing import Plan, import_files
from dsci.store import Store

NOW = datetime(2026, 11, 5, 9, tzinfo=CHINA)
AS_OF = datetime(2026, 10, 31, 20, tzinfo=CHINA)
BIZ = "MzA4MDA1NzEyMA=="


def account(channel: str, id: str, name: str = "", unit: str = "330100", platform: str = "", **rest: Any) -> Account:
    return Account(unit, channel, platform or channel, id, name=name, source="list", **rest)


ACCOUNTS = [
    account("weibo", "2418724427", "示例发布"),
    account("weibo", "3000000001", "同名发布", unit="330200"),
    account("weibo", "3000000002", "同名发布", unit="330300"),
    account("wechat", BIZ, "示例发布"),
    account("app", "1442984645", "示例办", platform="ios"),
    account("app", "cn.gov.example", "示例办", platform="android"),
    account("video", "MS4wLjABAAAA-example", "示例发布", platform="douyin"),
    account("video", "401742377", "示例发布", platform="bilibili"),
    account("video", "示例视频号", "示例发布", platform="shipinhao"),
]


def xlsx(*sheets: tuple[str, Iterable[Sequence[Any]]], merge: Sequence[str] = ()) -> bytes:
    """A workbook; `merge` are ranges of its first sheet."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    for block in merge:
        book.worksheets[0].merge_cells(block)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def new_store(folder: Path) -> Store:
    return Store(f"sqlite:///{folder / 'dsci.sqlite'}", folder / "evidence")


def bring(
    store: Store,
    channel: str,
    data: bytes | str,
    name: str = "file.csv",
    accounts: Sequence[Account] = tuple(ACCOUNTS),
    asked: Asked = Asked(),  # noqa: B008
    terms: Terms = Terms(AS_OF),  # noqa: B008
    method: Method = Method.IMPORT_OWNER,
    correct: bool = False,
) -> Gathered:
    """What one file gives, kept in the store."""
    plan = Plan(channel, NOW, method, asked, terms, correct)
    (found,) = import_files(store, plan, [File(name, data.encode() if isinstance(data, str) else data)], accounts)
    return found

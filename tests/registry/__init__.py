"""Small tables and records that these tests make."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dsci.contract import CHINA, Site
from dsci.registry.presences import COLUMNS

GOOD = "330100,weibo,weibo,1,main,杭州,,list,,,"


def table(folder: Path, *rows: str, header: str = ",".join(COLUMNS)) -> Path:
    path = folder / "accounts.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


def site(code: str, id_code: str) -> Site:
    return Site(
        page="p", unit=code, channel="website", account="a", key="k", seen_at=datetime(2026, 10, 31, tzinfo=CHINA),
        name="", title="", domain="d", id_code=id_code, id_code_from="meta", footer=(), access=(), innovation=(),
        columns=(), search=False, links=0,
    )  # fmt: skip

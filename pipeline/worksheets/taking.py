"""Raters' workbooks into the store: the bytes as they came and every judgement, or nothing of the file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from ...channels import IMPORT
from ...contract import Judgement, Method, Page, Status, page_id
from ...store import Look, Store
from ...store.world import simulated
from ..handed import plain
from .key import Key
from .reading import Read, Wrong, read_sheets

CHANNEL = "worksheet"  # under which the workbooks lie among the pages


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a workbook. `new` is how many of its ratings the store had not yet."""

    file: str
    rater: str
    rated: int
    blank: int
    new: int
    wrong: tuple[Wrong, ...]


def take(store: Store, name: str, data: bytes, key: Key, now: datetime) -> Taken:
    """Keeps a workbook and its ratings in one go. The same bytes a second time change nothing."""
    read, digest = read_sheets(data, key), sha256(data).hexdigest()
    wrong = read.wrong or _unknown_pages(store, read)
    if wrong:
        return Taken(name, read.rater, 0, 0, 0, wrong)
    rows = [
        Judgement(
            one.line.unit, one.line.item, key.period, read.rater, one.level, one.note, digest, one.cell, now,
            len(one.line.raters), one.line.pages,
        )
        for one in read.rated
    ]  # fmt: skip
    page = _page(store, name, digest, read.rater, now)
    known = bool(store.rows(Page, id=page.id))
    if rows and not known:
        store.write([Look(page, (), data)], CHANNEL, rows)
    return Taken(name, read.rater, len(rows), read.blank, 0 if known else len(rows), ())


def _unknown_pages(store: Store, read: Read) -> tuple[Wrong, ...]:
    """Ratings rest on pages that were shown: a store without them is another than the sheets were made from."""
    wanted = list(dict.fromkeys(page for one in read.rated for page in one.line.pages))
    have = {page.id for at in range(0, len(wanted), 500) for page in store.rows(Page, id=wanted[at : at + 500])}
    lacking = [page for page in wanted if page not in have]
    reason = f"库中没有评分时出示的 {len(lacking)} 个页面（{'、'.join(lacking[:3])}）：请用导出评分表的那个库"
    return (Wrong("", "", reason),) if lacking else ()


def _page(store: Store, name: str, digest: str, rater: str, now: datetime) -> Page:
    """The look that the workbook is. It stands for no unit: it holds many."""
    shown = plain(name)
    run, url = f"worksheet-{digest[:12]}", f"{IMPORT}{shown}#{CHANNEL}/{rater}"
    return Page(
        page_id(run, CHANNEL, "", CHANNEL, digest), url, "", CHANNEL, rater, CHANNEL, run, 0, now, now, Status.OK,
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sha256=digest, method=Method.RATING,
        simulated=simulated(store), about=f"{shown} sha256:{digest}",
    )  # fmt: skip


def sheet_pages(store: Store) -> dict[str, str]:
    """The id of the page that holds each workbook, by its hash."""
    return {page.sha256: page.id for page in store.rows(Page, channel=CHANNEL)}

"""Beijing's letters: a page whose script names the address of the list, and that list, written as JavaScript writes objects."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import chompjs

from .dates import read_date
from .letter_lines import Line
from .letter_slots import kept_value
from .letter_words import SATISFIED
from .page import Doc
from .urls import resolve, wordless

LIST = "letterListJson.action"
_CALL = re.compile(rf"[\"']([^\"'\s<>\\?]{{0,200}}{re.escape(LIST)})")
_FIRST = "?page.pageNo=1&page.pageSize=15"
_OBJECT = re.compile(r"\s{0,20}\(?\s{0,20}\{")
_NUMBER = re.compile(r"(page\.pageNo=)\d{1,6}")
# kind of a letter -> its page, in the folder above the list's
PAGES = {"咨询": "consult.consultDetail", "建议": "suggest.suggesDetail", "投诉": "complain.complainDetail"}
ROLES = {
    **{"originalId": "code", "letterTypeName": "kind", "showOrgNames": "department", "orgNames": "department"},
    **{"writeDate": "asked", "replyDate": "answered", "satisfaction": "satisfaction"},
}
ABSENT = ("null", "undefined")  # as the parser hands on what JavaScript leaves out
MAX_ROWS = 500

Record = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """The list as it was answered: its number of pages, and what may be kept of each letter."""

    page: int
    pages: int
    records: tuple[Record, ...]

    @property
    def text(self) -> str:
        """The same list without citizens' words."""
        page = {"pageNo": self.page, "totalPages": self.pages}
        return json.dumps({"page": page, "result": self.records}, ensure_ascii=False)


def list_address(doc: Doc) -> str:
    """The address of the first page of the list that a script of the page names; '' where none does."""
    for script in doc.scripts:
        if (found := _CALL.search(script)) and (url := wordless(resolve(doc.base, found[1]))):
            return url + _FIRST
    return ""


def list_call(script: str) -> str:
    """What a script says of the list, and nothing else of it."""
    found = _CALL.search(script)
    return f'"{found[1]}"' if found and wordless(found[1]) else ""


def read_list(doc: Doc) -> Answer | None:
    """The list that the look was answered with; None where the answer is none."""
    if not _OBJECT.match(doc.text) or "result" not in doc.text:
        return None
    try:
        found: object = chompjs.parse_js_object(doc.text)
    except (ValueError, RecursionError):
        return None
    page, rows = (found.get("page"), found.get("result")) if isinstance(found, dict) else (None, None)
    if not isinstance(rows, list):
        return None
    numbers = page if isinstance(page, dict) else {}
    records = (_kept(row, doc.page.seen_at) for row in rows[:MAX_ROWS] if isinstance(row, dict))
    return Answer(_whole(numbers.get("pageNo")), _whole(numbers.get("totalPages")), tuple(filter(None, records)))


def lines(doc: Doc, answer: Answer) -> Iterator[Line]:
    """The letters of the list, none decided where it does not say which are answered."""
    told = any("replyDate" in record for record in answer.records)
    for record in answer.records:
        if asked := read_date(record.get("writeDate", ""), doc.page.seen_at):
            kind = record.get("letterTypeName", "")
            yield Line(
                asked,
                read_date(record.get("replyDate", ""), doc.page.seen_at),
                decided=told,
                kind=kind,
                department=record.get("showOrgNames") or record.get("orgNames", ""),
                code=record.get("originalId", ""),
                url=_page(doc, kind, record.get("originalId", "")),
                satisfaction=SATISFIED.get(record.get("satisfaction", ""), ""),
            )


def next_list(doc: Doc, answer: Answer) -> str:
    """The address of the page after this one; '' after the last."""
    url = doc.page.url
    if answer.page >= answer.pages or not _NUMBER.search(url):
        return ""
    return _NUMBER.sub(rf"\g<1>{answer.page + 1}", url, count=1)


def _page(doc: Doc, kind: str, code: str) -> str:
    return resolve(doc.page.url, f"../com.web.{PAGES[kind]}.flow?originalId={code}") if kind in PAGES and code else ""


def _kept(row: Mapping[object, object], seen_at: datetime) -> Record:
    """What may be kept of one letter. Its day of answer is kept where it is blank too: it says that there is none yet."""
    given = {name: str(row[name]) for name in ROLES if name in row and isinstance(row[name], str | int)}
    kept = {name: kept_value(ROLES[name], text, seen_at) for name, text in given.items() if text not in ABSENT}
    kept |= {"replyDate": ""} if "replyDate" in row and "replyDate" not in kept else {}
    return {name: value for name, value in kept.items() if value or name == "replyDate"}


def _whole(value: object) -> int:
    text = str(value)
    return int(text) if text.isdecimal() and len(text) < 7 else 0

"""An open-data portal: the numbers that it prints, and what else it has."""

from __future__ import annotations

import re

from ...contract import OPEN_DATA, Extract, OpenData, Status, fact
from .features import LABEL
from .forms import search_form
from .lists import rows
from .numbers import Named, printed
from .page import Doc, pieces
from .urls import is_article

NAMES = {
    "datasets": Named(("数据集", "数据目录")),
    "apis": Named(("数据接口", "接口服务", "API接口", "接口", "API")),
    "applications": Named(("数据应用", "创新应用", "应用")),
}
WORDS = dict(zip(OPEN_DATA[1:], (re.compile(r"数据安全|安全保障"), re.compile(r"隐私政策|隐私声明|隐私保护")), strict=True))
_SIGNS = re.compile(r"数据(?:集|目录|开放|资源|接口|应用|服务)|开放数据|公共数据|政府数据|政务数据")


def read_open_data(doc: Doc) -> Extract:
    """The portal; a page that does not speak of open data is none."""
    if not _SIGNS.search(doc.words):
        return Extract(Status.CHANGED_SHAPE, reason="no word of open data")
    found = {name: int(number) for name, number in printed(doc.lines, NAMES).items()}
    numbers = {name: found.get(name) for name in NAMES}
    return Extract(Status.OK, (fact(OpenData, doc.page, doc.key, **numbers, parts=parts(doc)),))


def parts(doc: Doc) -> tuple[str, ...]:
    """Which of OPEN_DATA it has: a form to search, and chapters or links by name, titles of articles left out."""
    told = {text for row in rows(doc) if row.published or is_article(row.anchor.url) for text in pieces(row.anchor.element)}
    names = [text.strip() for text in pieces(doc.body) if len(text.strip()) <= LABEL and text not in told]
    there = {name for name, words in WORDS.items() if any(words.search(text) for text in names)}
    there |= {"search"} if search_form(doc) else set()
    return tuple(name for name in OPEN_DATA if name in there)

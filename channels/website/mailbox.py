"""What a page of letters says of the letter box: its name, what it promises, what else it offers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime

from ...contract import Mailbox, fact
from .letter_slots import slots
from .letter_words import BOX, FOLLOWUP, KNOWLEDGE, promised
from .page import BLOCKS, CELLS, Doc, Element, bare, text_of

MAX_WORDS = 50_000
_PARTS = re.compile(r"[-_|—–>＞»·\s]+")
_PROMISE = re.compile(r"(\d{1,3}) (工作日|天)")


def mailbox(doc: Doc, rows: Collection[Element], more: bool, oldest: datetime | None) -> Mailbox:
    """The letter box of this page. What stands in the rows of letters is not its word."""
    text = words_outside(doc.body, rows)
    days = promise(doc.root.get("data-promise") or "") or promised(text)
    return fact(
        Mailbox,
        doc.page,
        doc.key,
        name=_name(doc),
        promised_days=days[0] if days else None,
        working_days=bool(days and days[1]),
        followup=bool(doc.root.get("data-followup") or FOLLOWUP.search(text)),
        knowledge=bool(doc.root.get("data-knowledge") or KNOWLEDGE.search(text)),
        more=more,
        oldest=oldest,
    )


def marks(box: Mailbox) -> Mapping[str, str]:
    """The attributes by which the covered page tells the same of the letter box."""
    days = f"{box.promised_days} {'工作日' if box.working_days else '天'}" if box.promised_days else ""
    told = {"data-promise": days, "data-box": box.name}
    return told | {"data-followup": "yes" if box.followup else "", "data-knowledge": "yes" if box.knowledge else ""}


def promise(text: str) -> tuple[int, bool] | None:
    """What `marks` wrote of the promise."""
    found = _PROMISE.fullmatch(text)
    return (int(found[1]), found[2] == "工作日") if found else None


def words_outside(body: Element, rows: Collection[Element]) -> str:
    """The visible words of the page without these rows, a line a block."""
    words, length = [], 0
    for slot in slots(body, rows):
        new_line = not slot.tail and (slot.element.tag in BLOCKS or slot.element.tag in CELLS)
        words.append(("\n" if new_line else "") + bare(slot.text))
        length += len(words[-1])
        if length > MAX_WORDS:
            break
    return "".join(words)


def _name(doc: Doc) -> str:
    """What the letter box is called: by its tag, its title, its first headings; '' where that is no known name."""
    headings = [text_of(h) for level in ("h1", "h2", "h3") for h in doc.body.iter(level)][:6]
    parts = [doc.root.get("data-box") or "", doc.metas.get("columnname", ""), *_PARTS.split(doc.title), *headings]
    return next((name for part in parts if BOX.fullmatch(name := bare(part))), "")

"""The words of a row or a page of letters, cut into labels and values; and what of them may be kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from lxml import etree

from .dates import MOMENT, moment, read_date
from .letter_words import (
    CATEGORY,
    CODE,
    DEPARTMENT,
    KIND,
    LABEL,
    LABELS,
    MAX_LABEL,
    PERSONAL,
    SATISFIED,
    STATUS,
)
from .page import SILENT, Element, bare, squeeze

MARK = "■"
COLON = re.compile(r"[\s:：]+")
MAX_TEXT = 2000
DEEP = 12
WORDS_BESIDE = 4  # characters beside days and statuses; with more of them a text is somebody's words


class Slot(NamedTuple):
    """Where a text stands: before the children of an element, or after it."""

    element: Element
    tail: bool

    @property
    def text(self) -> str:
        return (self.element.tail if self.tail else self.element.text) or ""

    @property
    def in_link(self) -> bool:
        return (self.element.tag == "a" and not self.tail) or any(
            e.tag == "a" for e in islice(self.element.iterancestors(), DEEP)
        )


Kept = dict[Slot, str]  # what is written in place of a text


@dataclass
class Told:
    """What a row or a page says of one letter: its first value per role, the days without a label, what may be kept."""

    values: dict[str, str] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)  # labels seen, with a value or without
    days: list[datetime] = field(default_factory=list)
    kept: Kept = field(default_factory=dict)


def slots(root: Element, skip: Collection[Element] = ()) -> Iterator[Slot]:
    """The texts within an element in page order, those of scripts and of the elements to skip left out."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag in SILENT or element in skip:
                walk.skip_subtree()
            elif element.text and element.text.strip():
                yield Slot(element, False)
        elif element is not root and element.tail and element.tail.strip():
            yield Slot(element, True)


def told(found: Iterator[Slot], seen_at: datetime, unlabelled: bool) -> Told:
    """What these texts say; days, statuses and kinds without a label count only where `unlabelled`."""
    said, role = Told(), ""
    for slot in found:
        words = []
        if not COLON.sub("", slot.text):  # 来信时间<b>：</b>
            said.kept[slot] = "："
            continue
        for label, text in parted(slot.text[:MAX_TEXT]):
            role = LABELS[label] if label else role
            said.roles |= {role} if label else set()
            value = kept_value(role, text, seen_at) if role else _loose(said, slot, text, seen_at) if unlabelled else ""
            if role and value:
                said.values.setdefault(role, value)
            words.append((label + "：" if label else "") + (value or (MARK if bare(text) else "")))
            role = role if label and not bare(text) else ""
        said.kept[slot] = " ".join(words)
    return said


def parted(text: str) -> list[tuple[str, str]]:
    """The text cut at its labels: each with what follows it; '' for what stands before the first."""
    if (name := bare(text).rstrip("：:")) in LABELS and len(name) <= MAX_LABEL:
        return [(name, "")]
    hits = [hit for hit in LABEL.finditer(text) if hit[1] in LABELS]
    ends = [hit.start() for hit in hits[1:]] + [len(text)]
    before = text[: hits[0].start()] if hits else text
    pairs = [(hit[1], text[hit.end() : end]) for hit, end in zip(hits, ends, strict=True)] if hits else []
    return [("", before), *pairs] if bare(before) else pairs


def kept_value(role: str, text: str, seen_at: datetime) -> str:
    """The words of a value if they are what its label says they are; else ''."""
    words = squeeze(text).strip("|｜;；,，。 []【】")
    if role in ("asked", "answered"):
        return day_in(words, seen_at)
    if role == "satisfaction":
        return words if words in SATISFIED else ""
    pattern = {"status": STATUS, "kind": CATEGORY, "department": DEPARTMENT, "code": CODE}.get(role)
    whole = words.split(" ")[0] if role in ("status", "department") else words
    return whole if pattern and pattern.fullmatch(whole) and not PERSONAL.search(whole) else ""


def day_in(text: str, seen_at: datetime) -> str:
    """The day that a short text is or begins with, as printed; else ''."""
    found = MOMENT.match(text)
    if found and moment(*found.groups()):
        return found[0]
    return text if read_date(text, seen_at) else ""


def _loose(said: Told, slot: Slot, text: str, seen_at: datetime) -> str:
    """What is kept of a text without a label: a kind in brackets or alone, days, a status, a satisfaction."""
    words = squeeze(text)
    closing = {"[": "]", "【": "】"}.get(words[:1], "")
    kind = words[1:].partition(closing)[0] if closing else words
    if KIND.fullmatch(kind):
        said.values.setdefault("kind", kind)
        rest = words[len(kind) + 2 :] if closing else ""
        return f"{words[0]}{kind}{closing}{MARK if rest.strip() else ''}" if closing else kind
    if slot.in_link:
        return ""
    if words in SATISFIED:
        said.values.setdefault("satisfaction", words)
        return words
    return _days(said, words, seen_at)


def _days(said: Told, words: str, seen_at: datetime) -> str:
    """Days and a status, where hardly a word stands beside them."""
    if day := read_date(words, seen_at):
        said.days.append(day)
        return words
    days = [hit for hit in MOMENT.finditer(words) if moment(*hit.groups())]
    status = STATUS.search(words)
    found = [hit[0] for hit in sorted([*days, *([status] if status else [])], key=lambda hit: hit.start())]
    rest = words
    for part in found:
        rest = rest.replace(part, "", 1)
    beside = [c for c in rest if c.isalnum()]
    if not found or len(beside) > WORDS_BESIDE:
        return ""
    said.days += [at for hit in days if (at := moment(*hit.groups()))]
    if status:
        said.values.setdefault("status", status[0])
    return " ".join([*found, *([MARK] if beside else [])])

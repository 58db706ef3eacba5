"""One letter's own page: its dates, and the office's answer by its length and digest; never anybody's words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from ...contract import Extract, Fact, Reply, Status, fact
from .dates import read_date
from .letter_lines import Line, listed
from .letter_slots import Slot, Told, parted, slots, told
from .letter_words import ANSWERED, FOLLOWUP, LABELS, PENDING, SATISFIED, STATUS
from .letters import letter_fact
from .page import Doc, Element, bare, classes, text_of
from .redact import redacted
from .similar import digest

MAX_SLOTS = 20_000
MAX_CLIMB = 6
MAX_LABELS = 40
OWN_WORDS = frozenset({"content", "answer"})
TELLING = frozenset({"asked", "answered", "department", "status", "kind", "satisfaction", "content"})
INLINE = frozenset({"b", "strong", "span", "em", "font", "label", "i"})
_STOPS = frozenset({"body", "html", "form", "main"})
_ASIDE = re.compile(r"foot|copyright|share|print|prev|crumb|recommend", re.I)
_DIGEST = re.compile(r"[0-9a-f]{16}|")


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the label of a letter's or an answer's words: the label, its role, the texts."""

    label: Slot
    role: str
    texts: tuple[Slot, ...]
    words: str


def read_letter(doc: Doc) -> Extract:
    """The letter and the answer to it; and the page without anybody's words."""
    found = list(islice(slots(doc.body), MAX_SLOTS))
    words = list(islice(_words(found), MAX_LABELS))
    theirs = {slot for each in words for slot in each.texts}
    rest = [slot for slot in found if slot not in theirs]
    said = told(iter(rest), doc.page.seen_at, unlabelled=False)
    line = _line(doc, said, listed(doc.page.about))
    followup = bool(doc.root.get("data-followup")) or any(FOLLOWUP.search(bare(slot.text)) for slot in rest)
    answer = max((each for each in words if each.role == "answer"), key=_size, default=None)
    reply = _reply(doc, answer, line, followup) if answer else None
    facts: list[Fact] = [letter_fact(doc.page, doc.key, line)] if line else []
    marks: dict[Element, dict[str, str]] = {doc.root: {"data-followup": "yes" if followup else ""}}
    if answer and reply:
        facts.append(reply)
        marks.setdefault(answer.label.element, {}).update({"data-length": str(reply.length), "data-digest": reply.digest})
    covered = redacted(doc, said.kept, marks)
    if not answer and said.roles.isdisjoint(TELLING):
        return Extract(Status.CHANGED_SHAPE, reason="no label of a letter", redacted=covered)
    return Extract(Status.OK if facts else Status.EMPTY, tuple(facts), redacted=covered)


def _line(doc: Doc, said: Told, known: Line | None) -> Line | None:
    """The letter: what its page says, else what the list said; None where neither tells the day asked."""
    seen_at, values = doc.page.seen_at, said.values
    asked = read_date(values.get("asked", ""), seen_at) or (known.asked if known else None)
    answered = read_date(values.get("answered", ""), seen_at) or (known.answered if known else None)
    status = bool(ANSWERED.fullmatch(values.get("status", ""))) or bool(known and known.replied)
    if not asked:
        return None
    return Line(
        asked,
        answered,
        status and not answered,
        kind=values.get("kind") or (known.kind if known else ""),
        department=values.get("department") or (known.department if known else ""),
        satisfaction=SATISFIED.get(values.get("satisfaction", ""), "") or (known.satisfaction if known else ""),
    )


def _reply(doc: Doc, answer: Behind, line: Line | None, followup: bool) -> Reply | None:
    """The answer; None where there is none yet."""
    length, known = answer.label.element.get("data-length") or "", answer.label.element.get("data-digest") or ""
    covered = length.isdecimal() and len(length) < 7 and _DIGEST.fullmatch(known)
    if not covered and (PENDING.fullmatch(answer.words) or STATUS.fullmatch(answer.words)):
        return None
    return fact(
        Reply,
        doc.page,
        doc.key,
        department=line.department if line else "",
        kind=line.kind if line else "",
        answered=line.answered if line else None,
        length=int(length) if covered else len(answer.words),
        digest=known if covered else digest(answer.words),
        satisfaction=line.satisfaction if line else "",
        followup=followup,
    )


def _words(found: list[Slot]) -> Iterator[Behind]:
    """The letter's words and the answer's, each behind its label."""
    for place, slot in enumerate(found):
        label = next((label for label, _text in reversed(parted(slot.text)) if LABELS.get(label) in OWN_WORDS), "")
        if label:
            text = slot.text.rpartition(label)[2].lstrip(" ：:\u3000\r\n\t")
            texts = tuple(_texts(found, place, bool(bare(text))))
            yield Behind(slot, LABELS[label], texts, bare(text + "".join(each.text for each in texts)))


def _texts(found: list[Slot], place: int, begun: bool) -> list[Slot]:
    """The texts behind a label: in the smallest box around it in which any follow, up to the next label."""
    label = found[place].element.getparent() if found[place].tail else found[place].element
    boxes = (label, *label.iterancestors()) if label is not None else ()
    inner: Element | None = None
    own = bare(found[place].text).rstrip("：:")
    for box in islice(boxes, MAX_CLIMB):
        if box.tag in _STOPS:  # flat on the page: no more than the next box
            beside = inner.getnext() if inner is not None else None
            return [] if beside is None or _ASIDE.search(classes(beside)) else _texts_of(found[place + 1 :], beside)
        inner = box
        texts = _texts_of(found[place + 1 :], box)
        if box.tag == "p" and (texts or begun):
            return texts + _paragraphs(found[place + 1 + len(texts) :], box)
        if texts or (begun and box.tag not in INLINE) or (not begun and bare(text_of(box)).rstrip("：:") != own):
            return texts
    return []


def _texts_of(after: list[Slot], box: Element) -> list[Slot]:
    """The texts of the box, up to the next label."""
    return list(takewhile(lambda slot: _within(box, slot) and not _heads(slot), after))


def _paragraphs(after: list[Slot], box: Element) -> list[Slot]:
    """The texts of the paragraphs that follow one, up to the next label."""
    more = set(takewhile(lambda e: e.tag == "p", box.itersiblings()))
    return list(takewhile(lambda slot: not more.isdisjoint(_around(slot)) and not _heads(slot), after))


def _around(slot: Slot) -> Iterator[Element]:
    if not slot.tail:
        yield slot.element
    yield from slot.element.iterancestors()


def _within(box: Element, slot: Slot) -> bool:
    """True for a text of the box, its foot and its buttons aside."""
    for element in _around(slot):
        if element is box:
            return True
        if element.tag in ("footer", "button") or _ASIDE.search(classes(element)):
            return False
    return False


def _heads(slot: Slot) -> bool:
    """True where a text begins with another label of the letter, is any label, or leads to the words of letter or answer."""
    labels = [label for label, _text in parted(slot.text)]
    begins = bool(labels) and LABELS.get(labels[0], "other") != "other"
    leads = any(LABELS.get(label) in OWN_WORDS for label in labels)
    return begins or leads or labels == [bare(slot.text).rstrip("：:")]


def _size(words: Behind) -> int:
    return (
        int(length)
        if (length := words.label.element.get("data-length") or "").isdecimal() and len(length) < 7
        else len(words.words)
    )

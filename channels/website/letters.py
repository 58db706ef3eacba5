"""A list of citizens' letters: their dates, kinds and departments. Their words are taken out before anything is kept."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from ...contract import Extract, Letter, Mailbox, Page, Status, Target, fact
from . import beijing
from .letter_heads import letter_table
from .letter_lines import Line, row_lines, table_lines
from .lists import next_page
from .mailbox import mailbox, marks
from .page import Doc, bare, pieces
from .redact import redacted
from .trs import more_pages
from .urls import address, within, wordless
from .vocabulary import NOTHING

YEAR = timedelta(days=365)  # 19号 单项否决 looks at one year of letters
MAX_OWN = 30  # letters' own pages that one page proposes


def read_letters(doc: Doc) -> Extract:
    """The letters of the page, the page that follows, the letters' own pages; and the page without anybody's words."""
    answer = beijing.read_list(doc)
    if answer is not None:
        return _of_feed(doc, answer)
    head = letter_table(doc.body)
    listed = table_lines(doc, head) if head else row_lines(doc)
    after = wordless(next_page(doc)) or wordless(more_pages(doc))
    box = mailbox(doc, listed.rows, bool(after), _oldest(listed.lines))
    letters = tuple(facts(doc.page, doc.key, listed.lines))
    follow = tuple(_follow(doc, listed.lines, after))
    feed = "" if letters else beijing.list_address(doc)
    unknown = not head and not letters and not feed and not any(NOTHING.search(bare(text)) for text in pieces(doc.body))
    covered = redacted(doc, listed.kept, {doc.root: marks(box)})
    if unknown:
        return Extract(Status.CHANGED_SHAPE, reason="no list with the day asked and whether it was answered", redacted=covered)
    if feed:
        return Extract(Status.OK, (box,), (Target(feed, "letters"),), redacted=covered)
    return Extract(Status.OK if letters else Status.EMPTY, (*letters, box), follow, redacted=covered)


def _of_feed(doc: Doc, answer: beijing.Answer) -> Extract:
    """The same of a list that is no page."""
    lines = tuple(beijing.lines(doc, answer))
    after = beijing.next_list(doc, answer)
    says_nothing = {"name": "", "promised_days": None, "working_days": False, "followup": False, "knowledge": False}
    box = fact(Mailbox, doc.page, doc.key, **says_nothing, more=bool(after), oldest=_oldest(lines))
    letters = tuple(facts(doc.page, doc.key, lines))
    covered = codecs.BOM_UTF8 + answer.text.encode()
    return Extract(Status.OK if lines else Status.EMPTY, (*letters, box), tuple(_follow(doc, lines, after)), redacted=covered)


def facts(page: Page, place: str, lines: Iterable[Line]) -> Iterator[Letter]:
    """One letter per key: its address, else its code, else what is known of it with a running number."""
    seen: Counter[str] = Counter()
    for line in lines:
        known = address(line.url) if line.url else line.code
        key = known or f"{place} {line.asked:%Y-%m-%d} {line.kind} {line.department}"
        seen[key] += 1
        if line.decided and (not known or seen[key] == 1):
            key = key if known else f"{key} {seen[key]}"
            yield letter_fact(page, key, line)


def letter_fact(page: Page, key: str, line: Line) -> Letter:
    """The letter of that line."""
    days = {"asked": line.asked, "answered": line.answered, "replied": line.replied}
    about = {"kind": line.kind, "department": line.department, "satisfaction": line.satisfaction}
    return fact(Letter, page, key, **days, **about)


def _follow(doc: Doc, lines: tuple[Line, ...], after: str) -> Iterator[Target]:
    """The next page while the oldest letter is younger than a year; pages of letters, the newest answered first.

    Letters of a further page come after those of the pages before it: `about` says how many letters those list.
    """
    told, oldest = doc.page.about, _oldest(lines)
    before = int(told) if told.isdecimal() and len(told) < 7 else 0
    if after and oldest and oldest > doc.page.seen_at - YEAR:
        yield Target(after, "letters", 1, about=str(before + len(lines)))
    own = {line.url: line for line in lines if within(line.url, doc.host) and (line.answered or line.replied or not line.decided)}
    newest = sorted(own.values(), key=lambda line: line.answered or line.asked, reverse=True)
    for place, line in enumerate(newest[:MAX_OWN]):
        yield Target(line.url, "letter", before + place, about=line.about)


def _oldest(lines: Iterable[Line]) -> datetime | None:
    return min((line.asked for line in lines), default=None)

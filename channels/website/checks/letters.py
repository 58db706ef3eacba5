"""Letters: a box that works, and answers that come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from ....contract import Letter, Mailbox, Reply, china_date
from ...table import View
from .. import mail
from ..dates import days_between
from .known import failed, latest, page_of, part
from .outcome import FAIL, NOT_APPLICABLE, NOT_DECIDED, PASS, Outcome, check

YEAR = 365  # 19号 veto 5: within one year


@check
def consult_channel(view: View) -> list[Outcome]:
    """Whether the portal leads to a letter box that can be opened."""
    missing = part(view, "letters", ("letters",))
    return missing or [Outcome(PASS, "有咨询建言渠道", 1, view.looked("letters")[0].id)]


@check
def letters_unanswered(view: View, days: int, without: Sequence[str] = ()) -> list[Outcome]:
    """Each letter of the last year that has waited for an answer longer than that, but for those whose kind has one of the
    words `without`. If there is none, the lists must have been read back one year for that to count."""
    missing = part(view, "letters", ("letters",), NOT_APPLICABLE)
    if missing:
        return missing
    since = view.since(YEAR)
    meant = [x for x in asked_since(view, since) if not any(word in x.kind for word in without)]
    late = [x for x in meant if not mail.is_answered(x, view.as_of) and _waited(x, view.as_of) > days]
    if late:
        return [_late(view, letter) for letter in sorted(late, key=lambda x: -_waited(x, view.as_of))]
    return _back(view, since) or [Outcome(PASS, f"一年内公开来信未见超过 {days} 天未答复", 1, view.looked("letters")[0].id)]


@check
def letters_received(view: View) -> list[Outcome]:
    """Whether the lists show a letter of the last year."""
    missing = part(view, "letters", ("letters",), NOT_APPLICABLE)
    if missing:
        return missing
    found = asked_since(view, view.since(YEAR))
    if found:
        return [Outcome(PASS, f"一年内公开来信 {len(found)} 件", len(found), found[0].page)]
    return failed(view, "letters") or [Outcome(FAIL, "一年内未见公开来信", 1, view.looked("letters")[0].id)]


def asked_since(view: View, since: datetime) -> list[Letter]:
    """The letters that were asked after that moment, as list and own page tell them."""
    replies = {reply.key: reply for reply in latest(view, Reply)}
    found = latest(view, Letter, lambda x: x.asked is not None and since < x.asked <= view.as_of)
    return [mail.merged(letter, replies.get(letter.key)) for letter in found]


def _waited(letter: Letter, until: datetime) -> int:
    return days_between(letter.asked or until, until)


def _late(view: View, letter: Letter) -> Outcome:
    page = page_of(view, letter)
    about = " ".join(word for word in (letter.kind, letter.department) if word)
    asked = china_date(letter.asked) if letter.asked else ""
    seen = f"{asked} 来信{f'({about})' if about else ''}, {_waited(letter, view.as_of)} 天未见答复"
    return Outcome(FAIL, seen, 1, letter.page, page.url if page else "")


def _back(view: View, since: datetime) -> list[Outcome]:
    """Why the lists do not reach back to that moment; nothing where they do, to the day."""
    lost = failed(view, "letters")
    boxes = latest(view, Mailbox)
    if lost or not boxes:
        return lost or [Outcome(NOT_DECIDED, "来信列表未能读出", page=view.looked("letters")[0].id)]
    oldest = min((b.oldest for b in boxes if b.oldest), default=None)
    if not mail.read_back(view, since + timedelta(days=1)):
        reached = f"只读到 {china_date(oldest)}" if oldest else "未标注日期"
        return [Outcome(NOT_DECIDED, f"来信列表{reached}, 不足一年", page=boxes[0].page)]
    return []

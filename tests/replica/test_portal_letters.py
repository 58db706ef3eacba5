"""Letters to the stand-in portals: what their pages print is what their truths say.

Read with plain expressions, as a person would count them; the readers of the channel have no part in it.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from datetime import date, timedelta
from functools import cache
from math import ceil

import pytest

from dsci.contract import Status
from dsci.replica.portal.profile import PortalProfile

from .portals import ask, healthy, source, visible
from .telling import body, true

TODAY = date(2026, 10, 31)
SATISFIED = ("非常满意", "满意", "基本满意")
KNOWS = "知识库|常见问题|政策问答库"


def days(text: str) -> list[date]:
    return [date.fromisoformat(day) for day in re.findall(r"\d{4}-\d\d-\d\d", text)]


DETAILS = {"咨询": "consult.consultDetail", "建议": "suggest.suggesDetail", "投诉": "complain.complainDetail"}
Line = tuple[str, list[date], str]  # address, days asked and answered, what else stands there


def fed(p: PortalProfile) -> list[Line]:
    """The first page of letters that come from a script's feed; the other pages are beyond two looks."""
    feed = re.findall(r'listUrl = "([^"]+)"', source(p, p.letters.address))[0]
    rows = [f"AH{row}" for row in ask(p, feed).body.decode().split("{originalId:'AH")[1:]]
    kinds = [DETAILS.get(re.findall("letterTypeName:'(.*?)'", row)[0]) for row in rows]
    ways = [kind and f"/hudong/hdjl/com.web.{kind}.flow?originalId={row[:14]}" for kind, row in zip(kinds, rows, strict=True)]
    return [(way or "", days(row), row) for way, row in zip(ways, rows, strict=True)]


@cache
def letter_pages(p: PortalProfile) -> list[list[Line]]:
    """The letters listed, page by page."""
    if p.letters.shape == "script":
        return [fed(p)]
    pages = [p.letters.address] + [p.letters.next_address] * ("下一页</a>" in source(p, p.letters.address))
    row = r'(?s)<tr class="(?:odd|even)">.*?</tr>|<li><a [^>]*letter/.*?</li>'
    rows = [re.findall(row, body(p, address)) for address in pages]
    return [[("".join(re.findall(r'href="([^"]+)"', x)[:1]), days(x), visible(x)) for x in page] for page in rows]


def letter_lines(p: PortalProfile) -> list[Line]:
    return [line for page in letter_pages(p) for line in page]


@cache
def boxes(shape: str = "") -> list[PortalProfile]:
    found = [p for p in healthy() if p.letters and shape in ("", p.letters.shape)]
    return found[:: max(1, len(found) // 25)]


def recent(p: PortalProfile, most: int = 180) -> list[list[date]]:
    return [when for _, when, _ in letter_lines(p) if (TODAY - when[0]).days < most]


@pytest.mark.parametrize("shape", ["table", "list", "script"])
def test_letters_of_every_shape(shape: str) -> None:
    assert len(boxes(shape)) >= 5
    for p in boxes(shape):
        assert len(letter_lines(p)) == min(len(p.letters.letters), 15 if shape == "script" else 30)
        took = sorted((when[1] - when[0]).days for when in recent(p) if len(when) > 1)
        assert true(p, "letters_reply_share") == (pytest.approx(len(took) / len(recent(p))) if recent(p) else Status.EMPTY)
        assert true(p, "letters_days_p90") == (took[ceil(len(took) * 0.9) - 1] if took else Status.EMPTY)
        waiting = [(TODAY - when[0]).days for when in recent(p, 365) if len(when) == 1]
        assert true(p, "oldest_unanswered_days") == (max(waiting, default=0) if recent(p, 365) else Status.EMPTY)


def promise(page: str) -> tuple[int, bool] | None:
    found = re.search(r"(\d+)(个工作)?日", visible(page.partition('class="notice"')[2].partition("</div>")[0]))
    return (int(found[1]), bool(found[2])) if found else None


def test_promises_are_kept_or_broken_beyond_doubt() -> None:
    """Whatever days are holidays: within the promise less two days, or later than twice the promise and two weeks."""
    kinds: set[object] = set()
    for p in boxes():
        promised = promise(source(p, p.letters.address))
        kinds.add(promised and promised[1])
        if promised is None:
            assert true(p, "letters_in_time_share") is Status.NOT_DECIDED
            continue
        waited = [(when[-1] - when[0]).days if len(when) > 1 else (TODAY - when[0]).days for when in recent(p)]
        assert all(n <= promised[0] - 2 or n >= 2 * promised[0] + 15 for n in waited)
        kept = sum(len(when) > 1 and n < promised[0] for when, n in zip(recent(p), waited, strict=True))
        due = sum(len(when) > 1 or n > promised[0] for when, n in zip(recent(p), waited, strict=True))
        assert true(p, "letters_in_time_share") == (pytest.approx(kept / due) if due else Status.EMPTY)
    assert kinds == {None, True, False}


def opened(p: PortalProfile) -> list[str]:
    """Five answered letters' own pages, by the links of the list: page by page those answered last first."""
    linked = [[line for line in page if line[0] and len(line[1]) > 1] for page in letter_pages(p)]
    newest = [line for page in linked for line in sorted(page, key=lambda line: line[1][1], reverse=True)]
    return [body(p, address) for address, _, _ in newest[:5]]


def answer(page: str) -> str:
    """What the office says: the longest text after its label."""
    after = re.split("回复内容|答复内容|办理结果|办理情况", page, maxsplit=1)[-1]
    return max(re.findall(r">([^<]+)<", after), key=len)


def grams(text: str) -> set[str]:
    text = re.sub(r"\d+", "", text)
    return {text[n : n + 4] for n in range(len(text) - 3)}


def test_answers_by_template_are_the_same_and_others_are_not() -> None:
    """Four characters at a time: the same but for numbers, or hardly a fifth of them."""
    seen: set[float | Status] = set()
    for p in boxes():
        said = [grams(answer(page)) for page in opened(p)]
        alike = [[len(a & b) / len(a | b) for b in said if b is not a] for a in said]
        assert all(n > 0.999 or n < 0.3 for row in alike for n in row), p.code
        share = sum(any(n > 0.999 for n in row) for row in alike) / len(said) if said else None
        wanted = Status.EMPTY if share is None else Status.NOT_DECIDED if len(said) < 3 else pytest.approx(share)
        assert true(p, "template_answers_share") == wanted
        assert all(80 <= len(answer(page)) <= 300 for page in opened(p))
        seen.add(true(p, "template_answers_share"))
    assert {0.0, Status.EMPTY} < seen and len(seen) > 3


def test_followup_satisfaction_and_knowledge() -> None:
    seen: Counter[str] = Counter()
    for p in boxes():
        page = body(p, p.letters.address)
        wants = any(re.search("我要评价|满意度评价|回访|办理结果评价", text) for text in (page, *opened(p)))
        assert true(p, "followup_shown") == wants
        knows = re.search(KNOWS, page) or re.search(KNOWS, body(p, "/"))
        assert true(p, "knowledge_base") == bool(knows)
        seen.update([f"followup {wants}", f"knowledge {bool(knows)}", f"rated {p.letters.rated}"])
    assert len(seen) == 7


def test_satisfaction_where_it_is_printed() -> None:
    """In the list or on the letters' own pages: cells and lines that hold one of the five judgements."""
    said = r"(?:满意度|>|：)\s*(?:</t[hd]>\s*<td[^>]*>|</dt><dd>|：)?\s*(非常满意|基本满意|满意|非常不满意|不满意)\s*<"
    checked = 0
    for p in [p for p in boxes() if p.letters.rated]:
        if p.letters.rated == "list":
            found = [(when[0], re.findall(r"(?:非常|基本)?不?满意", text)) for _, when, text in letter_lines(p)]
        else:
            found = [(days(page)[0], re.findall(said, page)) for page in opened(p)]
        judged = [words[-1] for when, words in found if words and (TODAY - when).days < 180]
        checked += bool(judged)
        share = sum(word in SATISFIED for word in judged) / len(judged) if judged else Status.EMPTY
        assert true(p, "satisfied_share") == (pytest.approx(share) if judged else share), p.code
    assert checked > 5


def test_titles_of_letters_stand_on_some_home_pages() -> None:
    showing = [p for p in healthy() if p.letters and p.letters.on_home]
    assert 20 < len(showing) < 150
    for p in showing[::12]:
        home = html.unescape(source(p, "/"))
        assert len(p.letters.titles_on_home) == 5
        assert all(title in home for title in p.letters.titles_on_home)


def test_no_letter_stands_within_a_day_of_a_window() -> None:
    """Days of letters are days of the calendar: none depends on the hour of the look."""
    for p in boxes():
        assert all(when[0] <= TODAY and when == sorted(when) for _, when, _ in letter_lines(p))
        assert all(when[-1] - when[0] < timedelta(days=100) for _, when, _ in letter_lines(p))

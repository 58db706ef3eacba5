"""What letters are measured by, over facts written by hand; the values are worked out beside them. as_of is SEEN."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsci.contract import Fact, Mailbox, Reply, Status, fact

from .portal import column, day, entry, letter, page, seen, site
from .social import SEEN

LISTED = ("letters",)
LETTERS = [
    letter("1", "2026-10-01", "2026-10-04"),  # 3 days; 0 working days: a holiday from the 1st to the 7th
    letter("2", "2026-10-12", "2026-10-12"),  # 0
    letter("3", "2026-09-01", "2026-09-11"),  # 10; 8 working days
    letter("4", "2026-08-03", "2026-08-24"),  # 21; 15
    letter("5", "2026-10-20"),  # open for 11 days; 8 working days
    letter("6", "2026-10-28"),  # open for 3; 3
    letter("7", "2025-11-01"),  # open for 364 days; not of the last 180
    letter("8", "2025-10-31T20:00"),  # 365 days before as_of: out
]


def box(promised: int | None = None, working: bool = False, followup: bool = False, knowledge: bool = False) -> Fact:
    told: dict[str, object] = {"followup": followup, "knowledge": knowledge, "more": False, "oldest": None}
    return fact(
        Mailbox, page("letters"), f"box {promised} {working}", name="", promised_days=promised, working_days=working, **told
    )


def reply(key: str, digest: str = "", answered: str = "", satisfaction: str = "", followup: bool = False) -> Fact:
    told: dict[str, object] = {"satisfaction": satisfaction, "followup": followup, "answered": day(answered)}
    return fact(Reply, page("letter"), key, department="", kind="", length=99, digest=digest, **told)


def outcome(name: str, *facts: Fact, purposes: tuple[str, ...] = LISTED) -> tuple[float | None, Status]:
    row = seen([site(), *facts], *purposes)[name]
    return row.value, row.status


@pytest.mark.parametrize(
    ("promises", "value"),
    [
        ([(5, False)], 2 / 5),  # answered: 3 and 0 in time, 10 and 21 late; open: 11 days late, 3 days still within
        ([(5, True)], 2 / 5),
        ([(7, True)], 2 / 5),  # 8 working days from 1 to 11 September, and the one open for 8, are late
        ([(8, True)], 3 / 4),  # the one open for 8 is not yet
        ([(11, False)], 3 / 4),  # nor the one open for 11 days
        ([(15, True), (5, False)], 2 / 5),  # the shortest promise counts
        ([(None, False), (2, False)], 1 / 6),  # both open ones late
    ],
)
def test_in_time_by_the_promise(promises: list[tuple[int | None, bool]], value: float) -> None:
    boxes = [box(*promise) for promise in promises]
    assert outcome("letters_in_time_share", *LETTERS, *boxes) == (pytest.approx(value), Status.OK)


def test_in_time_without_a_promise_or_without_letters_to_judge() -> None:
    assert outcome("letters_in_time_share", *LETTERS, box()) == (None, Status.NOT_DECIDED)
    assert outcome("letters_in_time_share", box(5)) == (None, Status.EMPTY)
    assert outcome("letters_in_time_share", LETTERS[5], box(5)) == (None, Status.EMPTY)
    undated = replace(letter("9", "2026-10-01"), replied=True)  # type: ignore[call-arg]
    assert outcome("letters_in_time_share", undated, box(5)) == (None, Status.EMPTY)


def test_nine_in_ten() -> None:
    assert outcome("letters_days_p90", *LETTERS) == (21, Status.OK)
    ten = [letter(str(n), "2026-10-01", f"2026-10-{n + 1:02}") for n in range(1, 11)]  # 1 to 10 days
    assert outcome("letters_days_p90", *ten) == (9, Status.OK)
    assert outcome("letters_days_p90", *ten, letter("x", "2026-10-01", "2026-10-30")) == (10, Status.OK)
    assert outcome("letters_days_p90", LETTERS[4]) == (None, Status.EMPTY)


def test_the_oldest_open_letter_of_a_year() -> None:
    assert outcome("oldest_unanswered_days", *LETTERS) == (364, Status.OK)
    assert outcome("oldest_unanswered_days", *LETTERS[:4], LETTERS[7]) == (0, Status.OK)
    assert outcome("oldest_unanswered_days") == (None, Status.EMPTY)
    late = letter("9", "2026-10-21", "2026-10-31T20:01")  # answered after as_of
    assert outcome("oldest_unanswered_days", late) == (10, Status.OK)


def test_what_only_the_letters_own_pages_tell() -> None:
    undated = replace(letter("9", "2026-10-01"), replied=True)  # type: ignore[call-arg]
    rows = seen([site(), undated, reply("9", answered="2026-10-07")], "letters", "letter")
    assert (rows["letters_reply_share"].value, rows["letters_reply_days"].value) == (1, 6)
    rows = seen([site(), undated], "letters")
    assert (rows["letters_reply_share"].value, rows["letters_reply_days"].status) == (1, Status.EMPTY)
    assert rows["oldest_unanswered_days"].value == 0


def test_satisfaction_in_the_list_or_on_the_page() -> None:
    pleased, angry = (
        replace(one, satisfaction=word)  # type: ignore[call-arg]
        for one, word in ((LETTERS[0], "satisfied"), (LETTERS[1], "unsatisfied"))
    )
    old = replace(LETTERS[6], satisfaction="unsatisfied")  # type: ignore[call-arg]
    told = reply("3", satisfaction="satisfied")
    assert outcome("satisfied_share", pleased, angry, old, *LETTERS[2:6], told) == (pytest.approx(2 / 3), Status.OK)
    assert outcome("satisfied_share", *LETTERS) == (None, Status.EMPTY)


def test_follow_up_and_knowledge() -> None:
    assert outcome("followup_shown", *LETTERS, box(), reply("1"), purposes=("letters", "letter")) == (0, Status.OK)
    assert outcome("followup_shown", box(followup=True)) == (1, Status.OK)
    assert outcome("followup_shown", reply("1", followup=True), purposes=("letters", "letter")) == (1, Status.OK)
    assert outcome("knowledge_base", box()) == (0, Status.OK)
    assert outcome("knowledge_base", box(knowledge=True)) == (1, Status.OK)
    assert seen([site(offers=("knowledge",))])["knowledge_base"].value == 1


NEAR, OTHER, THIRD = ("00000000000000ff", "00000000000000f8"), "ffffffff00000000", "0f0f0f0f0f0f0f0f"


def test_answers_that_repeat_one_another() -> None:
    def share(*digests: str) -> tuple[float | None, Status]:
        replies = (reply(str(n), digest) for n, digest in enumerate(digests))
        return outcome("template_answers_share", *replies, purposes=("letters", "letter"))

    assert share(*NEAR, OTHER, THIRD) == (1 / 2, Status.OK)
    assert share(NEAR[0], OTHER, THIRD) == (0, Status.OK)
    assert share(*NEAR) == (None, Status.NOT_DECIDED)
    assert share(*NEAR, "") == (None, Status.NOT_DECIDED)


def test_answers_that_were_not_read() -> None:
    name = "template_answers_share"
    assert outcome(name, letter("SZ2026001", "2026-10-01", "2026-10-02")) == (None, Status.EMPTY)
    assert outcome(name, letter("example.gov.cn/1.html", "2026-10-01", "2026-10-02")) == (None, Status.NOT_TRIED)
    assert outcome(name, letter("example.gov.cn/1.html", "2026-10-01")) == (None, Status.EMPTY)  # none is answered
    blocked = seen([site()], failed=[page("letters", Status.BLOCKED)])[name]
    assert (blocked.value, blocked.status) == (None, Status.BLOCKED)
    answers = seen([site()], "letters", failed=[page("letter", Status.TIMEOUT)])[name]
    assert (answers.value, answers.status) == (None, Status.TIMEOUT)


def test_interviews_and_answers_to_concerns() -> None:
    held = [
        entry("1", "i", "interview", "2026-10-01"),
        entry("2", "i", "interview", "2025-10-31"),
        entry("3", "c", "consult", "2026-10-01"),
    ]
    home = site(columns=("interview", "response"))
    rows = seen([home, column("i", "interview", "2026-10-01"), *held], "column")
    assert (rows["interviews_count"].value, rows["proactive_column"].value) == (1, 1)
    assert seen([site()])["proactive_column"].value == 0
    assert seen([site()])["interviews_count"].status is Status.ABSENT


OF_LETTERS = (
    *("letters_reply_share", "letters_reply_days", "letters_days_p90", "letters_in_time_share", "oldest_unanswered_days"),
    *("followup_shown", "satisfied_share", "template_answers_share"),
)


@pytest.mark.parametrize("name", OF_LETTERS)
def test_a_failed_look_is_never_a_value(name: str) -> None:
    assert seen([site(columns=())])[name].status is Status.ABSENT
    assert seen([site()])[name].status is Status.NOT_TRIED
    assert seen([site()], failed=[page("letters", Status.DELETED)])[name].status is Status.ABSENT
    blocked = seen([site(), *LETTERS, box(5)], failed=[page("letters", Status.BLOCKED)])[name]
    assert blocked.value is None and blocked.status in (Status.BLOCKED, Status.NOT_TRIED)


def test_windows_end_at_the_last_look() -> None:
    assert SEEN.isoformat() == "2026-10-31T20:00:00+08:00"

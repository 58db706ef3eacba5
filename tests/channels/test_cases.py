"""Every folder of cases/<channel>/ is a look and what it must mean; whatever happens to its bytes, reading them never raises."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsci.channels import channels
from dsci.contract import Answer, Extract, Fact, Page, Status

FOLDER = Path(__file__).resolve().parent.parent / "cases"
CASES = sorted(path.parent for path in FOLDER.glob("*/*/look.json"))
DAMAGE = (b"", b"\x00", b"<", b"]]>", b"</table>", b"\xed\xa0\x80", b"<td>", b"{", b"&#2;", b"9" * 400)
COMMON = frozenset(field.name for field in fields(Fact)) - {"key"}


def answer(case: Path) -> Answer:
    """The recorded answer of a case: look.json and the one file page.*."""
    look: dict[str, Any] = json.loads((case / "look.json").read_text(encoding="utf-8"))
    seen_at = datetime.fromisoformat(look.pop("seen_at"))
    fixed = {"id": "0" * 32, "unit": "000000", "channel": case.parent.name, "account": "case", "run": "case", "attempt": 0}
    page = Page(**fixed, **look, fetched_at=seen_at, seen_at=seen_at, status=Status.OK)
    (body,) = case.glob("page.*")
    return Answer(page, body.read_bytes(), page.content_type)


def read(case: Path, body: bytes | None = None) -> Extract:
    given = answer(case)
    return channels()[case.parent.name].extract(Answer(given.page, given.body if body is None else body, given.content_type))


def plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value


def told(found: Extract) -> dict[str, Any]:
    """An extract as expected.json writes it: what is common to all facts of a page, and what is usual, left out."""
    facts = [
        {"fact": type(f).__name__}
        | {x.name: plain(v) for x in fields(f) if x.name not in COMMON and (v := getattr(f, x.name)) != x.default}
        for f in found.facts
    ]
    follow = [
        {"purpose": t.purpose, "url": t.url, "order": t.order}
        | {x.name: v for x in fields(t) if x.name not in ("purpose", "url", "order") and (v := getattr(t, x.name)) != x.default}
        for t in found.follow
    ]
    return {"status": str(found.status), "reason": found.reason, "facts": facts, "follow": follow}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_case(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    never = expected.pop("never", [])  # words of citizens
    found = read(case)
    assert told(found) == {"reason": "", "facts": [], "follow": []} | expected
    kept = found.redacted
    assert (kept is not None) == bool(never)
    if kept is not None:
        text = kept.decode("utf-8")
        assert [word for word in never if word in text] == []
        assert told(read(case, kept)) == told(found)
        assert read(case, kept).redacted == kept


def test_there_are_cases() -> None:
    assert {case.parent.name for case in CASES} <= set(channels())
    assert len(CASES) >= 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_never_raises(case: Path, data: st.DataObject) -> None:
    body = answer(case).body
    start, stop = sorted((data.draw(st.integers(0, len(body))), data.draw(st.integers(0, len(body)))))
    damage = data.draw(st.sampled_from(DAMAGE) | st.binary())
    for damaged in (body[:start], body[start:], body[:start] + damage + body[stop:]):
        found = read(case, damaged)
        assert isinstance(found.status, Status)
        if found.redacted is not None:
            again = read(case, found.redacted)
            assert (again.status, again.facts) == (found.status, found.facts)

"""Answers of portals and platforms: every purpose of every channel, fed with its cases."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import datetime
from functools import cache, partial
from math import isfinite
from pathlib import Path
from zlib import crc32

from dsci.channels import Channel, channels
from dsci.contract import CHINA, Answer, Fact, Page, Status
from dsci.contract import Target as Proposed

from .target import ROOT, Target

SEEN = datetime(2026, 10, 31, 20, tzinfo=CHINA)
LARGEST_WHOLE = 2**63  # what a database column holds
BODY = 6_000


def targets() -> list[Target]:
    """One for each purpose of each channel that has an address or a case."""
    names = {(c.name, e.purpose) for c in channels().values() for e in c.endpoints if not e.address.startswith("by import")}
    found = sorted(names | {(answer.page.channel, answer.page.purpose) for _, answer in _cases()})
    return [Target(f"{c}/{p}", partial(_read, channels()[c], p), seeds=partial(_seeds, c, p), longest=BODY) for c, p in found]


def _read(channel: Channel, purpose: str, data: bytes) -> None:
    """The first line names the case whose look it is; the rest is what came back."""
    name, _, body = data.partition(b"\n")
    known = looks(channel.name, purpose)
    answer = known.get(name.decode("latin-1")) or known[sorted(known)[crc32(name) % len(known)]]
    found = channel.extract(replace(answer, body=body))
    found.reason.encode()
    storable((*found.facts, *found.follow))
    if found.redacted is not None:
        again = channel.extract(replace(answer, body=found.redacted))
        assert (again.status, again.facts) == (found.status, found.facts), "the redacted page says something else"


def storable(rows: Iterable[Fact | Proposed | Page]) -> None:
    """AssertionError where a row could not be kept by a database or an archive."""
    for row in rows:
        for field in fields(row):
            _storable(field.name, getattr(row, field.name))


def _storable(name: str, value: object) -> None:
    if isinstance(value, str):
        value.encode()
        assert "\0" not in value, f"{name} holds a NUL"
    elif isinstance(value, bool):
        return
    elif isinstance(value, int):
        assert abs(value) < LARGEST_WHOLE, f"{name} is {str(value)[:30]}..."
    elif isinstance(value, float):
        assert isfinite(value), f"{name} is {value}"
    elif isinstance(value, datetime):
        assert value.tzinfo, f"{name} has no zone"
        value.astimezone(CHINA)
    elif isinstance(value, tuple):
        for inner in value:
            _storable(name, inner)


@cache
def looks(channel: str, purpose: str) -> Mapping[str, Answer]:
    """The looks of that purpose by the name of their case; a plain one where there is none."""
    found = {name: replace(answer, body=b"") for name, answer in _cases() if _of(answer, channel, purpose)}
    return found or {"plain": Answer(page_at(channel, purpose, "https://www.example.gov.cn/x/?id=1", {}), b"")}


def _seeds(channel: str, purpose: str) -> list[bytes]:
    found = [name.encode() + b"\n" + answer.body for name, answer in _cases() if _of(answer, channel, purpose)]
    return found or [b"plain\n"]


def _of(answer: Answer, channel: str, purpose: str) -> bool:
    return (answer.page.channel, answer.page.purpose) == (channel, purpose)


@cache
def _cases() -> tuple[tuple[str, Answer], ...]:
    return tuple((path.parent.name, _case(path.parent)) for path in sorted((ROOT / "tests" / "cases").glob("*/*/look.json")))


def _case(folder: Path) -> Answer:
    look = json.loads((folder / "look.json").read_text(encoding="utf-8"))
    seen_at = datetime.fromisoformat(look.pop("seen_at"))
    page = replace(page_at(folder.parent.name, look.pop("purpose"), look.pop("url"), look), fetched_at=seen_at, seen_at=seen_at)
    (body,) = folder.glob("page.*")
    return Answer(page, body.read_bytes(), page.content_type)


def page_at(channel: str, purpose: str, url: str, rest: Mapping[str, object]) -> Page:
    """The row of a look that brought a page."""
    known = {"id": "0" * 32, "unit": "330100", "account": "1", "http_status": 200, **rest}
    return Page(
        url=url, channel=channel, purpose=purpose, run="fuzz", attempt=0, fetched_at=SEEN, seen_at=SEEN, status=Status.OK,
        **known,  # type: ignore[arg-type]
    )  # fmt: skip

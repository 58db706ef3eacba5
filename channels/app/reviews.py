"""Apple's feed of reviews: stars, versions and days, never words."""

from __future__ import annotations

import json
import re
from datetime import datetime

from ...contract import Answer, Extract, Page, Review, Status, Target, fact
from ..shapes import Node, read_json

NUMBER = re.compile(r"/page=(\d{1,2})/")
FULL, LAST = 50, 10  # reviews on a page, pages there are
KEPT = ("id", "im:rating", "im:version", "updated")  # never who wrote it, nor what


def reviews(answer: Answer) -> Extract:
    """One page of reviews. An empty feed is EMPTY: the store gives one now and then where there are reviews."""
    page, feed = answer.page, read_json(answer.body).at("feed")
    found = feed.get("entry")
    entries = [e for e in (found.singles() if found else ()) if not e.get("im:name")]  # that one is the App itself
    written = [e.at("updated", "label").time(page.seen_at) for e in entries]
    if not entries:
        return Extract(Status.EMPTY, reason="no entry in the feed")
    facts = tuple(_review(page, entry, moment) for entry, moment in zip(entries, written, strict=True))
    follow = _next(page.url, min(written)) if len(entries) >= FULL else ()
    return Extract(Status.OK, facts, follow, redacted=_without_words(entries))


def _review(page: Page, entry: Node, written: datetime) -> Review:
    rating = entry.at("im:rating", "label")
    if rating.value not in ("1", "2", "3", "4", "5"):
        raise rating.not_a("number of stars")
    version = entry.at("im:version", "label").text()
    return fact(Review, page, entry.at("id", "label").key(), rating=int(rating.text()), version=version, written=written)


def _next(url: str, oldest: datetime) -> tuple[Target, ...]:
    found = NUMBER.search(url)
    number = int(found[1]) + 1 if found else LAST + 1
    next_page = NUMBER.sub(f"/page={number}/", url)
    return (Target(next_page, "reviews", number, about=oldest.isoformat()),) if number <= LAST else ()


def _without_words(entries: list[Node]) -> bytes:
    """The feed with what the reader needs of each review, and nothing else."""
    kept = [{name: {"label": e.at(name, "label").value} for name in KEPT} for e in entries]
    return json.dumps({"feed": {"entry": kept}}).encode()

"""What the front pages of a drawn card show: sentences, what channels published, rules of the state."""

from __future__ import annotations

import random
from dataclasses import replace

from dsci.contract import Activity, CardContext, FindingCount, FindingRow, Point, Statement


def activity(draw: random.Random, channel: str, title: str) -> Activity:
    """Ten months of which the first two were not seen."""
    counts = [None if n < 2 else float(draw.randint(0, 40)) for n in range(10)]
    points = tuple(Point(f"2026-{n:02}", count) for n, count in enumerate(counts, 1))
    return Activity(channel, title, "条", points, int(sum(c or 0 for c in counts)), least=True)


def said(card: CardContext) -> tuple[Statement, ...]:
    """Three sentences about a card that has a score, of kinds that the rules give."""
    first, channels = card.headlines[0], sorted(card.channels, key=lambda c: c.score or 0)
    last, best = channels[0], channels[-1]
    place = {"title": first.title, "score": first.score, "of": first.of, "rank": first.rank, "population": card.population}
    points = abs((last.median or 0) - (last.score or 0))
    return (
        Statement("ranked", place),
        Statement("behind", {"channel": last.title, "score": last.score, "points": points}),
        Statement("ahead", {"channel": best.title, "score": best.score, "points": points}),
    )


def rules(at: int) -> tuple[tuple[FindingRow, ...], tuple[FindingCount, ...]]:
    """One veto met, one open, and the counts of one book."""
    book = ("inspection-2019", ("政府网站与政务新媒体检查指标", "Inspection of government websites, 2019")[at])
    met = FindingRow(*book, "veto-2", "每天间隔访问 20 次以上", "veto", "fail", "网站可用率：87.1%", 1, True, "0121c0f2bc", "")
    unsure = replace(met, rule="veto-6.2", outcome="not_decided", seen="3", evidence="", official=False)
    return (met, unsure), (FindingCount(*book, "veto", 1, 9, 5, 1), FindingCount(*book, "deduction", 9, 21, 0, 2))

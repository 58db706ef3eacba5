"""Cards drawn from a seed around a quality between 0 and 1; no real government is described."""

from __future__ import annotations

import csv
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from statistics import median
from types import SimpleNamespace

from dsci.contract import (
    CHINA,
    CardContext,
    ChannelScore,
    CityRow,
    Exemplar,
    Headline,
    IndicatorRow,
    LookCount,
    Point,
    Status,
    Unit,
)

from .drawn_front import activity, rules, said

CHANNELS = {
    "website": ("网站", "Website"),
    "weibo": ("微博", "Weibo"),
    "wechat": ("微信", "WeChat"),
    "app": ("App", "App"),
    "video": ("短视频", "Short video"),
}
GROUPS = {
    "information": ("信息服务", "Information"),
    "transaction": ("事务服务", "Transactions"),
    "participation": ("参与服务", "Participation"),
    "delivery": ("服务提供", "Delivery"),
    "innovation": ("服务创新", "Innovation"),
    "influence": ("影响力", "Influence"),
}
INDICES = (
    ("comprehensive", "综合指数", "Comprehensive index"),
    ("website", "网站指数", "Website index"),
    ("dual_micro", "双微指数", "Dual-micro index"),
    ("new_media", "新媒体指数", "New-media index"),
)
TIERS = ("领先", "优秀", "良好", "起步"), ("Leading", "Strong", "Fair", "Starting")
OTHERS = (
    ("广东", "上海", "江苏", "贵州", "内蒙古", "黑龙江"),
    ("Guangdong", "Shanghai", "Jiangsu", "Guizhou", "Inner Mongolia", "Heilongjiang"),
)
WEIGHTS = (0.36, 0.14, 0.2, 0.18, 0.12)
METRICS = [SimpleNamespace(**row) for row in csv.DictReader(Path(__file__).with_name("metrics.csv").open(encoding="utf-8"))]
ADDRESSES = {
    "website": "https://www.gd.gov.cn/",
    "weibo": "https://weibo.com/u/1700000001",
    "wechat": "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz=MzA3NzEyMzQ1Ng==&album_id=2941234567890123456",
    "app": "https://apps.apple.com/cn/app/id1399999999",
    "video": "https://www.douyin.com/user/MS4wLjABAAAA3a0kEXAMPLEmiddleZq8_7rWcVtYbNfGhJkLpQsDx",
}


Texts = tuple[str, str]


class Draw:
    """One card's numbers, drawn from its seed around a quality between 0 and 1."""

    def __init__(self, seed: int, quality: float, lang: str, of: int) -> None:
        self.random, self.quality, self.at, self.of = random.Random(seed), quality, int(lang == "en"), of

    def part(self, spread: float = 0.2) -> float:
        return min(0.99, max(0.01, self.random.gauss(self.quality, spread)))

    def headline(self, node: str, *titles: str) -> Headline:
        score = round(100 * self.part(0.06), 3)
        rank = 1 + int((1 - score / 100) * (self.of - 1))
        low, high = max(1, rank - 2), min(self.of, rank + 3)
        tier = TIERS[self.at][min(3, int(4 * (1 - score / 100)))]
        change = self.random.uniform(-3, 5)
        among = sorted([score, *(100 * self.part(0.15) for _ in range(self.of - 1))])
        return Headline(
            node, titles[self.at], score, rank, self.of, tier, 0.94, low, high, rank + 2, 31, change, self.history(score),
            median(among), among[-1], tuple(among), tier, tier,
        )  # fmt: skip

    def history(self, last: float) -> tuple[Point, ...]:
        """Four periods before this one, the second of them without a score."""
        past = [None if n == 1 else last + self.random.uniform(-9, 6) for n in range(4)]
        return tuple(Point(str(2022 + n), score) for n, score in enumerate([*past, last]))

    def channel(self, name: str) -> ChannelScore:
        scores = sorted(100 * min(0.97, max(0.04, self.random.gauss(0.52, 0.17))) for _ in range(self.of))
        own = min(scores, key=lambda s: abs(s - 100 * self.part(0.1)))
        rank = self.of - scores.index(own)
        best = self.random.choice(OTHERS[self.at])
        return ChannelScore(
            name, CHANNELS[name][self.at], own, median(scores), scores[-1], best, rank, self.of,
            self.random.choice((1.0, 0.92, 0.78)), "", (f"account of {name}",), tuple(scores), self.random.uniform(-9, 9),
        )  # fmt: skip

    def indicator(self, row: SimpleNamespace) -> IndicatorRow:
        low, high, better = float(row.low), float(row.high), int(row.direction)
        score, percentile = self.part(), min(100.0, max(0.0, 100 * self.part(0.25)))

        def value(part: float) -> float:
            found = low + (high - low) * (part if better > 0 else 1 - part) ** (1 if high - low < 1000 else 2.5)
            return float(round(found)) if row.unit in ("是/否", "条", "人", "项", "次", "字", "种", "个") else found

        channel, titles = row.id.split(".")[0], (row.zh, row.en)
        yes_no = row.unit == "是/否"
        return IndicatorRow(
            row.id, channel, CHANNELS[channel][self.at], row.group, GROUPS[row.group][self.at], titles[self.at], row.unit,
            better, value(score), False, "OK", "", 100 * score, percentile, None if yes_no else value(0.5), value(0.98),
            self.random.choice(OTHERS[self.at]), f"{self.random.getrandbits(40):010x}", self.random.randint(1, 24),
            change=self.random.choice((0.0, self.random.uniform(-20, 20))), share=0.61 if yes_no else None,
        )  # fmt: skip

    def city(self, place: int, name: str) -> CityRow:
        parts = tuple(None if self.random.random() < 0.06 else 100 * self.part(0.18) for _ in CHANNELS)
        known = [p for p in parts if p is not None]
        mean, code = sum(known) / len(known), f"{990000 + place}"
        return CityRow(code, name.replace("_", " "), mean, None, None, 333, len(known) / 5, parts)


def ranked(cities: list[CityRow]) -> tuple[CityRow, ...]:
    """The cities, best first."""
    best_first = sorted(cities, key=lambda c: -(c.score or 0))
    return tuple(replace(c, rank=n, level_rank=7 * n) for n, c in enumerate(best_first, 1))


def looks(draw: Draw) -> tuple[LookCount, ...]:
    """Looks by status of each channel."""
    rare = (Status.TIMEOUT, Status.BLOCKED, Status.LOGIN_REQUIRED, Status.DELETED, Status.HTTP_ERROR)
    counts = [LookCount(c, "OK", draw.random.randint(9, 220)) for c in CHANNELS]
    return (*counts, *(LookCount(draw.random.choice(list(CHANNELS)), s.value, draw.random.randint(1, 19)) for s in rare))


def unseen(row: IndicatorRow, status: Status, reason: str) -> IndicatorRow:
    """The row without its value."""
    return replace(row, value=None, status=status.value, reason=reason, score=None, percentile=None)


def exemplars(channels: Sequence[ChannelScore], rows: Sequence[IndicatorRow], lang: str) -> tuple[Exemplar, ...]:
    """Somebody else for every channel."""
    titles = [tuple(r.title for r in rows[start : start + 3]) for start in range(0, len(rows), 12)]
    found = zip(channels, OTHERS[lang == "en"], titles, strict=False)
    return tuple(Exemplar(c.channel, c.title, who, c.best or 0, c.score, t, ADDRESSES[c.channel]) for c, who, t in found)


def card(unit: Unit, names: Texts, cities: Texts, lang: str = "zh", quality: float = 0.6, of: int = 27) -> CardContext:
    """A full card of that unit; names and cities as (zh, en)."""
    draw = Draw(int(unit.code), quality, lang, of)
    at = draw.at
    rows = [draw.indicator(m) for m in METRICS]
    rows[11] = unseen(rows[11], Status.TIMEOUT, "link: timed out")
    rows[22] = unseen(rows[22], Status.EMPTY, "")
    rows[27] = replace(rows[27], value=1_000_000.0, bound=True, status="CENSORED")
    rows[31] = unseen(rows[31], Status.LOGIN_REQUIRED, "profile: 432")
    rows[49] = replace(unseen(rows[49], Status.ABSENT, "registry: absent"), score=0.0)
    by_rank = sorted((r for r in rows if r.percentile is not None), key=lambda r: r.percentile or 0)
    channels = tuple(draw.channel(c) for c in CHANNELS)
    mixed = ranked([draw.city(n, name) for n, name in enumerate(cities[at].split())])
    found, counted = rules(at)
    drawn = CardContext(
        unit, names[at], lang, "2026", datetime(2026, 10, 31, 20, tzinfo=CHINA), "dsci-2026",
        ("dsci 2026 默认方案", "dsci 2026, the default scheme")[at], "nju-2023; AHP", "province", True,
        tuple(draw.headline(*index) for index in INDICES), channels, tuple(rows), "cities", mixed,
        sum(c.score or 0 for c in mixed) / len(mixed), tuple(reversed(by_rank[-5:])), tuple(by_rank[:5]),
        exemplars(channels, rows, lang), looks(draw), tuple(r for r in rows if Status(r.status).failed),
        dict(zip(CHANNELS, WEIGHTS, strict=True)), "5f1c09ab7e", before="2025", draws=1000,
        activity=tuple(activity(draw.random, c, texts[at]) for c, texts in CHANNELS.items()),
        findings=found, finding_counts=counted,
    )  # fmt: skip
    return replace(drawn, statements=said(drawn))

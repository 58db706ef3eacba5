"""What a unit's iOS App is: its listing and its reviews."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random

from ...contract import Unit
from ..draw import provincial, several, spread
from ..world import World
from .sellers import seller

TOPICS = ("社保", "公积金", "医保", "不动产", "户政", "出入境", "税务", "交通", "教育", "就业")
FEATURES = ("人脸", "电子证照", "智能客服", "语音", "长辈版")
LANGUAGES = ("ZH", "EN", "JA", "KO", "BO", "UG")
FILLER = (
    "让数据多跑路，让群众少跑腿。",
    "首页全新改版，常用功能一目了然。",
    "支持关键字搜索，快速找到所需内容。",
    "支持消息提醒，进度一手掌握。",
    "支持收藏常用内容，随时查看。",
    "欢迎通过页面底部的入口联系我们。",
)
ELDER = ("关怀版", "老年版", "适老化", "大字版")  # besides 长辈版, one of FEATURES
ELDER_SAID = "本次更新{0}界面，字更大、更清楚。"
NOTES = ("", "修复问题", "优化首页加载速度，修复已知问题，提升使用体验。", "1. 新增电子凭证入口；2. 优化界面；3. 修复若干问题。")


@dataclass(frozen=True)
class Review:
    """One review: stars 1..5."""

    stars: int
    version: str
    written: datetime


@dataclass(frozen=True)
class AppProfile:
    """An App's outcomes. Moments in UTC, `size` in bytes, `reviews` newest first."""

    track: str
    name: str
    seller: str
    own: bool  # whether the seller is the government, or runs things for it
    elder: str  # a word for the mode for the elderly in the description, ''
    topics: tuple[str, ...]
    features: tuple[str, ...]
    filler: int  # neutral sentences of its description
    notes: str
    released: datetime
    updated: datetime
    version: str
    size: int
    languages: tuple[str, ...]
    rating: float
    ratings: int
    reviews: tuple[Review, ...]

    @property
    def description(self) -> str:
        """What the listing says."""
        named = [f"提供{topic}服务。" for topic in self.topics] + [f"支持{feature}功能。" for feature in self.features]
        named += [ELDER_SAID.format(self.elder)] if self.elder else []
        fill = [FILLER[i % len(FILLER)] for i in range(self.filler)]
        return f"【{self.name}】是官方移动服务平台。\n" + "".join(fill[:3]) + "\n\n" + "\n".join(named + fill[3:])


def track(unit: Unit, number: int = 7) -> str:
    """A track id that the store has not given out (none begins with 99); 7 is the unit's main App."""
    return f"99{unit.code}{number:02d}"


def name(unit: Unit) -> str:
    """What the main App is called."""
    return f"{unit.name}掌上办"


def searched(world: World, unit: Unit) -> bool:
    """True where the registry knows only the App's name."""
    return world.rng("app search", unit.code).random() < 0.07


@lru_cache(maxsize=4096)
def profile(world: World, unit: Unit) -> AppProfile:
    """The outcomes of this unit in this period, whether or not its App can be seen."""
    rng, more = world.rng("app", unit.code, world.period), world.rng("app more", unit.code, world.period)
    quality = world.quality(unit, "app")
    updated = world.as_of - timedelta(days=spread(rng, 700, 2, quality), minutes=rng.randrange(1440))
    version = f"{rng.randrange(1, 8)}.{rng.randrange(10)}.{rng.randrange(20)}"
    own = searched(world, unit) or more.random() < 0.8
    notes = ELDER_SAID.format(more.choice(ELDER))
    history = tuple(versions(more, version, updated, quality))
    return AppProfile(
        track=track(unit),
        name=name(unit),
        seller=seller(more, unit, own),
        own=own,
        elder=more.choice(ELDER) if more.random() < 0.1 + 0.3 * quality else "",
        topics=tuple(topic for topic in TOPICS if rng.random() < 0.15 + 0.8 * quality),
        features=tuple(feature for feature in FEATURES if rng.random() < 0.05 + 0.75 * quality),
        filler=2 + spread(rng, 1, 24, quality),
        notes=rng.choices((*NOTES, notes), (1 - quality, 0.4, quality, quality, 0.3 * quality))[0],
        released=world.as_of - timedelta(days=rng.randrange(800, 2500), seconds=rng.randrange(86400)),
        updated=updated,
        version=version,
        size=spread(rng, 260_000_000, 40_000_000, quality) + rng.randrange(1000),
        languages=LANGUAGES[: 1 + several(rng, 1.2 * quality, 5)],
        rating=round(min(5, max(1, 1.6 + 3.2 * quality + rng.gauss(0, 0.3))), 5),
        ratings=1 + spread(rng, 20, 20_000, quality) * (10 if provincial(unit) else 1),
        reviews=_reviews(rng, more, world.as_of, quality, history),
    )


def versions(rng: Random, version: str, updated: datetime, quality: float) -> Iterator[tuple[str, datetime]]:
    """The versions so far and their days, newest first, three years back."""
    major, minor, patch = (int(part) for part in version.split("."))
    number, released = 200 * major + 20 * minor + patch, updated
    for n in range(number, 0, -1):
        yield f"{n // 200}.{n // 20 % 10}.{n % 20}", released
        released -= timedelta(days=spread(rng, 240, 14, quality), minutes=rng.randrange(1440))
        if released < updated - timedelta(days=3 * 365):
            return


def _reviews(
    rng: Random, more: Random, as_of: datetime, quality: float, history: tuple[tuple[str, datetime], ...]
) -> tuple[Review, ...]:
    """Reviews of two years; some Apps have none, some a single one. Most writers have the newest version."""
    wanted = rng.choices((0, 1, 2 * spread(rng, 4, 110, quality)), (6, 4, 90))[0]
    ages = sorted(rng.randrange(3600, 730 * 86400) for _ in range(wanted))
    weights = (1.4 - quality, 0.5, 0.4, 0.3 + quality, 0.3 + 2 * quality)
    stars = rng.choices((1, 2, 3, 4, 5), weights, k=wanted)
    moments = [as_of - timedelta(seconds=age) for age in ages]
    return tuple(Review(star, _had(more, history, when), when) for star, when in zip(stars, moments, strict=True))


def _had(rng: Random, history: tuple[tuple[str, datetime], ...], when: datetime) -> str:
    """The version that somebody had at that moment: the newest, or the one before."""
    out = [version for version, released in history if released <= when] or [history[-1][0]]
    return out[min(len(out) - 1, rng.random() < 0.2)]

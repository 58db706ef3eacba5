"""What a unit's WeChat account published: the articles of its album, and what stands in them."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from random import Random

from ..contract import Unit
from .draw import moments, several
from .words import CALLOUT, SERVICE
from .world import World

CLASSIC, PICTURE, TEXT = "0", "8", "10"  # item_show_type of the templates


@dataclass(frozen=True)
class Article:
    """One article. Only a classic one holds cards and videos or is a re-post. `notice`: why the page shows none of it."""

    sn: str
    published: datetime
    service: str
    callout: str
    show_type: str
    notice: str  # '' | deleted | violation
    repost: bool
    card: bool  # of a mini-program
    video: bool
    images: int


@dataclass(frozen=True)
class WechatProfile:
    """An account's outcomes; `articles` newest first, no two of the same second."""

    biz: str
    album: str
    user_name: str
    name: str
    articles: tuple[Article, ...]


def biz(unit: Unit) -> str:
    """The account's id as addresses carry it; no real one begins with 99."""
    return base64.b64encode(f"99{unit.code}07".encode()).decode()


def album(unit: Unit) -> str:
    """The album's id, 19 digits."""
    return f"99{unit.code}00000000007"


@lru_cache(maxsize=4096)
def profile(world: World, unit: Unit) -> WechatProfile:
    """The outcomes of this unit in this period, whether or not its account can be seen."""
    rng = world.rng("wechat", unit.code, world.period)
    user_name = f"gh_{sha256(unit.code.encode()).hexdigest()[:12]}"
    articles = _articles(world, unit, rng, world.quality(unit, "wechat"))
    return WechatProfile(biz(unit), album(unit), user_name, f"{unit.name}发布", articles)


def _articles(world: World, unit: Unit, rng: Random, quality: float) -> tuple[Article, ...]:
    """Articles of 50 days and a few older ones. Some accounts fell silent or withdrew the newest, a few never wrote."""
    kind = rng.choices(("usual", "never", "single", "withdrawn"), (90, 4, 3, 3))[0]
    if kind == "never":
        return ()
    silent = rng.randrange(31, 300) if rng.random() < 0.14 * (1 - quality) else 0
    when = moments(rng, world.as_of, 3.0 * quality**1.5 * rng.uniform(0.6, 1.2), silent, older=9)
    if kind == "single":
        when = when[:1]
    articles = [_article(world, unit, rng, moment, number, quality) for number, moment in enumerate(when)]
    if kind == "withdrawn":
        articles[:3] = [replace(article, notice="deleted") for article in articles[:3]]
    return tuple(articles)


def _article(world: World, unit: Unit, rng: Random, published: datetime, number: int, quality: float) -> Article:
    show_type = rng.choices((CLASSIC, PICTURE, TEXT), (8, 1.2, 0.8))[0]
    classic = show_type == CLASSIC
    return Article(
        sn=token(world, unit, number),
        published=published,
        service=rng.choice(list(SERVICE)) if rng.random() < 0.06 + 0.4 * quality else "",
        callout=rng.choice(list(CALLOUT)) if rng.random() < 0.02 + 0.14 * quality else "",
        show_type=show_type,
        notice=rng.choices(("", "deleted", "violation"), (94, 4, 2))[0],
        repost=classic and rng.random() < 0.55 - 0.5 * quality,
        card=classic and rng.random() < 0.05 + 0.5 * quality,
        video=classic and rng.random() < 0.05 + 0.45 * quality,
        images=0 if show_type == TEXT else 1 + several(rng, 9 * quality, 12),
    )


def token(world: World, unit: Unit, number: int) -> str:
    """The 22 characters of an article's address; they can be read back, so that no index of articles is needed."""
    digest = sha256(f"{world.seed} {world.period} {unit.code} {number}".encode()).digest()[:12]
    plain = (int(unit.code) << 12 | number).to_bytes(4, "big")
    return base64.urlsafe_b64encode(digest + _masked(plain, digest)).decode().rstrip("=")


def find(world: World, sn: str) -> tuple[Unit, Article] | None:
    """Whose article lies at this address, if any does."""
    try:
        raw = base64.urlsafe_b64decode(sn + "==")
    except ValueError:
        return None
    code, number = divmod(int.from_bytes(_masked(raw[12:], raw[:12]), "big"), 4096)
    unit = world.by_code.get(f"{code:06d}")
    if unit is None or token(world, unit, number) != sn:
        return None
    articles = profile(world, unit).articles
    return (unit, articles[number]) if number < len(articles) else None


def _masked(plain: bytes, digest: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(plain, sha256(digest).digest(), strict=False))

"""What a unit's WeChat account published: the articles of its album, and what stands in them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from random import Random

from ...contract import Unit
from ..draw import called, moments, several, topic
from ..world import World
from .about import About, about
from .counts import Counts, draw_counts

CLASSIC, PICTURE, TEXT = "0", "8", "10"  # item_show_type of the templates
SHARE = "share"  # says that it is of type 0
NOTICES = ("", "deleted", "violation", "unavailable", "shell")
LEADS = ("", "", "", "government", "foreign")  # where 阅读原文 or a link in the text leads


@dataclass(frozen=True)
class Article:
    """One article. Only a classic one holds cards and videos. `notice`: why the page shows none of it, of NOTICES."""

    sn: str
    published: datetime
    topic: str
    position: int  # in its message, 1 is the headline
    show_type: str
    notice: str
    repost: bool
    card: bool  # of a mini-program
    video: bool
    images: int
    source: str  # where 阅读原文 leads, of LEADS; pictures, texts and shares have none
    link: str  # where a link in the text leads, of LEADS
    counts: Counts

    @property
    def guides(self) -> bool:
        """True where it leads to an address of a government."""
        return "government" in (self.source, self.link)


@dataclass(frozen=True)
class WechatProfile:
    """An account's outcomes; `articles` newest first, no two of the same second."""

    biz: str
    album: str
    user_name: str
    name: str
    about: About
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
    quality = world.quality(unit, "wechat")
    user_name = f"gh_{sha256(unit.code.encode()).hexdigest()[:12]}"
    stands = about(world.rng("wechat", "about", unit.code, world.period), unit, quality)
    articles = _articles(world, unit, rng, quality)
    return WechatProfile(biz(unit), album(unit), user_name, called(world, unit, "wechat"), stands, articles)


def _articles(world: World, unit: Unit, rng: Random, quality: float) -> tuple[Article, ...]:
    """Articles of 50 days and a few older ones. Some accounts fell silent or withdrew the newest, a few never wrote."""
    kind = rng.choices(("usual", "never", "single", "withdrawn"), (90, 4, 3, 3))[0]
    if kind == "never":
        return ()
    silent = rng.randrange(31, 300) if rng.random() < 0.14 * (1 - quality) else 0
    when = moments(rng, world.as_of, 3.0 * quality**1.5 * rng.uniform(0.6, 1.2), silent, older=9)
    if kind == "single":
        when = when[:1]
    bought = 0.4 if rng.random() < 0.12 * (1 - quality) else 0.0
    articles = [_article(world, unit, rng, when, number, quality, bought) for number in range(len(when))]
    if kind == "withdrawn" or all(article.notice for article in articles[:3]):
        articles[:3] = [replace(article, notice="deleted") for article in articles[:3]]
    return tuple(articles)


def _article(
    world: World, unit: Unit, rng: Random, when: Sequence[datetime], number: int, quality: float, bought: float
) -> Article:
    show_type = rng.choices((CLASSIC, PICTURE, TEXT, SHARE), (8, 1.2, 0.6, 0.5))[0]
    classic = show_type == CLASSIC
    published = when[number]
    return Article(
        sn=token(world, unit, number),
        published=published,
        topic=topic(rng, quality),
        position=1 + sum(moment.date() == published.date() for moment in when[number + 1 :]),
        show_type=show_type,
        notice=rng.choices(NOTICES, (94, 3.2, 1.4, 0.8, 0.6))[0],
        repost=show_type == SHARE or (classic and rng.random() < 0.55 - 0.5 * quality),
        card=classic and rng.random() < 0.05 + 0.5 * quality,
        video=classic and rng.random() < 0.05 + 0.45 * quality,
        images=0 if show_type in (TEXT, SHARE) else 1 + several(rng, 9 * quality, 12),
        source=rng.choice(LEADS) if classic else "",
        link=rng.choice(LEADS) if rng.random() < 0.2 + 0.5 * quality else "",
        counts=draw_counts(rng, quality, bought),
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

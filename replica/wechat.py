"""mp.weixin.qq.com: an account's album, and article pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from ..contract import Account, Status, Unit
from .answers import NOT_FOUND, json_reply
from .draw import Fault, Presence, found, mean, presence, rows, standing, struck
from .wechat_answers import THROTTLED, UNKNOWN, album_answer, article_page, gone_page
from .wechat_profile import album, biz, find, profile
from .world import Ask, Reply, Truth, World

hosts: tuple[str, ...] = ("mp.weixin.qq.com",)
ALBUM = "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz={biz}&album_id={album}&count=20&f=json"
MONTH = timedelta(days=30)
SAMPLE = 3
FAULTS = (Fault("freq", 0.04, Status.THROTTLED),)


def accounts(world: World, unit: Unit) -> Iterator[Account]:
    """The unit's WeChat account with its album's address, or the row that says there is none."""
    url = ALBUM.format(biz=biz(unit), album=album(unit))
    return rows(world, unit, "wechat", "wechat", biz(unit), f"{unit.name}发布", url)


def respond(world: World, ask: Ask) -> Reply:
    """The album, or an article's page."""
    if ask.path.startswith("/s/"):
        hit = find(world, ask.path.removeprefix("/s/"))
        return Reply(article_page(profile(world, hit[0]), hit[1]) if hit else gone_page())
    if ask.path != "/mp/appmsgalbum":
        return NOT_FOUND
    unit = _holders(world).get(ask.query.get("__biz", ""))
    if unit is None or ask.query.get("album_id") != album(unit):
        return json_reply(UNKNOWN)
    if struck(world, unit, "wechat", FAULTS):
        return json_reply(THROTTLED)
    return json_reply(album_answer(profile(world, unit), ask.query.get("begin_msgid", "")))


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """What must be measured of the unit on this channel."""
    status = standing(presence(world, unit, "wechat", "wechat"), struck(world, unit, "wechat", FAULTS))
    for metric, value in _stated(world, unit):
        yield found(unit, f"wechat.{metric}", value, status)


def _stated(world: World, unit: Unit) -> Iterator[tuple[str, float | None]]:
    articles = profile(world, unit).articles
    month = [article for article in articles if world.as_of - MONTH < article.published <= world.as_of]
    read = [article for article in articles[:SAMPLE] if not article.notice]
    yield "articles_per_day", len(month) / 30
    yield "active_days_share", len({article.published.date() for article in month}) / 30
    yield "originals_share", mean([not article.repost for article in read])
    yield "service_articles_share", mean([article.service != "" for article in month])
    yield "miniprogram_share", mean([article.card for article in read])
    yield "callouts_share", mean([article.callout != "" for article in month])
    yield "images_per_article", mean([article.images for article in read])
    yield "silent_days", min([(world.as_of.date() - article.published.date()).days for article in articles], default=None)
    yield "video_share", mean([article.video for article in read])


@lru_cache(maxsize=8)
def _holders(world: World) -> dict[str, Unit]:
    return {biz(unit): unit for unit in world.units if presence(world, unit, "wechat", "wechat") is Presence.THERE}

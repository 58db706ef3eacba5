"""Draws what a home page leads to besides columns, letters and hall."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ...contract import INNOVATION
from .families import Family
from .lots import Lots
from .offered import Offer, Offers, Rating
from .opendata import draw_data, draw_english
from .openness import draw_openness
from .words import Voice

NAMED = {  # by a home page: its words, share of the worst and the best
    "knowledge": (("知识库", "政策问答库", "常见问题"), 0.05, 0.8),
    "power_list": (("权责清单", "权力清单", "责任清单"), 0.15, 0.8),
    "standards": (("基层政务公开标准目录", "政务公开标准化规范化"), 0.1, 0.7),
    "licences": (("电子证照",), 0.05, 0.6),
    "cross_province": (("跨省通办",), 0.05, 0.6),
}
ONE_THING = ("高效办成一件事", "一件事一次办")
RATING_TEXTS = ("好差评", "办事好差评")
RATINGS = ("评价总数：{0:,}次", "累计评价 {0} 条", "评价总数 {0} 条")
GOOD, RECTIFIED = ("好评率 {0}%", "好评率：{0}%"), ("差评整改率 {0}%", "整改率：{0}%")


def draw_offers(lots: Lots, family: Family, voice: Voice) -> Offers:
    """What the home page offers; each kept while quality does not fall."""
    host = urlsplit(lots.world.portals[lots.unit.code]).netloc
    rating = draw_rating(lots)
    return Offers(
        named=tuple(named(lots, host, rating)),
        rating=rating,
        openness=draw_openness(lots),
        data=draw_data(lots, host),
        english=draw_english(lots, host),
    )


def named(lots: Lots, host: str, rating: Rating | None) -> Iterator[Offer]:
    """Links by name, most to the province's platform for services."""
    platform = f"https://zwfw.{host.removeprefix('www.')}"
    for name, (texts, low, high) in NAMED.items():
        if lots.has(f"offers {name}", low, high):
            yield Offer(name, lots.pick(f"{name} words", texts), f"{platform}/{name}/")
    if "one_thing" in lots.those(INNOVATION, 0.05, 0.9):
        yield Offer("one_thing", lots.pick("one thing link", ONE_THING), f"{platform}/yjs/")
    if rating and lots.luck("rating on home") < 0.7:
        yield Offer("rating", rating.text, rating.address)


def draw_rating(lots: Lots) -> Rating | None:
    """The page of 好差评, with what it prints: rates to two places or none, as such pages say them."""
    if not lots.has("rating", 0.1, 0.9):
        return None
    rng = lots.rng("rating")
    shows = lots.those(("ratings", "good", "rectified"), 0.6, 1.0) if lots.luck("rating prints") < 0.9 else ()
    good = round(min(100.0, lots.between(93, 99.9) + rng.uniform(-1, 0.4)), 2)
    rectified = 100.0 if rng.random() < lots.between(0.2, 0.9) else round(lots.between(70, 99) + rng.uniform(-3, 0.9), 1)
    said = {
        "ratings": lots.pick("ratings words", RATINGS).format(rng.randint(900, 900_000)),
        "good": lots.pick("good words", GOOD).format(f"{good:g}"),
        "rectified": lots.pick("rectified words", RECTIFIED).format(f"{rectified:g}"),
    }
    text = lots.pick("rating text", RATING_TEXTS)
    return Rating(text, "/hcp/index.html", good / 100, rectified / 100, shows, tuple(said[name] for name in shows))

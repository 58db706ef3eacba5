"""Open-data portals and versions in English: drawn, and what their hosts answer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from ...contract import ACCESS, INNOVATION, OPEN_DATA
from ..world import Ask, Reply
from .clutter import templates
from .lots import Lots
from .offered import DataPortal, English
from .words import words

if TYPE_CHECKING:
    from .site import Site

TEXTS = ("数据开放", "开放数据平台", "公共数据开放平台")
COUNTS = {  # of what -> share of portals that print it, worst and best; how many the best have; in which words
    "datasets": (0.6, 1.0, 6000, ("数据集：{0:,} 个", "数据目录 {0} 个", "{0:,} 个数据集", "开放数据集 {0} 个")),
    "apis": (0.3, 0.95, 2400, ("接口：{0:,} 个", "API {0} 个", "{0:,} 个接口", "数据接口 {0} 个")),
    "applications": (0.2, 0.9, 90, ("应用：{0} 个", "数据应用 {0} 个", "{0} 个应用", "应用 {0} 个")),
}
GONE, OWN_HOST, FAKE = 0.04, 0.3, 0.25  # share of portals


def draw_data(lots: Lots, host: str) -> DataPortal | None:
    """The open-data portal, where the home page names one: a host of its own, or a folder of the portal."""
    if "open_data" not in lots.those(INNOVATION, 0.05, 0.9):
        return None
    printed = {name: lots.has(f"data {name}", low, high) for name, (low, high, *_) in COUNTS.items()}
    counts = {name: how_many(lots, name) for name, prints in printed.items() if prints}
    way = int(lots.luck("data words") * 4)
    return DataPortal(
        text=lots.pick("data name", TEXTS),
        address="/sjkf/index.html" if lots.luck("data host") < OWN_HOST else f"http://data.{host.removeprefix('www.')}/",
        counts=counts,
        lines=tuple(COUNTS[name][3][way].format(count) for name, count in counts.items()),
        parts=tuple(name for name in OPEN_DATA if lots.has(f"data {name}", 0.3, 1.0)),
        gone=lots.luck("data gone") < GONE,
    )


def how_many(lots: Lots, name: str) -> int:
    return round(COUNTS[name][2] * lots.between(0.02, 1.0) * (0.5 + 0.5 * lots.luck(f"how many {name}"))) + 1


def draw_english(lots: Lots, host: str) -> English | None:
    """The version in English, where the link to another language says English."""
    dialect = crc32(lots.unit.code.encode()) % 10007
    if "language" not in lots.those(ACCESS, 0.2, 0.95) or dialect % 2:
        return None
    text, own = ("English", "EN")[dialect // 2 % 2], lots.luck("english host") < 0.5
    address = "/en/" if own else f"http://english.{host.removeprefix('www.')}/"
    return English(text, address, lots.luck("fake english") < FAKE * lots.between(1.6, 0.4))


def respond_open_data(site: Site, ask: Ask) -> Reply:
    """What the host of the open-data portal answers; 404 for all but its first page."""
    data = site.profile.offers.data
    if data is None or data.gone or ask.path not in ("/", "/index.html"):
        return Reply(b"<html><body><h1>404 Not Found</h1></body></html>", 404)
    return page(site, "open_data.html.j2")


def respond_english(site: Site, ask: Ask) -> Reply:
    """What the host of the English version answers."""
    if site.profile.offers.english is None or ask.path not in ("/", "/index.html"):
        return Reply(b"<html><body><h1>404 Not Found</h1></body></html>", 404)
    return page(site, "english.html.j2")


def page(site: Site, template: str) -> Reply:
    """A page without the portal's own frame, in UTF-8."""
    return Reply(templates().get_template(template).render(site=site, p=site.profile, words=words()).encode())

"""Asking the stand-in internet, without a server between."""

from __future__ import annotations

import json
import re
from functools import cache
from types import ModuleType
from urllib.parse import parse_qsl, urlsplit

from dsci import registry
from dsci.contract import Account
from dsci.replica import draw, video
from dsci.replica.parts import SOCIAL, respond
from dsci.replica.world import Ask, Reply, Truth, World

COOKIE = {"Cookie": "_T_WM=1; SUB=_2A25; XSRF-TOKEN=2"}
WEIBO = "https://m.weibo.cn/api/container/getIndex"
ITUNES = "https://itunes.apple.com"
DOUYIN = "https://www.iesdouyin.com"
BILIBILI = "https://api.bilibili.com/x/web-interface/card"


@cache
def whole() -> World:
    """The last period over all provincial and prefecture units."""
    return World(tuple(registry.select()), registry.portals())


@cache
def truths() -> tuple[Truth, ...]:
    """The truth of the social channels there."""
    return tuple(truth for unit in whole().units for part in SOCIAL for truth in part.truth(whole(), unit))


def get(url: str, headers: dict[str, str] | None = None, world: World | None = None) -> Reply:
    """The reply to that address."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    ask = Ask("GET", parts.scheme, parts.hostname or "", parts.path, query, headers or {}, parts.query.encode())
    return respond(world or whole(), ask)


def read(url: str) -> dict:
    """The JSON at that address, asked for with a cookie."""
    return json.loads(get(url, COOKIE).body)


def timeline(uid: str, since: object = "") -> dict:
    """A page of an account's posts."""
    return read(f"{WEIBO}?containerid=107603{uid}" + (f"&since_id={since}" if since else "&page=1"))


def mblogs(answer: dict) -> list[dict]:
    """The posts of a timeline's page."""
    cards = [inner for card in answer["data"]["cards"] for inner in card.get("card_group", [card])]
    return [card["mblog"] for card in cards if card["card_type"] == 9]


def reviews(track: str, page: int = 1) -> Reply:
    """A page of an App's reviews."""
    return get(f"{ITUNES}/cn/rss/customerreviews/page={page}/id={track}/sortBy=mostRecent/json")


def router_data(url: str) -> dict:
    """The data in a share page of Douyin."""
    found = re.search(r"window\._ROUTER_DATA = (\{.*\})</script>", get(url).body.decode())
    return json.loads(found[1])["loaderData"]["video_(id)/page"]["videoInfoRes"]


@cache
def accounts(part: ModuleType, platform: str, fault: str = "") -> list[Account]:
    """The accounts of a platform that suffer just this fault; by default none."""
    faults = part.FAULTS[platform] if part is video else part.FAULTS
    name = platform if part is video else part.__name__.rpartition(".")[2]
    struck = {unit.code: draw.struck(whole(), unit, name, faults) for unit in whole().units}
    rows = [row for unit in whole().units for row in part.accounts(whole(), unit)]
    main = [row for row in rows if row.platform == platform and row.role == "main"]
    return [row for row in main if (found.name if (found := struck[row.unit]) else "") == fault]

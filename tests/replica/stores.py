"""Asking the stand-ins of App stores and video platforms as their own pages do: with bodies, tokens and cookies."""

from __future__ import annotations

import json
import re
from functools import cache
from urllib.parse import parse_qsl, quote, urlsplit

from dsci.contract import Account, Status
from dsci.replica import app, video
from dsci.replica.parts import respond
from dsci.replica.world import Ask, Reply, Truth

from .asking import whole

HUAWEI = "https://web-drcn.hispace.dbankcloud.com/edge/webedge"
TENCENT = "https://sj.qq.com/appdetail/"
XIAOMI = "https://app.mi.com/details?id="
VIVO = "https://h5-api.appstore.vivo.com.cn"
KUAISHOU = "https://www.kuaishou.com/graphql"
ANONYMOUS = {"Interface-Code": "null_1793448000000", "identity-id": "0123456789abcdef" * 2}
DID = {"Cookie": "kpf=PC_WEB; did=web_replica"}


def send(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Reply:
    """The reply to that address; with a body it is posted."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    method = "GET" if body is None else "POST"
    ask = Ask(method, parts.scheme, parts.hostname or "", parts.path, query, headers or {}, parts.query.encode(), body or b"")
    return respond(whole(), ask)


def huawei(package: str) -> Reply:
    """What Huawei's store answers for a package, its token fetched first."""
    told = send(f"{HUAWEI}/getInterfaceCode", b"", ANONYMOUS)
    if told.status != 200:
        return told
    headers = {"interface-code": f"{json.loads(told.body)}_1793448000123"}
    return send(f"{HUAWEI}/appinfo", json.dumps({"pkgName": package, "locale": "zh_CN"}).encode(), headers)


def tencent_items(package: str) -> list[dict]:
    """The App's items on its page in 应用宝; none where it has no page."""
    page = send(TENCENT + package).body.decode()
    told = re.search(r'<script id="__NEXT_DATA__" type="application/json">(.*?)</script>', page, re.DOTALL)
    parts = json.loads(told[1])["props"]["pageProps"]["dynamicCardResponse"]["data"]["components"]
    items = next((part["data"]["itemData"] for part in parts if part["data"]["name"] == "GameDetail"), [])
    return json.loads(items) if isinstance(items, str) else items


def vivo_hits(name: str) -> list[dict]:
    """What a search in vivo's store lists."""
    told = json.loads(send(f"{VIVO}/h5appstore/search/result-list?key={quote(name)}&page_index=1").body)
    return [hit for hit in told["data"]["appSearchResponse"]["value"] if "id" in hit]


def kuaishou(id_: str, headers: dict[str, str] | None = None) -> Reply:
    """What Kuaishou answers where the profile of an account is asked for."""
    query = "query visionProfile($userId: String) { visionProfile(userId: $userId) { result } }"
    asked = {"operationName": "visionProfile", "variables": {"userId": id_}, "query": query}
    return send(KUAISHOU, json.dumps(asked).encode(), DID if headers is None else headers)


@cache
def rows(code: str) -> dict[str, Account]:
    """The main App and video accounts of a unit by platform."""
    unit = whole().by_code[code]
    every = [*app.accounts(whole(), unit), *video.accounts(whole(), unit)]
    return {row.platform: row for row in every if row.role == "main"}


@cache
def all_rows(platform: str) -> list[Account]:
    """The main accounts on a platform."""
    return [row for unit in whole().units if (row := rows(unit.code).get(platform))]


def outcome(truth: Truth) -> float | Status:
    """A truth's value, or the status in its place; a lower bound comes as a negative number."""
    if truth.value is None:
        return truth.status
    return -truth.value if truth.status is Status.CENSORED else truth.value


@cache
def true_app(code: str) -> dict[str, float | Status]:
    """The outcomes of a unit's App metrics, by their names."""
    return {t.metric.removeprefix("app."): outcome(t) for t in app.truth(whole(), whole().by_code[code])}


@cache
def true_video(code: str) -> dict[str, float | Status]:
    """The outcomes of a unit's video metrics, by their names."""
    return {t.metric.removeprefix("video."): outcome(t) for t in video.truth(whole(), whole().by_code[code])}

"""Accounts that a home page names in its head or foot, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...contract import Mention, fact
from .features import Home
from .page import Doc, Element, squeeze, text_of
from .urls import resolve


@dataclass(frozen=True, slots=True)
class Place:
    """Where accounts of a platform live: `id` is the pattern's first group, `name` its second."""

    channel: str
    platform: str
    address: re.Pattern[str]


PLACES = (
    Place("weibo", "weibo", re.compile(r"//(?:www\.|m\.|e\.)?weibo\.(?:com|cn)/(?:u/)?(\d{5,12})(?:[/?#]|$)")),
    Place("weibo", "weibo", re.compile(r"//(?:www\.|e\.)?weibo\.com/(?:n/)?()([\w%-]{2,60})/?(?:\?|$)")),
    Place("app", "ios", re.compile(r"//(?:apps|itunes)\.apple\.com/(?:[a-z]{2}/)?app/(?:[^/?#]{1,300}/)?id(\d{6,12})")),
    Place("video", "douyin", re.compile(r"//(?:www\.)?(?:ies)?douyin\.com/(?:share/)?user/([\w-]{10,120})")),
    Place("video", "bilibili", re.compile(r"//space\.bilibili\.com/(\d{1,20})")),
)
# account names that stand beside the word alone: 微信公众号：杭州发布, alt="杭州发布官方微信"
WORDS = (("wechat", "wechat", "微信"), ("weibo", "weibo", "微博"), ("app", "", "客户端|APP|App"), ("video", "douyin", "抖音"))
_NAMED = r"(?:{})(?:公众号|公众平台|订阅号|服务号|号)?\s?[:：]\s?[“\"「《@]?([\w·]{{2,20}})"
_GENERIC = re.compile(
    r"微信|微博|客户端|APP|App|抖音|公众号|公众平台|订阅号|服务号|视频号|官方|政务|新媒体|移动|手机|二维码|扫一扫|扫码|扫描|关注|我们|下载|分享到?|转发到?|新浪|腾讯|[号“”\"：:\s]"
)
_NOT_ACCOUNTS = frozenset("home share login signup search hot newlogin p ttarticle tv download".split())
_COMPILED = tuple((channel, platform, re.compile(word), re.compile(_NAMED.format(word))) for channel, platform, word in WORDS)


def mentions(doc: Doc, home: Home) -> list[Mention]:
    """One per account: links to the platforms, and names printed or given to pictures."""
    found: dict[str, Mention] = {}
    told: set[Element] = set()
    for element in (*home.head, *home.foot):
        if linked := _linked(doc, element):
            told.update(element.iter())
        for mention in [linked] if linked else _named(doc, element) if element not in told else ():
            found.setdefault(mention.key, mention)
    return list(found.values())


def _linked(doc: Doc, element: Element) -> Mention | None:
    url = resolve(doc.base, element.get("href") or "") if element.tag in ("a", "area") else ""
    for place in PLACES if url else ():
        hit = place.address.search(url)
        handle = hit[2] if hit and hit.re.groups > 1 else ""
        if hit and (hit[1] or handle.lower() not in _NOT_ACCOUNTS):
            return _mention(doc, place.channel, place.platform, hit[1], _name(text_of(element) or _alt(element)) or handle, url)
    return None


def _named(doc: Doc, element: Element) -> Iterator[Mention]:
    printed = squeeze(f"{element.text or ''} {element.tail or ''}")[:200]
    for channel, platform, word, named in _COMPILED:
        if (hit := named.search(printed)) and _name(hit[1]):
            yield _mention(doc, channel, platform, "", hit[1], "")
        for alt in filter(word.search, (element.get("alt") or "", element.get("title") or "")):
            if 2 <= len(name := _name(alt)) <= 20:
                yield _mention(doc, channel, platform, "", name, "")


def _alt(element: Element) -> str:
    pictures = (element, *element.iter("img"))
    return next((text for e in pictures for text in (e.get("title"), e.get("alt")) if text), "")


def _name(text: str) -> str:
    """What is left of the words beside a platform's name; '' where they name nobody."""
    return _GENERIC.sub("", text)[:40]


def _mention(doc: Doc, channel: str, platform: str, account: str, name: str, url: str) -> Mention:
    key = f"{platform or channel} {account or name}"
    return fact(Mention, doc.page, key, of_channel=channel, platform=platform, id=account, name=name, url=url)

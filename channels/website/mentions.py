"""Accounts that a home page names in its head or foot, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...contract import Mention, fact
from .features import Home, names
from .page import Anchor, Doc, Element, squeeze, text_of


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
_ANY = re.compile("|".join(words for _channel, _platform, words in WORDS))
_HOSTS = re.compile(r"weibo\.c|apple\.com|douyin\.com|bilibili\.com")
_NAMED = r"(?:{})(?:公众号|公众平台|订阅号|服务号|号)?\s?[:：]\s?[“\"「《@]?([\w·]{{2,20}})"
_GENERIC = re.compile(
    r"微信|微博|客户端|APP|App|抖音|公众号|公众平台|订阅号|服务号|视频号|官方|政务|新媒体|移动|手机|二维码|扫一扫|扫码|扫描|关注|我们|下载|分享到?|转发到?|新浪|腾讯|[号“”\"：:\s]"
)
MOST = 50
_NOT_ACCOUNTS = frozenset({"home", "share", "login", "signup", "search", "hot", "newlogin", "p", "ttarticle", "tv", "download"})
_COMPILED = tuple((channel, platform, re.compile(word), re.compile(_NAMED.format(word))) for channel, platform, word in WORDS)


def mentions(doc: Doc, home: Home) -> list[Mention]:
    """One per account: links to the platforms, and names printed or given to pictures."""
    edge = {*home.head, *home.foot}
    found: dict[str, Mention] = {}
    told: set[Element] = set()
    for anchor in doc.anchors:
        if _HOSTS.search(anchor.url) and anchor.element in edge and (linked := _linked(doc, anchor)):
            found.setdefault(linked.key, linked)
            told.update(anchor.element.iter())
    for element in (*home.head, *home.foot):
        if _says(element) and element not in told:
            found.update((mention.key, mention) for mention in _named(doc, element) if mention.key not in found)
    return list(found.values())[:MOST]


def _linked(doc: Doc, anchor: Anchor) -> Mention | None:
    for place in PLACES:
        hit = place.address.search(anchor.url)
        handle = hit[2] if hit and hit.re.groups > 1 else ""
        if hit and (hit[1] or handle.lower() not in _NOT_ACCOUNTS):
            name = next((name for name in map(_name, names(anchor.element)) if name), handle)
            return _mention(doc, place.channel, place.platform, hit[1], name, anchor.url)
    return None


def _says(element: Element) -> bool:
    texts = (element.text, element.tail, element.get("alt"), element.get("title"))
    return any(text and _ANY.search(text) for text in texts)


def _named(doc: Doc, element: Element) -> Iterator[Mention]:
    beside = element.getnext()
    after = text_of(beside) if beside is not None and not (element.tail or "").strip() else element.tail or ""
    printed = squeeze(f"{element.text or ''} {after}")[:200]
    for channel, platform, word, named in _COMPILED:
        for hit in named.finditer(printed):
            if _name(hit[1]):
                yield _mention(doc, channel, platform, "", hit[1], "")
        for alt in filter(word.search, (element.get("alt") or "", element.get("title") or "")):
            if 2 <= len(name := _name(alt)) <= 20:
                yield _mention(doc, channel, platform, "", name, "")


def _name(text: str) -> str:
    """What is left of the words beside a platform's name; '' where they name nobody."""
    return _GENERIC.sub("", text)[:40]


def _mention(doc: Doc, channel: str, platform: str, account: str, name: str, url: str) -> Mention:
    key = f"{platform or channel} {account or name}"
    return fact(Mention, doc.page, key, of_channel=channel, platform=platform, id=account, name=name, url=url)

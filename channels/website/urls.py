"""Addresses: resolved for looking, reduced to keys for telling things apart."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote_to_bytes, urljoin

MAX_LENGTH = 2000
_PARTS = re.compile(r"(?i:(https?)://)(?:[^/?#@]*@)?(\[[^\]/?#]*\]|[^/?#:@]*)(:\d*)?([^?#]*)(\?[^#]*)?")
_HOST = re.compile(r"(?i:https?)://[\w.-]+(?::\d{0,5})?(?=[/?#]|$)")
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.I)
_NOISE = re.compile(
    r"jsessionid|phpsessid|sessionid|session|sid|from|share|spm|isappinstalled|utm_\w+|wfr|timestamp|_t|rand|random", re.I
)
# how content systems address an article: what their names end in, the folders they lie in, a date among these
_ARTICLE = re.compile(
    r"/t\d{8}_\d+\.|/art/\d{4}/|/art_\d|/post_\d+\.|/content_\d+\.|/info/\d+/\d+\.|/p(?:nid)?\d{0,12}p?v\d+\.|/ARTI\w{8,}"
    r"|/(?:19|20)\d\d(?:[-/]?\d\d[-/]?\d\d|/\d\d?/\d\d?)/|[0-9a-f]{24,}\.s?html?$|/\d{5,}\.s?html?$|/c_?\d{5,}\."
    r"|/c\d+/content\.|/portal/article/|/(?!12345/)\d{5,8}/index\.s?html?$"
    r"|/web/\w+/\d{8,}[\w-]*/index\.|/\d{12,}/index\.s?html?$"
)
# where pages are no files: 博达, and old sites' show.asp?id=12
_NUMBERED = re.compile(
    r"[?&]wbnewsid=\d|/(?:show|view|content|article|detail|read|news_?(?:show|view|detail))\w{0,12}\.(?:aspx?|php|jsp|do)\?.{0,60}?\bid=\d",
    re.I,
)
_FILE = re.compile(r"\.(?:docx?|xlsx?|wps|et|pdf|zip|rar|pptx?|jpe?g|png|gif|mp[34])$", re.I)


def resolve(base: str, href: str) -> str:
    """The absolute http(s) address without fragment; '' where there is none (script, mail, nonsense)."""
    href = href.strip()
    if not href.isprintable() or " " in href:
        href = "".join(c for c in href if c.isprintable() and c != " ")
    if not href or href[0] == "#" or len(href) > MAX_LENGTH:
        return ""
    if href[0] == "/" and href[1:2] != "/":
        href = "/".join(base.split("/", 3)[:3]) + href
    elif not href.startswith(("http://", "https://")):
        try:
            href = urljoin(base, href)
        except ValueError:
            return ""
    return href.partition("#")[0] if _HOST.match(href) else ""


@lru_cache(maxsize=4096)
def address(url: str) -> str:
    """The key of a page: its address without scheme, www., default port, fragment, session and origin parameters."""
    found = _PARTS.match(url)
    if not found:
        return url
    scheme, host, port, path, query = found.groups()
    default = {"http": ":80", "https": ":443"}[scheme.lower()]
    port = "" if port in (None, ":", default) else port
    return host.lower().removeprefix("www.") + port + (_SESSION.sub("", path) or "/") + _kept(query or "")


def host(url: str) -> str:
    """The host of an address, lower case, with neither www. nor port."""
    found = _PARTS.match(url)
    return found[2].lower().removeprefix("www.") if found else ""


def path(url: str) -> str:
    """The path of an address."""
    found = _PARTS.match(url)
    return found[4] if found else ""


def within(url: str, site: str) -> bool:
    """True for an address on that host or under it."""
    name = host(url)
    return name == site or name.endswith("." + site)


def is_article(url: str) -> bool:
    """True where the address alone looks like an article's."""
    return bool(_ARTICLE.search(path(url)[-200:]) or _NUMBERED.search(url[-400:]))


def is_file(url: str) -> bool:
    """True where the address ends like a file's that is no page."""
    return bool(_FILE.search(path(url)))


def parameter(url: str, names: frozenset[str]) -> str:
    """The value of the first query parameter with one of these (lower-case) names, UTF-8 or GB18030."""
    found = _PARTS.match(url)
    for pair in (found[5] or "")[1:].split("&") if found else ():
        name, _, value = pair.partition("=")
        if name.lower() in names and value:
            raw = unquote_to_bytes(value.replace("+", " ").encode("utf-8", "replace"))
            try:
                return raw.decode("utf-8")
            except UnicodeDecodeError:
                return raw.decode("gb18030", "replace")
    return ""


def wordless(url: str) -> str:
    """The address without parameters that carry Chinese words; '' where its path does."""
    start, mark, query = url.partition("?")
    kept = [pair for pair in query.split("&") if _plain(pair)]
    return start + mark * any(kept) + "&".join(kept) if _plain(start) else ""


def _plain(text: str) -> bool:
    return unquote_to_bytes(text.encode("utf-8", "replace")).isascii()


def _kept(query: str) -> str:
    pairs = [pair for pair in query[1:].split("&") if pair and not _NOISE.fullmatch(pair.split("=", 1)[0])]
    return "?" + "&".join(pairs) if pairs else ""

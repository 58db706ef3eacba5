"""Small readers of text: counts, moments, hours, charsets, addresses, periods, cells, comparisons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from socket import AI_NUMERICHOST, getaddrinfo
from typing import Any
from unicodedata import normalize
from urllib.parse import urlsplit

from dsci.channels import answers
from dsci.channels.app.seller import own
from dsci.channels.counts import LARGEST, prints_none, read_count
from dsci.channels.markup import plain
from dsci.channels.shapes import ShapeError, read_json
from dsci.channels.times import FIRST, LAST, read_time
from dsci.channels.topics.rules import topic
from dsci.channels.website import dates, letter_words, similar, urls, worktime
from dsci.channels.website.decode import decode
from dsci.channels.website.numbers import Named, printed
from dsci.channels.website.page import bare, squeeze
from dsci.channels.wechat import body as wechat_body
from dsci.contract import Period, beginning_of, china_text, in_order, inert, moment_of, seconds_of
from dsci.index.condition import Condition
from dsci.index.table import reading
from dsci.index.trust.alternatives import FactorError
from dsci.index.trust.factors import Factors
from dsci.registry import find, short_name, units
from dsci.registry.domains import domain_of, hosts_of
from dsci.spiders.guard import why_not
from dsci.spiders.public import is_public

from .target import Target

SEEN = datetime.fromisoformat("2026-10-31T20:00:00+08:00")
KNOWN = hosts_of(("https://www.gov.cn:8443/", "http://203.0.113.1:8080/", "http://127.0.0.1:8080/"))
NAMES = {"datasets": Named(("数据集", "数据目录")), "good": Named(("好评率", "满意率"), percent=True)}
LONG = 512
SEEDS = {
    "counts": ("1.2万", "10万+", "３，４５６", "1,234,567", "169.8w", "0.1 亿+", "-", "9" * 14),
    "moments": (
        "刚刚", "3分钟前", "昨天 23:59", "12-31 08:00", "2026年10月3日 8时05分", "1760000000000", "2026-10-31T20:00:00.123+08:00",
        "Sat, 31 Oct 2026 12:00:00 GMT", "Sat Oct 31 20:00:00 +0800 2026", "99999天前",
    ),
    "dates": ("[2026-10-20]", "发布时间：2026年10月20日 09：30", "（10-20）", "2026．1．2", "2026-02-30", "/t20261020_1.html"),
    "working-days": ("2025-12-31 2026-01-05", "2026-10-01 2026-10-08", "1990-01-01 2100-01-01"),
    "promises": ("承诺15个工作日内答复", "二十日内办结", "1" * 50 + "个工作日"),
    "addresses": (
        "/tzgg/202610/t20261020_1.html", "//www.example.gov.cn:443/a?b=1#c", "http://[::1]:80/", "javascript:x", "http://[",
        "https://user:pw@host/;jsessionid=1?from=2&id=%B8%AF", "http://x:99999/", "https://例子.cn/",
    ),
    "domains": ("www.hangzhou.gov.cn", "例子.政务.cn", "1.2.3.4", "[::1]", "a..b", "x" * 300),
    "numbers": ("数据集 1,234 个 好评率99.95％", "1.2万个数据集\n满意率\n98%", "数据目录：2026-10-20"),
    "markup": ("<p>a&amp;b</p>", "&#xD800;&#x110000;&#99999999999;", "<" * 50),
    "topics": ("关于2026年国庆节放假安排的通知", "【天气】明天有雨", "#杭州# 招聘公告"),
    "periods": ("2026", "2026Q3", "2026-09", "9999", "0000", "2026-10-31", "2026-10-31T20:00:00+08:00", "²026", "20261031T25"),
    "cells": ("1,234", "1.2万", "10万+", "是", "82%", "１２３", "NOT_TRIED", "1e999", "9" * 400, "=1+1"),
    "comparisons": (">90", ">0 & <6", "<= -1.5", "=" + "9" * 400),
    "factors": ("weights=±0.25", "weights=100", "normalisation=own,zscore", "treatment=none,1..5", "missing"),
    "guard": (
        "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::7f00:1]:8080/",
        "http://１２７。0.0.1/", "https://www.gov.cn./", "http://169.254.169.254/latest", "http://user@www.gov.cn/", "tls://a.cn:443/",
    ),
    "durations": ("2h", "90m", "1h30m", "0m", "９h"),
    "units": ("杭州", "330100", "浙江省", "Hangzhou", "普陀区"),
}  # fmt: skip
CHARSETS = (
    "政府".encode("gb18030"), "政府".encode("utf-16"), b"\x84\x31\x95\x33a", "charset=big5 政府".encode("big5"),
    "charset=gbk 政府".encode("gbk")[:-1],
)  # fmt: skip
JSON = (
    b'{"a":[1,2.5,"x"]}', b'cb({"a":null});', b"NaN", b"[" * 3000, b"9" * 5000, b'"\\ud800"', b"1e999", b"\xef\xbb\xbf{}",
)  # fmt: skip


def targets() -> list[Target]:
    """One for each small reader."""
    return [
        *(_text(name, read, *named) for name, (read, *named) in READERS.items()),
        Target("values/charset", _charset, seeds=lambda: CHARSETS, longest=LONG),
        Target("values/json", lambda data: read_json(data), (ShapeError,), lambda: JSON, longest=6000),
    ]


def _text(name: str, read: Callable[[str], object], *named: type[Exception]) -> Target:
    """A target of text: bytes that are no UTF-8 come as lone surrogates, as JSON can bring them."""

    def fed(data: bytes) -> object:
        return read(data.decode("utf-8", "surrogateescape"))

    return Target(f"values/{name}", fed, named, lambda: [seed.encode() for seed in SEEDS[name]], LONG)


def _count(text: str) -> None:
    found = read_count(text)
    assert found is None or 0 <= found.value <= LARGEST
    prints_none(text)


def _moment(text: str) -> None:
    for value in (text, *((int(text), float(text)) if text.isdecimal() else ())):
        found = read_time(value, SEEN)
        assert found is None or FIRST <= found.timestamp() < LAST


def _date(text: str) -> None:
    found = (dates.read_date(text, SEEN), dates.find_date(text), dates.url_date(text))
    assert all(moment is None or 1949 <= moment.year <= 2100 for moment in found)
    dates.time_form(text)


def _hours(text: str) -> None:
    moments = [moment for word in text.split(" ") if (moment := dates.find_date(word))]
    assert all(worktime.working_days(one, other) >= 0 for one, other in pairwise(moments))


def _charset(data: bytes) -> None:
    text, name = decode(data, data[:40].decode("latin-1"))
    text.encode()
    assert name in ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs")


def _address(text: str) -> None:
    url = urls.resolve("https://www.example.gov.cn/a/b.html", text)
    for one in (url, text):
        key = urls.address(one)
        assert urls.host(one) == urls.host(one).lower() and isinstance(key, str)
        urls.path(one), urls.is_article(one), urls.is_file(one), urls.wordless(one), urls.parameter(one, frozenset({"id"}))
        urls.within(one, "example.gov.cn"), answers.host(one), answers.query(one)
    if url:
        answers.with_query(url, drop=("from",), page="2").encode()


def _guard(text: str) -> None:
    """What is let through leads to no address that is not public, in whatever way the system reads a number."""
    url = urls.resolve("https://www.example.gov.cn/", text) or text
    for one in (url, text):
        if not why_not(one, "HEAD", KNOWN):
            name = urlsplit(one).hostname or ""
            leads_to = (*_numeric(name), *_numeric(normalize("NFKC", name)))
            assert all(map(is_public, leads_to)), f"{one!r} is let through"


def _numeric(host: str) -> list[str]:
    """The addresses of a host that is one in numbers; nothing is asked of the network."""
    try:
        return [str(where[0]).partition("%")[0] for *_, where in getaddrinfo(host, 80, flags=AI_NUMERICHOST)]
    except (OSError, UnicodeError):
        return []


def _printed(text: str) -> None:
    printed(text, NAMES)


def _markup(text: str) -> None:
    plain(text), squeeze(text), bare(text), wechat_body.length(text), wechat_body.pictures(text), wechat_body.media(text)
    similar.digest(text)
    own(text, units()["330100"])


def _period(text: str) -> None:
    in_order([text, "2026"])
    faults = []
    for reader in (Period.parse, moment_of, beginning_of):
        try:
            found = reader(text)
        except ValueError as fault:
            faults.append(fault)
        else:
            if isinstance(found, datetime):
                china_text(found)
    if len(faults) == 3:
        raise faults[0]


def _cell(text: str) -> None:
    reading.number(text), reading.percent(text), reading.counts(text), reading.words(text), inert(text)


def _factors(text: str) -> None:
    Factors.of(text.split(" "))


def _unit(text: str) -> None:
    short_name(find(text, units().values()))


READERS: dict[str, tuple[Any, ...]] = {
    "counts": (_count,),
    "moments": (_moment,),
    "dates": (_date,),
    "working-days": (_hours,),
    "promises": (letter_words.promised,),
    "addresses": (_address,),
    "domains": (domain_of,),
    "numbers": (_printed,),
    "markup": (_markup,),
    "topics": (topic,),
    "periods": (_period, ValueError),
    "cells": (_cell,),
    "comparisons": (Condition.parse, ValueError),
    "factors": (_factors, FactorError),
    "units": (_unit, ValueError),
    "guard": (_guard,),
    "durations": (seconds_of, ValueError),
}

"""Whom the crawl asks, and what its connections may lead to. Names are resolved by the test."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.defer import execute
from twisted.internet.task import Clock

from dsci.registry.domains import Hosts, hosts_of, known_hosts
from dsci.spiders import names
from dsci.spiders.guard import why_not
from dsci.spiders.names import PublicNames
from dsci.spiders.network import addresses, handshake
from dsci.spiders.public import NotPublic, is_public, literal, reachable

LOCAL = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2",
]  # fmt: skip
OPEN = ["1.1.1.1", "223.5.5.5", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]


@pytest.mark.proves("ssrf-addresses")
def test_addresses_that_are_not_of_the_public_internet() -> None:
    assert [text for text in LOCAL if is_public(text)] == []
    assert [text for text in OPEN if not is_public(text)] == []
    assert not is_public("www.gov.cn")


@pytest.mark.proves("ssrf-spellings")
@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0x7f.1", "127.1", "127.0.1", "0177.0.0.1", "017700000001", "127.0.0.1.", "１２７.０.０.１",
     "127。0。0。1", "①27.0.0.1"],
)  # fmt: skip
def test_every_spelling_of_loopback(host: str) -> None:
    assert literal(host) == "127.0.0.1"
    everybody = hosts_of([f"http://{host}/", "http://127.0.0.1/"])
    assert why_not(f"http://{host}/", "HEAD", everybody).endswith("is no public address")


def test_names_are_no_literals() -> None:
    assert [literal(host) for host in ("www.zj.gov.cn", "12348.gov.cn", "360.cn", "7-zip.org", "4294967296", "")] == [""] * 6


KNOWN = hosts_of(["https://www.hangzhou.gov.cn/", "http://data.example.com:8800/x", "http://61.133.142.137:8800/"])


@pytest.mark.parametrize(
    ("url", "method", "why"),
    [
        ("http://www.hangzhou.gov.cn/", "GET", ""),
        ("https://zwfw.hangzhou.gov.cn:443/x", "POST", ""),
        ("http://data.example.com:8800/y", "GET", ""),
        ("http://61.133.142.137:8800/y", "GET", ""),
        ("dns://www.hangzhou.gov.cn/", "GET", ""),
        ("tls://www.hangzhou.gov.cn:443/", "GET", ""),
        ("https://elsewhere.example.org/a", "HEAD", ""),
        ("https://elsewhere.example.org/robots.txt", "GET", ""),
        ("https://elsewhere.example.org/a", "GET", "elsewhere.example.org is no host of the registry"),
        ("https://elsewhere.example.org/a", "POST", "elsewhere.example.org is no host of the registry"),
        ("https://xhangzhou.gov.cn/", "GET", "xhangzhou.gov.cn is no host of the registry"),
        ("https://www.hangzhou.gov.cn.evil.example/", "GET", "www.hangzhou.gov.cn.evil.example is no host of the registry"),
        ("https://gov.cn/", "GET", "gov.cn is no host of the registry"),
        ("http://61.133.142.138/", "GET", "61.133.142.138 is no host of the registry"),
        ("http://www.hangzhou.gov.cn:8080/", "HEAD", "port 8080 of www.hangzhou.gov.cn is none of the registry"),
        ("http://other.example.com:8800/", "HEAD", "port 8800 of other.example.com is none of the registry"),
        ("tls://www.hangzhou.gov.cn:22/", "GET", "port 22 of www.hangzhou.gov.cn is none of the registry"),
        ("http://www.hangzhou.gov.cn:99999/", "HEAD", "a port that is none"),
        ("http://a:b@www.hangzhou.gov.cn/", "HEAD", "an address with a name or password in it is not asked"),
        ("http://www.hangzhou.gov.cn@elsewhere.example.org/", "HEAD", "an address with a name or password in it is not asked"),
        ("http://www.hangzhou.gov.cn\\@127.0.0.1/", "HEAD", "an address with a name or password in it is not asked"),
        ("http://localhost/", "HEAD", "localhost is no public name"),
        ("http://printer.local./", "HEAD", "printer.local is no public name"),
        ("http://intranet/", "HEAD", "intranet is no public name"),
        ("http://[::1]/", "HEAD", "::1 is no public address"),
        ("http://[::ffff:169.254.169.254]/", "HEAD", "::ffff:169.254.169.254 is no public address"),
        ("http:///x", "HEAD", "no host is no public name"),
        ("file:///etc/passwd", "GET", "file: is not asked"),
        ("gopher://www.hangzhou.gov.cn/", "GET", "gopher: is not asked"),
        ("data:text/html,x", "GET", "data: is not asked"),
    ],
)  # fmt: skip
@pytest.mark.proves("ssrf-schemes", "ssrf-ports", "only-the-registry")
def test_who_is_asked(url: str, method: str, why: str) -> None:
    assert why_not(url, method, KNOWN) == why


def test_the_registry_knows_its_own() -> None:
    known = known_hosts()
    asked = ["http://www.hangzhou.gov.cn/", "https://www.zjzwfw.gov.cn/", "https://data.beijing.gov.cn/"]
    assert [why_not(url, "GET", known) for url in asked] == ["", "", ""]
    assert Hosts() | known == known and not known.knows("m.weibo.cn.example.com")


# -------------------------------------------------------------------------- names, resolved


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """From here on each question to the system's resolver gets the next answer, the last one again. The names asked."""
    asked: list[str] = []

    def told(host: str, port: int | None, family: int = 0, kind: int = 0) -> list[tuple[Any, ...]]:
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        families = [socket.AF_INET6 if ":" in text else socket.AF_INET for text in found]
        rows = [(of, socket.SOCK_STREAM, 6, "", (text, port or 0)) for of, text in zip(families, found, strict=True)]
        rows = [row for row in rows if family in (0, row[0])]
        if not rows:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return rows

    monkeypatch.setattr(socket, "getaddrinfo", told)
    return asked


LOOKS = {
    "connection": lambda: reachable("a.example.com", 80),
    "dns": lambda: addresses("a.example.com"),
    "tls": lambda: handshake("a.example.com", 443, 1),
}
SEVERAL = [["127.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["2606:4700::1111", "::1"], ["1.1.1.1", "fe80::1%eth0"]]


@pytest.mark.proves("ssrf-one-of-many")
@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("found", SEVERAL)
def test_one_private_address_is_enough(look: str, found: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, found)
    with pytest.raises(NotPublic, match="has no public address"):
        LOOKS[look]()


@pytest.mark.proves("ssrf-exempt")
def test_under_replica_nothing_but_the_replica_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, ["127.0.0.1"])
    assert reachable("127.0.0.1", 5000, "127.0.0.1:5000") == ["127.0.0.1"]
    for host, port in (("127.0.0.1", 5001), ("localhost", 5000), ("a.example.com", 80)):
        with pytest.raises(NotPublic, match="is not the replica"):
            reachable(host, port, "127.0.0.1:5000")


class Heard:
    """What a connection is told of a name."""

    def __init__(self) -> None:
        self.found: list[str] | None = None
        self.kinds: list[type] = []

    def resolutionBegan(self, _resolution: object) -> None:
        self.addresses: list[str] = []

    def addressResolved(self, address: Any) -> None:
        self.addresses.append(f"{address.host}:{address.port}")
        self.kinds.append(type(address))

    def resolutionComplete(self) -> None:
        self.found = self.addresses


class Reactor(Clock):
    def getThreadPool(self) -> None:
        pass


@pytest.mark.proves("ssrf-rebinding")
def test_a_name_that_changes_its_mind_is_judged_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = resolving(monkeypatch, ["2606:4700::1111", "1.1.1.1"], ["127.0.0.1"], ["1.1.1.1"])
    monkeypatch.setattr(names, "deferToThreadPool", lambda _reactor, _pool, look, *words: execute(look, *words))
    resolver = PublicNames(Reactor(), 0, 60)  # remembers nothing, as if every answer had run out
    heard = [Heard(), Heard(), Heard()]
    said = []
    for one in heard:
        resolver.resolveHostName(one, "changing.example.com", 443)
        said.append(names.refused.get("changing.example.com", ""))
    assert [one.found for one in heard] == [["1.1.1.1:443", "2606:4700::1111:443"], [], ["1.1.1.1:443"]]
    assert heard[0].kinds == [IPv4Address, IPv6Address] and len(asked) == 3
    assert said == ["", "changing.example.com has no public address: it leads to 127.0.0.1", ""]

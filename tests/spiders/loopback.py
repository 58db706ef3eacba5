"""A server on loopback that stands for every host: its pages are functions of a test. It remembers what was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dsci.store import Store, open_store

from ..e2e.line import dsci

AS_OF = "2026-10-31T20:00:00+08:00"
UNIT, HOST = "330100", "www.hangzhou.gov.cn"
ADDRESSES = b"A 203.0.113.1\nAAAA 2001:db8::1"
HANDSHAKE = {"refused": False, "verified": True, "fault": "", "protocol": "TLSv1.3", "issuer": "CA", "expires": ""}


class Asked(NamedTuple):
    """A request as it came in."""

    method: str
    host: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


class Sent(NamedTuple):
    """A reply. `endless`: the body comes again and again until nobody listens."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = {}  # noqa: B006, RUF100
    endless: bool = False


Replies = Callable[[Asked], Sent]


class Loopback:
    """Where it listens, and what it was asked."""

    def __init__(self, port: int) -> None:
        self.address = f"127.0.0.1:{port}"
        self.asked: list[Asked] = []

    def paths(self, method: str = "GET", host: str = HOST) -> list[str]:
        return [a.path for a in self.asked if a.method == method and a.host == host and a.path != "/robots.txt"]

    def crawl(self, folder: Path, *options: str) -> tuple[Store, str]:
        """The store and the words of a crawl of one portal."""
        where = ("--replica", self.address, "--as-of", AS_OF, "--store", str(folder / "s"))
        done = dsci("crawl", "website", "--unit", UNIT, *where, *options, cwd=folder)
        return open_store(str(folder / "s")), done.stdout


@contextmanager
def serving(replies: Replies) -> Iterator[Loopback]:
    """The server, for the length of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # a connection that is asked again stays open: no POST falls on one just closed

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            asked = Asked(self.command, self.headers["Host"].partition(":")[0], self.path, dict(self.headers), body)
            here.asked.append(asked)
            sent = network(asked) or replies(asked)
            self.send_response(sent.status)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | sent.headers).items():
                self.send_header(name, value)
            self.send_header(*("Connection", "close") if sent.endless else ("Content-Length", str(len(sent.body))))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(sent.body)
            try:
                while sent.endless:
                    self.wfile.write(sent.body)
            except OSError:
                self.close_connection = True

        do_GET = do_HEAD = do_POST = answer

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Loopback(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()


def network(asked: Asked) -> Sent | None:
    """What is asked of the network itself."""
    path = urlsplit(asked.path).path
    if asked.path == "/robots.txt":
        return Sent(status=404)
    if path == "/.network/dns":
        return Sent(ADDRESSES, headers={"Content-Type": "text/plain"})
    return Sent(json.dumps(HANDSHAKE).encode(), headers={"Content-Type": "application/json"}) if path == "/.network/tls" else None


def home(*links: tuple[str, str]) -> Sent:
    """A home page of Hangzhou with these links: address, words."""
    shown = "".join(f'<p><a href="{url}">{words}</a></p>' for url, words in links)
    head = '<meta name="SiteName" content="杭州市人民政府"><meta name="SiteIDCode" content="3301000001">'
    words = "本网站由杭州市人民政府办公厅主办，内容由各部门和各区县市提供，欢迎您提出意见和建议。" * 2
    foot = '<div class="footer">主办：杭州市人民政府 政府网站标识码：3301000001</div>'
    page = f"<html lang=zh><head><title>杭州市人民政府</title>{head}</head><body><p>{words}</p>{shown}{foot}</body></html>"
    return Sent(page.encode())


def column(*entries: tuple[str, str, str]) -> Sent:
    """A list: address, title, day."""
    lines = "".join(f'<li><a href="{url}">{title}</a><span>{day}</span></li>' for url, title, day in entries)
    page = f"<html><head><title>要闻</title></head><body><div class=crumb>要闻</div><ul>{lines}</ul></body></html>"
    return Sent(page.encode())

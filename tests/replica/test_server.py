"""The stand-in internet over real HTTP on loopback: one port, many hosts, and a child that never outlives its parent."""

from __future__ import annotations

import asyncio
import gzip
import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TypeVar

import pytest

from dsci.replica import server
from dsci.replica.world import Ask, Reply, World

from .asking import accounts, video, whole

T = TypeVar("T")
PARENT = """
import time
from dsci import registry
from dsci.replica.server import start
from dsci.replica.world import World
running = start(World(tuple(registry.select(unit=["330100"])), registry.portals()))
print(running.port, flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with server.start(whole()) as running:
        yield running.port


def fetch(port: int, host: str, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request(method, path, headers={"Host": host, "X-Forwarded-Proto": "https", **headers})
        response = line.getresponse()
        return response, response.read()


def accepts(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def test_it_says_what_it_is(port: int) -> None:
    _, body = fetch(port, "replica.local", "/")
    assert json.loads(body) == {"period": "2026", "as_of": "2026-10-31T20:00:00+08:00", "units": 364}


def test_hosts_are_told_apart_by_their_header(port: int) -> None:
    assert fetch(port, "m.weibo.cn", "/api/container/getIndex?type=uid&value=1")[0].status == 200
    assert fetch(port, "M.WEIBO.CN:443", "/api/container/getIndex?type=uid&value=1")[0].status == 200
    assert fetch(port, "www.iesdouyin.com", "/api/container/getIndex?type=uid&value=1")[0].status == 404
    response, body = fetch(port, "www.example.org", "/")
    assert (response.status, body) == (502, b"unknown host\n")


def test_every_platform_answers(port: int) -> None:
    uid, track, mid = (f"99{code}07" for code in ("340300", "610900", "230200"))
    feed = f"/cn/rss/customerreviews/page=1/id={track}/sortBy=mostRecent/json"
    assert json.loads(fetch(port, "m.weibo.cn", f"/api/container/getIndex?type=uid&value={uid}")[1])["ok"] == -100
    profile = fetch(port, "m.weibo.cn", f"/api/container/getIndex?type=uid&value={uid}", Cookie="SUB=1")[1]
    assert json.loads(profile)["data"]["userInfo"]["id"] == int(uid)
    assert json.loads(fetch(port, "itunes.apple.com", f"/lookup?id={track}&country=cn")[1])["resultCount"] == 1
    assert len(json.loads(fetch(port, "itunes.apple.com", feed)[1])["feed"]["entry"]) == 8
    assert json.loads(fetch(port, "api.bilibili.com", f"/x/web-interface/card?mid={mid}")[1])["code"] == 0
    douyin = accounts(video, "douyin")[0]
    user = fetch(port, "www.iesdouyin.com", f"/web/api/v2/user/info/?sec_uid={douyin.id}")[1]
    assert json.loads(user)["user_info"]["sec_uid"] == douyin.id


def test_a_wechat_page_has_the_size_of_a_real_one(port: int) -> None:
    biz, album = "OTk1MjI3MDAwNw==", "9952270000000000007"
    listed = fetch(port, "mp.weixin.qq.com", f"/mp/appmsgalbum?action=getalbum&__biz={biz}&album_id={album}&count=20&f=json")[1]
    url = json.loads(listed)["getalbum_resp"]["article_list"][0]["url"]
    response, body = fetch(port, "mp.weixin.qq.com", url.removeprefix("https://mp.weixin.qq.com"))
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert 2_300_000 < len(body) < 2_500_000


def test_head_is_get_without_a_body(port: int) -> None:
    response, body = fetch(port, "replica.local", "/", "HEAD")
    assert (response.status, body, response.headers["Content-Length"]) == (200, b"", "70")


def test_gzip_where_it_is_accepted_and_pays(port: int) -> None:
    path = "/api/container/getIndex?containerid=1076039934030007&page=1"
    plain, body = fetch(port, "m.weibo.cn", path, Cookie="SUB=1")
    packed, small = fetch(port, "m.weibo.cn", path, Cookie="SUB=1", **{"Accept-Encoding": "gzip, deflate"})
    assert (plain.headers["Content-Encoding"], packed.headers["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(small) == body and len(small) < len(body) / 4
    assert fetch(port, "replica.local", "/", **{"Accept-Encoding": "gzip"})[0].headers["Content-Encoding"] is None


def test_connections_are_kept(port: int) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        for _ in range(3):
            line.request("GET", "/", headers={"Host": "replica.local"})
            assert line.getresponse().read()
            used = line.sock
        assert line.sock is used


def test_a_request_is_handed_on_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Ask] = []
    monkeypatch.setattr(server, "respond", lambda _, ask: asked.append(ask) or Reply(b"x"))
    during(lambda port: fetch(port, "www.hangzhou.gov.cn", "/a%20b?q=%C4%E3&q=2&empty=", Cookie="k=v"))
    (ask,) = asked
    assert (ask.method, ask.scheme, ask.host, ask.path) == ("GET", "https", "www.hangzhou.gov.cn", "/a b")
    assert ask.raw_query == b"q=%C4%E3&q=2&empty="
    assert (ask.query["q"], ask.query["empty"], ask.headers["Cookie"]) == ("��", "", "k=v")


def test_delays_and_drops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "respond", lambda _, ask: Reply(drop=True) if ask.path == "/drop" else Reply(b"x", delay=0.3))

    def visit(port: int) -> float:
        with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
            fetch(port, "a.cn", "/drop")
        began = time.monotonic()
        assert fetch(port, "a.cn", "/slow")[1] == b"x"
        return time.monotonic() - began

    assert during(visit) >= 0.3


def test_a_body_may_come_in_pieces_without_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "respond", lambda *_: Reply(b"ab", times=3, pause=0.01))
    response, body = during(lambda port: fetch(port, "a.cn", "/"))
    assert (body, response.headers["Content-Length"], response.headers["Transfer-Encoding"]) == (b"ababab", None, "chunked")


def test_an_endless_body_ends_with_its_asker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "respond", lambda *_: Reply(b"x" * 65536, times=1_000_000))

    def visit(port: int) -> bytes:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as line:
            line.request("GET", "/", headers={"Host": "a.cn"})
            return line.getresponse().read(100_000)

    assert len(during(visit)) == 100_000


def test_it_says_what_the_network_says(port: int) -> None:
    addresses = fetch(port, "replica.local", "/.network/dns?host=www.hangzhou.gov.cn")[1].decode().splitlines()
    assert addresses[0].startswith("A 203.0.113.")
    assert fetch(port, "replica.local", "/.network/dns?host=www.example.org")[1] == b""
    handshake = json.loads(fetch(port, "replica.local", "/.network/tls?host=www.hangzhou.gov.cn")[1])
    assert set(handshake) == {"refused", "verified", "fault", "protocol", "issuer", "expires"}


def test_the_child_ends_with_the_block() -> None:
    with server.start(World((), {})) as running:
        assert accepts(running.port)
    assert running.process.returncode is not None
    assert not accepts(running.port)


def test_a_taken_port_is_an_error(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="did not start"):
        server.start(World((), {}), port)
    assert "address already in use" in capfd.readouterr().err


def test_the_child_ends_when_its_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        port = int(parent.stdout.readline())
        assert accepts(port)
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 10
    while accepts(port):
        assert time.monotonic() < deadline, "the replica outlived its parent"
        time.sleep(0.05)


def during(visit: Callable[[int], T]) -> T:
    """What the visit returns, made from a thread while a server runs in this process."""

    async def both() -> T:
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        serving = asyncio.create_task(server.serve(World((), {}), 0, told.set_result))
        try:
            return await asyncio.to_thread(visit, await told)
        finally:
            serving.cancel()

    return asyncio.run(both())

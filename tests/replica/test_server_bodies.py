"""Bodies of requests to the stand-in internet: handed on as they are, and bounded."""

from __future__ import annotations

import asyncio
import http.client
import json
from collections.abc import Callable
from contextlib import closing

import pytest

from dsci.replica import server
from dsci.replica.world import Ask, Reply, World


def during(visit: Callable[[int], None]) -> None:
    """Makes the visit from a thread while a server runs in this process."""

    async def both() -> None:
        told: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        serving = asyncio.create_task(server.serve(World((), {}), 0, told.set_result))
        try:
            await asyncio.to_thread(visit, await told)
        finally:
            serving.cancel()

    asyncio.run(both())


def post(port: int, body: bytes, host: str = "a.cn", path: str = "/") -> tuple[int, bytes]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as line:
        line.request("POST", path, body, {"Host": host, "X-Forwarded-Proto": "https"})
        response = line.getresponse()
        return response.status, response.read()


def test_a_body_is_handed_on_to_its_last_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Ask] = []
    monkeypatch.setattr(server, "respond", lambda _, ask: asked.append(ask) or Reply(b"ok"))
    bodies = [b"", b"\xff\x00", b"x" * server.BODY_MOST]
    during(lambda port: [post(port, body) for body in bodies] and None)
    assert [ask.body for ask in asked] == bodies
    assert {ask.method for ask in asked} == {"POST"}


def test_one_that_is_too_long_is_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "respond", lambda *_: pytest.fail("handed on"))

    def visit(port: int) -> None:
        assert post(port, b"x" * (server.BODY_MOST + 1))[0] == 413

    during(visit)


def test_kuaishou_is_asked_by_a_body() -> None:
    asked = {"operationName": "visionProfile", "variables": {"userId": "1"}, "query": "query visionProfile { result }"}

    def visit(port: int) -> None:
        assert post(port, b"{", "www.kuaishou.com", "/graphql")[0] == 400
        status, body = post(port, json.dumps(asked).encode(), "www.kuaishou.com", "/graphql")
        assert (status, json.loads(body)) == (200, {"data": {"visionProfile": None}})

    during(visit)

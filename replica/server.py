"""The stand-in internet over HTTP on loopback: every host on one port, told apart by the Host header."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import pickle
import signal
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Self
from urllib.parse import parse_qsl, unquote

from aiohttp import web

from .answers import json_reply
from .parts import dns, respond, tls
from .world import Ask, Reply, World

HOST = "127.0.0.1"
OWN_HOST = "replica.local"
FAILS = "X-Replica-Fault"  # refused, dns or tls: what the asker's network would have said in place of this answer
GZIP_FROM, GZIP_TO = 2_000, 400_000  # smaller gains nothing; larger costs more time than loopback does
PARENT_CHECK = 0.5  # seconds
BODY_MOST = 65_536  # bytes of a request
TOO_LARGE = Reply(b"payload too large\n", 413, "text/plain; charset=utf-8", {"Connection": "close"})


@dataclass(frozen=True)
class Running:
    """A replica in a child process; it ends with the `with` block, or with this process."""

    port: int
    process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def wait(self) -> None:
        """Return when the child ends, or Ctrl-C is pressed."""
        with contextlib.suppress(KeyboardInterrupt):
            self.process.wait()

    def close(self) -> None:
        """End the child."""
        self.process.terminate()
        self.process.communicate(timeout=10)


def start(world: World, port: int = 0) -> Running:
    """Serve the world from a child process; port 0 takes a free one. RuntimeError if it does not come up."""
    command = [sys.executable, "-m", "dsci.replica.server", str(port), str(os.getpid())]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    plain = replace(world, portals=dict(world.portals), reach_errors=dict(world.reach_errors), faults=dict(world.faults))
    assert process.stdin and process.stdout
    pickle.dump(plain, process.stdin)
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise RuntimeError(f"the replica did not start: exit code {process.wait()}")
    return Running(int(line), process)


async def serve(world: World, port: int, ready: Callable[[int], object], parent: int | None = None) -> None:
    """Serve until cancelled, or until the process `parent` is gone. `ready` is told the port."""
    server = web.Server(partial(_answer, world), handler_cancellation=True, access_log=None)
    runner = web.ServerRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        ready(runner.addresses[0][1])
        while parent is None or os.getppid() == parent:
            await asyncio.sleep(PARENT_CHECK)
    finally:
        await runner.cleanup()


async def _answer(world: World, request: web.BaseRequest) -> web.StreamResponse:
    body = await _body(request)
    if body is None:
        return _response(TOO_LARGE, gzip=False)
    ask = ask_of(request, body)
    reply = _own(world, ask) if ask.host == OWN_HOST else respond(world, ask)
    if reply.delay:
        await asyncio.sleep(reply.delay)
    if reply.drop and request.transport:
        request.transport.close()
    if reply.fails:
        reply = Reply(status=503, headers={FAILS: reply.fails})
    if reply.cut and reply.body:
        return await _broken_off(request, reply)
    if reply.times > 1:
        return await _streamed(request, reply)
    return _response(reply, "gzip" in ask.headers.get("Accept-Encoding", ""))


async def _body(request: web.BaseRequest) -> bytes | None:
    """The body of a request; None where it is too large."""
    try:
        await request.content.readexactly(BODY_MOST + 1)
    except asyncio.IncompleteReadError as whole:
        return whole.partial
    return None


def ask_of(request: web.BaseRequest, body: bytes = b"") -> Ask:
    """The request in the world's terms."""
    path, _, query = request.raw_path.partition("?")
    first = dict(reversed(parse_qsl(query, keep_blank_values=True, errors="replace")))
    return Ask(
        method=request.method,
        scheme=request.headers.get("X-Forwarded-Proto", "http"),
        host=request.headers.get("Host", "").partition(":")[0].lower(),
        path=unquote(path),
        query=first,
        headers=request.headers,
        raw_query=query.encode("utf-8", "surrogateescape"),
        body=body,
    )


def _response(reply: Reply, gzip: bool) -> web.Response:
    headers = {"Content-Type": reply.content_type, "Server": "replica", **reply.headers}
    body = reply.body
    if gzip and GZIP_FROM <= len(body) <= GZIP_TO and "Content-Encoding" not in headers:
        body = zlib.compress(body, level=1, wbits=31)
        headers["Content-Encoding"] = "gzip"
    return web.Response(body=body, status=reply.status, headers=headers)


async def _streamed(request: web.BaseRequest, reply: Reply) -> web.StreamResponse:
    """A body that comes in pieces, where they take their time without its length; it ends early where the asker leaves."""
    response = web.StreamResponse(status=reply.status, headers={"Content-Type": reply.content_type, **reply.headers})
    if not reply.pause:
        response.content_length = len(reply.body) * reply.times
    await response.prepare(request)
    with contextlib.suppress(ConnectionError):
        for _ in range(reply.times):
            await response.write(reply.body)
            await asyncio.sleep(reply.pause)
        await response.write_eof()
    return response


async def _broken_off(request: web.BaseRequest, reply: Reply) -> web.StreamResponse:
    """A body of which some bytes come, and then a reset."""
    response = web.StreamResponse(status=reply.status, headers={"Content-Type": reply.content_type, **reply.headers})
    response.content_length = len(reply.body)
    await response.prepare(request)
    await response.write(reply.body[: reply.cut])
    if request.transport:
        request.transport.abort()
    return response


def _own(world: World, ask: Ask) -> Reply:
    """What the replica says of itself and of its network."""
    host = ask.query.get("host", "").partition(":")[0].lower()
    if ask.path == "/.network/dns":
        found = dns(world, host)
        return Reply(found.encode(), content_type="text/plain; charset=utf-8", fails="" if found else "dns")
    if ask.path == "/.network/tls":
        return json_reply(told) if (told := tls(world, host)) else Reply(fails="dns")
    return _about(world)


def _about(world: World) -> Reply:
    said = {"period": world.period, "as_of": world.as_of.isoformat(), "units": len(world.units)}
    return Reply(json.dumps(said).encode(), content_type="application/json")


def _child(port: int, parent: int) -> None:
    """Serve the world that the parent hands over on stdin, and say the port on stdout."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it ends this process when it is through
    world: World = pickle.load(sys.stdin.buffer)
    asyncio.run(serve(world, port, partial(print, flush=True), parent))


if __name__ == "__main__":
    _child(int(sys.argv[1]), int(sys.argv[2]))

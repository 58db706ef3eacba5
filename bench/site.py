"""A portal of the replica on plain loopback, its home page full of links whose fate is known: python -m bench.site PORT LINKS."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from dsci.commands.replica import world_of
from dsci.replica.parts import respond
from dsci.replica.server import ask_of
from dsci.replica.world import Ask, Reply, World

ROOT = Path(__file__).resolve().parent.parent
LARGE = 500_000  # bytes
FREE = {"LinkChecker": "any rate"}  # without it LinkChecker waits 0.1 to 0.6 s between requests to a host
PAGE = b"<html><head><title>page</title></head><body><p>a page of a special topic</p></body></html>"


@dataclass(frozen=True)
class Fate:
    """What a link is: the answers to HEAD and to GET, and whether its page is there: alive, dead, or not to be known."""

    name: str
    head: int
    get: int
    truth: str
    share: int  # per cent of the links

    def answer(self, method: str) -> tuple[int, dict[str, str]]:
        status = self.head if method == "HEAD" else self.get
        return status, {**FREE, **({"Retry-After": "120"} if status in (429, 503) else {})}


FATES = (
    Fate("alive", 200, 200, "alive", 56),
    Fate("HEAD 405, GET 200", 405, 200, "alive", 8),
    Fate("HEAD 404, GET 200", 404, 200, "alive", 4),
    Fate("404", 404, 404, "dead", 10),
    Fate("410", 410, 410, "dead", 4),
    Fate("HEAD 405, GET 404", 405, 404, "dead", 2),
    Fate("429 throttled", 429, 429, "unknown", 6),
    Fate("503 throttled", 503, 503, "unknown", 4),
    Fate("403 refused", 403, 403, "unknown", 4),
    Fate("500 broken", 500, 500, "unknown", 2),
)


def fate_of(number: int) -> Fate:
    """The fate of the link of that number: a hundred in a row hold every fate in its share."""
    place = number * 37 % 100
    for fate in FATES:
        place -= fate.share
        if place < 0:
            return fate
    raise ValueError("the shares of the fates do not make a hundred")


def fates(links: int) -> dict[str, Fate]:
    """Path -> fate."""
    return {f"/zt/{number:04}/": fate_of(number) for number in range(links)}


@dataclass(frozen=True)
class Served:
    """The running site: its address, the fates of its links, the unit and host whose portal it is."""

    address: str
    fates: dict[str, Fate]
    unit: str
    host: str


@contextmanager
def served(links: int, latency: float = 0.0, at_once: int = 0, well: bool = False) -> Iterator[Served]:
    """Runs the site in a process of its own. `well`: every link is alive; `at_once`: 429 for more requests than so many."""
    command = [sys.executable, "-m", "bench.site", str(links), str(latency), str(at_once), str(int(well)), str(os.getpid())]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        said = json.loads(process.stdout.readline())
        known = {path: FATES[0] if well else fate for path, fate in fates(links).items()}
        yield Served(f"127.0.0.1:{said['port']}", known, said["unit"], said["host"])
    finally:
        process.terminate()
        process.communicate(timeout=10)


def well_formed(world: World, unit: str) -> bool:
    """True for a portal that has none of the replica's faults at its door."""
    portal = urlsplit(world.portals.get(unit, ""))
    reply = respond(world, Ask("GET", portal.scheme, portal.hostname or "", "/"))
    return reply.status == 200 and not reply.delay and not reply.drop and b"<body" in reply.body and len(reply.body) < LARGE


class Site:
    """The portal of one unit; every host name that is asked for is this one."""

    def __init__(self, world: World, links: int, latency: float, at_once: int, well: bool) -> None:
        self.world, self.latency, self.at_once, self.here = world, latency, at_once, 0
        self.fates = {path: FATES[0] if well else fate for path, fate in fates(links).items()}
        self.unit = next(unit.code for unit in world.units if well_formed(world, unit.code))
        self.portal = urlsplit(world.portals[self.unit])
        self.host = self.portal.hostname or ""

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        self.here += 1
        try:
            if self.latency:
                await asyncio.sleep(self.latency)
            if self.at_once and self.here > self.at_once and request.path in self.fates:
                return web.Response(status=429, headers={"Retry-After": "1"})
            return self.page(request)
        finally:
            self.here -= 1

    def page(self, request: web.BaseRequest) -> web.Response:
        if fate := self.fates.get(request.path):
            status, headers = fate.answer(request.method)
            return web.Response(body=PAGE, status=status, headers=headers, content_type="text/html")
        ask = replace(ask_of(request), host=self.host, scheme=self.portal.scheme)
        reply = respond(self.world, ask)
        body = self.filled(reply) if ask.path == "/" and reply.body else reply.body
        return web.Response(body=body, status=reply.status, headers={**FREE, "Content-Type": reply.content_type})

    def filled(self, reply: Reply) -> bytes:
        """The home page, its own addresses made relative, with the links at its beginning."""
        block = "".join(f'<li><a href="{path}">zt{path[4:8]}</a></li>' for path in self.fates)
        body = reply.body.replace(f"https://{self.host}".encode(), b"").replace(f"http://{self.host}".encode(), b"")
        start = body.index(b">", body.index(b"<body")) + 1
        return body[:start] + f'<ul class="topics">{block}</ul>'.encode() + body[start:]


async def serve(site: Site, parent: int) -> None:
    runner = web.ServerRunner(web.Server(site.answer, access_log=None), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(json.dumps({"port": runner.addresses[0][1], "unit": site.unit, "host": site.host}), flush=True)
    while os.getppid() == parent:
        await asyncio.sleep(0.5)
    await runner.cleanup()


def main() -> None:
    """Serves until the process that asked for it is gone; says port and host on stdout."""
    parser = argparse.ArgumentParser(prog="python -m bench.site", description=__doc__)
    parser.add_argument("links", type=int)
    parser.add_argument("latency", type=float)
    parser.add_argument("at_once", type=int)
    parser.add_argument("well", type=int)
    parser.add_argument("parent", type=int)
    given = parser.parse_args()
    asyncio.run(serve(Site(world_of(""), given.links, given.latency, given.at_once, bool(given.well)), given.parent))


if __name__ == "__main__":
    main()

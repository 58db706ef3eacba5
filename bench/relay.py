"""Hands connections on: python -m bench.relay HOST:PORT HOST:PORT. So a worker in a network of its own reaches the replica."""

from __future__ import annotations

import asyncio
import contextlib
import sys

Address = tuple[str, int]


async def relay(here: Address, there: Address) -> None:
    """Listens here and passes every connection on, until cancelled."""

    async def passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            other_reader, other_writer = await asyncio.open_connection(*there)
            await asyncio.gather(piped(reader, other_writer), piped(other_reader, writer))

    server = await asyncio.start_server(passed, *here)
    print("listening", flush=True)
    await server.serve_forever()


async def piped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Everything that is read is written, to the end."""
    with contextlib.suppress(OSError):
        while block := await reader.read(65536):
            writer.write(block)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.close()


def address(text: str) -> Address:
    host, _, port = text.rpartition(":")
    return host, int(port)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(relay(address(sys.argv[1]), address(sys.argv[2])))

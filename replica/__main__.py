"""Serve the stand-in internet in the foreground: python -m dsci.replica [--port 8017] [--period 2026] [--seed 20261031]."""

from __future__ import annotations

import argparse
import asyncio
import contextlib

from .. import registry
from .server import HOST, serve
from .world import PERIODS, World


def main() -> None:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m dsci.replica", description="Serve the stand-in internet on loopback.")
    parser.add_argument("--port", type=int, default=8017)
    parser.add_argument("--period", choices=PERIODS, default=PERIODS[-1])
    parser.add_argument("--seed", type=int, default=World.seed)
    given = parser.parse_args()
    world = World(tuple(registry.select()), registry.portals(), given.period, given.seed, registry.reach_errors())
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(world, given.port, lambda port: print(f"replica of {world.period} at {HOST}:{port}", flush=True)))


if __name__ == "__main__":
    main()

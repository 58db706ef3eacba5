"""Seconds of the whole demo by stage, as its last line says them, and by the clock."""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

STAGE = re.compile(r"([a-z]+) (\d+)")


def main() -> None:
    """Runs the demo and prints a line a stage."""
    parser = argparse.ArgumentParser(prog="python -m bench.demo", description=__doc__)
    parser.add_argument("--province", nargs="+", default=[], metavar="NAME", help="Only these; default: everything.")
    parser.add_argument("--out", type=Path, help="Keep the demo's results there; default: a temporary folder.")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        out = (given.out or Path(folder) / "out").resolve()
        began = time.monotonic()
        said = demo(given.province, out)
        wall = time.monotonic() - began
    print("\n".join(table(said, wall)))


def demo(provinces: list[str], out: Path) -> list[str]:
    """The lines that the demo prints; its progress goes to stderr. CalledProcessError if it fails."""
    chosen = [word for name in provinces for word in ("--province", name)]
    command = [sys.executable, "-m", "dsci.cli", "demo", "--out", str(out), *chosen]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.splitlines()


def table(said: list[str], wall: float) -> Iterator[str]:
    """The stages in the order in which they ended. The demo counts the crawl into the replica's time; here it is taken out."""
    stages = {name: int(seconds) for name, seconds in STAGE.findall(said[-1])}
    stages["replica"] -= stages["crawl"]
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    for name, seconds in stages.items():
        yield f"{name:10}{seconds:6} s{seconds / wall:7.0%}"
    yield f"{'all':10}{wall:6.0f} s   CPU {used.ru_utime + used.ru_stime:.0f} s, replica and printers too"


if __name__ == "__main__":
    main()

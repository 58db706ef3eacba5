"""What many units cost: requests, hours at polite pace, storage, money; by what a store measured of a unit.

The model. A host is asked for one thing at a time, every `pace` seconds from start to start, and answers sooner than that. So a
unit takes as long as its busiest host is asked, a process has as many units under way as requests at once, and a host that many
units ask takes their requests one after the other, whatever the number of processes: its ceiling.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from dsci.spiders import settings
from dsci.spiders.gate import own_pace
from dsci.spiders.run import spiders_of
from dsci.store import open_store

from .measured import Measured, measured

FILE = Path(__file__).with_suffix(".toml")
WEEK, HOUR = 7 * 86400, 3600


@dataclass(frozen=True)
class Load:
    """So many units of one channel a week, on so many processes: requests, hours, and gigabytes a week."""

    channel: str
    units: int
    requests: float
    hours: float  # of all processes at once, at least
    ceiling: float  # hours of the busiest shared host, whatever the processes
    host: str
    evidence: float
    rows: float

    @property
    def weeks(self) -> float:
        """Weeks that one round takes: 1 where it is done within one."""
        return max(1.0, max(self.hours, self.ceiling) * HOUR / WEEK)


def pace_of(channel: str) -> float:
    """Seconds between two requests to one host."""
    return own_pace(spiders_of()[channel])


def pace_at(host: str, pace: float) -> float:
    """The same at a host that may be some channel's own, whose pace then holds for whoever asks it."""
    return max([pace, *(own_pace(spider) for spider in spiders_of().values() if host in spider.hosts)])


def load_of(unit: Measured, units: int, processes: int, pace: float, at_once: int = settings.CONCURRENT_REQUESTS) -> Load:
    """The model."""
    seconds = units * unit.host * pace / (at_once * processes)
    waits = {host: often * pace_at(host, pace) for host, often in unit.shared}
    host = max(waits, key=waits.__getitem__, default="")
    hours, ceiling = max(seconds, unit.host * pace) / HOUR, units * waits.get(host, 0.0) / HOUR
    evidence, rows = units * unit.archived / 1e6, units * unit.rows / 1e6
    return Load(unit.channel, units, units * unit.requests, hours, ceiling, host, evidence, rows)


def main() -> None:
    """Prints the tables; with --store their parameters as TOML; with --check what the model says of one store beside another."""
    parser = argparse.ArgumentParser(prog="python -m bench.arithmetic", description=__doc__)
    parser.add_argument("--store", default="", help="Measure a crawled store, print the parameters that arithmetic.toml holds.")
    parser.add_argument("--check", nargs=2, metavar="STORE", help="Foretell the second store from the first.")
    given = parser.parse_args()
    if given.store:
        lines = parameters(measured(open_store(given.store)))
    elif given.check:
        lines = checked(*(measured(open_store(where)) for where in given.check))
    else:
        from .arithmetic_tables import tables

        lines = tables()
    sys.stdout.writelines(f"{line}\n" for line in lines)


def parameters(found: list[Measured]) -> Iterator[str]:
    """The measured part of arithmetic.toml."""
    for unit in found:
        yield "[[measured]]"
        for name, value in asdict(unit).items():
            yield f"{name} = {_toml(value)}"
        yield ""


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else f"{value:.3f}" if isinstance(value, float) else str(value)


def shipped(path: Path = FILE) -> tuple[list[Measured], dict[str, float]]:
    """What was measured, and what is assumed, by name."""
    table = tomllib.loads(path.read_text("utf-8"))
    rows = [row | {"shared": tuple((host, n) for host, n in row["shared"])} for row in table["measured"]]
    return [Measured(**row) for row in rows], table["assumed"]


def checked(small: list[Measured], large: list[Measured]) -> Iterator[str]:
    """A line a channel: requests, evidence and rows of the larger store as the smaller foretells them, and as they were."""
    for one in small:
        for other in (m for m in large if m.channel == one.channel):
            told, was = (load_of(unit, other.units, 1, 0.0) for unit in (one, other))
            yield f"{one.channel}, {other.units} units from {one.units}: " + ", ".join(
                f"{name} {a:,.{places}f} foretold, {b:,.{places}f} measured ({a / b - 1:+.0%})"
                for name, a, b, places in (
                    ("requests", told.requests, was.requests, 0), ("evidence GB", told.evidence, was.evidence, 3),
                    ("rows GB", told.rows, was.rows, 3),
                )
            )  # fmt: skip


if __name__ == "__main__":
    main()

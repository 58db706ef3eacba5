"""Every regular expression of the readers fed long evil lines: `python -m bench.patterns [--room ROOM ...] [--length N]`.

Prints each pattern that takes longer than the bound (ours) with the line that does it; exit 1 where there is one.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time
from types import FrameType

from .evil import evil
from .outcomes import append
from .written import ROOMS, Written, written

LENGTH, SECONDS = 50_000, 0.5  # characters of a line; processor seconds for one (ours)


class TooLong(Exception):
    """A pattern took longer than it may."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooLong


@contextmanager
def stopped(seconds: float) -> Iterator[None]:
    """TooLong inside, after so many seconds of processor."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def slow(pattern: Written, length: int = LENGTH, seconds: float = SECONDS) -> str | None:
    """The beginning of the first evil line on which the pattern takes more than so many seconds, None where none does."""
    for line in evil(pattern.regex, length):
        try:
            with stopped(seconds):
                pattern.run(line)
        except TooLong:
            return str(line[:60])
    return None


def found(rooms: tuple[str, ...], length: int, seconds: float) -> Iterator[tuple[Written, str]]:
    """The patterns that are too slow, each with its line's beginning."""
    for pattern in written(rooms):
        line = slow(pattern, length, seconds)
        if line is not None:
            yield pattern, line


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--room", action="append")
    asked.add_argument("--length", type=int, default=LENGTH)
    asked.add_argument("--seconds", type=float, default=SECONDS)
    given = asked.parse_args()
    rooms, began, count = tuple(given.room or ROOMS), process_time(), 0
    for pattern, line in found(rooms, given.length, given.seconds):
        count += 1
        print(f"{pattern.where} {'/'.join(sorted(pattern.ways))}: {pattern.regex.pattern[:90]!r} on {line!r}", flush=True)
    known, spent = len(list(written(rooms))), process_time() - began
    said = f"{known} patterns, {count} slower than {given.seconds:g} s on {given.length} characters; {spent:.0f} s of processor"
    print(said)
    if rooms == ROOMS:
        append("evil-lines-all", not count, said)
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())

"""Bars on stderr with counts and time left; lines every ten seconds where there is no terminal."""

from __future__ import annotations

import sys
import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

SECONDS = 10.0
COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())


class Stage:
    """Progress of one stage of work, on stderr; several may run at once."""

    shared: Progress | None = None
    running = 0

    def __init__(self, name: str, total: int) -> None:
        self.name, self.total, self.done, self.began, self.said = name, total, 0, time.monotonic(), time.monotonic()
        if Stage.shared is None:
            Stage.shared = Progress(*COLUMNS, console=Console(stderr=True), disable=not sys.stderr.isatty())
            Stage.shared.start()
        Stage.running += 1
        self.task = Stage.shared.add_task(name, total=total)

    def step(self, count: int = 1) -> None:
        self.done += count
        if Stage.shared:
            Stage.shared.advance(self.task, count)
        if not sys.stderr.isatty() and time.monotonic() - self.said > SECONDS:
            self.said = time.monotonic()
            left = (self.said - self.began) * (self.total - self.done) / max(self.done, 1)
            print(f"{self.name} {self.done}/{self.total}, {left:.0f} s left", file=sys.stderr)

    def close(self) -> None:
        Stage.running -= 1
        if not sys.stderr.isatty():
            print(f"{self.name} {self.done}/{self.total} in {time.monotonic() - self.began:.0f} s", file=sys.stderr)
        if Stage.running == 0 and Stage.shared:
            Stage.shared.stop()
            Stage.shared = None

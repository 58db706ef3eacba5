"""Pictures are made in a process of their own: a page that takes too long or too much memory costs its picture, nothing else."""

from __future__ import annotations

import resource
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import process_time
from types import TracebackType

from ..contract import Captured, Picture

SECONDS = 20  # of processor for one picture; it takes less than one
WAIT = 60.0  # seconds on the clock, for a machine that is busy with other things
MEMORY = 2_000_000_000  # bytes of address space


class Painter:
    """Call it with a look for its picture, or None where there is none to be had. A context manager: it ends its process."""

    def __init__(self, lang: str, seconds: int = SECONDS) -> None:
        self.lang, self.seconds = lang, seconds
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def __call__(self, captured: Captured) -> Picture | None:
        try:
            line = self._line or self._started()
            line.send(captured)
            if line.poll(WAIT):
                found: Picture | None = line.recv()
                return found
        except (EOFError, OSError):  # it died of what it was given, or never came to life
            pass
        self.close()
        return None

    def _started(self) -> Connection:
        context = get_context("spawn")
        line, other = context.Pipe()
        process = context.Process(target=_paint, args=(other, self.lang, self.seconds), daemon=True)
        process.start()
        self._process = process
        other.close()
        self._line = line
        if not line.poll(WAIT):
            raise OSError(f"no process for pictures after {WAIT:.0f} s")
        line.recv()
        return line

    def close(self) -> None:
        """Ends the process; the next call starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None

    def __enter__(self) -> Painter:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _paint(line: Connection, lang: str, seconds: int) -> None:
    from .picture import Studio

    studio = Studio(lang)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    line.send(None)  # ready
    while True:
        try:
            captured = line.recv()
        except EOFError:
            return
        limit = int(process_time()) + seconds + 1  # then the system ends the process
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        try:
            line.send(studio.picture(captured))
        except Exception:  # whatever a stranger's page brings about: it has no picture
            line.send(None)

"""A process that has imported the crawl engine and forks for every task: starting Python anew takes longer than small tasks."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread, local
from typing import IO, Any, cast

LINES = 12  # of what a task said last, told where it fails
GONE = -1


@dataclass
class Warm:
    """One such process. It and its tasks end where this process does: they read its end of a pipe."""

    process: subprocess.Popen[bytes]
    part: str = ""
    said: deque[str] = field(default_factory=lambda: deque(maxlen=LINES))

    def ask(self, task: bytes, found: str) -> int:
        """The exit code of a fork that performs the pickled task and writes how it ended to that file."""
        asking, answering = cast("IO[bytes]", self.process.stdin), cast("IO[bytes]", self.process.stdout)
        try:
            for part in (task, found.encode()):
                asking.write(len(part).to_bytes(8) + part)
            asking.flush()
            return int(answering.readline() or GONE)
        except BrokenPipeError:
            return GONE

    def listen(self) -> None:
        """Prints what tasks say, as they say it."""
        for raw in cast("IO[bytes]", self.process.stderr):
            self.said.append(raw.decode("utf-8", "replace").rstrip())
            print(f"{self.part}: {self.said[-1]}", file=sys.stderr, flush=True)


_own = local()  # a process a thread: a worker has one a task that it does at once


def warm(part: str) -> Warm:
    """This thread's process."""
    found: Warm | None = getattr(_own, "warm", None)
    if found is None or found.process.poll() is not None:
        pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        found = _own.warm = Warm(subprocess.Popen([sys.executable, "-P", "-m", __name__], **pipes))
        Thread(target=found.listen, daemon=True).start()
    found.part = part
    found.said.clear()
    return found


def main() -> None:
    """Forks for each task that comes; tells its exit code."""
    from ..channels import channels
    from ..spiders.run import spiders_of
    from .work import write_outcome

    channels()
    spiders_of()
    while task := _block():
        found = _block().decode()
        if not (child := os.fork()):
            os.dup2(2, 1)  # what a task prints is no answer
            Thread(target=_end_with_parent, daemon=True).start()
            write_outcome(pickle.loads(task), Path(found))
            sys.stderr.flush()
            os._exit(0)
        os.write(1, f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}\n".encode())


def _block() -> bytes:
    """The next block of bytes on the input, b'' at its end."""
    size = sys.stdin.buffer.read(8)
    return sys.stdin.buffer.read(int.from_bytes(size)) if len(size) == 8 else b""


def _end_with_parent() -> None:
    while os.read(0, 1):
        pass
    os._exit(3)  # nobody waits for this task any more; another process goes on with it


if __name__ == "__main__":
    main()

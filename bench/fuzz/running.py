"""A target under Atheris, in a process of its own: what it did, and every fault by its place."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from mmap import mmap
from pathlib import Path
from struct import pack_into, unpack_from
from time import process_time

from .target import Target, place, tidy, unnamed

HANGS = 20  # seconds for one input: ours; beyond it stands no reader
MEMORY = 2048  # megabytes
WORD = re.compile(rb"[A-Za-z_][\w.-]{2,30}|(?:[\xe3-\xe9][\x80-\xbf]{2}){2,8}")
WORDS = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """When a target has had enough: executions, processor seconds; and where chance begins."""

    runs: int
    seconds: int
    seed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a target did. `faults`: kind and place of each fault. `ended`: the exit code, 0 where it came to its end."""

    name: str
    executions: int
    faults: tuple[str, ...]
    ended: int


@dataclass(frozen=True)
class Child:
    """A target that runs."""

    target: Target
    folder: Path
    pid: int
    count: mmap

    def outcome(self, code: int) -> Outcome:
        """What it did, once it has ended so."""
        faults = tuple(path.read_text("utf-8").splitlines()[0] for path in sorted(self.folder.glob("faults/*.txt")))
        return Outcome(self.target.name, int(unpack_from("Q", self.count)[0]), faults, os.waitstatus_to_exitcode(code))


def started(target: Target, limits: Limits, folder: Path) -> Child:
    """The target, fuzzed in a fork. New inputs go to `folder`/found, faults to `folder`/faults, what the engine says to log."""
    for name in ("seeds", "found", "faults"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    before = [path.read_bytes() for path in folder.glob("faults/*.input")]  # of the last run: tried again first
    for path in folder.glob("faults/*"):
        path.unlink()
    for data in (*target.seeds(), *target.kept(), *before):
        (folder / "seeds" / sha256(data).hexdigest()[:16]).write_bytes(data[: target.longest])
    count = mmap(-1, 8)
    sys.stdout.flush()
    pid = os.fork()
    if not pid:
        _fuzz(target, limits, folder, count)
    return Child(target, folder, pid, count)


def _fuzz(target: Target, limits: Limits, folder: Path, count: mmap) -> None:
    import atheris

    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(log, 1)
    os.dup2(log, 2)
    options: dict[str, object] = {"seed": limits.seed, "max_len": target.longest, "timeout": HANGS, "rss_limit_mb": MEMORY}
    options |= {"artifact_prefix": f"{folder}/faults/"} | _dictionary(folder)
    given = [f"-{name}={value}" for name, value in options.items()]
    atheris.Setup(["fuzz", *given, str(folder / "found"), str(folder / "seeds")], _watched(target, limits, folder, count))
    atheris.Fuzz()


def _dictionary(folder: Path) -> dict[str, Path]:
    """The engine's option for a file of the words that stand in most seeds; none where no word stands in any."""
    found = Counter(word for path in sorted(folder.glob("seeds/*")) for word in set(WORD.findall(path.read_bytes())))
    lines = ("".join(f"\\x{byte:02x}" for byte in word) for word, _ in found.most_common(WORDS))
    path = folder / "words"
    path.write_text("".join(f'"{line}"\n' for line in lines), "ascii")
    return {"dict": path} if found else {}


def _watched(target: Target, limits: Limits, folder: Path, count: mmap) -> Callable[[bytes], None]:
    """The target that counts, goes on after a fault, which is kept once for each place, and ends the process in time."""
    done, seen = 0, set[str]()

    def one(data: bytes) -> None:
        nonlocal done
        if done >= limits.runs or process_time() >= limits.seconds:
            tidy()
            os._exit(0)
        done += 1
        pack_into("Q", count, 0, done)
        fault = unnamed(target, data)
        if fault and (where := place(fault)) not in seen:
            seen.add(where)
            name = folder / "faults" / sha256(where.encode()).hexdigest()[:16]
            name.with_suffix(".input").write_bytes(data)
            said = "".join(traceback.format_exception(fault))
            name.with_suffix(".txt").write_text(f"{where}\n{said}", "utf-8", "backslashreplace")

    return one

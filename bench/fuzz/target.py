"""One reader under fire: what it is fed, and by which errors it may refuse."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir

ROOT = Path(__file__).resolve().parents[2]
MEMORY = Path("/dev/shm")
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
SEPARATOR = b"\n\x1e\n"  # parts a target's second file from its first


@dataclass(frozen=True)
class Target:
    """A reader by name. `read` lets out the errors `named` where it refuses; whatever else leaves it is a fault of ours."""

    name: str
    read: Callable[[bytes], object]
    named: tuple[type[Exception], ...] = ()
    seeds: Callable[[], Iterable[bytes]] = tuple
    longest: int = 4096  # bytes of an input

    @property
    def area(self) -> str:
        return self.name.partition("/")[0]

    def kept(self) -> list[bytes]:
        """The inputs that the tests keep, in order of their names."""
        return [path.read_bytes() for path in sorted((CORPUS / self.name).glob("*"))]


def unnamed(target: Target, data: bytes) -> Exception | None:
    """What left the reader and is none of its named errors. Their kinds are matched exactly: a UnicodeDecodeError is a
    ValueError that names no line."""
    try:
        target.read(data)
    except Exception as fault:
        return None if type(fault) in target.named else fault
    return None


def place(fault: Exception) -> str:
    """Kind and innermost line of ours, by which faults are told apart."""
    at, found = fault.__traceback__, ""
    while at:
        file = Path(at.tb_frame.f_code.co_filename)
        if ROOT in file.parents and ".venv" not in file.parts and file.parent != Path(__file__).parent:
            found = f" {file.relative_to(ROOT)}:{at.tb_lineno}"
        at = at.tb_next
    return type(fault).__name__ + found


def file_of(data: bytes, name: str) -> Path:
    """A file with these bytes, for readers that take a path; the same place each time."""
    path = _folder() / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def tidy() -> None:
    """Removes this process's files."""
    rmtree(_folder(), ignore_errors=True)


def _folder() -> Path:
    return (MEMORY if MEMORY.is_dir() else Path(gettempdir())) / f"dsci-fuzz-{os.getpid()}"

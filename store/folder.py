"""Evidence in a folder: one file a worker, appended to under a lock. Nothing in it is ever deleted."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ..files import whole
from .place import Place, laid
from .warc import info

LOST = ".lost-"  # what no row names is set aside under the file's name with this and a number
PART = ".part"
UNSYNCED = {errno.EACCES, errno.EBADF, errno.EINVAL}  # of a folder that may not be read, of a mount that syncs none


class Folder:
    """WARC files under a folder."""

    def __init__(self, path: Path) -> None:
        self.path, self.where, self.resolved = path, str(path), str(path.resolve())
        self._warcs: dict[str, WarcFile] = {}

    def keep(self, worker: str, looks: Sequence[list[bytes]], named_end: Callable[[str], int]) -> list[Place]:
        """Appends them to the worker's file and returns once they are on the disk."""
        if worker not in self._warcs:
            self._warcs[worker] = self._open(worker, named_end)
        warc = self._warcs[worker]
        places = laid(str(warc.path.relative_to(self.path)), warc.end, looks)
        try:
            warc.append(b"".join(member for look in looks for member in look))
        except OSError as fault:
            self._warcs.pop(worker).close()
            raise OSError(fault.errno, fault.strerror, str(warc.path)) from fault
        return places

    def _open(self, worker: str, named_end: Callable[[str], int]) -> WarcFile:
        for number in range(1, 1000):
            name = f"{worker}.warc.gz" if number == 1 else f"{worker}-{number}.warc.gz"
            try:
                warc = WarcFile(self.path / name)
            except BlockingIOError:
                continue
            named = named_end(name)
            if warc.end < named or (warc.end and not named):  # an older copy than the rows; another store's, or nobody's
                warc.close()
                continue
            warc.begin(named)
            return warc
        raise OSError(f"{self.path}: a thousand workers write {worker}")

    def read(self, name: str, offset: int, length: int) -> bytes:
        with self.open(name) as file:
            file.seek(offset)
            return file.read(length)

    def open(self, name: str) -> BinaryIO:
        return (self.path / name).open("rb")

    def names(self) -> Iterator[str]:
        found = (p for p in self.path.rglob("*") if p.is_file() and p.suffix != PART)
        yield from sorted(p.relative_to(self.path).as_posix() for p in found)

    def size(self, name: str) -> int | None:
        path = self.path / name
        return path.stat().st_size if path.is_file() else None

    def take(self, name: str, source: BinaryIO) -> None:
        copied(self.path / name, source)

    def place(self, name: str) -> str:
        return str(self.path / name)

    def close(self) -> None:
        for warc in self._warcs.values():
            warc.close()
        self._warcs.clear()


class WarcFile:
    """A WARC file that one process appends to; a lock keeps others out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = path.open("ab", buffering=0)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # BlockingIOError: another process writes here
        except OSError:
            self._file.close()
            raise
        self.end = self._file.seek(0, os.SEEK_END)

    def begin(self, named: int) -> None:
        """Makes it end where the rows do: what lies beyond (a writer died; the tables are an older copy) is set aside."""
        if self.end > named:
            set_aside(self.path, named)
            self._file.truncate(named)
            self.end = named
        if self.end == 0:
            self.append(info(self.path.name))
            settle(self.path)

    def append(self, data: bytes) -> None:
        """Returns once the bytes are on the disk. OSError where they are not, and then none of them is in the file."""
        left = memoryview(data)
        try:
            while left:
                left = left[self._file.write(left) or 0 :]
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(self.end)
            raise
        self.end += len(data)

    def close(self) -> None:
        self._file.close()


def set_aside(path: Path, start: int) -> Path:
    """Copies a file's bytes from `start` on into a file beside it, `NAME.lost-1` or the next number."""
    number = 1
    while (lost := path.with_name(f"{path.name}{LOST}{number}")).exists():
        number += 1
    with path.open("rb") as source:
        source.seek(start)
        copied(lost, source)
    return lost


def copied(path: Path, source: BinaryIO) -> None:
    """Writes a file that is there wholly, and on the disk, or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path) as part, part.open("wb") as file:
        shutil.copyfileobj(source, file)
        file.flush()
        os.fsync(file.fileno())
    settle(path)


def settle(path: Path) -> None:
    """Makes the name of a new file, and those of the two folders above it, outlive a loss of power."""
    for folder in list(path.parents)[:3]:
        try:
            _synced(folder)
        except OSError as fault:
            if fault.errno not in UNSYNCED:
                raise


def _synced(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

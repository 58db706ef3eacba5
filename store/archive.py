"""Where the bytes lie: a folder that processes append to, or by URL an object store. Names are the same in both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from .bucket import Bucket
from .folder import Folder
from .place import Place


class Archive(Protocol):
    """Files of WARC records. All raise OSError that names the file."""

    where: str  # as people read it
    resolved: str  # the same for one place, however it is written

    def keep(self, worker: str, looks: Sequence[list[bytes]], named_end: Callable[[str], int]) -> list[Place]:
        """Writes each look's members; returns where the last of each lies, once all are safe. None stay where it fails."""
        ...

    def read(self, name: str, offset: int, length: int) -> bytes: ...

    def open(self, name: str) -> BinaryIO: ...

    def names(self) -> Iterator[str]:
        """All files, in the order of their names."""
        ...

    def size(self, name: str) -> int | None:
        """Bytes of a file; None where there is none."""
        ...

    def take(self, name: str, source: BinaryIO) -> None:
        """Keeps a whole file under that name; it is there wholly or not at all."""
        ...

    def place(self, name: str) -> str:
        """A file as people find it."""
        ...

    def close(self) -> None: ...


def archive_of(evidence: Path | str) -> Archive:
    """The archive at a folder, or at a URL that fsspec knows (`s3://bucket/folder`, `file:///mnt/shared`, `memory://x`).

    A plain folder is appended to, one file a worker, so it wants a file system with locks. Behind a URL every batch is an
    object of its own. StoreFault for a URL whose kind is not known or needs a package that is not there.
    """
    return Bucket(str(evidence)) if "://" in str(evidence) else Folder(Path(evidence))

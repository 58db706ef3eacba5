"""Evidence in an object store, by URL: every batch is an object of its own, since objects cannot be appended to."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from uuid import uuid4

from fsspec.core import url_to_fs

from .faults import StoreFault
from .folder import PART, copied
from .place import Place, laid
from .warc import info

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class Opened(RawIOBase):
    """An object as it is read, whose errors are told by `named`."""

    def __init__(self, file: BinaryIO, named: Callable[[], AbstractContextManager[None]]) -> None:
        self.file, self.named = file, named

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        with self.named():
            return self.file.seek(offset, whence)

    def readinto(self, buffer: WriteableBuffer) -> int:
        into = memoryview(buffer)
        with self.named():
            data = self.file.read(len(into))
        into[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.file.close()
        super().close()


class Bucket:
    """WARC segments under a URL; each is complete before a row names it."""

    def __init__(self, url: str) -> None:
        self.where = re.sub(r"//[^/@]*@", "//…@", url).rstrip("/")
        try:
            self.files, root = url_to_fs(url)
        except (ImportError, ValueError) as fault:  # a package is not there; no such kind
            raise StoreFault(f"evidence {self.where}: {fault}") from fault
        self.root = root.rstrip("/")
        self._local = "file" in self.files.protocol
        self.resolved = str(Path(self.root).resolve()) if self._local else self.files.unstrip_protocol(self.root)
        self._token, self._process = "", 0
        self._count: Counter[str] = Counter()

    def keep(self, worker: str, looks: Sequence[list[bytes]], named_end: Callable[[str], int]) -> list[Place]:
        """Writes them as one object: `WORKER-<token of the process>-<number>.warc.gz`."""
        if self._process != os.getpid():
            self._token, self._process = uuid4().hex[:12], os.getpid()
        self._count[worker] += 1
        name = f"{worker}-{self._token}-{self._count[worker]}.warc.gz"
        first = info(Path(name).name)
        self.take(name, BytesIO(first + b"".join(member for look in looks for member in look)))
        return laid(name, len(first), looks)

    def read(self, name: str, offset: int, length: int) -> bytes:
        with self._named(name):
            return bytes(self.files.cat_file(f"{self.root}/{name}", start=offset, end=offset + length))

    def open(self, name: str) -> BinaryIO:
        with self._named(name):
            file = self.files.open(f"{self.root}/{name}", "rb")
        return BufferedReader(Opened(file, partial(self._named, name)))

    def names(self) -> Iterator[str]:
        with self._named(""):
            self.files.invalidate_cache()
            found = self.files.find(self.root) if self.files.exists(self.root) else []
        yield from sorted(path[len(self.root) + 1 :] for path in found if not path.endswith(PART))

    def size(self, name: str) -> int | None:
        path = f"{self.root}/{name}"
        with self._named(name):
            if not self.files.isfile(path):  # it may have come since the listing that is remembered
                self.files.invalidate_cache(path)
            return int(self.files.size(path)) if self.files.isfile(path) else None

    def take(self, name: str, source: BinaryIO) -> None:
        path = f"{self.root}/{name}"
        if self._local:
            copied(Path(path), source)
            return
        # an object is there wholly or not at all
        with self._named(name), self.files.transaction, self.files.open(path, "wb") as file:
            shutil.copyfileobj(source, file)

    @contextmanager
    def _named(self, name: str) -> Iterator[None]:
        """What a service's package raises becomes OSError that names the file."""
        try:
            yield
        except OSError:
            raise
        except Exception as fault:
            raise OSError(f"{self.place(name)}: {type(fault).__name__}: {fault}") from fault

    def place(self, name: str) -> str:
        return f"{self.where}/{name}"

    def close(self) -> None:
        """Nothing is held open."""

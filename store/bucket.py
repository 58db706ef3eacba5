"""Evidence in an object store, by URL: every batch is an object of its own, since objects cannot be appended to."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast
from uuid import uuid4

from fsspec.core import url_to_fs

from .faults import StoreFault
from .folder import PART, copied
from .place import Place, laid
from .warc import info


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
        return bytes(self.files.cat_file(f"{self.root}/{name}", start=offset, end=offset + length))

    def open(self, name: str) -> BinaryIO:
        return cast("BinaryIO", self.files.open(f"{self.root}/{name}", "rb"))

    def names(self) -> Iterator[str]:
        self.files.invalidate_cache()
        found = self.files.find(self.root) if self.files.exists(self.root) else []
        yield from sorted(path[len(self.root) + 1 :] for path in found if not path.endswith(PART))

    def size(self, name: str) -> int | None:
        path = f"{self.root}/{name}"
        return int(self.files.size(path)) if self.files.isfile(path) else None

    def take(self, name: str, source: BinaryIO) -> None:
        path = f"{self.root}/{name}"
        if self._local:
            copied(Path(path), source)
            return
        with self.files.transaction, self.files.open(path, "wb") as file:  # an object is there wholly or not at all
            shutil.copyfileobj(source, file)

    def place(self, name: str) -> str:
        return f"{self.where}/{name}"

    def close(self) -> None:
        """Nothing is held open."""

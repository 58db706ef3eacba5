"""Documents printed by the workers of a cluster, in the order of their contexts."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

from ..templates.paper import Printable, file_name
from ..templates.render import Renderer
from .engine import Engine

ONE = Lock()  # a worker with several threads still prints one document at a time


def render_on(engine: Engine, contexts: Iterable[Printable], folder: Path) -> Iterator[Path]:
    """The paths of the documents as they are finished; contexts are taken a few at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    pending: deque[tuple[Path, Any]] = deque()
    for context in contexts:
        pending.append((folder / file_name(context), engine.submit(printed, context)))
        if len(pending) > 2 * engine.slots:
            yield _written(*pending.popleft())
    while pending:
        yield _written(*pending.popleft())


def printed(context: Printable) -> bytes:
    """The document's PDF."""
    with ONE, TemporaryDirectory() as folder:
        return _renderer().render_pdf(context, Path(folder) / "one.pdf").read_bytes()


@cache
def _renderer() -> Renderer:
    return Renderer()


def _written(path: Path, future: Any) -> Path:
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(future.result())
    return unfinished.replace(path)

"""Documents printed by the workers of a cluster, in the order of their contexts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from ..files import whole
from ..pipeline.many import in_order
from ..templates.paper import Printable, file_name
from ..templates.render import Renderer
from .engine import Engine

ONE = Lock()  # a worker with several threads still prints one document at a time


def render_on(engine: Engine, contexts: Iterable[Printable], folder: Path) -> Iterator[Path]:
    """The paths of the documents as they are finished; contexts are taken a few at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, pdf in in_order(lambda context: engine.submit(printed, context), contexts, engine.slots):
        with whole(folder / name) as part:
            part.write_bytes(pdf)
        yield folder / name


def printed(context: Printable) -> tuple[str, bytes]:
    """The name of the document's file, and the PDF."""
    with ONE, TemporaryDirectory() as folder:
        return file_name(context), _renderer().render_pdf(context, Path(folder) / "one.pdf").read_bytes()


@cache
def _renderer() -> Renderer:
    return Renderer()

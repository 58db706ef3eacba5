"""From a context to HTML and PDF: accessible, archivable, the same bytes for the same numbers."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from multiprocessing.util import Finalize
from pathlib import Path

from weasyprint import CSS, HTML, Document, __version__
from weasyprint.text.fonts import FontConfiguration

from ..files import whole
from .archive import MISREAD, finish
from .attached import as_json, attachments
from .fetcher import OwnFonts as OwnFonts
from .fetcher import pictures_of
from .pages import FOLDER, environment
from .palette import custom_properties
from .paper import PAPERS, Printable, file_name, paper_of
from .phrases import phrases
from .spacing import joined
from .words import tidy

VARIANT = "pdf/a-3a"
ATTEMPTS = 32  # at a table of objects that nobody misreads; one in 128 would be


class Renderer:
    """Templates, fonts and styles, read once for as many documents as one process makes."""

    def __init__(self) -> None:
        self.fetcher = OwnFonts()
        self.fonts = FontConfiguration()
        self.sheets = {name: self._sheet(name) for paper in PAPERS for name in paper.sheets}
        self.css = {name: self._css(name) for name in self.sheets}
        self.jinja = environment()

    def render_html(self, context: Printable) -> str:
        """The document as one HTML page without its styles."""
        paper, shown = paper_of(context), tidy(context)
        html = self.jinja.get_template(paper.template).render({paper.name: shown}, doc=shown, t=phrases(context.lang))
        return joined(html, context.lang)

    def render_pdf(self, context: Printable, path: Path) -> Path:
        """Writes the document as PDF/A-3a and PDF/UA-1, whole or not at all, and gives its path.

        A file there that was made from the same content is left as it is.
        """
        html = self.render_html(context)
        styles = "".join(self.sheets[name] for name in paper_of(context).sheets)
        name = sha256((__version__ + styles + html).encode() + as_json(context)).hexdigest()[:32].encode()
        if path.is_file() and b"/ID [(" + name in path.read_bytes():
            return path
        with no_collection():
            document = self.lay_out(context, html)
            attempts = (self.written(document, context, name, spare) for spare in range(ATTEMPTS))
            pdf = next((found for found in attempts if MISREAD not in found), b"")
        if not pdf:
            raise ValueError(f"{path.name}: after {ATTEMPTS} attempts its table of objects would still be misread")
        with whole(path) as part:
            part.write_bytes(pdf)
        return path

    def parsed(self, context: Printable, html: str) -> HTML:
        """The tree of an HTML page that may fetch its own fonts and pictures only."""
        return HTML(string=html, url_fetcher=OwnFonts(pictures_of(context)))

    def lay_out(self, context: Printable, html: str) -> Document:
        """The document's pages, laid out and not yet drawn."""
        sheets = [self.css[sheet] for sheet in paper_of(context).sheets]
        return self.parsed(context, html).render(font_config=self.fonts, stylesheets=sheets, pdf_variant=VARIANT)

    def written(self, document: Document, context: Printable, name: bytes, spare: int = 0) -> bytes:
        """The PDF's bytes; `spare` objects more make another table of objects, where that one could be misread."""
        pdf: bytes = document.write_pdf(
            pdf_variant=VARIANT,
            pdf_identifier=name,
            attachments=attachments(context, phrases(context.lang)),
            finisher=partial(finish, spare=spare),
        )
        return pdf

    def _sheet(self, name: str) -> str:
        return (custom_properties() if name == "print.css" else "") + (FOLDER / name).read_text(encoding="utf-8")

    def _css(self, name: str) -> CSS:
        base = str(FOLDER / "print.css")
        return CSS(string=self.sheets[name], base_url=base, url_fetcher=self.fetcher, font_config=self.fonts)


def render_many(contexts: Iterable[Printable], folder: Path, workers: int = 2) -> Iterator[Path]:
    """The paths of the documents as they are finished, in the order of the contexts, which are taken a few at a time."""
    folder.mkdir(parents=True, exist_ok=True)
    pending: deque[Future[Path]] = deque()
    # spawned, because a fork would copy the locks of a progress bar's thread
    with ProcessPoolExecutor(workers, get_context("spawn"), _start) as pool:
        for context in contexts:
            pending.append(pool.submit(_render, context, folder / file_name(context)))
            if len(pending) > 2 * workers:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()


_renderer: Renderer


def _start() -> None:
    global _renderer
    _renderer = Renderer()
    gc.freeze()  # what lives as long as the process need not be searched after every document
    Finalize(None, _stop, exitpriority=0)


def _stop() -> None:
    """Lets go of the fonts, which lie unpacked in a temporary folder for as long as they are in use."""
    global _renderer
    del _renderer
    gc.unfreeze()
    gc.collect()


def _render(context: Printable, path: Path) -> Path:
    try:
        return _renderer.render_pdf(context, path)
    except Exception as error:
        error.add_note(f"{path.name}: {context.name}, {context.period}, {context.lang}")
        raise
    finally:
        gc.collect()  # a document is a hundred megabytes of objects in rings


@contextmanager
def no_collection() -> Iterator[None]:
    """No cyclic garbage collection inside: it costs a tenth of a document's time and finds nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

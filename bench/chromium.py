"""Headless Chromium printing the HTML that our renderer is given: a process a document, and one page used again."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from dsci.contract import CardContext
from dsci.templates.pages import FOLDER
from dsci.templates.paper import paper_of
from dsci.templates.render import Renderer

BROWSER = Path("/usr/bin/chromium")
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def pages(renderer: Renderer, contexts: Sequence[CardContext], folder: Path) -> list[Path]:
    """The documents as HTML files with their styles inside and the fonts by their address."""
    folder.mkdir(parents=True)
    paths = []
    for context in contexts:
        path = folder / f"{context.unit.code}.html"
        styles = "".join(renderer.sheets[name] for name in paper_of(context).sheets)
        styles = styles.replace("url(fonts/", f"url({FOLDER.as_uri()}/fonts/")
        path.write_text(renderer.render_html(context).replace("</head>", f"<style>{styles}</style></head>"), "utf-8")
        paths.append(path)
    return paths


def each_alone(paths: Sequence[Path]) -> None:
    """Prints every page in a browser of its own."""
    for path in paths:
        with TemporaryDirectory() as profile:
            command = [BROWSER, *QUIET, f"--user-data-dir={profile}", "--no-pdf-header-footer"]
            out = f"--print-to-pdf={path.with_suffix('.pdf')}"
            subprocess.run([*command, out, path.as_uri()], check=True, capture_output=True)


def one_page(paths: Sequence[Path]) -> None:
    """Prints every page in one tab of one browser. ImportError without playwright."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(BROWSER), args=list(QUIET))
        tab = browser.new_page()
        for path in paths:
            tab.goto(path.as_uri())
            tab.pdf(path=str(path.with_suffix(".pdf")), prefer_css_page_size=True, print_background=True, tagged=True)
        browser.close()

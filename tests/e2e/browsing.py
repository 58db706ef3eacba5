"""A headless Chromium that opens pages of a folder, tells every complaint, and lets no request out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page, Route, sync_playwright

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
)  # fmt: skip
SIZES = {"desktop": (1200, 900), "phone": (360, 780)}
TURNS_ON_WIDTH = ("scrollable-region-focusable", "meta-viewport", "aria-hidden-focus")  # rules that may fail on a phone alone
AXE = AXE_FILE_PATH.read_text("utf-8")
GRAVE = ("serious", "critical")


@dataclass
class Watched:
    """A page, what it asked for, and what went wrong on it."""

    page: Page
    folder: Path
    asked: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """The page at that address within the folder."""
        self.page.goto(f"{self.folder.as_uri()}/{path}")
        return self.page

    def let(self, route: Route) -> None:
        """Files pass; any other request is stopped and written down."""
        url = route.request.url
        (self.asked if url.startswith("file:") else self.outside).append(url)
        if url.startswith("file:"):
            route.continue_()
        else:
            route.abort()

    def weight(self) -> int:
        """Bytes of all that was asked for."""
        return sum(Path(url.removeprefix("file://").split("?")[0]).stat().st_size for url in set(self.asked))


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium; skips where it is not installed."""
    program = shutil.which("chromium")
    if not program:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield found
        found.close()


@contextmanager
def watched(found: Browser, folder: Path, size: str = "desktop", **options: Any) -> Iterator[Watched]:
    """A page in a new profile; at its end nothing may have complained or asked outside."""
    wide, high = SIZES[size]
    profile = found.new_context(viewport={"width": wide, "height": high}, **options)
    seen = Watched(profile.new_page(), folder)
    profile.route("**/*", seen.let)
    seen.page.on("console", lambda said: seen.complaints.append(said.text) if said.type in ("error", "warning") else None)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.on("dialog", lambda dialog: (seen.complaints.append(dialog.message), dialog.dismiss()))
    yield seen
    profile.close()
    assert not seen.complaints and not seen.outside, (seen.complaints, seen.outside)


def grave(page: Page, rules: tuple[str, ...] = (), but: tuple[str, ...] = ()) -> list[str]:
    """Serious and critical findings of axe, of all its rules or these, `but` some: the rule, and where it is first broken."""
    chosen: dict[str, Any] = {"runOnly": list(rules)} if rules else {"rules": {rule: {"enabled": False} for rule in but}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"resultTypes": ["violations"], "preload": False, **chosen}
    found = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found if v["impact"] in GRAVE]

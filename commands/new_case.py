"""dsci new-case"""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from .asked.options import moment_given

if TYPE_CHECKING:
    from ..contract import Extract, Page

CASES = Path(__file__).resolve().parent.parent / "tests" / "cases"
NAME = re.compile(r"[a-z0-9_]{3,60}")
KINDS = {"json": "json", "xml": "xml", "plain": "txt", "javascript": "txt"}
HOLLOW = "made-up words of a citizen, once you write some into the page"


@click.command()
@click.argument("channel")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", required=True, help="The address that the page was saved from.")
@click.option("--purpose", required=True, help="What it is: home, column, article, letters, hall, guide; profile, timeline ...")
@click.option("--about", default="", help="What the page that led to it said of it: KIND, KEY and NAME, parted by tabs.")
@click.option("--seen-at", default="", help="When the page was saved (ISO). Default: now.")
@click.option("--type", "content_type", default="text/html", help="Its Content-Type.", show_default=True)
@click.option("--http-status", default=200, help="Its HTTP status.", show_default=True)
@click.option("--name", default="", help="Name of the case. Default: the purpose and the host.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="Default: tests/cases of this checkout.")
def command(
    channel: str,
    file: Path,
    url: str,
    purpose: str,
    about: str,
    seen_at: str,
    content_type: str,
    http_status: int,
    name: str,
    into: Path | None,
) -> None:
    """Freeze a saved page as a test case: its bytes, its look, and what is read in it today, for a person to correct.

    Of a page that carries citizens' words only the redacted form is written.

    Example: dsci new-case website tests/cases/website/column_trs/page.html --url https://www.example.gov.cn/a/ --purpose column
    """
    from ..channels import channels, read
    from ..contract import Answer, Page, Status

    if channel not in channels():
        raise click.UsageError(f"no channel {channel!r}; there are {', '.join(channels())}")
    folder = _folder(into, channel, name or f"{purpose}_{urlsplit(url).hostname or ''}")
    moment = moment_given(seen_at) or datetime.now(UTC).replace(microsecond=0)
    page = Page(
        "0" * 32, url, "000000", channel, "case", purpose, "case", 0, moment, moment, Status.OK, http_status, content_type,
        about=about,
    )  # fmt: skip
    body = file.read_bytes()
    found = read(channels()[channel], Answer(page, body, content_type))
    folder.mkdir(parents=True)
    suffix = next((kind for word, kind in KINDS.items() if word in content_type), "html")
    (folder / f"page.{suffix}").write_bytes(body if found.redacted is None else found.redacted)
    _write(folder / "look.json", look(page))
    _write(folder / "expected.json", expected(found))
    click.echo(
        f"{folder}: {found.status} {found.reason}".rstrip() + f", {len(found.facts)} facts, {len(found.follow)} looks to follow"
    )
    click.echo("Correct expected.json by reading the page, not the code.")
    if found.redacted is not None:
        click.echo(
            "The page carries citizens' words: its redacted form was written. Put made-up words into it, name them under `never`."
        )


def look(page: Page) -> dict[str, Any]:
    """A look as look.json writes it."""
    known: dict[str, Any] = {"url": page.url, "purpose": page.purpose, "http_status": page.http_status}
    known |= {"content_type": page.content_type, "seen_at": page.seen_at.isoformat()}
    return known | ({"about": page.about} if page.about else {})


def expected(found: Extract) -> dict[str, Any]:
    """An extract as expected.json writes it: what is common to all facts of a page, and what is usual, left out."""
    common = {"page", "unit", "channel", "account", "seen_at"}
    facts = [{"fact": type(fact).__name__} | _fields(fact, common) for fact in found.facts]
    follow = [
        {"purpose": t.purpose, "url": t.url, "order": t.order} | _fields(t, {"purpose", "url", "order"}) for t in found.follow
    ]
    known: dict[str, Any] = {"status": str(found.status)}
    known |= {key: value for key, value in (("reason", found.reason), ("facts", facts), ("follow", follow)) if value}
    return known | ({"never": [HOLLOW]} if found.redacted is not None else {})


def _fields(record: Any, without: set[str]) -> dict[str, Any]:
    told = ((x, getattr(record, x.name)) for x in fields(record) if x.name not in without)
    return {x.name: _plain(value) for x, value in told if value != x.default}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else list(value) if isinstance(value, tuple) else value


def _folder(into: Path | None, channel: str, name: str) -> Path:
    """Where the case goes. UsageError where it may not."""
    name = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    if not NAME.fullmatch(name):
        raise click.UsageError(f"name {name!r}: want 3 to 60 small letters, digits and underscores")
    if not into and not CASES.is_dir():
        raise click.UsageError(f"no folder {CASES}: cases are frozen in a checkout of the repository")
    folder = (into or CASES) / channel / name
    if folder.exists():
        raise click.UsageError(f"there is a case {channel}/{name}; choose another --name")
    return folder


def _write(path: Path, content: dict[str, Any]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")

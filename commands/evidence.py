"""dsci evidence"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .asked.options import existing, store_option

if TYPE_CHECKING:
    from ..contract import Page
    from ..store import Store

LEAST = 6  # hex digits


@click.command()
@click.argument("hash", metavar="HASH")
@click.option("--body", type=click.Path(dir_okay=False, path_type=Path), help="Write the archived bytes there, once they agree.")
@store_option
def command(hash: str, body: Path | None, store: str) -> None:
    """Follow a short hash off a card, the book or the site to its look: address, time, status, the hash and place of the bytes in
    the archive, and every observation that rests on it.

    Example: dsci evidence 3e272c8c91 --store out/store
    """
    from ..pipeline.evidence import found_by

    if not re.fullmatch(rf"[0-9a-fA-F]{{{LEAST},32}}", hash):
        raise click.UsageError(f"{hash!r}: want the {LEAST} to 32 hex digits of a look, as cards print ten of them")
    kept = existing(store)
    found = found_by(kept, hash)
    if not found:
        raise click.UsageError(f"no look of this store begins with {hash}")
    if len(found) > 1:
        some = ", ".join(f"{page.id} ({page.url[:60]})" for page in found[:5])
        raise click.UsageError(f"{len(found)} looks begin with {hash}; write more of it: {some}")
    for line in _lines(kept, found[0]):
        click.echo(line)
    if body:
        click.echo(f"{_written(kept, found[0], body)} bytes written to {body}")


def _lines(store: Store, page: Page) -> Iterator[str]:
    """What is known of a look, and what rests on it."""
    from ..channels import metrics
    from ..contract import china_text
    from ..pipeline.evidence import resting_on
    from .asked.meant import name_of

    known = metrics()
    yield f"look       {page.id}{', simulated data' if page.simulated else ''}"
    yield f"unit       {page.unit} {name_of(page.unit)}, {page.channel}, {page.purpose}, account {page.account or '—'}"
    yield f"address    {page.url}"
    yield f"fetched    {china_text(page.fetched_at)} China time, observed as of {china_text(page.seen_at)}, run {page.run}"
    answer = f", HTTP {page.http_status}" if page.http_status else ""
    yield f"status     {page.status}{answer}{f' ({page.reason})' if page.reason else ''}, by {page.method}"
    yield f"sha256     {page.sha256 or 'no bytes came'}"
    yield f"archive    {store.archive.place(page.warc)} at {page.offset}, {page.length} bytes" if page.warc else "archive    —"
    rows = resting_on(store, page)
    for row in rows:
        value = "no value" if row.value is None else f"{row.value:g} {known[row.metric].unit if row.metric in known else ''}"
        title = known[row.metric].zh if row.metric in known else ""
        yield f"rests on it: {row.metric} {title} {row.period}: {value.strip()}, {row.status}"
    if not rows:
        yield "no observation rests on it"


def _written(store: Store, page: Page, path: Path) -> int:
    """Writes the bytes whole or not at all, and says how many. UsageError where there are none, or they are not those hashed."""
    from ..files import whole
    from ..pipeline.evidence import bytes_of

    try:
        data = bytes_of(store, page)
        with whole(path) as part:
            part.write_bytes(data)
    except (OSError, ValueError) as fault:
        raise click.UsageError(str(fault)) from fault
    return len(data)

"""Secrets that a test plants, and where they are found again: in files, packed ones unpacked, and in what was said."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus

PASSWORD = "Planted/Password+of=the_Database-0815"
COOKIE = "SUB=_2A25PlantedTokenOfTheOperator/with+signs-0815; SUBP=0033PlantedSessionOfTheOperator0815"
SECRETS = (PASSWORD, *(pair.partition("=")[2] for pair in COOKIE.split("; ")))


def with_password(url: str) -> str:
    """The URL of the tests' PostgreSQL, which trusts everybody, with a password in it."""
    assert "dsci@/" in url
    return url.replace("dsci@/", f"dsci:{quote(PASSWORD, safe='')}@/")


def places(folder: Path, *said: str) -> list[str]:
    """Where a secret stands, or a third of it: names of files, `said`."""
    pieces = {form[at : at + 12].encode().lower() for form in _forms() for at in range(0, len(form) - 11, 6)}
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    texts = [("said", text.encode()) for text in said]
    texts += [(str(file.relative_to(folder)), raw) for file in files for raw in _unpacked(file)]
    found = ((name, (name.encode() + raw).lower()) for name, raw in texts)
    return sorted({name for name, raw in found if any(piece in raw for piece in pieces)})


def _forms() -> Iterator[str]:
    for secret in SECRETS:
        yield from {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}


def _unpacked(file: Path) -> Iterator[bytes]:
    """The bytes of a file; gzip members and the streams of a PDF as they were before they were packed."""
    raw = file.read_bytes()
    yield raw
    while raw.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(31)
        yield member.decompress(raw)
        raw = member.unused_data
    if raw.startswith(b"%PDF"):
        for stream in re.finditer(rb"stream\r?\n", raw):
            member = zlib.decompressobj()
            try:
                yield member.decompress(raw[stream.end() :])
            except zlib.error:
                continue

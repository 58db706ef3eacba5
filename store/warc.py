"""Evidence as WARC 1.1: one gzip member a record, one file a worker, readable by any WARC tool.

The body is kept as the crawl engine hands it on, content encoding undone. Where it carried citizens' words the file holds
the response's headers, the hash of the original, and a `conversion` record without those words.
"""

from __future__ import annotations

import fcntl
import os
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ..contract import Page

Headers = tuple[tuple[str, str], ...]
GZIP_LEVEL = 4  # half the time of 6 for files a fifteenth larger, measured on pages of 2 MB
DROPPED_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length", "set-cookie"})


class WarcFile:
    """A WARC file that one process appends to; a lock keeps others out."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file: BinaryIO = path.open("ab")
        fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # BlockingIOError: another process writes here
        self.end = self._file.seek(0, os.SEEK_END)

    def cut(self, end: int) -> int:
        """Drops what lies beyond `end` (a tail that no page names) and returns how many bytes that was."""
        lost = self.end - end
        if lost > 0:
            self._file.truncate(end)
            self.end = self._file.seek(end)
        if self.end == 0:
            self._append(_member(_info(self.path.name)))
        return max(lost, 0)

    def append(self, page: Page, headers: Iterable[tuple[str, str]], body: bytes, redacted: bytes | None) -> tuple[int, int]:
        """Writes one answer; returns offset and length of the record that holds its bytes."""
        if not page.url.startswith(("http://", "https://")):
            return self._append(_member(_resource(page, body)))
        response = _response(page, headers, body if redacted is None else b"", truncated=redacted is not None)
        first = _member(response)
        if redacted is None:
            return self._append(first)
        self._append(first)
        return self._append(_member(_conversion(page, redacted, response)))

    def _append(self, member: bytes) -> tuple[int, int]:
        offset = self.end
        self._file.write(member)
        self.end += len(member)
        return offset, len(member)

    def sync(self) -> None:
        """Returns when all that was appended is on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


@dataclass(frozen=True)
class Record:
    """One record read back. `holds`: its own digests do. `headers` are the response's, () where the record has none."""

    payload: bytes
    kind: str  # response | resource | conversion
    holds: bool
    headers: Headers


def kept_headers(headers: Iterable[tuple[str, str]]) -> Headers:
    """The headers of a response that are archived, and so can be read again: no cookie, none that speak of the transfer."""
    return tuple((k, v) for k, v in headers if k.lower() not in DROPPED_HEADERS)


def read_record(path: Path, offset: int, length: int) -> Record:
    """The record at that place. ValueError names file and offset when there is none."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            member = file.read(length)
        record = next(iter(ArchiveIterator(BytesIO(member), check_digests=True)))
        payload = bytes(record.content_stream().read())
        headers = kept_headers(record.http_headers.headers) if record.http_headers else ()
        return Record(payload, str(record.rec_type), record.digest_checker.passed is not False, headers)
    except Exception as fault:  # warcio and zlib raise many kinds; all mean the same here
        raise ValueError(f"{path.name} at {offset}: no readable WARC record ({fault})") from fault


def _response(page: Page, headers: Iterable[tuple[str, str]], body: bytes, truncated: bool) -> ArcWarcRecord:
    kept = [*kept_headers(headers), ("Content-Length", str(len(body)))]
    http = StatusAndHeaders(f"{page.http_status or 200} {page.status}", kept, protocol="HTTP/1.1")
    extra = {"WARC-Date": _date(page), "DSCI-Page": page.id}
    if truncated:
        extra |= {"WARC-Truncated": "unspecified", "DSCI-Original-Digest": f"sha256:{page.sha256}"}
    return _writer().create_warc_record(
        page.url, "response", BytesIO(body), len(body), http_headers=http, warc_headers_dict=extra
    )


def _resource(page: Page, body: bytes) -> ArcWarcRecord:
    """What was learnt otherwise than over HTTP: of a name, of a handshake."""
    kind, extra = page.content_type or "text/plain", {"WARC-Date": _date(page), "DSCI-Page": page.id}
    return _writer().create_warc_record(
        page.url, "resource", BytesIO(body), len(body), warc_content_type=kind, warc_headers_dict=extra
    )


def _conversion(page: Page, redacted: bytes, of: ArcWarcRecord) -> ArcWarcRecord:
    extra = {"WARC-Date": _date(page), "DSCI-Page": page.id, "WARC-Refers-To": of.rec_headers.get_header("WARC-Record-ID")}
    kind = page.content_type or "application/octet-stream"
    return _writer().create_warc_record(
        page.url, "conversion", BytesIO(redacted), len(redacted), warc_content_type=kind, warc_headers_dict=extra
    )


def _info(name: str) -> ArcWarcRecord:
    facts = {"software": "dsci", "format": "WARC File Format 1.1"}
    return _writer().create_warcinfo_record(name, facts)


def _date(page: Page) -> str:
    return page.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _writer() -> WARCWriter:
    return WARCWriter(BytesIO(), gzip=False, warc_version="WARC/1.1")


def _member(record: ArcWarcRecord) -> bytes:
    plain = BytesIO()
    WARCWriter(plain, gzip=False, warc_version="WARC/1.1").write_record(record)
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31)
    return packer.compress(plain.getvalue()) + packer.flush()

"""Looks as WARC 1.1 records, one gzip member each, readable by any WARC tool; and such a record read back.

The body is kept as the crawl engine hands it on, content encoding undone. Where it carried citizens' words the archive holds
the response's headers, the hash of the original, and a `conversion` record without those words.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ..contract import Page

Headers = tuple[tuple[str, str], ...]
GZIP_LEVEL = 4  # half the time of 6 for files a fifteenth larger, measured on pages of 2 MB
GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"  # no name, no time: the same on every machine
DROPPED_HEADERS = frozenset({"content-encoding", "transfer-encoding", "content-length", "set-cookie"})


@dataclass(frozen=True)
class Record:
    """One record read back. `holds`: its own digests do. `headers` are the response's, () where the record has none."""

    payload: bytes
    kind: str  # warcinfo | response | resource | conversion
    holds: bool
    headers: Headers
    url: str = ""
    page: str = ""  # id of the look
    id: str = ""
    refers_to: str = ""  # of a conversion: the id of the response whose words were taken out
    original: str = ""  # of that response: the hash of the bytes as received


def kept_headers(headers: Iterable[tuple[str, str]]) -> Headers:
    """The headers of a response that are archived, and so can be read again: no cookie, none that speak of the transfer."""
    return tuple((k, v) for k, v in headers if k.lower() not in DROPPED_HEADERS)


def members(page: Page, headers: Iterable[tuple[str, str]], body: bytes, redacted: bytes | None) -> list[bytes]:
    """One look as gzip members; the last holds its bytes."""
    if not page.url.startswith(("http://", "https://")):
        return [_member(_resource(page, body))]
    if redacted is None:
        return [_member(_response(page, headers, body, truncated=False))]
    response = _response(page, headers, b"", truncated=True)
    return [_member(response), _member(_conversion(page, redacted, response))]


def info(name: str) -> bytes:
    """The record with which a WARC file of that name begins."""
    facts = {"software": "dsci", "format": "WARC File Format 1.1"}
    return _member(_writer().create_warcinfo_record(name, facts))


def record_of(plain: bytes) -> Record:
    """The record in the unpacked bytes of one member. ValueError where there is none."""
    try:
        record = next(iter(ArchiveIterator(BytesIO(plain), check_digests=True)))
        payload = bytes(record.content_stream().read())
        http = kept_headers(record.http_headers.headers) if record.http_headers else ()
        told = [record.rec_headers.get_header(name) or "" for name in _NAMES]
        return Record(payload, str(record.rec_type), record.digest_checker.passed is not False, http, *told)
    except Exception as fault:  # warcio raises many kinds; all mean the same here
        raise ValueError(f"no readable WARC record ({fault})") from fault


def unpacked(member: bytes) -> bytes:
    """The plain bytes of exactly one gzip member. ValueError where it is not whole, or not as it was written."""
    if not member.startswith(GZIP_HEADER):
        raise ValueError("no readable WARC record (its gzip header is not the one that is written)")
    unpacker = zlib.decompressobj(31)
    try:
        plain = unpacker.decompress(member)
    except zlib.error as fault:
        raise ValueError(f"no readable WARC record ({fault})") from fault
    if not unpacker.eof or unpacker.unused_data:
        raise ValueError("no readable WARC record (it does not end where it should)")
    return plain


_NAMES = ("WARC-Target-URI", "DSCI-Page", "WARC-Record-ID", "WARC-Refers-To", "DSCI-Original-Digest")


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


def _date(page: Page) -> str:
    return page.fetched_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _writer() -> WARCWriter:
    return WARCWriter(BytesIO(), gzip=False, warc_version="WARC/1.1")


def _member(record: ArcWarcRecord) -> bytes:
    buffer = BytesIO()
    WARCWriter(buffer, gzip=False, warc_version="WARC/1.1").write_record(record)
    plain = buffer.getvalue()
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, -15)
    packed = packer.compress(plain) + packer.flush()
    return GZIP_HEADER + packed + struct.pack("<LL", zlib.crc32(plain), len(plain) & 0xFFFFFFFF)

"""A packed body that breaks off, or that its own checksum contradicts, is no answer; Scrapy would take what it can unpack."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

PIECE = 1 << 16
FOREIGN = ("incorrect header check", "unknown compression method")  # not packed at all, whatever the header says


class WholeBodies:
    """Downloader middleware: ResponseDataLossError for a body of gzip, deflate or brotli that is not whole."""

    def __init__(self, most: int) -> None:
        self.most = most  # unpacked bytes beyond which an answer is too large anyway

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WholeBodies:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        named = b",".join(response.headers.getlist("Content-Encoding")).rpartition(b",")[2]
        whole = ENDS.get(named.strip().lower().decode("latin-1"))
        if whole and response.body and request.method != "HEAD" and not whole(response.body, self.most):
            raise ResponseDataLossError(f"the packed body of {request.url} is not whole")
        return response


def inflated(body: bytes, most: int) -> bool:
    """True where a stream of gzip or zlib comes to its end, or to more than `most` bytes."""
    unpacker = zlib.decompressobj(wbits=47)
    size, rest, piece = 0, body, b"."
    try:
        while not unpacker.eof and size <= most and (piece or rest):
            piece = unpacker.decompress(rest, PIECE)
            rest, size = unpacker.unconsumed_tail, size + len(piece)
    except zlib.error as fault:
        return any(word in str(fault) for word in FOREIGN)
    return unpacker.eof or size > most


def unbrotlied(body: bytes, most: int) -> bool:
    """The same of a stream of brotli."""
    unpacker = brotli.Decompressor()
    size, piece, rest = 0, b".", body
    try:
        while not unpacker.is_finished() and size <= most and piece:
            piece = unpacker.process(rest, output_buffer_limit=PIECE)
            rest, size = b"", size + len(piece)
    except brotli.error:
        return False
    return unpacker.is_finished() or size > most


ENDS: dict[str, Callable[[bytes, int], bool]] = {
    "gzip": inflated,
    "x-gzip": inflated,
    "deflate": inflated,
    "br": unbrotlied,
}

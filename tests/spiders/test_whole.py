"""A packed body is whole or it is none."""

from __future__ import annotations

import gzip
import random
import zlib

import brotli
import pytest
from scrapy import Request
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response

from dsci.spiders.whole import WholeBodies

MOST = 1 << 20
PAGE = "".join(random.Random(7).choices("<p>市政府公报</p>0123456789", k=20_000)).encode()
PACKED = {"gzip": gzip.compress(PAGE), "deflate": zlib.compress(PAGE), "br": brotli.compress(PAGE)}


def passed(body: bytes, coding: str, method: str = "GET") -> bool:
    """Whether the middleware lets it through."""
    response = Response("http://www.example.gov.cn/", headers={"Content-Encoding": coding}, body=body)
    try:
        return WholeBodies(MOST).process_response(Request(response.url, method=method), response) is response
    except ResponseDataLossError:
        return False


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.proves("gzip-truncated", "gzip-corrupt")
def test_half_a_body_is_none(coding: str) -> None:
    packed = PACKED[coding]
    assert passed(packed, coding) and passed(packed, f"identity, {coding}")
    assert not any(passed(packed[:size], coding) for size in (1, 20, len(packed) // 2, len(packed) - 1))


def test_a_hole_is_seen_and_what_follows_the_end_is_not() -> None:
    packed, half = PACKED["gzip"], len(PACKED["gzip"]) // 2
    assert not passed(packed[:half] + packed[half + 8 :], "gzip")
    assert passed(packed + b"<!-- 0.02 s -->", "x-gzip")


def test_what_is_not_packed_or_has_no_body_or_is_too_large_is_left_to_others() -> None:
    assert passed(b"<html>plain</html>", "gzip") and passed(b"", "gzip") and passed(PACKED["br"][:9], "")
    assert passed(PACKED["gzip"][:9], "gzip", "HEAD")
    assert passed(gzip.compress(bytes(4 * MOST))[:-9], "gzip"), "the next one says that it is too large"

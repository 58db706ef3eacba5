"""What may be kept of an answer that carries people's words and that no reader took them out of."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dsci.channels import channels, read
from dsci.contract import Answer, Page, Status

NOW = datetime(2026, 10, 31, 12, tzinfo=UTC)
SAID = "<html><title>404 页面不存在</title><body><h1>页面不存在</h1><p>王某某来信：路灯不亮</p></body></html>"


def answer(channel: str, purpose: str, body: str, status: int = 200) -> Answer:
    page = Page("0" * 32, "http://www.example.gov.cn/x/", "000000", channel, "a", purpose, "r", 0, NOW, NOW, Status.OK, status)
    return Answer(page, body.encode())


@pytest.mark.parametrize("purpose", ["letters", "letter"])
@pytest.mark.parametrize("status", [200, 404, 500])
def test_a_letters_page_nobody_read_is_withheld(purpose: str, status: int) -> None:
    found = read(channels()["website"], answer("website", purpose, SAID, status))
    assert found.status in (Status.DELETED, Status.HTTP_ERROR)
    assert found.redacted == b""


def test_reviews_of_another_shape_are_withheld() -> None:
    found = read(channels()["app"], answer("app", "reviews", '{"feed": "王某某说不好用"}'))
    assert found.status is Status.CHANGED_SHAPE and found.redacted == b""


def test_other_pages_are_kept_as_they_are() -> None:
    assert read(channels()["website"], answer("website", "article", SAID, 404)).redacted is None

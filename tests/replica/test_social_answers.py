"""What all social channels of the stand-in internet answer to what makes no sense."""

from __future__ import annotations

import pytest

from dsci.replica.world import World

from .asking import BILIBILI, COOKIE, DOUYIN, ITUNES, get


@pytest.mark.parametrize(
    "url",
    [
        f"{ITUNES}/lookup", f"{ITUNES}/lookup?id=1",
        f"{ITUNES}/cn/rss/customerreviews/page=99/id=1/sortBy=mostRecent/json", f"{BILIBILI}?mid=x", f"{DOUYIN}/share/video/7/",
        f"{DOUYIN}/web/api/v2/user/info/", "https://api.bilibili.com/x/other",
    ],
)  # fmt: skip
def test_nonsense_is_answered(url: str) -> None:
    assert get(url, COOKIE).status in (200, 404)


def test_an_unknown_host_is_a_bad_gateway() -> None:
    assert get("https://www.example.org/", world=World((), {})).status == 502

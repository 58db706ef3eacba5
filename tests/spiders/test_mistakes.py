"""An error of our own while an answer is read ends the crawl as stopped: no unit is lost in silence."""

from __future__ import annotations

import asyncio
import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from dsci.spiders.run import CrawlPlan, Unfinished, _end, crawl
from dsci.spiders.website import WebsiteSpider

from .loopback import AS_OF, UNIT, home, serving


def crawling(address: str, folder: str, pipe: Any) -> None:
    def fails(*_: Any) -> Any:
        raise KeyError("a mistake")

    WebsiteSpider.settle = fails  # type: ignore[method-assign]
    try:
        crawl(["website"], CrawlPlan([UNIT], folder, as_of=AS_OF, replica=address, log=f"{folder}/log"))
        pipe.send("ended well")
    except Unfinished as stopped:
        pipe.send(str(stopped))


def test_a_crawl_whose_engine_was_stopped_has_not_ended() -> None:
    """Twice Ctrl-C: its task is pending, or cancelled."""
    loop = asyncio.new_event_loop()
    pending, cancelled = loop.create_future(), loop.create_future()
    cancelled.cancel()
    assert [_end(None, crawl) for crawl in (pending, cancelled)] == ["not ended", "not ended"]
    loop.close()


@pytest.mark.proves("own-mistake")
def test_an_error_of_our_own_is_told(tmp_path: Path) -> None:
    here, there = multiprocessing.Pipe()
    with serving(lambda asked: home(("/xw/", "政务要闻"))) as server:
        process = multiprocessing.get_context("fork").Process(target=crawling, args=(server.address, str(tmp_path), there))
        process.start()
        assert here.poll(60)
        said = here.recv()
        process.join()
    assert "errors of our own" in said
    assert "a mistake" in (tmp_path / "log").read_text("utf-8")

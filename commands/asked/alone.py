"""A store that nobody else crawls."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...store import Store


@contextmanager
def crawling_alone(store: Store) -> Iterator[None]:
    """Holds the store for a crawl. Busy where another is under way, or tasks on other machines outlive one that died."""
    with store.lock("crawl"):
        with store.lock("tasks"):
            pass
        yield

"""Apps in Apple's store: lookup and reviews. About twenty calls a minute are welcome there."""

from __future__ import annotations

from collections.abc import Iterator

from ..contract import Account, Status, Target
from .base import ChannelSpider


class AppSpider(ChannelSpider):
    """The listing and up to ten pages of reviews."""

    name = "app"
    platforms = ("ios",)
    budget = {"lookup": 1, "reviews": 3}
    full = {"lookup": 1, "reviews": 10}
    sporadic = frozenset({("reviews", Status.EMPTY)})
    custom_settings = {"DOWNLOAD_DELAY": 3.0, "AUTOTHROTTLE_START_DELAY": 3.0}

    def targets(self, account: Account) -> Iterator[Target]:
        yield Target(f"https://itunes.apple.com/lookup?id={account.id}&country=cn", "lookup")
        yield Target(
            f"https://itunes.apple.com/cn/rss/customerreviews/page=1/id={account.id}/sortBy=mostRecent/json", "reviews", order=1
        )

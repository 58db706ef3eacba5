"""How far back lists are read, page after page: so many days, or to the moment that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..contract import Target


@dataclass(frozen=True)
class ReadBack:
    """`days` by purpose of a list; `since` replaces them."""

    days: Mapping[str, int]
    seen_at: datetime
    since: datetime | None = None

    def enough(self, target: Target) -> bool:
        """True for a list's next page where `about`, the oldest moment on the page before, lies before that."""
        if target.purpose not in self.days or not target.about:
            return False
        start = self.since or self.seen_at - timedelta(days=self.days[target.purpose])
        return datetime.fromisoformat(target.about) < start

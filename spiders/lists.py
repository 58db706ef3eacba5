"""How far back lists are read, page after page: so many days, or to the moment that was asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..contract import CHINA, Target, moment_of


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


def beginning_of(text: str) -> datetime:
    """An ISO moment; of a bare date its beginning in China. ValueError names what was given."""
    found = moment_of(text)
    bare = re.fullmatch(r"\d{4}-?\d\d-?\d\d", text)
    return found.astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0) if bare else found

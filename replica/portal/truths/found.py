"""What a statement of truth says: a number, a lower bound, a status, or None for empty."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from ....contract import Status
from ..definitions import READ, seen
from ..failing import failed
from ..profile import PortalProfile

Found = float | None | Status | tuple[float, Status]
Statement = Callable[[PortalProfile], Found]


def unless(*parts: str) -> Callable[[Statement], Statement]:
    """A statement that gives way where one of these parts of the portal fails."""

    def wrapped(statement: Statement) -> Statement:
        @wraps(statement)
        def said(p: PortalProfile) -> Found:
            return failed(p, *parts) or statement(p)

        return said

    return wrapped


def unread(p: PortalProfile) -> Status | None:
    """Why no article was read: none is there, or the lists that lead to them could not be read."""
    return Status.NOT_TRIED if failed(p, "column", "feed") and untried(p) else None


def untried(p: PortalProfile) -> bool:
    """Whether no article at all was looked at, not even one that is gone."""
    return not any(c.kind in READ and c.entries for c in seen(p))

"""What a statement of truth says: a number, a lower bound, a status, or None for empty."""

from __future__ import annotations

from ....contract import Status

Found = float | None | Status | tuple[float, Status]

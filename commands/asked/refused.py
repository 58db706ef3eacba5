"""Errors that are told in one line."""

from __future__ import annotations

from ...store import StoreFault


def is_refusal(fault: Exception) -> bool:
    """True where a store refused, and its message names the file or server."""
    return isinstance(fault, StoreFault)

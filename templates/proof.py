"""Where a printed document's evidence stands on the web."""

from __future__ import annotations

from .phrases import LANGUAGES


def evidence_page(base: str, lang: str, code: str) -> str:
    """The page of a unit's looks under that address, as dsci site lays it out: the first language at the root."""
    return f"{base.rstrip('/')}{'' if lang == LANGUAGES[0] else f'/{lang}'}/e/{code}.html"

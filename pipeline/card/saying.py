"""How a sentence is put down."""

from __future__ import annotations

from ...contract import CardContext, Headline, Statement

Value = str | float | int | None


def say(kind: str, **values: Value) -> Statement:
    """The sentence of that kind with what is filled in: texts in the card's language, numbers raw.

    Values named `population`, `status` and `veto` are keys of phrases.
    """
    return Statement(kind, values)


def top(c: CardContext) -> Headline:
    """The first index of a card."""
    return c.headlines[0]

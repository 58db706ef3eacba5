"""What a post is about: one of the contract's TOPICS, by words that anyone can read in words.toml."""

from __future__ import annotations

from .rules import OTHER, explain, topic

__all__ = ["OTHER", "explain", "topic"]

"""The line itself: looks and facts -> observations -> results -> what a card prints."""

from .board import Board, load_board
from .card import card_context
from .measuring import keep, last_look, measure_period, reparse
from .scoring import load_scored, populations, ranked_among, score_period

__all__ = [
    "Board",
    "card_context",
    "keep",
    "last_look",
    "load_board",
    "load_scored",
    "measure_period",
    "populations",
    "ranked_among",
    "reparse",
    "score_period",
]

"""What no public page prints of an article: reads, likes and the like, known to its owner and to vendors."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ..draw import spread

MOST = 100_000  # reads beyond are told as 10万+
SCALES = ((1, 90), (1, 260), (1, 420), (1, 60))  # looking, likes, shares and comments, of the worst and of the best


@dataclass(frozen=True)
class Counts:
    """One article's figures; `comments` is None where the vendor has none."""

    reads: int
    looking: int
    likes: int
    shares: int
    comments: int | None

    @property
    def beyond(self) -> bool:
        """True where the reads are more than what is told."""
        return self.reads > MOST


def draw_counts(rng: Random, quality: float, bought: float) -> Counts:
    """The figures of one article; `bought`: how often its likes come without shares and comments."""
    reads = spread(rng, 60, 26_000, quality) * (12 if rng.random() < 0.03 else 1)
    looking, likes, shares, comments = (spread(rng, low, high, quality) for low, high in SCALES)
    told = None if rng.random() < 0.1 else comments
    if rng.random() < bought:
        return Counts(reads, looking, rng.randrange(80, 700), 0, told if told is None else 0)
    return Counts(reads, looking, likes, shares, told)

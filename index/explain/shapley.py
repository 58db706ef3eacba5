"""Who changed before whom: the sets that Shapley's value averages over.

L. S. Shapley, A value for n-person games, in: Contributions to the Theory of Games II, 1953.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import factorial

import numpy as np
from numpy.typing import NDArray

from ..arrays import Array, Mask

EXACT = 10  # ours: up to so many players every order is counted
ORDERS = 64  # ours: of more players so many orders are drawn, each with its reverse; the sum is exact all the same
SEED = 2026


@dataclass(frozen=True, slots=True)
class Before:
    """The sets (sets x players) of those that changed before one player did, and the share of all orders of each."""

    sets: Mask
    shares: Array


@lru_cache(maxsize=512)
def before(players: int, player: int, most: int = EXACT) -> Before:
    """All sets of the others; those of drawn orders, the same for every player, where there are more than `most`."""
    if players > most:
        places = np.array(list(_orders(players)))
        drawn = places < places[:, [player]]
        return Before(drawn, np.full(len(drawn), 1 / len(drawn)))
    others = [i for i in range(players) if i != player]
    codes = np.arange(2 ** len(others))
    sets = np.zeros((len(codes), players), bool)
    for place, other in enumerate(others):
        sets[:, other] = codes >> place & 1
    of_size = [factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)]
    return Before(sets, np.array(of_size)[sets.sum(axis=1)])


def _orders(players: int) -> Iterator[NDArray[np.int64]]:
    """Each player's place in each order drawn."""
    rng = np.random.default_rng([SEED, players])
    for _ in range(ORDERS):
        order = rng.permutation(players)
        yield from (order, players - 1 - order)

"""Which internet a store holds: the real one, or the stand-in."""

from __future__ import annotations

from ..contract import Observation, Page
from . import Store


def simulated(store: Store) -> bool:
    """True where the store holds the stand-in internet's pages: what people add to it is of that world too."""
    return any(flag for kind in (Page, Observation) for (flag, _count) in store.count(kind, "simulated"))

"""A scheme: which metrics count, how they are scaled, weighted and put together, what a missing value does.

One TOML file that a non-programmer can read. `check` finds its faults with their lines, `load` makes the Scheme.
"""

from __future__ import annotations

from pathlib import Path

from ..document import Fault, SchemeError
from ..shelf import Shelf
from .build import build
from .faults import faults
from .model import Composite, Node, Normalise, Origin, Scheme, Tier

__all__ = ["Composite", "Fault", "Node", "Normalise", "Origin", "Scheme", "SchemeError", "Tier", "available", "check", "load"]

SHELF = Shelf("scheme", Path(__file__).parent.parent / "schemes", faults, build)
available, check, load = SHELF.available, SHELF.check, SHELF.load

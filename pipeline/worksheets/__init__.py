"""What only a person can judge: sheets drawn and blinded, read back cell by cell, agreement, observations."""

from .agreeing import FEWEST, Agreed, agreed, counting
from .drawing import Plan, Task, draw
from .front import Round
from .key import NAME as KEY
from .key import Key, key_of, read_key, write_key
from .rated import observations
from .reading import Wrong
from .sheet import write_sheets
from .taking import Taken, sheet_pages, take

__all__ = [
    "FEWEST",
    "KEY",
    "Agreed",
    "Key",
    "Plan",
    "Round",
    "Taken",
    "Task",
    "Wrong",
    "agreed",
    "counting",
    "draw",
    "key_of",
    "observations",
    "read_key",
    "sheet_pages",
    "take",
    "write_key",
    "write_sheets",
]

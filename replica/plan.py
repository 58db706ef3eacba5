"""A fault plan: which portals of the stand-in internet fail on purpose, how, and how the looks at them must end."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..contract import Status
from .portal.fault_kinds import Fault

SHIPPED = Path(__file__).with_name("faults.toml")
KEYS = {"unit", "kind", "look", "status"}


@dataclass(frozen=True)
class Planned:
    """A fault of one unit's portal. `status`: how the last attempt at every look of the purpose `look` must end."""

    unit: str
    kind: Fault
    look: str
    status: Status


def read_plan(path: Path, units: Sequence[str]) -> tuple[Planned, ...]:
    """The faults in a file, in its order. ValueError names the entry that is no fault, or of no portal or twice of one."""
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("fault", [])
    except (ValueError, RecursionError) as fault:  # no text, no TOML, a number of thousands of digits; nested too deep
        raise ValueError(f"{path}: {fault}") from fault
    if not isinstance(entries, list):
        raise ValueError(f"{path}: fault is no list of entries, each under [[fault]]")
    found: dict[str, Planned] = {}
    for number, entry in enumerate(entries, 1):
        planned = _planned(f"{path}, fault {number}", entry)
        if planned.unit in found or planned.unit not in units:
            why = "has a fault already" if planned.unit in found else "has no portal here"
            raise ValueError(f"{path}, fault {number}: unit {planned.unit} {why}")
        found[planned.unit] = planned
    return tuple(found.values())


def _planned(where: str, entry: dict[str, str]) -> Planned:
    if not isinstance(entry, dict) or set(entry) != KEYS or not all(isinstance(v, str) for v in entry.values()):
        raise ValueError(f"{where}: wants {', '.join(sorted(KEYS))}, each a text")
    try:
        return Planned(entry["unit"], Fault(entry["kind"]), entry["look"], Status(entry["status"]))
    except ValueError as fault:
        raise ValueError(f"{where}: {fault}") from fault

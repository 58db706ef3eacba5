"""The simulated accounts and the truth, as records and as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, fields
from pathlib import Path

from ..contract import Account, Unit
from .parts import SOCIAL, parts
from .world import Truth, World


def accounts(world: World) -> list[Account]:
    """The social accounts of all units, every one simulated; portals need none, the registry knows them."""
    return [account for unit in world.units for part in SOCIAL for account in part.accounts(world, unit)]


def truth(world: World, units: Iterable[Unit] = ()) -> Iterator[Truth]:
    """The truth of every metric of these units (default: all), all five channels."""
    return (true for unit in units or world.units for part in parts() for true in part.truth(world, unit))


def write_overlay(world: World, path: Path) -> None:
    """Write the simulated accounts, in the columns of accounts.csv and `simulated`."""
    _write(path, Account, accounts(world))


def write_truth(world: World, path: Path) -> None:
    """Write the truth; a metric without a value has an empty cell."""
    _write(path, Truth, truth(world))


def _write(path: Path, kind: type[Account] | type[Truth], records: Iterable[Account] | Iterable[Truth]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(field.name for field in fields(kind))
        table.writerows(map(_cells, records))


def _cells(record: Account | Truth) -> list[object]:
    return [str(cell).lower() if isinstance(cell, bool) else cell for cell in astuple(record)]

"""Which distributions the project needs, for what, and who asks for them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from .licences import UNKNOWN, licence, verdict

ROOT = Path(__file__).resolve().parents[2]
ROADS = ("runtime", "test", "fuzz")  # dependencies, and the extras of pyproject.toml


@dataclass(frozen=True)
class Needed:
    """One distribution: for what it is needed first, why, or else by whom."""

    name: str
    version: str
    road: str
    licence: str
    why: str

    @property
    def verdict(self) -> str:
        return verdict(self.licence)


def needed(roads: Iterable[str] = ROADS) -> list[Needed]:
    """Every distribution that pyproject.toml leads to in this environment, by name. LookupError names one that is missing."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    project = tomllib.loads(text)["project"]
    reasons = dict(re.findall(r'^    "([\w.-]+)[^"]*",\s*# (.+)$', text, re.MULTILINE))
    asked = {"runtime": project["dependencies"], **project["optional-dependencies"]}
    found: dict[str, Needed] = {}
    for road in roads:
        follow(asked[road], road, found)
    return [replace(row, why=reasons.get(name, row.why)) for name, row in sorted(found.items())]


def follow(lines: Iterable[str], road: str = "runtime", found: dict[str, Needed] | None = None) -> None:
    """Adds what these requirements lead to."""
    for line in lines:
        _walk(Requirement(line), road, "named in pyproject.toml", {} if found is None else found)


def _walk(wanted: Requirement, road: str, why: str, found: dict[str, Needed]) -> None:
    name = canonicalize_name(wanted.name)
    try:
        own = distribution(name)
    except PackageNotFoundError as missing:
        raise LookupError(f"{name} is not installed here: ./run licences installs what is needed to see its licence") from missing
    if name not in found:
        found[name] = Needed(name, own.version, road, licence(own), why)
    elif not wanted.extras:
        return
    for further in _requirements(own.requires or (), wanted.extras):
        if canonicalize_name(further.name) not in found or further.extras:
            _walk(further, road, f"by {name}", found)


def _requirements(lines: Iterable[str], extras: Iterable[str]) -> Iterator[Requirement]:
    """Those that hold on this machine, with these extras."""
    for further in map(Requirement, lines):
        marker = further.marker
        if not marker or any(marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield further


def faults(rows: Iterable[Needed]) -> list[str]:
    """A line for each distribution whose licence is unknown, or asks of those who pass dsci on what MIT does not."""
    bad = [row for row in rows if row.verdict == "refused"]
    return [f"{r.name} {r.version} ({r.road}, {r.why}): {'no licence found' if r.licence == UNKNOWN else r.licence}" for r in bad]

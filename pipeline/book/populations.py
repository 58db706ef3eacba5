"""Whom a book ranks with whom, in which order, and what those populations are called."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ... import registry
from ...contract import Level
from ...index.scheme.model import Scheme
from ...registry import PROVINCIAL

ORDER = (PROVINCIAL, *(f"level:{level}" for level in Level))
CITIES = f"level:{Level.PREFECTURE}"
REGION = "region:"
REGIONS = ("east", "central", "west", "northeast")


def ranked(scheme: Scheme, there: Collection[str]) -> list[str]:
    """The populations of a book that have results: the one that the scheme ranks in, else the 31 and each level."""
    return [name for name in ((scheme.population,) if scheme.population else ORDER) if name in there]


def title_of(population: str, lang: str) -> str:
    """A group's title; '' for levels and regions, which are phrases."""
    found = registry.groups().get(population)
    return "" if found is None else found.en if lang == "en" else found.zh


def regional(chapters: Sequence[str]) -> list[str]:
    """The regions that chapters name, each once. ValueError for one that is none."""
    named = list(dict.fromkeys(c.removeprefix(REGION) for c in chapters if c.startswith(REGION)))
    wrong = [name for name in named if name not in REGIONS]
    if wrong:
        raise ValueError(f"no region {', '.join(wrong)}; there are {', '.join(REGIONS)}")
    return named


def bases(whole: Sequence[str]) -> list[tuple[str, str]]:
    """The populations that a regional chapter takes its units from, with the ending of its name: the 31, then the cities."""
    first = PROVINCIAL if PROVINCIAL in whole else whole[0]
    return [(first, ""), *((name, ":prefecture") for name in whole if name == CITIES != first)]


def in_region(region: str) -> frozenset[str]:
    """Codes of the units of a region."""
    return frozenset(code for code, unit in registry.units().items() if unit.region == region)

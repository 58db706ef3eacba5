"""Where the pages of the site lie, under the root of their language."""

from __future__ import annotations

import re
from hashlib import sha256

from ...contract import Placed, RuleFound, Standing

LONGEST = 60  # characters: ours; of three a name has less than the 255 bytes that a disk takes
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.I)
QUARTER = re.compile(r"\d{4}Q[1-4]")


def slug(text: str) -> str:
    """The text as part of a file's name: letters, digits, dots, hyphens of ASCII; six hex digits behind what was changed.

    No two texts have one name even where a disk takes capitals for small letters, and none a name that Windows keeps.
    """
    plain = re.sub(r"[^A-Za-z0-9.-]+", "-", text).strip("-.")[:LONGEST].rstrip("-.")
    cased = plain.upper() if QUARTER.fullmatch(plain.upper()) else plain.lower()
    reserved = RESERVED.match(plain)
    same = plain and plain == text == cased and not reserved
    behind = sha256(text.encode("utf-8", "replace")).hexdigest()[:6]
    return plain if same else f"{'x-' if reserved else ''}{plain or 'x'}-{behind}"


def ranking_file(scheme: str, period: str, population: str) -> str:
    """The page of one ranking."""
    return f"r/{slug(scheme)}-{slug(period)}-{slug(population.removeprefix('level:'))}.html"


def of_standing(standing: Standing) -> str:
    """The page of that ranking."""
    return ranking_file(standing.scheme, standing.period, standing.ranking.population)


def of_place(place: Placed) -> str:
    """The page of the ranking in which that place is held."""
    return ranking_file(place.scheme, place.period, place.population)


def unit_file(code: str) -> str:
    """The page of a unit."""
    return f"u/{slug(code)}.html"


def evidence_file(code: str) -> str:
    """The page of a unit's looks."""
    return f"e/{slug(code)}.html"


def exemplar_file(channel: str) -> str:
    """The page of a channel's leaders."""
    return f"x/{slug(channel)}.html"


def rule_file(found: RuleFound) -> str:
    """The page of those that fail a rule."""
    return f"f/{slug(found.book)}-{slug(found.rule)}.html"


def scheme_file(scheme: str) -> str:
    """The page of a scheme."""
    return f"s/{slug(scheme)}.html"

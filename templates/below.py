"""What the units below a province are called: only the kinds that it has."""

from __future__ import annotations

from collections.abc import Iterable

from ..registry import units
from .phrases import Phrases

KINDS = {"city": "市", "prefecture": "州", "area": "地区", "league": "盟"}  # phrase `below.<key>` -> how their names end


def below(t: Phrases, kind: str, codes: Iterable[str]) -> str:
    """The heading of the units beside or below: cities by what these are called, others by their kind."""
    known = units()
    names = [known[code].name for code in codes if code in known] if kind == "cities" else []
    ends = [key for key, end in KINDS.items() if any(name.endswith(end) for name in names)] or ["city"]
    said = [t(f"below.{key}") for key in ends]
    kinds = t("below.last", first=t("below.join").join(said[:-1]), last=said[-1]) if len(said) > 1 else said[0]
    return t(f"cities.kind.{kind}", kinds=kinds)

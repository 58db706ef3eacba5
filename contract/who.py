"""Who is measured: units and their accounts."""

from __future__ import annotations

from dataclasses import dataclass

from .words import Level


@dataclass(frozen=True, slots=True)
class Unit:
    """One government. `code` is its six digits of GB/T 2260, `groups` the ranking populations it is in."""

    code: str
    name: str
    name_en: str
    level: Level
    parent: str
    region: str
    groups: tuple[str, ...] = ()

    @property
    def provincial(self) -> bool:
        """True for a province, an autonomous region or a municipality."""
        return self.level in (Level.MUNICIPALITY, Level.PROVINCE)


BY_HAND = ("entered at an import", "saved page")  # sources of rows that no list has: a crawl leaves them


@dataclass(frozen=True, slots=True)
class Account:
    """One presence of a unit on a channel. Role `absent`: somebody looked and there is none (see source)."""

    unit: str
    channel: str
    platform: str
    id: str
    role: str = "main"  # main | further | absent
    name: str = ""
    url: str = ""
    source: str = ""
    checked: str = ""  # date
    valid_from: str = ""
    valid_to: str = ""
    simulated: bool = False

"""What a crawl was asked for: the words that Scrapy hands to a spider, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from .. import registry
from ..contract import Account, Unit, beginning_of, moment_of
from .division import Parcel, Part
from .plan import Bounds


@dataclass(frozen=True)
class Terms:
    """Texts; '' is a default. `part` and `parcels` come from a crawl that is divided among processes, `place` says whose
    evidence file it is there."""

    unit: str = ""
    province: str = ""
    level: str = ""
    group: str = ""
    accounts: str = ""
    run: str = ""
    as_of: str = ""
    depth: str = ""
    limit: str = ""
    minutes: str = ""
    megabytes: str = ""
    since: str = ""
    until: str = ""  # with since: a past period of weibo
    urls: str = ""  # a file of article addresses, for wechat
    seconds: str = ""
    usual: str = ""  # seconds that a unit takes, by what went before
    place: str = ""
    part: Part | None = None
    parcels: Sequence[Parcel] = ()

    def units(self) -> list[Unit]:
        """The units that are meant, in the order in which they are named; without any word all, or those of the parcels."""
        province, unit, level, group = (_words(text) for text in (self.province, self.unit, self.level, self.group))
        if self.parcels and not (province or unit or level or group):
            return []
        return in_order_of(unit, registry.select(province, unit, level, group))

    def moment(self) -> datetime:
        """When the looks are made. ValueError for what is no moment."""
        return moment_of(self.as_of) if self.as_of else datetime.now(UTC)

    def read_to(self) -> datetime | None:
        """How far back lists are read, None where nothing is said of it."""
        return beginning_of(self.since) if self.since else None

    def bounds(self, usual: Bounds) -> Bounds:
        """How far an account is followed: what is not said is as usual."""
        minutes, megabytes = float(self.minutes or usual.minutes), float(self.megabytes or usual.megabytes)
        return Bounds(int(self.limit or usual.pages), minutes, megabytes, usual.depth)

    def reach(self, spider: str) -> str:
        """How far a unit that is finished was crawled, as text."""
        minutes, megabytes = self.minutes and f"{self.minutes}min", self.megabytes and f"{self.megabytes}MB"
        until = self.until and f"until {self.until}"
        return " ".join(filter(None, (spider, self.depth or "main", self.limit, minutes, megabytes, self.since, until)))

    def known(self) -> list[Account]:
        """The accounts in that file, or the registry's; read once for all spiders of a process."""
        return _accounts(self.accounts, Path(self.accounts).stat().st_mtime_ns if self.accounts else 0)


@cache
def _accounts(file: str, _written: int) -> list[Account]:
    return registry.accounts(file or None)


def in_order_of(codes: Sequence[str], units: Iterable[Unit]) -> list[Unit]:
    """The units in the order of those codes; those that are not among them first, as they come."""
    places = {code: place for place, code in enumerate(codes)}
    return sorted(units, key=lambda unit: places.get(unit.code, -1))


def _words(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))

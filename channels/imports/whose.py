"""Whose row it is: by the account's id, else by its name, among all accounts known of a channel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import normalize

from ...contract import Account
from ..shapes import INVISIBLE
from .cells import Refused, Row


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person who imports says of rows that do not say it themselves."""

    unit: str = ""
    account: str = ""
    platform: str = ""


NOBODY = Asked()


@dataclass
class Known:
    """The accounts of one channel: main ones and further ones, under every name that they ever had."""

    channel: str
    accounts: Iterable[Account]
    asked: Asked = NOBODY
    by_id: dict[str, list[Account]] = field(default_factory=lambda: defaultdict(list))
    by_name: dict[str, list[Account]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for row in self.accounts:
            if row.role != "absent" and row.channel == self.channel:
                self.by_id[row.id].append(row)
                self.by_name[_plain(row.name)].append(row)

    def whose(self, row: Row) -> Account:
        """The account that a row belongs to. Refused names the column, and the ids there are where a name is not enough."""
        platform = self._platform(row)
        name, id_ = row.plain("account"), row.id("account_id")
        if id_:
            return self._one(self.by_id.get(id_, []), platform, "account_id", id_)
        if name and not (self.asked.account and self._nameless(platform)):
            return self._one(self.by_name.get(_plain(name), []), platform, "account", name)
        if self.asked.account:
            return self._one(self.by_id.get(self.asked.account, []), platform, "account_id", self.asked.account)
        if self.asked.unit:
            every = [a for same in self.by_id.values() for a in same]
            return self._one(every, platform, "account_id", f"the account of {self.asked.unit}")
        raise Refused("account_id", "neither an id nor a name of the account; give --account or --unit")

    def _nameless(self, platform: str) -> bool:
        """True where the account asked for has no name in the registry: then a row's name proves nothing against it."""
        return not any(a.name for a in self._of(self.by_id.get(self.asked.account, []), platform))

    def _of(self, found: Iterable[Account], platform: str) -> list[Account]:
        return [
            a
            for a in found
            if platform in ("", a.platform) and self.asked.unit in ("", a.unit) and self.asked.account in ("", a.id)
        ]

    def _one(self, found: Iterable[Account], platform: str, column: str, told: str) -> Account:
        listed = list(found)
        rows = {(a.unit, a.platform, a.id): a for a in self._of(listed, platform)}
        if len(rows) == 1:
            return next(iter(rows.values()))
        if not rows:
            where = "".join((f" of {platform}" if platform else "", f" of unit {self.asked.unit}" if self.asked.unit else ""))
            instead = f"; it is one of {', '.join(sorted({f'{a.unit} {a.platform}' for a in listed})[:5])}" if listed else ""
            raise Refused(column, f"{told[:60]!r} is no account{where} that is known{instead}")
        ids = ", ".join(f"{a.id} ({a.unit} {a.platform})" for a in list(rows.values())[:6])
        raise Refused(column, f"{told[:60]!r} is the name of several accounts: {ids}; give the id")

    def _platform(self, row: Row) -> str:
        if self.channel == "app":
            return {"": "", "apple": "ios"}.get(row.one_of("store", "stores"), "android")
        if self.channel == "video":
            return row.one_of("platform", "platforms") or self.asked.platform
        return ""


def _plain(name: str) -> str:
    return normalize("NFKC", INVISIBLE.sub("", name)).strip()

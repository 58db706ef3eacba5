"""Whose row it is: by the account's id, else by its name, among all accounts known of a channel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import normalize

from ...contract import Account
from ...registry import units
from ..shapes import INVISIBLE
from .aliases import words
from .cells import Refused, Row, quoted

PLATFORMS = {"weibo": "微博", "wechat": "微信公众号", "ios": "苹果", "android": "安卓", "harmony": "鸿蒙"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person who imports says of rows that do not say it themselves."""

    unit: str = ""
    account: str = ""
    platform: str = ""


NOBODY = Asked()


@dataclass
class Known:
    """The accounts of one channel (名录): main ones and further ones, under every name that they ever had."""

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
            return self._one(self.by_id.get(id_, []), platform, "account_id", f"编号为{quoted(id_)}的账号")
        if name and not (self.asked.account and self._nameless(platform)):
            return self._one(self.by_name.get(_plain(name), []), platform, "account", f"账号{quoted(name)}")
        if self.asked.account:
            named = f"编号为{quoted(self.asked.account)}的账号（--account）"
            return self._one(self.by_id.get(self.asked.account, []), platform, "account_id", named)
        every = [a for same in self.by_id.values() for a in same]
        return self._one(every, platform, "account_id", "账号")

    @property
    def unsaid(self) -> bool:
        """True where rows have to say whose they are themselves."""
        return not (self.asked.account or self.asked.unit)

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
        where = " ".join(filter(None, (self.asked.unit and _unit(self.asked.unit), platform and _platform(platform))))
        if not rows:
            elsewhere = "、".join(sorted({_place(a) for a in listed})[:5])
            hint = f"；这个账号属于{elsewhere}" if elsewhere else "（名称须完全一致）" if column == "account" else ""
            raise Refused(column, f"名录中没有{f'{where}的' if where else ''}{told}{hint}", stranger=True)
        which = "、".join(f"{_place(a)} {a.id}" for a in list(rows.values())[:6])
        need = "平台或账号ID" if len({a.platform for a in rows.values()}) > 1 else "账号ID"
        raise Refused(column, f"名录中的{told}不止一个：{which}；请填写{need}")

    def _platform(self, row: Row) -> str:
        if self.channel == "app":
            return {"": "", "apple": "ios"}.get(row.one_of("store", "stores"), "android")
        if self.channel == "video":
            return row.one_of("platform", "platforms") or self.asked.platform
        return ""


def _place(account: Account) -> str:
    return f"{_unit(account.unit)} {_platform(account.platform)}"


def _unit(code: str) -> str:
    return units()[code].name if code in units() else code


def _platform(name: str) -> str:
    return PLATFORMS.get(name) or words("platforms").get(name, (name,))[0]


def _plain(name: str) -> str:
    return normalize("NFKC", INVISIBLE.sub("", name)).strip()

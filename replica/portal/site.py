"""A portal as addresses: which page stands where."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import md5
from urllib.parse import urlsplit

from markupsafe import Markup

from ..world import World
from .clutter import COLOURS, Clutter, clutter, render
from .draw import draw_profile
from .families import FAMILIES, Family
from .lots import Lots
from .profile import Entry, Guide, Hall, Letter, LetterBox, ListColumn, PortalProfile
from .words import Voice, Words, words

PLATES = dict(
    zip(
        "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split(),
        "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新",
        strict=True,
    )
)
INFO = {"/gywm/": "关于我们", "/wzdt/": "网站地图", "/lxwm/": "联系我们", "/wzsm/": "网站声明"}


@dataclass(frozen=True, slots=True)
class View:
    """A page: its template and what it is about."""

    template: str
    address: str
    item: ListColumn | Entry | Letter | LetterBox | Hall | Guide | str = ""
    column: ListColumn | None = None
    number: int = 1
    status: int = 200

    @property
    def serial(self) -> int:
        """A number that is the page's own, 1 to 99999."""
        return int(md5(self.address.encode(), usedforsecurity=False).hexdigest()[:8], 16) % 99999 + 1

    @property
    def entries(self) -> tuple[Entry, ...] | tuple[Letter, ...]:
        """The lines of this page of a list."""
        if isinstance(self.item, LetterBox):
            return self.item.letters[LetterBox.SIZE * (self.number - 1) : LetterBox.SIZE * self.number]
        assert isinstance(self.item, ListColumn)
        return self.item.entries[self.item.size * (self.number - 1) : self.item.size * self.number]

    @property
    def near(self) -> tuple[Entry, ...]:
        """The articles before and after this one in its column."""
        assert self.column and isinstance(self.item, Entry)
        at = self.column.entries.index(self.item)
        return self.column.entries[max(0, at - 1) : at] + self.column.entries[at + 1 : at + 2]

"""What a page says of the list that it proposes to look at: handed on with the look, so that a feed knows its column."""

from __future__ import annotations

from dataclasses import dataclass

from ...contract import Page


@dataclass(frozen=True, slots=True)
class About:
    """A column: its kind, its key (the address of its first page; empty where the look itself is that page), its name."""

    kind: str = ""
    key: str = ""
    name: str = ""

    @property
    def text(self) -> str:
        """As Target.about and Page.about carry it: parted by tabs."""
        return "\t".join((self.kind, self.key, " ".join(self.name.split())))

    @classmethod
    def of(cls, page: Page) -> About:
        """What the page was proposed as; empty where nothing was said."""
        return cls(*[*page.about.split("\t"), "", "", ""][:3])

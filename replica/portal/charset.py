"""Which characters a portal's pages declare, which they send."""

from __future__ import annotations

from dataclasses import dataclass

from .families import Family
from .lots import Lots


@dataclass(frozen=True, slots=True)
class Charset:
    """What the meta tag declares, what the bytes are, what the Content-Type header says ('' for nothing)."""

    declared: str
    encoding: str
    header: str

    @property
    def content_type(self) -> str:
        return f"text/html; charset={self.header}" if self.header else "text/html"


UTF8, BARE = Charset("utf-8", "utf-8", "utf-8"), Charset("utf-8", "utf-8", "")
GBK = Charset("gb2312", "gb18030", "")
LYING = (
    Charset("utf-8", "gb18030", ""),
    Charset("gb2312", "utf-8", ""),
    Charset("gb18030", "gb18030", "utf-8"),
    Charset("utf-8", "utf-8", "gbk"),
    Charset("gb18030", "gb18030", "GB18030"),
    Charset("", "utf-8", "utf-8"),
    Charset("", "gb18030", ""),
)
LIE = 0.07  # share of portals whose tag, header and bytes disagree, or where one is missing


def draw_charset(lots: Lots, family: Family) -> Charset:
    """What the content system does by itself, or a lie."""
    if lots.luck("charset") < LIE:
        return lots.pick("charset lie", LYING)
    if family.name == "plain_gbk":
        return GBK
    return BARE if family.bare else UTF8

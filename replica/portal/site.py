"""A portal ready to answer: its profile, its pages by address, the parts that all its pages share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cached_property, lru_cache
from hashlib import md5
from urllib.parse import urlsplit
from zlib import crc32

from markupsafe import Markup

from ... import registry
from ...contract import Level, Unit
from ..world import World
from .clutter import COLOURS, render
from .draw import draw_profile
from .families import Family, family_of
from .feeds import channel, sid, tree
from .lots import Lots
from .offer_pages import offer_views
from .planned import altered
from .profile import Letter, ListColumn, PortalProfile
from .views import View, letter_address, views
from .words import Voice, Words, words

# the character that stands for a province on its vehicles and its licences
PROVINCES = (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66))
STATE = "www.gov.cn"  # the State Council's own host is not of this world
PLATES: dict[int, str] = dict(zip(PROVINCES, "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新", strict=True))


@dataclass(frozen=True, eq=False)
class Site:
    """One portal in one period."""

    profile: PortalProfile
    voice: Voice
    family: Family
    views: Mapping[str, View]

    @property
    def frame(self) -> str:
        return "frame_old.html.j2" if self.family.old else "frame.html.j2"

    @property
    def words(self) -> Words:
        return words()

    @cached_property
    def dialect(self) -> int:
        """A number of the portal's own, by which its pages choose among ways to say the same."""
        return crc32(self.profile.code.encode()) % 10007

    @property
    def colour(self) -> str:
        return COLOURS[self.dialect % len(COLOURS)]

    @property
    def abbreviation(self) -> str:
        return PLATES[int(self.profile.code[:2])]

    @property
    def badge(self) -> str:
        return md5(self.profile.code.encode(), usedforsecurity=False).hexdigest().upper()

    @cached_property
    def top(self) -> Markup:
        return self.part("top")

    @cached_property
    def foot(self) -> Markup:
        return self.part("foot")

    def part(self, name: str) -> Markup:
        template = f"{name}_old.html.j2" if self.family.old else f"{name}.html.j2"
        return render(template, site=self, p=self.profile, family=self.family, colour=self.colour, url=self.url)

    def url(self, address: str) -> str:
        """An address as the portal's pages write it: NFCMS in full."""
        return address if self.family.name not in ("nfcms", "gkmlpt") or "://" in address else self.profile.portal + address

    def page(self, column: ListColumn, number: int) -> str:
        return self.family.page_address(column.address, number, column.pages)

    def list_of(self, column: ListColumn) -> str:
        """The template of the column's list."""
        name = "nfcms" if self.family.name == "gkmlpt" and not column.feed else self.family.name
        return f"list_{name}.html.j2"

    def channel(self, column: ListColumn) -> str:
        return channel(self.profile, column)

    def tree(self, column: ListColumn) -> Markup:
        return Markup(tree(self.profile, column))

    @property
    def sid(self) -> str:
        return sid(self.profile)

    def letter(self, letter: Letter) -> str:
        return letter_address(letter)

    def picture(self, number: int) -> str:
        """The address of a picture of the home page; the third of some is not there."""
        lost = number == 3 and "lost_picture" in self.profile.traits
        return f"/uploads/slide{number}.jpg" if lost else f"/images/slide{number}.jpg"

    def alt(self, words: str, number: int = 0) -> Markup:
        """The alt attribute of a picture: with words, empty, or none at all, as careful as the portal is."""
        luck = crc32(f"{self.profile.code} {words} {number}".encode()) % 1000 / 1000
        if luck < self.profile.named_pictures:
            return Markup(' alt="{}"').format(words)
        return Markup(' alt=""') if luck * 1000 % 2 < 1 else Markup("")


@lru_cache(maxsize=16)
def hosts(world: World) -> Mapping[str, Unit]:
    """Which unit's portal a host is: its own host, the same without www., its open data, its version in English, hosts on
    which the registry knows columns. Counties come last, so that the others' hosts are the same without them."""
    found: dict[str, Unit] = {}
    units = sorted((u for u in world.units if u.code in world.portals), key=lambda u: u.level is Level.COUNTY)
    own = [(urlsplit(world.portals[unit.code]).hostname or "", unit) for unit in units]
    for prefix in ("", "data.", "english."):
        for host, unit in own:
            found.setdefault(prefix + host.removeprefix("www."), unit)
    for _, unit in own:
        for url in filter(None, astuple(registry.hints(unit.code))):
            found.setdefault(urlsplit(url).hostname or "", unit)
    return {host: unit for host, unit in found.items() if host != STATE} | dict(own)


@lru_cache(maxsize=512)
def profile_of(world: World, unit: Unit) -> PortalProfile:
    """The portal's profile, drawn once."""
    return altered(draw_profile(world, unit))


@lru_cache(maxsize=512)
def site_of(world: World, unit: Unit) -> Site:
    """The portal, made once."""
    profile, family = profile_of(world, unit), family_of(Lots(world, unit))
    pages = views(profile, family)
    for view in offer_views(profile, family):
        pages.setdefault(view.address, view)
    return Site(profile, Voice.of(unit, world.period), family, pages)

"""What is looked at of an account and in which order, the looks on their way, and which addresses are sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from ..contract import Target

Key = tuple[str, str]  # purpose, address
SCHEMES = ("http://", "https://", "dns://", "tls://")
LONGEST = 2000  # characters of an address
REPEATS = 3  # of one segment of its path: calendars and links that resolve against themselves grow without end


@dataclass(frozen=True)
class Bounds:
    """How far one account is followed, 0 is without end. `minutes` are those spent waiting for its answers: the pauses
    between requests and what other portals take do not count."""

    pages: int = 0
    minutes: float = 0
    megabytes: float = 0
    depth: int = 0  # looks from the first one on


def anywhere(host: str) -> bool:
    """True: one process asks all hosts."""
    return True


@dataclass(frozen=True)
class Plan:
    """What is looked at of an account: looks per purpose, and in which order."""

    budgets: Mapping[str, int]
    bounds: Bounds = Bounds()
    priority: tuple[str, ...] = ()  # purposes, what matters most first
    late: frozenset[str] = frozenset()  # purposes that wait until no others are left
    unpaid: frozenset[str] = frozenset()  # purposes that are no pages: they have no part in bounds.pages
    once: frozenset[str] = frozenset()  # purposes whose look is not needed where any look was at the same address
    same: Callable[[str], str] = str
    here: Callable[[str], bool] = anywhere  # whether this process may ask a host

    def standing(self, step: Step) -> tuple[int, int, str]:
        """Where a look stands among those proposed."""
        purpose = step.target.purpose
        rank = self.priority.index(purpose) if purpose in self.priority else len(self.priority)
        return rank, step.target.order, step.target.url


@dataclass(frozen=True)
class Step:
    """A look on its way: `key` names it as it was proposed, whatever way it is tried; `led` is where so many redirects (`hops`)
    led it when they left the hosts of the process that made it."""

    target: Target
    depth: int
    key: Key
    attempt: int = 0
    led: str = ""
    hops: int = 0

    @property
    def url(self) -> str:
        """The address that is asked."""
        return self.led or self.target.url

    @property
    def host(self) -> str:
        """The host among whose looks it waits."""
        return host_of(self.led or self.key[1])


def sound(url: str) -> bool:
    """False for what is no address to look at, one that Scrapy refuses, or one that only a trap would make."""
    if not url.startswith(SCHEMES) or len(url) > LONGEST:
        return False
    try:
        asked = safe_url_string(url)  # as Scrapy writes it in a request
        named = all(map(host_of, (url, asked)))
        segments = Counter(filter(None, urlsplit(asked).path.split("/")))
    except ValueError:
        return False
    return named and max(segments.values(), default=0) <= REPEATS


def host_of(url: str) -> str:
    """The host that is asked, the same for all ways to write it: with www., with the dot of the root."""
    return (urlsplit(url).hostname or "").rstrip(".").removeprefix("www.")

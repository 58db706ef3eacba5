"""What of a store `dsci sheets` writes: what counts, and of the rest what the history of an account is told from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ...contract import Fact, Page, Profile, Timeline
from ..roads import other_road, outdated, tried_again


@dataclass(frozen=True, slots=True)
class Kept:
    """Looks and their facts. `late`: profiles that can't be written, since elsewhere they would pass for the latest look."""

    looks: tuple[Page, ...]
    facts: tuple[Fact, ...]
    late: int


def kept(pages: Sequence[Page], facts: Sequence[Fact]) -> Kept:
    """The looks that count, earlier ones at profiles by the other road, and posts (never the end) of earlier crawls' lists.

    Elsewhere all of it is one import, where the latest look counts, by whichever road it was made.
    """
    again, other, old = (_of_each_unit(pages, rule) for rule in (tried_again, other_road, outdated))
    told = {f.page for f in facts if not isinstance(f, Timeline)}
    profiles = {f.page for f in facts if isinstance(f, Profile)} & other - again
    last: dict[tuple[str, str, str], Page] = {}
    for page in sorted((p for p in pages if p.id not in again | other), key=lambda p: p.seen_at):
        last[page.unit, page.account, page.purpose] = page
    late = {p.id for p in pages if p.id in profiles and p.seen_at >= last[p.unit, p.account, p.purpose].seen_at}
    aside = again | (other - profiles) | late | (old - told)
    chosen = [f for f in facts if f.page not in aside]
    written = [f for f in chosen if isinstance(f, Profile) or f.page not in other]
    return Kept(
        tuple(p for p in pages if p.id not in aside),
        tuple(f for f in written if not (isinstance(f, Timeline) and f.page in old)),
        len(late),
    )


def _of_each_unit(pages: Sequence[Page], rule: Callable[[Iterable[Page]], set[str]]) -> set[str]:
    units: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        units[page.unit].append(page)
    return {name for listed in units.values() for name in rule(listed)}

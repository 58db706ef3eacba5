"""What bytes mean. One module (or folder) a channel, found by its `CHANNEL`; pure: no network, no clock, no database."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from ..contract import Answer, Extract, Fact, Metric, Page, Status
from .rubrics import rated
from .table import MetricTable

IMPORT = "import:"  # how the address of a page begins that no network gave


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One kind of address that is looked at. `recorded`: when and what of its real answers was seen; '' if none was."""

    purpose: str
    address: str
    recorded: str = ""


def nothing(page: Page) -> tuple[Fact, ...]:
    """No facts: most looks without an answer tell nothing."""
    return ()


@dataclass(frozen=True)
class Channel:
    """One channel: what its pages mean, which facts they give, which metrics those make.

    `failed` gives the facts of a look that brought no answer at all. Pages of the purposes `citizens` carry people's words.
    """

    name: str
    zh: str
    en: str
    kinds: tuple[type[Fact], ...]
    extract: Callable[[Answer], Extract]
    table: MetricTable
    order: int
    endpoints: tuple[Endpoint, ...] = ()
    failed: Callable[[Page], tuple[Fact, ...]] = nothing
    citizens: frozenset[str] = frozenset()


def read(channel: Channel, answer: Answer) -> Extract:
    """What the channel makes of an answer; a reader that trips over it has met another shape.

    Where people's words may stand and nobody took them out, nothing of the bytes may be kept but their hash. An imported
    page holds none: only columns that are known were let in.
    """
    imported = answer.page.url.startswith(IMPORT)
    try:
        extract = _imported(answer) if imported else channel.extract(answer)
    except Exception as fault:
        extract = Extract(Status.CHANGED_SHAPE, reason=f"reader: {type(fault).__name__}: {fault}"[:200])
    unread = answer.page.purpose in channel.citizens and extract.redacted is None and not imported
    return replace(extract, redacted=b"") if unread else extract


def _imported(answer: Answer) -> Extract:
    reader = import_module(f"{__name__}.imports.reader")  # it knows the channels, which know this
    found: Extract = reader.read(answer)
    return found


@cache
def channels() -> dict[str, Channel]:
    """Every channel there is, by name, in the order of the published indices."""
    found = (getattr(import_module(f"{__name__}.{m.name}"), "CHANNEL", None) for m in pkgutil.iter_modules(__path__))
    return {c.name: c for c in sorted((c for c in found if c), key=lambda c: (c.order, c.name))}


@cache
def kinds() -> tuple[type[Fact], ...]:
    """Every kind of fact that a channel's pages give, by name."""
    found = {kind for channel in channels().values() for kind in channel.kinds}
    return tuple(sorted(found, key=lambda kind: kind.__name__))


@cache
def metrics() -> dict[str, Metric]:
    """Every metric by id: those that pages give, and those that raters do."""
    return {m.id: m for channel in channels().values() for m in channel.table.metrics} | rated()

"""Links to try deeper in a portal: one of every group of addresses that a page leads to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...contract import Target
from .page import Doc
from .rows import menus
from .urls import address, host, path

GROUPS = 12
_NUMBERS = re.compile(r"\d+")


def inner(doc: Doc, follow: Iterable[Target]) -> list[Target]:
    """The first link of each group, in page order, what menus lead to last: home pages lead there too. The page's own host
    only, none that is looked at anyway."""
    taken, known = {address(target.url) for target in follow} | {doc.key}, menus(doc)
    groups: dict[str, str] = {}
    for anchor in sorted(doc.anchors, key=lambda anchor: anchor.key in known):
        if len(groups) < GROUPS and host(anchor.url) == doc.host and path(anchor.url) not in ("", "/"):
            name = group(anchor.url)
            if name not in groups and anchor.key not in taken:
                groups[name] = anchor.url
    return [Target(url, "inner", place, method="HEAD") for place, url in enumerate(groups.values())]


def group(url: str) -> str:
    """Host and first folders of an address, numbers in them made one."""
    folders = path(url).split("/")[1:-1][:3]
    return "/".join((host(url), *(_NUMBERS.sub("0", folder) for folder in folders)))

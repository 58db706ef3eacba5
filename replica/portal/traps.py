"""Pages that lead on for ever: a calendar of all months, one list under endless queries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from ..world import Reply
from .site import Site

MONTH = re.compile(r"/calendar/(\d{4})/(\d{1,2})/")
PICTURES = "/tuji/list"
LINK = Markup('<a href="{0}">{1}</a>\n')


def trap(site: Site, path: str) -> Reply | None:
    """The page of a month with links to those before and after, or a list that goes on; None elsewhere."""
    found = MONTH.fullmatch(path)
    if not found and path != PICTURES:
        return None
    links = Markup("").join(LINK.format(*link) for link in (months(int(found[1]), int(found[2])) if found else endless()))
    body = f"<!DOCTYPE html><html><head><title>{site.profile.name}</title></head><body><h1>{path}</h1>{links}</body></html>"
    return Reply(body.encode(site.profile.charset.encoding), content_type=site.profile.charset.content_type)


def months(year: int, month: int) -> Iterator[tuple[str, str]]:
    for step in (-1, 1):
        at = year * 12 + month - 1 + step
        yield f"/calendar/{at // 12}/{at % 12 + 1}/", ("上一月", "", "下一月")[step + 1]


def endless() -> Iterator[tuple[str, str]]:
    yield from ((f"{PICTURES}?page={n}&from=list&t={n * 7919}", f"第{n}页图集内容") for n in range(1, 41))

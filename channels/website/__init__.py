"""Government portals: what their pages mean, and what they are measured by."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import (
    Answer,
    Article,
    Column,
    Entry,
    Extract,
    Guide,
    Hall,
    Letter,
    Link,
    Mention,
    Meta,
    Page,
    Search,
    Site,
    Status,
)
from .. import Channel, Endpoint
from ..blocks import challenge, http_verdict
from .article import read_article
from .column import blank_column, read_column
from .guide import read_guide
from .hall import read_hall
from .home import read_home
from .letters import read_letters
from .links import read_link
from .metrics import metrics
from .page import Doc
from .search import read_search
from .shells import instead_of

READERS: dict[str, Callable[[Doc], Extract]] = {
    "home": read_home,
    "column": read_column,
    "article": read_article,
    "letters": read_letters,
    "hall": read_hall,
    "guide": read_guide,
    "search": read_search,
}


def extract(answer: Answer) -> Extract:
    """What one answer of a portal means, by the purpose of the look."""
    page = answer.page
    if page.purpose == "link":
        return read_link(page)
    read = READERS[page.purpose]
    return _no_page(answer) or _bare(page, instead_of(doc := Doc(answer), page.purpose)) or read(doc)


def _no_page(answer: Answer) -> Extract | None:
    """What the answer is if it is no page at all."""
    page = answer.page
    verdict = http_verdict(page.http_status, page.reason)
    if verdict is Status.DELETED and page.purpose == "home":
        verdict = Status.HTTP_ERROR
    if verdict:
        told = page.reason if verdict is Status.THROTTLED and page.reason else f"HTTP {page.http_status}"
        return _bare(page, Extract(verdict, reason=told))
    if not answer.body.strip():
        return _bare(page, Extract(Status.EMPTY))
    guard = challenge(answer.body)
    if guard:
        return Extract(Status.BLOCKED, reason=f"challenge: {guard}")
    kind = (answer.content_type or page.content_type).partition(";")[0].strip().lower()
    if kind.startswith(("image/", "audio/", "video/", "application/pdf", "application/msword", "application/zip")):
        return Extract(Status.CHANGED_SHAPE, reason=f"no page: {kind}")
    return None


def _bare(page: Page, found: Extract | None) -> Extract | None:
    """A column that is linked and gone, or blank, is still a column: one that is not updated."""
    if found and page.purpose == "column" and found.status in (Status.DELETED, Status.EMPTY):
        return Extract(found.status, (blank_column(page),), reason=found.reason)
    return found


ENDPOINTS = (
    Endpoint("home", "the portal's address in units.csv"),
    Endpoint("column", "TRS …/index_N.htm, Hanweb /col/colN/index.html, NFCMS …/index_N.html, plain lists"),
    Endpoint("article", "TRS /YYYYMM/tYYYYMMDD_N.html and others", "www.gov.cn and 山西 2019, cmse.gov.cn 2021 (TRS)"),
    Endpoint("letters", "tables of letters with days asked and answered"),
    Endpoint("hall", "service halls that print their number of items"),
    Endpoint("guide", "service guides in tables and under headings"),
    Endpoint("search", "the home page's form, method get"),
    Endpoint("link", "links of the home page, by HEAD"),
)

CHANNEL = Channel(
    name="website",
    zh="政府网站",
    en="Government websites",
    kinds=(Site, Meta, Column, Entry, Article, Letter, Guide, Hall, Search, Link, Mention),
    extract=extract,
    table=metrics,
    order=1,
    endpoints=ENDPOINTS,
)

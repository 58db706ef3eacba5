"""Where a home page leads: columns, letter boxes, halls and the rest by their names; every other link, to be tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...contract import Target
from .about import About
from .lists import is_more
from .page import Anchor, Doc, Element, squeeze
from .urls import address, host, path, resolve, within
from .vocabulary import COLUMN_KINDS, MAX_NAME, kind_of

LINKS = 1000
LEADS = 100
OWN_KINDS = (*COLUMN_KINDS, "openness")  # these lie on the portal or under it; the others may lie elsewhere


@dataclass(frozen=True, slots=True)
class Lead:
    """A link whose words name a column or another page that is looked at."""

    kind: str
    name: str
    anchor: Anchor


def leads(doc: Doc, entries: set[Element]) -> list[Lead]:
    """The links whose words, title or picture name such a page, in page order, every address once; entries of lists are none."""
    found: dict[str, Lead] = {}
    for anchor in doc.anchors:
        name = _name(anchor)
        kind = kind_of(name) if name else ""
        if kind and anchor.element not in entries and _leads_to(kind, anchor.url, doc.host) and anchor.key != doc.key:
            found.setdefault(anchor.key, Lead(kind, name, anchor))
    return list(found.values())[:LEADS]


def looks(found: list[Lead], site: str) -> Iterator[Target]:
    """A look at each, those of the portal itself first."""
    for place, lead in enumerate(found):
        order = place if within(lead.anchor.url, site) else place + len(found)
        column = lead.kind in COLUMN_KINDS
        about = About(lead.kind, "", lead.name).text if column else ""
        yield Target(lead.anchor.url, "column" if column else lead.kind, order, about=about)


def links(doc: Doc, taken: set[str], asked: str) -> Iterator[Target]:
    """The other addresses of the page, pictures' and files' too, those of the portal first; none on the path that is asked."""
    known = {anchor.element: (anchor.key, anchor.url) for anchor in doc.anchors}
    own: dict[str, str] = {}
    others: dict[str, str] = {}
    for element in doc.body.iter("a", "img", "area"):
        key, url = known.get(element) or _file(doc, element)
        if not key or key in taken or key in own or key in others:
            continue
        if key.startswith((doc.host + "/", doc.host + ":")):
            if not asked or path(url) != asked:
                own[key] = url
        else:
            others[key] = url
    for place, url in enumerate([*own.values(), *others.values()][:LINKS]):
        yield Target(url, "link", place, method="HEAD")


def _file(doc: Doc, element: Element) -> tuple[str, str]:
    """Key and address of a picture or of an area of one; empty where it has none, and for links that lead nowhere."""
    url = resolve(doc.base, element.get("href" if element.tag == "area" else "src") or "") if element.tag != "a" else ""
    return (address(url), url) if url else ("", "")


def _name(anchor: Anchor) -> str:
    """Its words; its title or its picture's words where it has none or says only `more`."""
    if anchor.text and not is_more(anchor.text):
        return anchor.text
    element = anchor.element
    said = (element.get("title") or "", *(picture.get("alt") or "" for picture in element.iter("img")))
    return next((name for name in map(squeeze, said) if name), "")[: 4 * MAX_NAME]


def _leads_to(kind: str, url: str, site: str) -> bool:
    """Never on the State Council's own site, unless that is the portal."""
    if within(url, site):
        return True
    return kind not in OWN_KINDS and not (within(url, "www.gov.cn") or host(url) == "gov.cn")

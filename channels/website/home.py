"""A portal's home page: who it is, what it offers, where it leads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote_plus

from ...contract import META_HOME, Extract, Site, Status, Target, fact
from .features import Home, access, footer, innovation, parts
from .lists import Row, is_more, rows
from .mentions import mentions
from .meta import meta_fact
from .page import Anchor, Doc, Element, squeeze
from .urls import host, is_article, path, resolve, within
from .vocabulary import COLUMN_KINDS, SEARCH_NAMES, kind_of

LINKS = 200
LEADS = 100
_CODE = r"(?:bm\d{8}|\d{10})"
_FOOT_CODE = re.compile(rf"网站标识码[:：]?({_CODE})")
_LINK_CODE = re.compile(rf"site_?code=({_CODE})|^({_CODE})$", re.I)
_TITLE = re.compile(r"\w{4,}")
_HINTS = ("id", "class", "name", "action", "placeholder", "value")
_SEARCHING = re.compile(r"search|sousuo|keyword|sword|搜索|检索|关键[词字]", re.I)


@dataclass(frozen=True, slots=True)
class Lead:
    """A link of the home page to a column, a letter box or a hall."""

    kind: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The site's own search. `field` is '' where it cannot be asked by address; `encoding` is that of the words."""

    action: str
    encoding: str
    field: str
    hidden: tuple[tuple[str, str], ...]


def read_home(doc: Doc) -> Extract:
    """The site, its meta tags, the accounts it names; columns, letters, hall, search and links to look at."""
    lines = rows(doc)
    entries = {row.anchor.element for row in lines if row.published or is_article(row.anchor.url)}
    found, form, home = leads(doc, entries), search_form(doc), parts(doc, entries)
    code, origin = id_code(doc, home)
    site = fact(
        Site,
        doc.page,
        doc.host,
        name=doc.metas.get("sitename") or doc.title,
        domain=doc.metas.get("sitedomain", ""),
        id_code=code,
        id_code_from=origin,
        title=doc.title,
        footer=footer(home),
        access=access(doc, home),
        innovation=innovation(home),
        columns=tuple(dict.fromkeys(lead.kind for lead in found)),
        search=form is not None,
        links=len({anchor.key for anchor in doc.anchors}),
    )
    follow = (*_looks(found, doc), *_query(doc, form, lines), *_links(doc, found, form))
    return Extract(Status.OK, (site, meta_fact(doc, "home", META_HOME), *mentions(doc, home)), follow)


def leads(doc: Doc, entries: set[Element]) -> list[Lead]:
    """The links whose words name a column, in page order, every address once; entries of lists are none."""
    found: dict[str, Lead] = {}
    for anchor in doc.anchors:
        text = squeeze(anchor.element.get("title") or "") if not anchor.text or is_more(anchor.text) else anchor.text
        kind = kind_of(text)
        if kind and anchor.element not in entries and _leads_to(kind, anchor.url, doc.host) and anchor.key != doc.key:
            found.setdefault(anchor.key, Lead(kind, anchor))
    return list(found.values())[:LEADS]


def _leads_to(kind: str, url: str, site: str) -> bool:
    """Columns lie on the portal; halls and letter boxes may lie elsewhere, though not on the State Council's own site."""
    if kind in COLUMN_KINDS:
        return within(url, site)
    return within(url, site) or not (within(url, "www.gov.cn") or host(url) == "gov.cn")


def search_form(doc: Doc) -> SearchForm | None:
    """The site's search form, best one that can be asked by address."""
    forms = [form for form in (_form(doc, element) for element in doc.body.iter("form")) if form]
    return next((form for form in forms if form.field), forms[0] if forms else None)


def _form(doc: Doc, form: Element) -> SearchForm | None:
    inputs = [e for e in form.iter("input") if (e.get("type") or "text").lower() in ("text", "search", "hidden")]
    shown = [e for e in inputs if (e.get("type") or "text").lower() != "hidden"]
    named = next((e.get("name") or "" for e in shown if (e.get("name") or "").lower() in SEARCH_NAMES), "")
    hints = " ".join(e.get(name) or "" for e in (form, *shown) for name in _HINTS)
    if not named and not (shown and _SEARCHING.search(hints[:2000])):
        return None
    action = resolve(doc.base, form.get("action") or "") or doc.page.url
    get = (form.get("method") or "get").strip().lower() == "get"
    hidden = tuple((e.get("name") or "", e.get("value") or "") for e in inputs if e not in shown and e.get("name"))
    encoding = "utf-8" if "utf-8" in (form.get("accept-charset") or "").lower() else doc.encoding
    return SearchForm(action, encoding, named if get else "", hidden)


def _looks(found: list[Lead], doc: Doc) -> Iterator[Target]:
    for place, lead in enumerate(found):
        elsewhere = 0 if within(lead.anchor.url, doc.host) else len(found)
        yield Target(lead.anchor.url, "column" if lead.kind in COLUMN_KINDS else lead.kind, place + elsewhere)


def _query(doc: Doc, form: SearchForm | None, lines: list[Row]) -> Iterator[Target]:
    """A question to the search: the first words of the first news title, which a search that works must find.

    Not the site's own name, which stands on its every page.
    """
    titles = [row.title for row in lines if row.published] + [row.title for row in lines]
    words = (found[0][:8] for title in titles if (found := _TITLE.search(title)))
    asked = next((each for each in words if each not in doc.title), "")
    if form and form.field and asked:
        pairs = (*form.hidden, (form.field, asked))
        query = "&".join("=".join(quote_plus(part, encoding=form.encoding, errors="replace") for part in pair) for pair in pairs)
        yield Target(form.action.partition("?")[0] + "?" + query, "search")


def _links(doc: Doc, found: list[Lead], form: SearchForm | None) -> Iterator[Target]:
    """The portal's own addresses in page order, those of columns, letters, hall and search left out."""
    taken = {lead.anchor.key for lead in found}
    asked = path(form.action) if form else None
    own: dict[str, str] = {}
    for anchor in doc.anchors:
        if host(anchor.url) == doc.host and anchor.key not in taken and path(anchor.url) != asked:
            own.setdefault(anchor.key, anchor.url)
    for place, url in enumerate(list(own.values())[:LINKS]):
        yield Target(url, "link", place, method="HEAD")


def id_code(doc: Doc, home: Home) -> tuple[str, str]:
    """The site's identification code, and where it stands: meta tag, foot, or the link for reporting errors."""
    if re.fullmatch(_CODE, given := doc.metas.get("siteidcode", "")):
        return given, "meta"
    if printed := _FOOT_CODE.search(home.foot_words):
        return printed[1], "footer"
    marks = (element.get(name) or "" for element in home.foot for name in ("href", "src", "sitecode"))
    linked = next((found for mark in marks if (found := _LINK_CODE.search(mark))), None)
    return ((linked[1] or linked[2]), "jiucuo") if linked else ("", "")

"""A portal's home page: who it is, what it offers, what it prints as news, where it leads."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import islice

from ...contract import META_HOME, Answer, Entry, Extract, Site, Status, fact
from .features import Home, access, footer, innovation, offers, parts, pictures
from .forms import query, search_form
from .identity import impostor
from .leads import leads, links, looks
from .lists import Block, Row, rows
from .mentions import mentions
from .meta import meta_fact
from .page import Doc, squeeze
from .urls import is_article, path
from .veil import cover_letters

ENTRIES = 100
NAME = 10  # characters: hardly a column's name is longer
_CODE = r"(?:bm\d{8}|\d{10})"
_FOOT_CODE = re.compile(rf"网站标识码[:：]?({_CODE})")
_LINK_CODE = re.compile(rf"site_?code=({_CODE})|^({_CODE})$", re.I)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,4}")


class Front:
    """A home page with its lines and leads."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.lines = rows(doc)
        dated = {row.block for row in self.lines if row.published}
        self.entries = {row.anchor.element for row in self.lines if _is_entry(row, dated)}
        self.titles = {row.anchor.element for row in self.lines if row.published or len(row.title) > NAME}
        self.leads = leads(doc, self.entries)

    def likely_titles(self) -> list[str]:
        """The titles of the lines, dated ones first, then articles, then long ones."""
        sure = [(not row.published, row.anchor.element not in self.entries, len(row.title) <= NAME) for row in self.lines]
        return [self.lines[place].title for place in sorted(range(len(sure)), key=sure.__getitem__)]


def _is_entry(row: Row, dated: Container[Block]) -> bool:
    """True for a line with a date or an article's address, and for a long one without among such lines."""
    return bool(row.published or is_article(row.anchor.url) or (len(row.title) > NAME and row.block in dated))


def read_home(doc: Doc) -> Extract:
    """The site, its meta tags, its dated lines, the accounts it names; all the looks it leads to."""
    front, form = Front(doc), search_form(doc)
    covered = cover_letters(doc, [lead.anchor.key for lead in front.leads if lead.kind == "letters"])
    if covered is not None:
        front = Front(doc := Doc(Answer(doc.page, covered)))
        if other := impostor(doc):  # a page so broken that what says whose it is stands among letters
            return replace(other, redacted=covered)
    home = parts(doc, front.entries, front.titles)
    facts = (site(front, home, form is not None), meta_fact(doc, "home", META_HOME), *lines(front), *mentions(doc, home))
    taken = {doc.key, *(lead.anchor.key for lead in front.leads)}
    tried = links(doc, taken, path(form.action) if form else "")
    return Extract(
        Status.OK, facts, (*looks(front.leads, doc.host), *query(doc, form, front.likely_titles()), *tried), redacted=covered
    )


def site(front: Front, home: Home, search: bool) -> Site:
    doc = front.doc
    code, origin = id_code(doc, home)
    images, named = pictures(doc)
    return fact(
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
        columns=tuple(dict.fromkeys(lead.kind for lead in front.leads)),
        search=search,
        links=len({anchor.key for anchor in doc.anchors}),
        offers=offers(home.links),
        language=language(doc),
        images=images,
        named_images=named,
    )


def lines(front: Front) -> Iterator[Entry]:
    """The dated lines in page order, every address once."""
    doc = front.doc
    dated: dict[str, Row] = {}
    for row in front.lines:
        if row.published:
            dated.setdefault(f"{row.anchor.key} {doc.key}", row)
    for place, (key, row) in enumerate(islice(dated.items(), ENTRIES)):
        about: dict[str, object] = {"title": row.title, "published": row.published, "position": place}
        yield fact(Entry, doc.page, key, column=doc.key, kind="home", **about)


def language(doc: Doc) -> str:
    """The language that the page declares; '' for what is none."""
    given = squeeze(doc.root.get("lang") or doc.root.get("xml:lang") or "")
    return given if _LANGUAGE.fullmatch(given) else ""


def id_code(doc: Doc, home: Home) -> tuple[str, str]:
    """The site's identification code, and where it stands: meta tag, foot, or the link for reporting errors."""
    if re.fullmatch(_CODE, given := doc.metas.get("siteidcode", "")):
        return given, "meta"
    if printed := _FOOT_CODE.search(home.foot_words):
        return printed[1], "footer"
    marks = (element.get(name) or "" for element in home.foot for name in ("href", "src", "sitecode"))
    linked = next((found for mark in marks if (found := _LINK_CODE.search(mark))), None)
    return ((linked[1] or linked[2]), "jiucuo") if linked else ("", "")

"""The site's own search: its form, and what to ask it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote_plus

from ...contract import Target
from .page import Doc, Element
from .urls import resolve
from .vocabulary import SEARCH_NAMES

_TITLE = re.compile(r"\w{4,}")
_HINTS = ("id", "class", "name", "action", "placeholder", "value")
_SEARCHING = re.compile(r"search|sousuo|keyword|sword|搜索|检索|关键[词字]", re.I)


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The site's own search. `field` is '' where it cannot be asked by address; `encoding` is that of the words."""

    action: str
    encoding: str
    field: str
    hidden: tuple[tuple[str, str], ...]


def search_form(doc: Doc) -> SearchForm | None:
    """The site's search form, best one that can be asked by address."""
    forms = [form for form in (_form(doc, element) for element in doc.body.iter("form")) if form]
    return next((form for form in forms if form.field), forms[0] if forms else None)


def query(doc: Doc, form: SearchForm | None, titles: Iterable[str]) -> Iterator[Target]:
    """A question to the search: the first words of the first title, which a search that works must find.

    Not the site's own name, which stands on its every page.
    """
    words = (found[0][:8] for title in titles if (found := _TITLE.search(title)))
    asked = next((each for each in words if each not in doc.title), "")
    if form and form.field and asked:
        pairs = (*form.hidden, (form.field, asked))
        text = "&".join("=".join(quote_plus(part, encoding=form.encoding, errors="replace") for part in pair) for pair in pairs)
        yield Target(form.action.partition("?")[0] + "?" + text, "search")


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
    declared = (form.get("accept-charset") or "").lower()
    encoding = next((name for name in ("utf-8", "gb18030", "big5hkscs") if name in declared), doc.encoding)
    return SearchForm(action, encoding, named if get else "", hidden)

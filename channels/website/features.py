"""Features of a home page: what its foot must hold, what helps to use it, what is new about it, what it offers by name."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from .page import SILENT, Doc, Element, bare, classes, lines_of, onward, text_of
from .vocabulary import ACCESS_WORDS, FOOTER_WORDS, INNOVATION_WORDS, OFFER_WORDS

LABEL = 20  # characters: longer words are a text about a thing, not the name of a button
_FOOT = re.compile(r"foot|copyright|bottom-?(?:box|info|nav)", re.I)
_BOXES = frozenset({"div", "section", "table", "td", "ul", "p"})
# what an element holds in words: three queries, since one of them all would sort what it finds
_TEXTS = (
    etree.XPath("descendant::text()", smart_strings=False),
    etree.XPath("descendant-or-self::*/@alt", smart_strings=False),
    etree.XPath("descendant-or-self::*/@title", smart_strings=False),
)
_WORD = re.compile(r"\w")
_MARKS = ("href", "src", "alt", "title", "sitecode")


@dataclass(frozen=True)
class Home:
    """The body's elements in page order, cut into head (before the first entry of a list), content and foot.

    `labels` are its short texts and the names of its links and pictures, a line each, articles left out; `links` the short
    names of its links and buttons.
    """

    head: list[Element]
    foot: list[Element]
    foot_words: str
    labels: str
    links: str


def parts(doc: Doc, entries: set[Element], titles: Container[Element]) -> Home:
    """The page cut and its labels read. `entries` are the links of its lists, `titles` those that are surely no button's."""
    body = list(doc.body.iter())
    first = next((place for place, element in enumerate(body) if element in entries), len(body) // 3)
    start = foot_start(body, len(body) * 4 // 5)
    links = link_names(doc, titles)
    foot_words = bare(lines_of(onward(body[start])))
    return Home(body[: min(first, start)], body[start:], foot_words, _labels(doc.body, entries), links)


def foot_start(body: list[Element], default: int) -> int:
    """Where the foot begins: the last footer element, else the first that is called so in the lower part, else the default."""
    tagged = [place for place, element in enumerate(body) if element.tag == "footer"]
    if tagged:
        return tagged[-1]
    lower = (place for place in range(len(body) * 2 // 5, len(body)) if body[place].tag in _BOXES)
    return next((place for place in lower if _FOOT.search(classes(body[place]))), default)


def names(link: Element) -> list[str]:
    """What a link is called: its words, its title, the words for its picture."""
    pictures = [picture.get("alt") or "" for picture in link.iter("img")] if len(link) else []
    return [text_of(link), link.get("title") or "", *pictures]


def link_names(doc: Doc, titles: Container[Element]) -> str:
    """The short names of the page's links and buttons, a line each, those of `titles` left out."""
    found = (name for link in doc.body.iter("a", "button") if link not in titles for name in names(link))
    return "\n".join(name for name in found if 0 < len(name) <= LABEL)


def offers(links: str) -> tuple[str, ...]:
    """Which of OFFERS are among these names."""
    return _features(OFFER_WORDS, links)


def pictures(doc: Doc) -> tuple[int, int]:
    """How many pictures the page shows, and how many of them have words in their alt."""
    alts = [picture.get("alt") or "" for picture in doc.body.iter("img")]
    return len(alts), sum(bool(_WORD.search(alt)) for alt in alts)


def footer(home: Home) -> tuple[str, ...]:
    """Which of FOOTER stand in the foot, as words or behind links and pictures."""
    marks = (mark for element in home.foot for name in _MARKS if (mark := element.get(name)))
    return _features(FOOTER_WORDS, home.foot_words + "\n" + "\n".join(marks))


def access(doc: Doc, home: Home) -> tuple[str, ...]:
    """Which of ACCESS the page offers; another language counts as a link only."""
    found = {*_features(ACCESS_WORDS, home.labels)} - {"viewport", "language"}
    found |= {"language"} & {*_features(ACCESS_WORDS, home.links)}
    found |= {"viewport"} if doc.metas.get("viewport") else set()
    return tuple(name for name in ACCESS_WORDS if name in found)


def innovation(home: Home) -> tuple[str, ...]:
    """Which of INNOVATION the page offers by name."""
    return _features(INNOVATION_WORDS, home.labels)


def _labels(body: Element, entries: set[Element]) -> str:
    """Short texts, and names of links and pictures, none of them of an article."""
    told = {text.strip() for link in entries for text in _texts(link)}
    told |= {(script.text or "").strip() for script in body.iter(*SILENT)}
    return "\n".join({label for text in _texts(body) if 0 < len(label := text.strip()) <= LABEL} - told)


def _texts(element: Element) -> Iterator[str]:
    for find in _TEXTS:
        yield from find(element)


def _features(vocabulary: Mapping[str, str], text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in vocabulary.items() if re.search(pattern, text, re.M))

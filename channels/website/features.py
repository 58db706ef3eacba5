"""Features of a home page: what its foot must hold, what helps to use it, what is new about it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from .page import Doc, Element, bare, classes, lines_of, onward, pieces, text_of
from .vocabulary import ACCESS_WORDS, FOOTER_WORDS, INNOVATION_WORDS

LABEL = 20  # characters: longer words are a text about a thing, not the name of a button
_FOOT = re.compile(r"foot|copyright|bottom-?(?:box|info|nav)", re.I)
_BOXES = frozenset({"div", "section", "table", "td", "ul", "p"})
_NAMES = etree.XPath("descendant-or-self::*/@alt | descendant-or-self::*/@title", smart_strings=False)
_MARKS = ("href", "src", "alt", "title", "sitecode")


@dataclass(frozen=True)
class Home:
    """The body's elements in page order, cut into head (before the first entry of a list), content and foot.

    `labels` are its short texts and the names of its links and pictures, a line each, articles left out; `links` those of links.
    """

    head: list[Element]
    foot: list[Element]
    foot_words: str
    labels: str
    links: str


def parts(doc: Doc, entries: set[Element]) -> Home:
    """The page cut and its labels read. `entries` are the links of its lists."""
    body = list(doc.body.iter())
    first = next((place for place, element in enumerate(body) if element in entries), len(body) // 3)
    start = foot_start(body, len(body) * 4 // 5)
    links = "\n".join(name for link in doc.body.iter("a") if link not in entries for name in names(link))
    foot_words = bare(lines_of(onward(body[start])))
    return Home(body[: min(first, start)], body[start:], foot_words, _labels(doc, entries), links)


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


def _labels(doc: Doc, entries: set[Element]) -> str:
    """Short texts, and names of links and pictures, none of them of an article."""
    told = {text for link in entries for text in (*pieces(link), *_NAMES(link))}
    texts = (text for text in (*pieces(doc.body), *_NAMES(doc.body)) if text not in told)
    return "\n".join(label for text in texts if len(label := text.strip()) <= LABEL)


def _features(vocabulary: Mapping[str, str], text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in vocabulary.items() if re.search(pattern, text, re.M))

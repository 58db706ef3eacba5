"""Features of a home page: what its foot must hold, what helps to use it, what is new about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .page import SILENT, Doc, Element, bare, classes, squeeze
from .vocabulary import ACCESS_WORDS, FOOTER_WORDS, INNOVATION_WORDS

LABEL = 20  # characters: longer words are a text about a thing, not the name of a button
_FOOT = re.compile(r"foot|copyright|bottom-?(?:box|info|nav)", re.I)
_NAMES = ("alt", "title")
_MARKS = ("href", "src", "alt", "title", "sitecode")


@dataclass(frozen=True)
class Home:
    """The body's elements in page order; those before the first entry of a list, those of the foot; those within entries."""

    head: list[Element]
    foot: list[Element]
    body: list[Element]
    entries: frozenset[Element]


def parts(doc: Doc, entries: set[Element]) -> Home:
    """The page cut into head, content and foot. `entries` are the links of its lists."""
    body = list(doc.body.iter())
    within = frozenset(inner for link in entries for inner in link.iter())
    first = next((place for place, element in enumerate(body) if element in entries), len(body) // 3)
    start = foot_start(body, len(body) * 4 // 5)
    return Home(body[: min(first, start)], body[start:], body, within)


def foot_start(body: list[Element], default: int) -> int:
    """Where the foot begins: the last footer element, else the first that is called so in the lower part, else the default."""
    tagged = [place for place, element in enumerate(body) if element.tag == "footer"]
    if tagged:
        return tagged[-1]
    lower = range(len(body) * 2 // 5, len(body))
    return next((place for place in lower if _FOOT.search(classes(body[place]))), default)


def words(elements: list[Element]) -> str:
    """Their visible text without spaces."""
    texts = ((e.text or "") * (e.tag not in SILENT) + (e.tail or "") for e in elements)
    return bare("".join(texts))


def footer(home: Home) -> tuple[str, ...]:
    """Which of FOOTER stand in the foot, as words or behind links and pictures."""
    marks = (mark for element in home.foot for name in _MARKS if (mark := element.get(name)))
    return _features(FOOTER_WORDS, words(home.foot) + "\n" + "\n".join(marks))


def access(doc: Doc, home: Home) -> tuple[str, ...]:
    """Which of ACCESS the page offers; another language counts as a link only."""
    links = [element for element in home.body if element.tag == "a"]
    inside = "\n".join(_labels([inner for link in links for inner in link.iter()], home.entries))
    named = "\n".join(_labels(home.body, home.entries))
    found = {*_features(ACCESS_WORDS, named)} - {"viewport", "language"}
    found |= {"viewport"} if doc.metas.get("viewport") else set()
    found |= {*_features({"language": ACCESS_WORDS["language"]}, inside)}
    return tuple(name for name in ACCESS_WORDS if name in found)


def innovation(home: Home) -> tuple[str, ...]:
    """Which of INNOVATION the page offers by name."""
    return _features(INNOVATION_WORDS, "\n".join(_labels(home.body, home.entries)))


def _labels(elements: list[Element], entries: frozenset[Element]) -> Iterator[str]:
    """Short texts, and names of links and pictures, none of them of an article."""
    for element in elements:
        own = element not in entries
        texts = [element.text, *(element.get(name) for name in _NAMES)] if own and element.tag not in SILENT else []
        for text in (*texts, element.tail if own or element.tag == "a" else None):
            if text and len(label := squeeze(text)) <= LABEL:
                yield label


def _features(vocabulary: Mapping[str, str], text: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in vocabulary.items() if re.search(pattern, text, re.M))

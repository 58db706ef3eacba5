"""An answer of the site's own search: what it lists, and how much of that holds the words asked for."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice

from ...contract import SMART, Extract, Search, Status, fact
from .features import LABEL, foot_start, names
from .lists import Block, rows
from .page import Doc, bare, pieces, text_of
from .urls import parameter, path
from .vocabulary import FACET, SEARCH_NAMES, SMART_WORDS

_COUNT = re.compile(r"(?:找到|搜索到|检索到|查询到)(?:相关)?(?:结果|信息|内容)?约?\s?(\d[\d,]{0,11})\s?(?:条|个|项|篇)")
_NONE = re.compile(r"没有找到|未找到|没有搜索到|没有检索到|未检索到|未搜索到|没有查询到")


def read_search(doc: Doc) -> Extract:
    """The results listed in the page's main block, those with the words in title or summary, and what helps to search."""
    query = parameter(doc.page.url, SEARCH_NAMES)
    if not query:
        return Extract(Status.CHANGED_SHAPE, reason="no words in the address asked")
    results, matching = (0, 0) if says_none(doc.words) else _results(doc, bare(query).lower())
    answer = fact(Search, doc.page, doc.host, query=query, results=results, matching=matching, smart=smart(doc))
    return Extract(Status.OK, (answer,))


def smart(doc: Doc) -> tuple[str, ...]:
    """Which of SMART the page names by a label of their own; filters are there where two links or more name them."""
    labels = "\n".join(label for text in pieces(doc.body) if 0 < len(label := bare(text)) <= LABEL)
    links = (link for link in doc.body.iter("a", "button") if any(FACET.match(bare(name)) for name in names(link)))
    there = {name for name, words in SMART_WORDS.items() if re.search(words, labels, re.M)}
    there |= {"facets"} if len(list(islice(links, 2))) == 2 else set()
    return tuple(name for name in SMART if name in there)


def says_none(words: str) -> bool:
    """True where the page says that it found nothing."""
    count = _COUNT.search(words)
    return not int(count[1].replace(",", "")) if count else bool(_NONE.search(words))


def _results(doc: Doc, query: str) -> tuple[int, int]:
    here = path(doc.page.url)
    body = list(doc.body.iter())
    foot = set(body[foot_start(body, len(body)) :])  # names the office on every page, whatever was asked
    found = [row for row in rows(doc) if path(row.anchor.url) != here and row.anchor.element not in foot]
    hits = [row for row in found if query in bare(row.title + text_of(row.box)).lower()]
    matching = Counter(row.block for row in hits)
    counts = Counter(row.block for row in found)
    block: Block | None = max(counts, key=lambda b: (matching[b], counts[b]), default=None)
    return (counts[block], matching[block]) if block else (0, 0)

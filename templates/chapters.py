"""What stands in a book, in order: chapters that have something to say, then the appendices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase

from ..contract import BookContext, Overview, Ranking, TopicLine

TOPICS, REGION = "topics", "region:"
APPENDICES = ("weights", "definitions", "addresses", "rankings", "measured")


@dataclass(frozen=True, slots=True)
class Chapter:
    """`name`: its file in book/ and its phrase chapter.<name>; `population`: of a regional chapter, else ''."""

    number: str  # 1, 2 …; A, B … for appendices
    name: str
    population: str = ""

    @property
    def anchor(self) -> str:
        return f"chapter-{self.number}"


def chapters(book: BookContext) -> tuple[Chapter, ...]:
    """The chapters of a book and its appendices, numbered; one that would be empty is not among them."""
    body = [Chapter(str(n), name, population) for n, (name, population) in enumerate(_body(book), 1)]
    back = [name for name in APPENDICES if _holds(book, name)]
    return (*body, *(Chapter(letter, name) for letter, name in zip(ascii_uppercase, back, strict=False)))


def rankings(book: BookContext, chapter: str = "") -> tuple[Ranking, ...]:
    """The rankings of a regional chapter (`region:east`), or of whole populations."""
    return tuple(r for r in book.rankings if _within(r.population, chapter))


def overviews(book: BookContext, chapter: str = "") -> tuple[Overview, ...]:
    """The summaries of a regional chapter, or of whole populations."""
    return tuple(o for o in book.overviews if _within(o.population, chapter))


def overview(book: BookContext, population: str) -> Overview | None:
    """The summaries of one population."""
    return next((o for o in book.overviews if o.population == population), None)


def topics_of(book: BookContext) -> tuple[TopicLine, ...]:
    """The topics that are switched on: all by `topics`, else those named."""
    return tuple(t for t in book.topics if TOPICS in book.chapters or t.topic in book.chapters)


def _within(population: str, chapter: str) -> bool:
    if not chapter:
        return not population.startswith(REGION)
    return population == chapter or population.startswith(f"{chapter}:")


def _body(book: BookContext) -> Iterator[tuple[str, str]]:
    for name in ("summary", "ranking", "abilities", "trend", "regions", "tiers"):
        if _holds(book, name):
            yield name, ""
    for population in book.chapters:
        beside = any(population.startswith(f"{other}:") for other in book.chapters)  # part of that chapter
        if population.startswith(REGION) and not beside and (rankings(book, population) or overviews(book, population)):
            yield "regional", population
    for name in (TOPICS, "problems", "exemplars", "cases"):
        if _holds(book, name):
            yield name, ""


def _holds(book: BookContext, name: str) -> bool:
    of_all = overviews(book)
    return {
        "abilities": any(o.abilities for o in of_all),
        "trend": len(book.periods) > 1 and any(a.history for o in of_all for a in o.abilities),
        "regions": any(o.regions for o in of_all),
        "tiers": any(o.tiers or o.movers for o in of_all),
        TOPICS: bool(topics_of(book)),
        "problems": bool(book.problems or book.finding_counts),
        "exemplars": bool(book.leaders),
        "cases": bool(book.practices),
        "weights": bool(book.weights),
        "definitions": bool(book.definitions),
        "addresses": bool(book.addresses),
    }.get(name, True)

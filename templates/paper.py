"""Which templates, styles and attachments make which printed document."""

from __future__ import annotations

from dataclasses import dataclass

from ..contract import BookContext, CardContext

Printable = CardContext | BookContext


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of document: its template, the name it has there, its styles in order, and the file's name."""

    template: str
    name: str
    sheets: tuple[str, ...]
    file: str


PROVINCE = Paper("card/province.html.j2", "card", ("print.css", "card/card.css"), "{unit.code}-{period}-{lang}.pdf")
CITY = Paper("card/city.html.j2", "card", ("print.css", "card/card.css"), "{unit.code}-{period}-{lang}.pdf")
BOOK = Paper("book/book.html.j2", "book", ("print.css", "book/book.css"), "book-{period}-{lang}.pdf")
PAPERS = (PROVINCE, CITY, BOOK)


def paper_of(context: Printable) -> Paper:
    """The kind of document that a context is printed as: six pages for provincial units, two for all others, the book."""
    if isinstance(context, BookContext):
        return BOOK
    return PROVINCE if context.unit.provincial else CITY


def file_name(context: Printable) -> str:
    """The name of the PDF of that context."""
    values = {"period": context.period, "lang": context.lang}
    return paper_of(context).file.format(**values, unit=context.unit if isinstance(context, CardContext) else None)

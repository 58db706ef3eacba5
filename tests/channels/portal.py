"""What the tests of the website channel share: reading a page, facts of a portal written by hand, measuring over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import count

from dsci.channels import channels
from dsci.contract import (
    Answer,
    Article,
    Column,
    Entry,
    Extract,
    Fact,
    Guide,
    Letter,
    ListPage,
    Observation,
    Page,
    Site,
    Status,
    fact,
)

from .social import look, measured

HOME = "http://www.example.gov.cn/"

ALL = ("news", "notice", "policy", "other", "consult", "letters", "hall")
NUMBER = count()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text + "+08:00")


def read(purpose: str, html: str | bytes, url: str = HOME + "x/", **fields: object) -> Extract:
    """What that page means on a look of that purpose."""
    body = html.encode() if isinstance(html, str) else html
    return channels()["website"].extract(Answer(look("website", purpose, url, **fields), body))


def day(text: str) -> datetime | None:
    return datetime.fromisoformat(text + ("+08:00" if "T" in text else "T00:00+08:00")) if text else None


def page(purpose: str, status: Status = Status.OK) -> Page:
    return look("website", purpose, f"http://www.example.gov.cn/{purpose}/{next(NUMBER)}", status=status)


def site(columns: Iterable[str] = ALL, search: bool = True, **fields: object) -> Fact:
    known: dict[str, object] = {"name": "", "domain": "", "id_code": "", "id_code_from": "", "title": "", "links": 9}
    known |= {"footer": (), "access": (), "innovation": (), "columns": tuple(columns), "search": search}
    return fact(Site, page("home"), "example.gov.cn", **known | fields)


def column(key: str, kind: str, newest: str = "", more: bool = False, items: int = 9, dated: int = 9) -> Fact:
    return fact(Column, list_look(key), key, name=key, kind=kind, items=items, dated=dated, newest=day(newest), more=more)


def entry(key: str, column: str, kind: str, published: str, on: str = "") -> Fact:
    """A line of that column, on its first page or on that further one; the lines of a page stand in the order of NUMBER."""
    about = {"column": column, "kind": kind, "title": "t", "published": day(published), "position": next(NUMBER)}
    return fact(Entry, list_look(on or column), f"{key} {column}", **about)


def list_page(key: str, column: str, oldest: str, more: bool) -> Fact:
    return fact(ListPage, list_look(key), key, column=column, items=9, oldest=day(oldest), more=more)


def list_look(key: str) -> Page:
    """The look at a list: a column and its lines stand on the same page."""
    return look("website", "column", f"http://www.example.gov.cn/{key}/")


def article(key: str, *origins: str) -> Fact:
    title, published, source = origins
    about: dict[str, object] = {"title": "t", "published": day("2026-10-30"), "source": "s"}
    origin = {"title_from": title, "published_from": published, "source_from": source}
    return fact(Article, page("article"), key, **about | origin)


def letter(key: str, asked: str, answered: str = "") -> Fact:
    return fact(Letter, page("letters"), key, kind="咨询", department="", asked=day(asked), answered=day(answered))


def guide(key: str, elements: Iterable[str], forms: int) -> Fact:
    return fact(Guide, page("guide"), key, title="t", elements=tuple(elements), forms=forms)


def seen(facts: Iterable[Fact], *purposes: str, failed: Iterable[Page] = ()) -> dict[str, Observation]:
    """Measured over these facts after one good look of each purpose named (home always), and over failed ones."""
    return measured("website", [*(page(purpose) for purpose in ("home", *purposes)), *failed], facts)

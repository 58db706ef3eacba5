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


def column(key: str, kind: str, newest: str = "", more: bool = False) -> Fact:
    return fact(Column, page("column"), key, name=key, kind=kind, items=9, dated=9, newest=day(newest), more=more)


def entry(key: str, column: str, kind: str, published: str) -> Fact:
    about: dict[str, object] = {"column": column, "kind": kind, "title": "t", "published": day(published), "position": 0}
    return fact(Entry, page("column"), f"{key} {column}", **about)


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

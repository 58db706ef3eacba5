"""博达 site builder: articles …/info/1011/2034.htm, static pages numbered downwards: xwdt.htm, xwdt/11.htm … xwdt/1.htm."""

from __future__ import annotations

import re

from .lists import Family, Listing, general
from .page import Doc
from .urls import host, path, resolve

_SIGNS = ("_simple_list_gotopage_fun", "p_pages", "p_next")
_STEM = re.compile(r"([^/]{1,100})\.s?html?$")
_NUMBERED = re.compile(r"/(\d{1,6})\.s?html?$")


def recognises(doc: Doc) -> bool:
    """True where its pager or its address of a column is used."""
    return any(sign in doc.text for sign in _SIGNS) or "wbtreeid=" in doc.page.url


def read(doc: Doc) -> Listing:
    """The main list. Where the pager has no `next`, the page after this one has the next lower number."""
    return general(doc, "boda", after=below(doc))


def below(doc: Doc) -> str:
    """The address one number down; from a first page, which has none, the highest that it links to; '' after the last."""
    here = path(doc.page.url)
    if number := _NUMBERED.search(here):
        return resolve(doc.base, f"{int(number[1]) - 1}{here[number.end(1) :]}") if int(number[1]) > 1 else ""
    folder = _STEM.sub(r"\1/", here) if _STEM.search(here) else ""
    linked = {int(found[1]): anchor.url for anchor in doc.anchors if folder and (found := _page(anchor.url, folder, doc.host))}
    return linked[max(linked)] if linked else ""


def _page(url: str, folder: str, site: str) -> re.Match[str] | None:
    where = path(url)
    inside = host(url) == site and where.rpartition("/")[0] + "/" == folder
    return _NUMBERED.search(where) if inside else None


FAMILY = Family("boda", recognises, read)

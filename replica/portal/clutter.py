"""What every page of a content system carries along, drawn once: it makes pages as heavy as real ones and means nothing."""

from __future__ import annotations

import random
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .families import FAMILIES

COLOURS = ("#b5121b", "#1f5fa8", "#0d4f8b", "#a61c28", "#1b7a8c")
FONT_BYTES = {"hanweb": 21000, "nfcms": 24000, "gkmlpt": 24000, "plain": 9000, "plain_gbk": 9000}
USUAL_FONT = 15000


def cut(title: str) -> str:
    """A title as lists shorten it."""
    return title if len(title) <= 24 else f"{title[:22]}..."


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def marked(text: str, query: str) -> Markup:
    """A text with the words asked for made red."""
    return Markup("<em>{}</em>").format(query).join(Markup.escape(part) for part in text.split(query))


@cache
def templates() -> Environment:
    """The pages' templates, each compiled once."""
    loader = FileSystemLoader(Path(__file__).with_name("templates"))
    pages = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, auto_reload=False)
    pages.filters.update(cut=cut, digits=digits, marked=marked)
    return pages


@dataclass(frozen=True)
class Clutter:
    """The still parts of a content system's pages."""

    head: Markup
    tail: Markup
    home: Markup
    home_tail: Markup


@cache
def clutter(family: str) -> Clutter:
    """The still parts; the icon font of home pages is noise."""
    font = b64encode(random.Random(family).randbytes(FONT_BYTES.get(family, USUAL_FONT))).decode()
    names = ("head_clutter", "tail_clutter", "home_clutter", "home_tail_clutter")
    return Clutter(*(render(f"{n}.html.j2", family=FAMILIES[family], font=font) for n in names))


def render(template: str, **values: object) -> Markup:
    """A filled template, safe to stand in another."""
    return Markup(templates().get_template(template).render(values))

"""The templates of PDF and site, with what all of them may call."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..contract import Status
from . import charts
from .palette import FAMILY, PALETTE, shade
from .words import web_address

FOLDER = Path(__file__).parent


def environment() -> Environment:
    """Every template of this folder; a word that is not handed in is an error, and text is escaped."""
    jinja = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    jinja.globals.update(charts=charts, palette=PALETTE, shade=shade, family=FAMILY, statuses=tuple(Status))
    jinja.filters["web"] = web_address
    return jinja

"""The templates of PDF and site, with what all of them may call."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..contract import Status
from . import chapters, charts, summaries
from .below import below
from .charts import lines, months, qr, ranges, standing, tiles
from .fetcher import digest
from .glosses import gloss, rule_words
from .near import near
from .palette import FAMILY, PALETTE, shade
from .proof import evidence_page
from .spacing import gaps
from .words import held, of_language, short_address, web_address

FOLDER = Path(__file__).parent


def environment() -> Environment:
    """Every template of this folder; a word that is not handed in is an error, and text is escaped."""
    jinja = Environment(
        loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    jinja.globals.update(charts=charts, palette=PALETTE, shade=shade, family=FAMILY, statuses=tuple(Status))
    jinja.globals.update(qr=qr, ranges=ranges, near=near, below=below, rule_words=rule_words, evidence_page=evidence_page)
    jinja.globals.update(marks=standing, months=months)
    jinja.globals.update(lines=lines, tiles=tiles, chapters=chapters, summaries=summaries)
    jinja.filters.update(web=web_address, short=short_address, held=held, part=of_language, digest=digest, gaps=gaps, gloss=gloss)
    return jinja

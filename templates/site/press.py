"""Writes pages of one language, and what all pages load."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from ...contract import RankLine, SiteContext, china_text
from ..pages import environment
from ..palette import custom_properties
from ..phrases import Phrases, phrases
from ..spacing import joined
from ..words import FONTS, tidy
from . import addresses

HERE = Path(__file__).parent
BLANK = re.compile(r"\n\s*\n")  # lines that templates leave
LOADED = ("*.js", "*.woff2", "*.svg")  # copied as they are; styles are copied with the palette before them


@dataclass(frozen=True)
class Press:
    """Writes the pages of one language."""

    out: Path  # of the whole site
    site: SiteContext
    t: Phrases
    jinja: Environment

    @property
    def first(self) -> bool:
        """True for the language that lies at the root."""
        return self.site.lang == self.site.languages[0]

    @property
    def folder(self) -> Path:
        """Where this language's pages lie."""
        return self.out if self.first else self.out / self.site.lang

    def page(self, path: str, kind: str, **values: Any) -> Path:
        """Writes the page of that kind (a template of this folder) with values that are tidy, and gives its path."""
        up = "../" * path.count("/")
        top = up if self.first else up + "../"
        others = {
            lang: top + ("" if lang == self.site.languages[0] else f"{lang}/") + path
            for lang in self.site.languages
        }  # fmt: skip
        html = self.jinja.get_template(f"site/{kind}.html.j2").render(
            site=self.site, t=self.t, kind=kind, path=path, root=up, top=top, languages=others, **values
        )
        return self.write(path, joined(BLANK.sub("\n", html), self.site.lang))

    def write(self, path: str, text: str) -> Path:
        """Writes a text under this language's root."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target


def press(out: Path, site: SiteContext) -> Press:
    """The press of that site's language, every text of it made fit to print."""
    jinja = environment()
    for name in ("ranking_file", "unit_file", "evidence_file", "exemplar_file", "scheme_file"):
        jinja.globals[name] = getattr(addresses, name)
    jinja.globals.update(scored=scored, titled=partial(titled, phrases(site.lang)))
    jinja.globals["paged"] = frozenset(unit.code for unit in site.units)
    jinja.globals["channel_names"] = dict(zip(site.channels, site.channel_titles, strict=True))
    jinja.filters["moment"] = china_text
    for name in ("of_standing", "of_place", "rule_file"):
        jinja.filters[name] = getattr(addresses, name)
    jinja.globals["between"] = "" if site.lang == "zh" else " "  # of sentences
    jinja.globals["scripts"] = frozenset(path.name for path in HERE.glob("*.js"))
    return Press(out, tidy(site), phrases(site.lang), jinja)


def write_assets(out: Path) -> None:
    """Copies styles, scripts and fonts to the site's `assets`; the palette stands before the styles."""
    folder = out / "assets"
    folder.mkdir(parents=True, exist_ok=True)
    for pattern in LOADED:
        for path in (*HERE.glob(pattern), *FONTS.glob(pattern)):
            shutil.copyfile(path, folder / path.name)
    for path in HERE.glob("*.css"):
        (folder / path.name).write_text(custom_properties() + "\n" + path.read_text("utf-8"), "utf-8")


def scored(lines: Sequence[RankLine], node: int) -> list[RankLine]:
    """The lines that have a score in the node at that place, lowest first, as marks are drawn."""
    return sorted((x for x in lines if x.scores[node] is not None), key=lambda x: x.scores[node] or 0.0)


def titled(t: Phrases, population: str, title: str) -> str:
    """A ranking's title: its own, else that of its level or region."""
    if title:
        return title
    kind, _, rest = population.partition(":")
    if kind == "level":
        return t(f"population.{rest}")
    region, _, level = rest.partition(":")
    return t(f"region.{region}") + (" " + t(f"population.{level}") if level else "")

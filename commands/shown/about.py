"""The sheet 说明 of a workbook: by what, of when, of whom and from what its numbers are, and whether they are simulated."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ... import __version__, registry
from ...contract import CHINA

if TYPE_CHECKING:
    from ...index.scheme.model import Scheme
    from ..asked.scored import Loaded
    from ..asked.source import Source

Rows = list[list[object]]
SHEET = "说明"
SIMULATED, REAL = "模拟数据：不反映任何真实单位", "非模拟数据"
LEVELS = {"municipality": "直辖市", "province": "省区", "prefecture": "地级", "county": "县级"}


def about(scheme: Scheme, period: str, population: str, made_from: str, simulated: bool, *more: tuple[str, str]) -> Rows:
    """Lines of two cells; `more` are further ones, as what was varied."""
    lines = [
        ("项目", "内容"),
        ("数据性质", SIMULATED if simulated else REAL),
        ("方案", f"{scheme.title} {scheme.id}"),
        ("方案来源", scheme.source),
        ("时期", period or "未注明"),
        ("参评范围", population),
        ("数据来源", made_from),
        *more,
        ("生成", f"{datetime.now(UTC).astimezone(CHINA):%Y-%m-%d %H:%M} 北京时间，dsci {__version__}"),
    ]
    return [list(line) for line in lines]


def about_loaded(found: Loaded, source: Source, population: str, *more: tuple[str, str], period: str = "") -> Rows:
    """The same of scores that a command has loaded."""
    made_from = from_of(source.data, source.meta, source.beside)
    return about(found.scored.scheme, period or found.period, population_zh(population), made_from, simulated_of(found), *more)


def from_of(*files: str | None) -> str:
    """The files that were handed over, else the store."""
    return "、".join(name for name in files if name) or "本库观测（dsci crawl、import、measure）"


def simulated_of(found: Loaded) -> bool:
    """True where the data, or the store that they are from, are of the stand-in internet."""
    from ...store.world import simulated

    return found.scored.table.simulated or (found.store is not None and simulated(found.store))


def population_zh(population: str) -> str:
    """A population by its Chinese name."""
    kind, _, level = population.partition(":")
    if kind == "level" and level in LEVELS:
        return LEVELS[level]
    if population in registry.groups():
        return registry.groups()[population].zh
    return "全部单位" if population == "all" else population

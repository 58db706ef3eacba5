"""dsci shares"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from .asked.options import existing, period_option, period_or_last, store_option, write_csv

if TYPE_CHECKING:
    from ..index.surveyed import Share

POPULATIONS = {  # as the report has them; `others`: prefectures that are none of cities32
    "municipality": ("直辖市", "municipalities"),
    "cities32": ("省会与计划单列市", "capitals and planned cities"),
    "others": ("其他地级行政区", "other prefectures"),
    "local": ("全部", "all local"),
    "provincial": ("省级", "provincial"),
}


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One share of one population, beside the published one; shares run from 0 to 1, the difference is in points of 100."""

    question: str
    title: str
    population: str
    yes: int
    observed: int
    members: int
    share: float | None
    published: float | None
    difference: float | None
    year: int
    source: str
    metric: str
    counted: str
    period: str
    simulated: bool


@click.command()
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--out", default="", metavar="FILE", help="Write the shares as CSV instead of printing them.")
@period_option
@store_option
def command(lang: str, out: str, period: str, store: str) -> None:
    """Shares of governments that reply in time, follow up, offer smart search and so on, beside the published shares.

    Each is counted over those that were observed, and says how many of how many that is.

    Example: dsci shares --period 2026 --out shares.csv
    """
    from ..contract import Observation
    from ..index.surveyed import published, shares

    kept = existing(store)
    label = period_or_last(kept, period)
    source, year, questions = published()
    rows = kept.rows(Observation, period=label, metric=[q.metric for q in questions])
    found, simulated = shares(rows, populations()), any(row.simulated for row in rows)
    if out:
        write_csv([_row(s, lang, year, source, label, simulated) for s in found], out, ShareRow)
        return
    for line in _lines(found, lang, f"{label}{' · 模拟数据 simulated' if simulated else ''}; {source} ({year})"):
        click.echo(line)


def populations() -> dict[str, list[str]]:
    """The codes of each population of the report."""
    from .. import registry
    from ..contract import Level

    known, groups = registry.units(), registry.groups()
    planned = set(groups["cities32"].members)
    return {
        "municipality": [c for c, u in known.items() if u.level is Level.MUNICIPALITY],
        "cities32": sorted(planned),
        "others": [c for c, u in known.items() if u.level is Level.PREFECTURE and c not in planned],
        "local": list(groups["local"].members),
        "provincial": list(groups["provincial"].members),
    }


def _row(share: Share, lang: str, year: int, source: str, period: str, simulated: bool) -> ShareRow:
    q = share.question
    return ShareRow(
        q.id, q.en if lang == "en" else q.zh, share.population, share.yes, share.observed, share.members, share.value,
        share.published, share.difference, year, source, q.metric, q.why, period, simulated,
    )  # fmt: skip


def _lines(found: list[Share], lang: str, head: str) -> list[str]:
    """A block a question, a line a population: share, observed of all, published, difference."""
    lines, last = [head], ""
    for share in found:
        q = share.question
        if q.id != last:
            lines.append(f"{q.en if lang == 'en' else q.zh}  [{q.metric}]  {q.why}")
            last = q.id
        lines.append(_line(share, POPULATIONS[share.population][lang == "en"], lang == "en"))
    return lines


def _line(share: Share, name: str, english: bool) -> str:
    words = ("observed {} of {}", "not observed", "published") if english else ("已观测 {}/{}", "未观测", "公布")
    if share.value is None:
        text = f"{words[1]} (0/{share.members})"
    else:
        text = f"{share.value:7.2%}  {words[0].format(share.observed, share.members)}"
    if share.published is not None:
        text += f"  {words[2]} {share.published:.2%}"
    return f"  {name}: {text}" + ("" if share.difference is None else f"  {share.difference:+.2f}")

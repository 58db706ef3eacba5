"""A small site in two languages, drawn: 31 units with pages, two schemes, two periods, two populations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from dsci.contract import (
    CHINA,
    BookContext,
    CardContext,
    Failing,
    Level,
    Listed,
    LookRef,
    Placed,
    Ranking,
    RuleFound,
    SchemeNode,
    SchemePage,
    SchemeTop,
    SiteContext,
    Standing,
    Status,
    Unit,
    UnitLooks,
)
from dsci.registry import short_name, units
from dsci.templates.site import (
    press,
    write_assets,
    write_data,
    write_evidence,
    write_findings,
    write_overview,
    write_rankings,
    write_unit,
    write_unit_data,
)

from .contexts import ZHEJIANG, ZHEJIANG_EN
from .drawn import card
from .drawn_back import filled
from .drawn_book import book

LANGUAGES = ("zh", "en")
SCHEMES = (("dsci-2026", ("dsci 2026 默认方案", "dsci 2026, the default scheme")), ("nju-2023", ("南京大学 2023", "NJU 2023")))
LEADERS = ("440000", "310000", "320000", "520000", "150000")


def provincial() -> list[Unit]:
    """The 31 units that have pages."""
    return [u for u in units().values() if u.level in (Level.MUNICIPALITY, Level.PROVINCE)]


def unit_card(unit: Unit, lang: str) -> CardContext:
    """A unit's card, with the codes of its exemplars."""
    full = filled(card(unit, (unit.name, unit.name_en), (ZHEJIANG, ZHEJIANG_EN), lang, 0.45 + (int(unit.code) // 10000 % 7) / 20))
    leaders = tuple(replace(e, code=c) for e, c in zip(full.exemplars, LEADERS, strict=True) if c != unit.code)
    return replace(full, indicators=full.indicators[::3], exemplars=leaders, population=str(unit.level))


def listed(ranking: Ranking, lang: str) -> tuple[Listed, ...]:
    """The units with pages, as the lists of the site have them."""
    lines = {line.code: line for line in ranking.lines}
    return tuple(
        Listed(u.code, lines[u.code].name, short_name(u) if lang == "en" else u.name_en, str(u.level), u.region, "",
               lines[u.code].score, lines[u.code].rank, ranking.of)
        for u in provincial()
    )  # fmt: skip


def standings(rankings: Sequence[Ranking], at: int) -> tuple[Standing, ...]:
    """Each ranking in two schemes and two periods; the prefectures' in one."""
    some = [(s, p, r) for s in SCHEMES for p in ("2026", "2025") for r in rankings[:2]]
    return tuple(Standing(s[0], s[1][at], p, r) for s, p, r in [*some, (SCHEMES[0], "2026", rankings[3])])


def schemes(at: int) -> tuple[SchemePage, ...]:
    """Both schemes, in short."""
    node = SchemeNode("website", ("网站", "Website")[at], "channel", 0, 0.36, 0.36, "dsci", "", "", 1, "", "", "", "")
    leaf = replace(node, node="website.uptime", kind="indicator", depth=1, metric="website.uptime", unit="share")
    top = SchemeTop("comprehensive", ("综合指数", "Comprehensive index")[at], (node.title,), (1.0,))
    status = tuple(str(s) for s in Status)
    return tuple(
        SchemePage(i, t[at], "nju-2023; AHP", "dsci", "AHP", "dsci", "dsci", "dsci", (top,), (node, leaf), status,
                   ("drop",) * len(status), (("领先", "Leading")[at],), (75.0,))
        for i, t in SCHEMES
    )  # fmt: skip


def site_context(lang: str, whole: BookContext) -> SiteContext:
    """What all pages of a language share."""
    at = int(lang == "en")
    return SiteContext(
        lang, LANGUAGES, "", SCHEMES[0][0], SCHEMES[0][1][at], "2026", datetime(2026, 10, 31, 20, tzinfo=CHINA), True,
        "5f1c09ab7e", "0.6.0", whole.channels, whole.channel_titles, listed(whole.rankings[0], lang),
        standings(whole.rankings, at), schemes(at), True,
    )  # fmt: skip


def evidence(shown: CardContext) -> UnitLooks:
    """A look behind each indicator that has one."""
    rows = [row for row in shown.indicators if row.evidence]
    looks = tuple(
        LookRef(row.evidence + "0" * 54, row.channel, "home", "https://www.example.gov.cn/", shown.as_of, "OK", 200, "ab" * 32,
                "2026.warc.gz", 4096, (row.metric,))
        for row in rows
    )  # fmt: skip
    return UnitLooks(shown.unit.code, shown.name, looks, tuple(r.metric for r in rows), tuple(r.title for r in rows))


def places(shown: CardContext, site: SiteContext) -> list[Placed]:
    """Where the unit stands in every ranking that has it."""
    return [
        Placed(s.scheme, s.scheme_title, s.period, s.ranking.population, s.ranking.title, x.score, x.rank, s.ranking.of, x.tier)
        for s in site.standings
        for x in s.ranking.lines
        if x.code == shown.unit.code
    ]


def rules(at: int) -> tuple[RuleFound, ...]:
    """One rule that one unit fails."""
    failing = Failing("510000", ("四川", "Sichuan")[at], "首页打不开", 3, "abcdef0123", "https://www.example.gov.cn/")
    return (RuleFound("inspection-2019", "政府网站监管年度考核指标", "veto-1", "站点无法访问", "veto", True, (failing,), 4),)


def write_drawn(out: Path) -> Path:
    """Writes the site under that folder, which is given back."""
    write_assets(out)
    for at, lang in enumerate(LANGUAGES):
        whole = book(lang)
        site = site_context(lang, whole)
        printer = press(out, site)
        cards = [unit_card(u, lang) for u in provincial()]
        write_overview(printer, whole, ())
        write_rankings(printer)
        write_findings(printer, rules(at), whole.finding_counts)
        write_data(printer, whole.definitions[::3])  # those of unit_card
        for shown in cards:
            write_unit(printer, shown, places(shown, site))
            write_evidence(printer, evidence(shown))
            write_unit_data(printer, shown)
    return out

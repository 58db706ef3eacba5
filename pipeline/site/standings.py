"""The rankings of the site, its units, and what all its pages share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ... import registry
from ...contract import BookContext, Listed, Placed, Ranking, Result, SiteContext, Standing
from ...index.scheme.model import Scheme
from ...store import Store
from .schemes import scheme_page


def kept_results(store: Store, scheme: Scheme, period: str) -> list[Result]:
    """The results of indices and top nodes that were kept of a scheme and period; none where it was not scored."""
    tops = [*(c.id for c in scheme.composites), *(root.id for root in scheme.roots)]
    kinds = sorted({scheme.kinds[node] for node in tops})
    return store.rows(Result, scheme=scheme.id, period=period, kind=kinds, node=tops)


def standing_of(scheme: Scheme, period: str, rankings: Iterable[Ranking], lang: str) -> tuple[Standing, ...]:
    """The rankings of a scheme and period as pages of the site."""
    title = scheme.title_en if lang == "en" else scheme.title
    return tuple(Standing(scheme.id, title, period, ranking) for ranking in rankings)


def site_context(
    book: BookContext, standings: tuple[Standing, ...], schemes: Sequence[Scheme], languages: tuple[str, ...], base: str = ""
) -> SiteContext:
    """What all pages share. The rankings of the book's own scheme and period come first."""
    first = [s for s in standings if (s.scheme, s.period) == (book.scheme, book.period)]
    rest = [s for s in standings if s not in first]
    return SiteContext(
        lang=book.lang, languages=languages, base=base.rstrip("/"), scheme=book.scheme, scheme_title=book.scheme_title,
        period=book.period, as_of=book.as_of, simulated=book.simulated, content_hash=book.content_hash, version=book.version,
        channels=book.channels, channel_titles=book.channel_titles, units=_listed(first, book.lang),
        standings=(*first, *rest), schemes=tuple(scheme_page(s, book.lang) for s in schemes), cases=bool(book.practices),
    )  # fmt: skip


def _listed(standings: Sequence[Standing], lang: str) -> tuple[Listed, ...]:
    """The units of those rankings in the order of their codes, each as it stands in its level."""
    found: dict[str, Listed] = {}
    for standing in standings:
        for line in standing.ranking.lines:
            unit = registry.units()[line.code]
            if line.code not in found or standing.ranking.population == f"level:{unit.level}":
                other = registry.short_name(unit) if lang == "en" else unit.name_en
                found[line.code] = Listed(
                    line.code, line.name, other or unit.name, str(unit.level), line.region, line.province, line.score,
                    line.rank, standing.ranking.of,
                )  # fmt: skip
    return tuple(found[code] for code in sorted(found))


def placed(standings: Sequence[Standing]) -> Mapping[str, tuple[Placed, ...]]:
    """Per unit where it stands in each of those rankings."""
    found: dict[str, list[Placed]] = {}
    for s in standings:
        for line in s.ranking.lines:
            place = Placed(
                s.scheme, s.scheme_title, s.period, s.ranking.population, s.ranking.title, line.score, line.rank, s.ranking.of,
                line.tier,
            )  # fmt: skip
            found.setdefault(line.code, []).append(place)
    return {code: tuple(places) for code, places in found.items()}

"""Cards made thin on purpose, and cities': what there is to say where little was seen."""

from __future__ import annotations

from dataclasses import replace

from dsci.contract import CardContext, ChannelScore, CityRow, Exemplar, Level, Status, Unit, Way

from .contexts import ZHEJIANG, ZHEJIANG_EN, sichuan, zhejiang
from .drawn import card, unseen
from .drawn_back import filled

NO_SCORE = {"score": None, "rank": None}


def hangzhou(lang: str = "zh") -> CardContext:
    """A city among the 11 of its province, with an address for the site."""
    unit = Unit("330100", "杭州市", "Hangzhou", Level.PREFECTURE, "330000", "east")
    full = card(unit, ("杭州市", "Hangzhou"), (ZHEJIANG, ZHEJIANG_EN), lang, 0.6, of=333)
    own = tuple(replace(c, code=unit.code) if c.name in ("杭州", "Hangzhou") else c for c in full.cities)
    names = ("浙江省", "Zhejiang Province")
    whole = filled(replace(full, cities=own, population="prefecture", province=names[lang == "en"]))
    return replace(whole, spread=(), city_leads=(), evidence_base="https://example.org/dsci/")


def no_wechat(lang: str = "zh") -> CardContext:
    """A whole channel that needs a login: no score in it, and none where it weighs too much."""
    full = filled(zhejiang(lang))
    rows = tuple(unseen(r, Status.LOGIN_REQUIRED, "login") if r.channel == "wechat" else r for r in full.indicators)
    none = {**NO_SCORE, "coverage": 0.0, "status": "LOGIN_REQUIRED"}
    gone = tuple(replace(c, **none) if c.channel == "wechat" else c for c in full.channels)
    ahead = tuple(replace(e, own_score=None) if e.channel == "wechat" else e for e in full.exemplars)
    return replace(
        full, indicators=rows, channels=gone, exemplars=ahead, unobserved=tuple(r for r in rows if Status(r.status).failed)
    )


def no_city(lang: str = "zh") -> CardContext:
    """A province of which no city was measured."""
    return replace(filled(sichuan(lang)), cities=(), cities_mean=None, city_leads=(), spread=())


def blind_cities(lang: str = "zh") -> CardContext:
    """A province whose cities were all looked at in vain: rows, and no score in any."""
    full = sichuan(lang)
    bare = tuple(replace(_blind(c), level_of=0) for c in full.cities)
    return replace(full, cities=bare, cities_mean=None, city_leads=(), spread=())


def alone(lang: str = "zh") -> CardContext:
    """The only unit measured: it would be compared with itself."""
    full = filled(zhejiang(lang))
    own = tuple(_alone(c) for c in full.channels)
    first = tuple(replace(h, rank=1, of=1, rank_low=1, rank_high=1, group_rank=1, group_of=1) for h in full.headlines)
    itself = tuple(_itself(full, e, c) for e, c in zip(full.exemplars, own, strict=True))
    rows = tuple(replace(r, median=r.value, best=r.value, best_unit=full.name, percentile=100.0) for r in full.indicators)
    mine = tuple(s for s in full.spread if s.code == full.unit.code)
    way = Way("comprehensive", "综合指数", "", None, (), None, None, "top")
    return replace(
        full, headlines=first, channels=own, indicators=rows, exemplars=itself, spread=mine, way=way, gains=(),
        strengths=(), weaknesses=(), cities=full.cities[:1],
    )  # fmt: skip


def county(lang: str = "zh") -> CardContext:
    """A county: a portal and nothing else was looked for."""
    unit = Unit("330106", "西湖区", "Xihu District", Level.COUNTY, "330100", "east")
    full = card(unit, ("西湖区", "Xihu District"), (ZHEJIANG, ZHEJIANG_EN), lang, 0.5, of=12)
    rows = tuple(r if r.channel == "website" else unseen(r, Status.NOT_TRIED, "no row") for r in full.indicators)
    bare = {**NO_SCORE, "coverage": 0.0, "status": "NOT_TRIED", "all_scores": ()}
    seen = tuple(c if c.channel == "website" else replace(_alone(c), **bare) for c in full.channels)
    none = {"score": None, "rank": None, "rank_low": None, "rank_high": None, "tier": "", "change": None, "group_rank": None}
    first = tuple(h if h.node == "website" else replace(h, **none, coverage=0.4) for h in full.headlines)
    return replace(
        full, headlines=first, channels=seen, indicators=rows, population="county", province="浙江省", cities=(),
        cities_kind="none", cities_mean=None,
        exemplars=full.exemplars[:1], unobserved=tuple(r for r in rows if Status(r.status).failed),
        looks=tuple(x for x in full.looks if x.channel == "website"),
        way=Way("comprehensive", "综合指数", "", None, (), None, None, "unscored"),
    )  # fmt: skip


def _alone(channel: ChannelScore) -> ChannelScore:
    scores = (channel.score,) if channel.score is not None else ()
    return replace(channel, median=channel.score, best=channel.score, rank=1, of=1, all_scores=scores)


def _itself(full: CardContext, leader: Exemplar, channel: ChannelScore) -> Exemplar:
    score = channel.score or 0.0
    return replace(leader, unit=full.name, code=full.unit.code, score=score, own_score=score, strong_at=(), how=())


def _blind(row: CityRow) -> CityRow:
    return replace(row, score=None, rank=None, level_rank=None, coverage=0.0, channels=(None,) * len(row.channels))


THIN = {"hangzhou": hangzhou, "no_wechat": no_wechat, "no_city": no_city, "blind": blind_cities, "alone": alone, "county": county}

"""Card contexts to test with: a full province, a large one, a municipality, a thin one, a hostile one."""

from __future__ import annotations

from dataclasses import replace

from dsci.contract import CardContext, Level, LookCount, Statement, Status, Unit

from .drawn import CHANNELS, card, unseen
from .drawn_front import said

ZHEJIANG = "杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水"
SICHUAN = (
    "成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 "
    "阿坝藏族羌族自治州 甘孜藏族自治州 凉山彝族自治州"
)
ZHEJIANG_EN = "Hangzhou Ningbo Wenzhou Jiaxing Huzhou Shaoxing Jinhua Quzhou Zhoushan Taizhou Lishui"
SICHUAN_EN = (
    "Chengdu Zigong Panzhihua Luzhou Deyang Mianyang Guangyuan Suining Neijiang Leshan Nanchong Meishan Yibin Guang'an "
    "Dazhou Ya'an Bazhong Ziyang Ngawa_Tibetan_and_Qiang_Prefecture Garze_Tibetan_Prefecture Liangshan_Yi_Prefecture"
)
MUNICIPALITIES = "北京 天津 上海 重庆", "Beijing Tianjin Shanghai Chongqing"


def zhejiang(lang: str = "zh") -> CardContext:
    """A full card of a province with 11 cities."""
    unit = Unit("330000", "浙江省", "Zhejiang", Level.PROVINCE, "", "east")
    return card(unit, ("浙江省", "Zhejiang Province"), (ZHEJIANG, ZHEJIANG_EN), lang, 0.74)


def sichuan(lang: str = "zh") -> CardContext:
    """The province with the most cities: 21. Not simulated."""
    unit = Unit("510000", "四川省", "Sichuan", Level.PROVINCE, "", "west")
    return replace(card(unit, ("四川省", "Sichuan Province"), (SICHUAN, SICHUAN_EN), lang, 0.5), simulated=False)


def beijing(lang: str = "zh") -> CardContext:
    """A municipality beside the other three."""
    unit = Unit("110000", "北京市", "Beijing", Level.MUNICIPALITY, "", "east")
    full = card(unit, ("北京市", "Beijing Municipality"), MUNICIPALITIES, lang, 0.82, of=4)
    cities = tuple(replace(c, level_of=4, level_rank=c.rank) for c in full.cities)
    own = tuple(replace(c, code="110000") if c.name in ("北京", "Beijing") else c for c in cities)
    whole = replace(full, cities=own, population="municipality", cities_kind="municipalities")
    return replace(whole, statements=said(whole))


def thin(lang: str = "zh") -> CardContext:
    """Nothing could be observed: no score, coverage 0, no city, no exemplar."""
    full = sichuan(lang)
    why = (Status.BLOCKED, Status.LOGIN_REQUIRED, Status.NOT_TRIED, Status.DNS, Status.TIMEOUT)
    status = dict(zip(CHANNELS, why, strict=True))
    alone = {"median": None, "best": None, "best_unit": ""}
    lone = {"share": None, "change": None}
    rows = tuple(
        replace(unseen(r, status[r.channel], "no route"), **alone, **lone, evidence="", pages=0) for r in full.indicators
    )
    none = {"score": None, "rank": None, "coverage": 0.0}
    unranked = {**none, "tier": "", "rank_low": None, "rank_high": None, "group_rank": None, "change": None, "history": ()}
    dark = {"points": (), "total": 0, "least": False}
    counts = tuple(replace(c, failed=0, passed=0, not_decided=c.failed + c.passed) for c in full.finding_counts)
    return replace(
        full,
        headlines=tuple(replace(h, **unranked) for h in full.headlines),
        channels=tuple(replace(c, **none, **alone, status=status[c.channel], all_scores=(), change=None) for c in full.channels),
        indicators=rows, cities=(), cities_mean=None, strengths=(), weaknesses=(), exemplars=(), unobserved=rows,
        statements=(Statement("unscored", {"title": full.headlines[0].title, "coverage": 0.0}),),
        activity=tuple(replace(a, **dark, status=status[a.channel]) for a in full.activity), findings=(), finding_counts=counts,
        looks=tuple(LookCount(c, s.value, 6) for c, s in status.items() if s is not Status.NOT_TRIED),
    )  # fmt: skip


def hostile(lang: str = "zh") -> CardContext:
    """Text that attacks: markup, addresses to open, bidirectional marks, control and rare characters, endless strings."""
    full = zhejiang(lang)
    script, image = "<script>alert(1)</script>", '<img src="file:///etc/passwd">{{ 7*7 }}'
    rows = list(full.indicators)
    rows[0] = replace(rows[0], title=script, best_unit=image, unit="</td><td>", evidence="url(http://127.0.0.1:9/)")
    rows[1] = replace(rows[1], title="市\u202e01\u2066\u200f\u0007\u0000\ud800名\U0001f600 עברית", reason="x" * 10_000)
    cities = (replace(full.cities[0], name="长" * 10_000), replace(full.cities[1], name="W" * 10_000), *full.cities[2:])
    endless = "http://127.0.0.1:9/" + "a" * 10_000
    urls = ("file:///etc/passwd", "javascript:alert(1)", endless, "data:text/html,x", "https://[::1")
    leaders = zip(full.exemplars, urls, strict=True)
    exemplars = tuple(replace(e, url=url, unit=image, strong_at=(script,) * 40) for e, url in leaders)
    channels = (replace(full.channels[0], title=script, best_unit="=cmd|'/c calc'!A0", accounts=(image,)), *full.channels[1:])
    return replace(
        full, name='<b>浙江</b>\u202e"&', indicators=tuple(rows), cities=cities, exemplars=exemplars, channels=channels,
        scheme_source="@import url(file:///etc/hosts); " * 400, strengths=(rows[0],), weaknesses=(rows[1],), period="2026'\"",
    )  # fmt: skip


ALL = {"zhejiang": zhejiang, "sichuan": sichuan, "beijing": beijing, "thin": thin, "hostile": hostile}

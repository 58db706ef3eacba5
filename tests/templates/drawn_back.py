"""What the back pages of a drawn card show: spread, leads, exemplars' ways, the way to the next tier, findings."""

from __future__ import annotations

import random
from dataclasses import replace
from statistics import mean

from dsci.contract import Beside, CardContext, CityLead, CityRow, CitySpread, Exemplar, Step, Way

PROVINCES = (
    "广东 江苏 山东 浙江 河南 四川 湖北 福建 湖南 安徽 河北 陕西 江西 辽宁 "
    "广西 云南 内蒙古 山西 贵州 新疆 黑龙江 吉林 甘肃 海南 宁夏 青海 西藏",
    "Guangdong Jiangsu Shandong Zhejiang Henan Sichuan Hubei Fujian Hunan Anhui Hebei Shaanxi Jiangxi Liaoning Guangxi Yunnan "
    "Inner_Mongolia Shanxi Guizhou Xinjiang Heilongjiang Jilin Gansu Hainan Ningxia Qinghai Xizang",
)


def filled(card: CardContext) -> CardContext:
    """The card with its back pages drawn, the same for the same unit."""
    draw = random.Random(int(card.unit.code))
    cities = tuple(replace(c, change=draw.uniform(-4, 6), tier="") for c in card.cities)
    return replace(
        card, cities=cities, spread=_spread(draw, card), city_leads=_leads(card, cities), before="2025", draws=1000,
        exemplars=tuple(_how(draw, card, n, e) for n, e in enumerate(card.exemplars)), way=_way(card), gains=_steps(card, 5),
        version="0.6",
    )  # fmt: skip


def _spread(draw: random.Random, card: CardContext) -> tuple[CitySpread, ...]:
    rows = []
    for place, name in enumerate(PROVINCES[card.lang == "en"].split()):
        scores = [draw.gauss(66 - place, 8) for _ in range(12)]
        name = name.replace("_", " ")
        own = name.split()[0] in card.name
        code = card.unit.code if own else f"{980000 + place}"
        rows.append(CitySpread(code, name, 12, mean(scores), min(scores), max(scores), draw.gauss(68 - place, 5)))
    return tuple(rows)


def _leads(card: CardContext, cities: tuple[CityRow, ...]) -> tuple[CityLead, ...]:
    leads = []
    for at, channel in enumerate(card.channels if cities else ()):
        best = max(cities, key=lambda c: c.channels[at] or 0)
        leads.append(CityLead(channel.channel, channel.title, best.code, best.name, best.channels[at] or 0, 3 * at + 1))
    return tuple(leads)


def _how(draw: random.Random, card: CardContext, at: int, leader: Exemplar) -> Exemplar:
    rows = [r for r in card.indicators if r.channel == leader.channel][:4]
    how = tuple(Beside(r.metric, r.title, r.unit, r.value, r.status, r.best, 3.2 - n / 2) for n, r in enumerate(rows))
    return replace(leader, code="440000", since=str(2022 + at), how=how, evidence=f"{draw.getrandbits(40):010x}")


def _steps(card: CardContext, count: int) -> tuple[Step, ...]:
    rows = [r for r in card.indicators if r.best is not None][7 :: max(1, len(card.indicators) // 8)][:count]
    tier = card.headlines[0].tier
    return tuple(
        Step(r.metric, r.title, r.channel_title, r.unit, r.value, r.status, r.best or 0, r.best_unit, 2.4 - n / 3, 3 + n, tier)
        for n, r in enumerate(rows)
    )


def _way(card: CardContext) -> Way:
    first = card.headlines[0]
    return Way(first.node, first.title, "A", 3.1, _steps(card, 2), (first.score or 0) + 3.4, 2)

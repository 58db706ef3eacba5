"""Parts of a drawn book that rest on no ranking: problems, definitions, addresses, topics, cases."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from dsci.contract import Address, Definition, FindingCount, Point, Practice, Problem, TopicLine, Unit
from dsci.registry import short_name

from .drawn import CHANNELS, GROUPS, METRICS

MONTHS = (Point("2026-01", 3.0), Point("2026-02", None), Point("2026-03", 7.0))


def problems(at: int, names: tuple[str, ...]) -> tuple[Problem, ...]:
    """Sixteen indicators and six rules that units lack."""
    rng = Random(7)
    found = []
    for n, m in enumerate(METRICS[:22]):
        kind = ("channel", "no", "half")[n % 3] if n < 16 else "veto"
        seen, channel = rng.randint(180, 364), CHANNELS[m.id.split(".")[0]][at]
        found.append(Problem(
            m.id if n < 16 else "", "" if n < 16 else f"veto-{n}", (m.zh, m.en)[at], channel, int(seen * (0.9 - n / 30)),
            seen, 364 - seen, None if n % 5 == 0 else rng.random(), names[n % 3 : n % 3 + 3] if n % 4 else (), kind,
        ))  # fmt: skip
    return tuple(found)


def definitions(at: int) -> tuple[Definition, ...]:
    """The indicators' definitions."""
    made = ("成功访问的次数除以全部访问的次数，连续三十天每天一次。", "Visits that succeeded over all visits.")
    return tuple(
        Definition(
            m.id, (m.zh, m.en)[at], m.id.split(".")[0], CHANNELS[m.id.split(".")[0]][at], GROUPS[m.group][at], m.unit,
            int(m.direction), 0.01, made[at], "国办秘函〔2019〕19号", 320,
        )
        for m in METRICS
    )  # fmt: skip


def addresses(found: Sequence[Unit], lang: str) -> tuple[Address, ...]:
    """Two addresses of every unit."""
    name = {u.code: u.name_en if lang == "en" else short_name(u) for u in found}
    return tuple(
        Address(u.code, name[u.code], c, f"https://www.{u.code}.example.gov.cn/", "" if c == "website" else f"{u.name}发布")
        for u in found
        for c in ("website", "weibo")
    )


def counts(at: int) -> tuple[FindingCount, ...]:
    """Findings of one book of rules."""
    title = ("政府网站监管年度考核指标", "Yearly inspection of government sites")[at]
    return tuple(FindingCount("inspection-2019", title, s, 40, 190, 120, 14) for s in ("veto", "deduction", "bonus"))


def topics(at: int) -> tuple[TopicLine, ...]:
    """Topics of posts by phrase, of letters by the title that was printed."""
    posts = tuple(TopicLine("posts", name, "", 420, 0.4, 30, ("甲市",), (12,), MONTHS) for name in ("emergency", "service"))
    letters = tuple(TopicLine("letters", name, name, 90, 0.1, 9) for name in (("咨询", "投诉"), ("Questions", "Complaints"))[at])
    return (*posts, *letters)


def practices(at: int) -> tuple[Practice, ...]:
    """One case, as somebody would write it in the library."""
    title, where, kind = (("一屏办事", "浙江", "办事"), ("One screen", "Zhejiang", "Services"))[at]
    text = ("把常办的事项放在首页第一屏。", "What people come for most stands on the first screen.")[at]
    return (Practice(title, "330000", where, kind, (text,), ("https://example.gov.cn/",), ("评审", "A reviewer")[at]),)

"""Draws what a portal offers to its visitors: the service hall with its guides, the letters, the search."""

from __future__ import annotations

import random
from collections.abc import Iterator

from ...contract import GUIDE_ELEMENTS
from .families import Family
from .lots import Lots
from .profile import Guide, Hall, Letter, LetterBox, SearchBox
from .words import Voice, words

PRINTED = ("共{0}项", "事项总数：{0:,}项", "可办事项 {0} 个", "共有{0}个事项")
FORMS = ("doc", "docx", "xls", "pdf", "zip", "wps")
HEADS = (
    ("来信主题", "来信类别", "受理单位", "来信时间", "回复时间", "办理状态"),
    ("标题", "类型", "答复单位", "提交时间", "答复时间", "状态"),
    ("信件标题", "信件类型", "办理单位", "写信时间", "办结时间", "状态"),
    ("标题", "类型", "回复部门", "留言时间", "回复时间", "办理状态"),
)
PENDING = ("", "-", "待回复", "办理中")
LETTER_STAMPS = ("{0:%Y-%m-%d}",) * 4 + ("{0:%Y-%m-%d} 09:{0:%d}",)


def draw_hall(lots: Lots, family: Family, voice: Voice) -> Hall | None:
    """The service hall, if the portal has one."""
    if not lots.has("hall", 0.72, 1.0):
        return None
    name, _, slug = lots.pick("hall name", words().columns["hall"]).partition("|")
    items = round(150 * lots.between(1.3, 20) * (0.6 + 0.4 * lots.luck("items")))
    printed = lots.pick("printed", PRINTED).format(items) if lots.has("prints items", 0.5, 1.0) else ""
    address = family.hall.format(slug=slug, number=1229000041)
    return Hall(name, address, items, printed, tuple(guides(lots, family, voice, slug)))


def guides(lots: Lots, family: Family, voice: Voice, slug: str) -> Iterator[Guide]:
    names = list(words().services["names"])
    rng = lots.world.rng("portal", lots.unit.code, "guides")
    rng.shuffle(names)
    for n, name in enumerate(names[: rng.randint(5, 14)]):
        elements = tuple(e for e in GUIDE_ELEMENTS if lots.has(f"guide {n} {e}", 0.3, 0.98))
        offers = lots.has(f"guide {n} forms", 0.1, 0.95)
        yield Guide(
            title=name,
            address=family.guide.format(slug=slug, serial=40021 + 7 * n),
            elements=elements,
            lines=tuple(lines(lots, voice, n, name, elements)),
            forms=tuple(f"{name}申请表{k}.{rng.choice(FORMS)}" for k in range(1, rng.randint(1, 3) + 1)) if offers else (),
        )


def lines(lots: Lots, voice: Voice, n: int, name: str, elements: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Labels and values: the elements there are; of the others some labels without a value; some labels of other kinds."""
    rng = lots.world.rng("portal", lots.unit.code, "guide", str(n))
    for element in GUIDE_ELEMENTS:
        label, _, value = rng.choice(words().elements[element]).partition("|")
        value, blank = voice.say(rng, value, name=name), rng.random() < 0.4
        if element in elements or blank:
            yield label, value if element in elements else ""
    yield from rng.sample(sorted(words().beside.items()), 3)


def draw_letters(lots: Lots, family: Family, voice: Voice) -> LetterBox | None:
    """The column of letters, if the portal has one."""
    if not lots.has("letters", 0.5, 1.0):
        return None
    name, _, slug = lots.pick("letters name", words().columns["letters"]).format_map(vars(voice)).partition("|")
    return LetterBox(
        name=name,
        address=family.letters.format(slug=slug),
        next_address=family.letters_page.format(slug=slug),
        heads=lots.pick("letter heads", HEADS),
        stamp=lots.pick("letter stamp", LETTER_STAMPS),
        pending=lots.pick("pending", PENDING),
        letters=tuple(letters(lots, voice)),
    )


def letters(lots: Lots, voice: Voice) -> Iterator[Letter]:
    """8 to 30 letters, newest first. The best answer nearly all within some days; a few boxes are old, a few never answer."""
    rng = lots.rng("letters")
    age = rng.uniform(200, 500) if rng.random() < 0.05 else rng.uniform(0, 12)
    answering = 0.0 if rng.random() < 0.04 else lots.between(0.35, 1.0)
    for n in range(rng.randint(8, 2 * LetterBox.SIZE)):
        asked, took = int(age), reply_days(lots, rng)
        title = voice.say(rng, rng.choice(words().titles["letter"]))
        yield Letter(
            number=f"{lots.unit.code}{lots.world.period[2:]}{3400 - n}",
            title=title,
            kind=title[-2:],
            department=voice.say(rng, "{org}{dept}{bureau}"),
            asked=lots.day(asked),
            answered=lots.day(asked - took) if took <= asked and rng.random() < answering else None,
        )
        age += rng.expovariate(1 / lots.between(14, 3))


def reply_days(lots: Lots, rng: random.Random) -> int:
    """Days from letter to answer, 1 to 40."""
    return min(40, max(1, round(rng.lognormvariate(0, 0.5) * lots.between(18, 2))))


def draw_search(lots: Lots, family: Family) -> SearchBox | None:
    """The search form, if there is one; some find nothing, some find what was not asked for."""
    if not lots.has("search", 0.85, 1.0):
        return None
    finds = "matching" if lots.has("search works", 0.4, 1.0) else lots.pick("search finds", ("nothing", "unrelated"))
    return SearchBox(family.search, lots.pick("search input", family.inputs), finds)

"""Draws what a portal offers to its visitors: the service hall with its guides, the search."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from ...contract import GUIDE_ELEMENTS, SMART
from .families import Family
from .lots import Lots
from .offered import Offer
from .offers import draw_rating
from .profile import Guide, Hall, SearchBox
from .words import Voice, words

PRINTED = ("共{0}项", "事项总数：{0:,}项", "可办事项 {0} 个", "共有{0}个事项")
DEPARTMENTS = ("入驻部门 {0} 个", "部门数：{0}", "已进驻{0}个部门")
ONE_THINGS = ("“一件事”{0}项", "一件事 {0} 个", "主题服务（一件事）{0}件")
OFFERED = {  # by a hall: its words, share of the worst and the best
    "licences": (("电子证照", "我的电子证照"), 0.2, 0.95),
    "cross_province": (("跨省通办", "“跨省通办”专区"), 0.2, 0.95),
    "power_list": (("权责清单", "权力清单"), 0.2, 0.8),
}
FORMS = ("doc", "docx", "xls", "pdf", "zip", "wps")
STATUTORY = (5, 7, 10, 15, 20, 30, 45, 60)
DAYS = ("{0}个工作日", "{0} 个工作日", "{0}日", "{0}天")
AT_ONCE = ("即办", "即时办结")
LABELS = (("承诺办结时限", "法定办结时限"), ("承诺时限", "法定时限"))


def draw_hall(lots: Lots, family: Family, voice: Voice) -> Hall | None:
    """The service hall, if the portal has one."""
    if not lots.has("hall", 0.72, 1.0):
        return None
    name, _, slug = lots.pick("hall name", words().columns["hall"]).partition("|")
    items = round(150 * lots.between(1.3, 20) * (0.6 + 0.4 * lots.luck("items")))
    printed = lots.pick("printed", PRINTED).format(items) if lots.has("prints items", 0.5, 1.0) else ""
    address = family.hall.format(slug=slug, number=1229000041)
    sets, present = one_things(lots), departments(lots)
    counts = [lots.pick("departments words", DEPARTMENTS).format(present)] if present else []
    counts += [lots.pick("one thing words", ONE_THINGS).format(sets)] if sets else []
    return Hall(
        name, address, items, printed, tuple(guides(lots, family, voice, slug)),
        present, sets, tuple(counts), tuple(hall_offers(lots, sets)),
    )  # fmt: skip


def departments(lots: Lots) -> int | None:
    return (
        11 + round(lots.between(5, 45) * (0.7 + 0.3 * lots.luck("departments")))
        if lots.has("prints departments", 0.3, 0.95)
        else None
    )


def one_things(lots: Lots) -> int | None:
    """Sets of services made one thing, where the hall prints their number."""
    return (
        3 + round(lots.between(2, 90) * (0.5 + 0.5 * lots.luck("one things")))
        if lots.has("prints one things", 0.15, 0.9)
        else None
    )


def hall_offers(lots: Lots, sets: int | None) -> Iterator[Offer]:
    """What the hall offers by name. A number of 一件事 stands beside a link to them."""
    host = urlsplit(lots.world.portals[lots.unit.code]).netloc.removeprefix("www.")
    for name, (texts, low, high) in OFFERED.items():
        if lots.has(f"hall {name}", low, high):
            yield Offer(name, lots.pick(f"hall {name} words", texts), f"https://zwfw.{host}/{name}/")
    if (rating := draw_rating(lots)) and lots.luck("rating in hall") < 0.6:
        yield Offer("rating", rating.text, rating.address)
    if sets or lots.has("hall one_thing", 0.1, 0.6):
        yield Offer("one_thing", "高效办成一件事", f"https://zwfw.{host}/yjs/")


def guides(lots: Lots, family: Family, voice: Voice, slug: str) -> Iterator[Guide]:
    names = list(words().services["names"])
    rng = lots.world.rng("portal", lots.unit.code, "guides")
    rng.shuffle(names)
    for n, name in enumerate(names[: rng.randint(5, 14)]):
        elements = tuple(e for e in GUIDE_ELEMENTS if lots.has(f"guide {n} {e}", 0.3, 0.98))
        offers = lots.has(f"guide {n} forms", 0.1, 0.95)
        promised, statutory = limits(lots, n)
        yield Guide(
            title=name,
            address=family.guide.format(slug=slug, serial=40021 + 7 * n),
            elements=elements,
            lines=(*lines(lots, voice, n, name, elements), *limit_lines(lots, n, promised, statutory)),
            forms=tuple(f"{name}申请表{k}.{rng.choice(FORMS)}" for k in range(1, rng.randint(1, 3) + 1)) if offers else (),
            promised=promised,
            statutory=statutory,
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


def limits(lots: Lots, n: int) -> tuple[int | None, int | None]:
    """Days promised and by statute, None where they are not printed; better offices promise less, the best do it at once."""
    statutory = lots.pick(f"guide {n} statutory", STATUTORY)
    share = lots.luck(f"guide {n} promise") * 0.5 + lots.between(0.75, 0.0) * 0.67
    prints = (lots.has(f"guide {n} promised", 0.4, 0.98), lots.has(f"guide {n} by statute", 0.4, 0.98))
    return int(statutory * min(1.0, share)) if prints[0] else None, statutory if prints[1] else None


def limit_lines(lots: Lots, n: int, promised: int | None, statutory: int | None) -> Iterator[tuple[str, str]]:
    """The lines of a guide that print these days."""
    (label, by_statute), way = lots.pick("limit labels", LABELS), lots.pick(f"guide {n} days", DAYS)
    if statutory is not None:
        yield by_statute, way.format(statutory)
    if promised is not None:
        yield label, way.format(promised) if promised else lots.pick("at once", AT_ONCE)


def draw_search(lots: Lots, family: Family) -> SearchBox | None:
    """The search form, if there is one; some find nothing, some find what was not asked for."""
    if not lots.has("search", 0.85, 1.0):
        return None
    finds = "matching" if lots.has("search works", 0.4, 1.0) else lots.pick("search finds", ("nothing", "unrelated"))
    smart = lots.those(SMART, 0.2, 0.9) if lots.has("smart search", 0.05, 0.95) else ()
    return SearchBox(family.search, lots.pick("search input", family.inputs), finds, smart)

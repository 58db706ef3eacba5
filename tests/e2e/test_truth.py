"""Measured against true, for a seeded sample of units; and for each metric, that a wrong reading would be seen."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import pytest

from dsci import registry
from dsci.channels import Channel, channels
from dsci.channels.table import Measured, MetricTable, View
from dsci.commands.asked.handed import take_handed
from dsci.commands.replica import overlay_file
from dsci.contract import Account, Fact, Observation, Page, Period, Status
from dsci.replica.compare import Mismatch, compare
from dsci.replica.overlay import truth
from dsci.replica.world import Truth, World
from dsci.store import Store, open_store

from .line import dsci
from .platform_faults import PLATFORMS, struck_units

SIZE = 40
ODD = "410100"  # one of the few whose portal's host is not www.NAME.gov.cn
PROBED = 8  # of them, visited for a week, twenty times a day
PERIOD = Period.parse("2026")
FOR_PEOPLE = {("website", "Mention"), ("app", "Candidate")}  # facts that no metric rests on: names and ids to confirm
Answer = Callable[[View], Measured | float | None]
Seen = tuple[str, list[Account], list[Page], list[Fact]]  # what is known of one unit on one channel


@dataclass(frozen=True)
class Sample:
    """Units drawn by seed, crawled and measured, with their truth."""

    store: Store
    codes: tuple[str, ...]
    truths: tuple[Truth, ...]
    world: World

    @cached_property
    def seen(self) -> dict[str, list[Seen]]:
        """What the store holds, by channel; read once, measured many times."""
        return {name: [self._seen(unit, channel) for unit in self.codes] for name, channel in channels().items()}

    def _seen(self, unit: str, channel: Channel) -> Seen:
        where = {"unit": unit, "channel": channel.name}
        facts = list(self.store.facts(channel.kinds, unit, channel.name))
        return unit, self.store.rows(Account, **where), self.store.rows(Page, **where), facts

    def wrong(self, channel: Channel, table: MetricTable, without: type[Fact] | None = None) -> Iterator[Mismatch]:
        """Where the channel's metrics differ from the truth, unit by unit, with the facts of one kind left out."""
        ids = {m.id for m in table.metrics}
        for unit, accounts, looks, facts in self.seen[channel.name]:
            own = [t for t in self.truths if t.unit == unit and t.metric in ids]
            left = (f for f in facts if type(f) is not without)
            yield from compare(own, (row for row, _ in table.measure(unit, accounts, looks, left, PERIOD, self.world.as_of)))

    def differing(self, channel: Channel, table: MetricTable) -> set[str]:
        """Metrics of the channel in which some unit differs from the truth."""
        return {wrong.metric for wrong in self.wrong(channel, table)}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample")
    whole = World(tuple(registry.select()), registry.portals(), "2026", reach_errors=registry.reach_errors())
    struck = {unit.code: unit for unit in (whole.by_code[ODD], *struck_units(whole).values())}
    others = [unit for unit in whole.units if unit.code not in struck]
    units = [*random.Random(SIZE).sample(others, SIZE - len(struck)), *struck.values()]
    chosen = [option for unit in units for option in ("--unit", unit.code)]
    where = ("--store", str(folder / "store"))
    dsci("crawl", *chosen, "--replica", *where, "--log", str(folder / "log.txt"), cwd=folder)
    codes = tuple(unit.code for unit in units)
    week = ("--times", "140", "--every", "72", "--as-of", "2026-10-31T20:00:00+08:00")
    dsci("probe", *chosen[: 2 * PROBED], "--replica", *week, *where, cwd=folder)
    world = replace(whole, probed=codes[:PROBED])
    handed = take_handed(open_store(str(folder / "store")), world, units, overlay_file(world, str(folder)), folder / "handed")
    told, wrong = re.findall(r"(\d+) rejected \((\d+)", handed)[0]
    assert told == wrong != "0"
    dsci("measure", *chosen, "--period", "2026", *where, cwd=folder)
    truths = tuple(truth(world, units))
    return Sample(open_store(str(folder / "store")), codes, truths, world)


def test_measured_is_true(sample: Sample) -> None:
    observations = sample.store.rows(Observation, period="2026")
    assert len(sample.truths) == len(observations) == SIZE * sum(len(c.table.metrics) for c in channels().values())
    assert len({t.status for t in sample.truths}) > 6, "a sample without faults proves little"
    assert compare(sample.truths, observations) == []


PLATFORM_FAULTS = (
    pytest.param("weibo", "login", marks=pytest.mark.proves("weibo-login")),
    pytest.param("weibo", "432", marks=pytest.mark.proves("weibo-432")),
    pytest.param("weibo", "shape", marks=pytest.mark.proves("weibo-one-shape")),
    pytest.param("weibo", "shapes", marks=pytest.mark.proves("weibo-both-shapes")),
    pytest.param("wechat", "freq", marks=pytest.mark.proves("wechat-throttled")),
    pytest.param("wechat", "about", marks=pytest.mark.proves("wechat-other-shape")),
    pytest.param("wechat", "client", marks=pytest.mark.proves("wechat-client-only")),
    pytest.param("app", "delisted", marks=pytest.mark.proves("app-delisted")),
    pytest.param("app", "502", marks=pytest.mark.proves("app-502")),
    pytest.param("app", "reviews", marks=pytest.mark.proves("app-reviews-502")),
    pytest.param("android", "huawei", marks=pytest.mark.proves("huawei-403")),
    pytest.param("android", "shape", marks=pytest.mark.proves("huawei-empty")),
    pytest.param("android", "busy", marks=pytest.mark.proves("huawei-503")),
    pytest.param("android", "tencent", marks=pytest.mark.proves("tencent-503")),
    pytest.param("android", "xiaomi", marks=pytest.mark.proves("xiaomi-blocked")),
    pytest.param("android", "vivo_search", marks=pytest.mark.proves("vivo-search-503")),
    pytest.param("android", "vivo", marks=pytest.mark.proves("vivo-502")),
    pytest.param("douyin", "empty", marks=pytest.mark.proves("douyin-empty")),
    pytest.param("bilibili", "412", marks=pytest.mark.proves("bilibili-412")),
    pytest.param("bilibili", "card", marks=pytest.mark.proves("bilibili-card")),
    pytest.param("kuaishou", "2", marks=pytest.mark.proves("kuaishou-login")),
    pytest.param("kuaishou", "50", marks=pytest.mark.proves("kuaishou-refused")),
)


@pytest.mark.parametrize(("platform", "name"), PLATFORM_FAULTS)
def test_a_fault_of_a_platform_is_named_and_tells_nothing_else(
    platform: str, name: str, sample: Sample, record_property: Callable[[str, object], None]
) -> None:
    unit, (channel, of_account, faults) = struck_units(sample.world)[platform, name].code, PLATFORMS[platform]
    status = next(fault.status for fault in faults if fault.name == name)
    rows = [o for o in sample.store.rows(Observation, unit=unit, period="2026") if o.metric.startswith(f"{channel}.")]
    ends = Counter(str(page.status) for page in sample.store.rows(Page, unit=unit, channel=channel))
    told = {*ends, *(str(row.status) for row in rows)}
    record_property("seen", f"{', '.join(f'{n} {end}' for end, n in sorted(ends.items()))}")
    assert str(Status.CHANGED_SHAPE if status is Status.OK else status) in told, of_account
    assert compare([t for t in sample.truths if t.unit == unit and t.metric.startswith(f"{channel}.")], rows) == []


def test_every_fault_of_a_platform_is_tried() -> None:
    assert [tuple(param.values) for param in PLATFORM_FAULTS] == [(p, f.name) for p, (*_, own) in PLATFORMS.items() for f in own]


def shifted(answer: Answer) -> Answer:
    """The answer off by a little."""

    def wrong(view: View) -> Measured | float | None:
        found = answer(view)
        value = found.value if isinstance(found, Measured) else found
        if value is None:
            return found
        return replace(found, value=value + 0.01) if isinstance(found, Measured) else value + 0.01

    return wrong


def constant(value: float) -> Answer:
    """An answer that does not look."""
    return lambda view: value


@pytest.mark.parametrize("channel", channels().values(), ids=lambda c: c.name)
def test_a_wrong_metric_is_seen(channel: Channel, sample: Sample) -> None:
    metrics = channel.table.metrics
    names = {m.id for m in metrics}
    assert sample.differing(channel, channel.table) == set()
    off = MetricTable(channel.name, metrics, {m.id: shifted(channel.table.answerers[m.id]) for m in metrics})
    assert sample.differing(channel, off) == names
    first = {t.metric: t.value for t in sample.truths if t.status is Status.OK and t.value is not None}
    blind = MetricTable(channel.name, metrics, {m.id: constant(first[m.id]) for m in metrics})
    assert sample.differing(channel, blind) == names


@pytest.mark.parametrize(
    ("channel", "kind"), [(c, kind) for c in channels().values() for kind in c.kinds], ids=lambda x: getattr(x, "__name__", None)
)
def test_a_lost_fact_is_seen(channel: Channel, kind: type[Fact], sample: Sample) -> None:
    if (channel.name, kind.__name__) in FOR_PEOPLE:
        assert sample.store.rows(kind, channel=channel.name)
        return
    lost = next(sample.wrong(channel, channel.table, without=kind), None)
    assert lost, f"no metric of {channel.name} would miss a {kind.__name__}"

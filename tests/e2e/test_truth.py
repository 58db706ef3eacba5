"""Measured against true, for a seeded sample of units; and for each metric, that a wrong reading would be seen."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest

from dsci import registry
from dsci.channels import Channel, channels
from dsci.channels.table import Measured, MetricTable, View
from dsci.commands.asked.handed import take_handed
from dsci.commands.replica import overlay_file
from dsci.contract import Account, Fact, Observation, Page, Period, Status
from dsci.replica.compare import compare
from dsci.replica.overlay import truth
from dsci.replica.world import Truth, World
from dsci.store import Store, open_store

from .line import dsci

SIZE = 40
ODD = "410100"  # one of the few whose portal's host is not www.NAME.gov.cn
PROBED = 8  # of them, visited for a week, twenty times a day
PERIOD = Period.parse("2026")
FOR_PEOPLE = {("website", "Mention"), ("app", "Candidate")}  # facts that no metric rests on: names and ids to confirm
Answer = Callable[[View], Measured | float | None]


@dataclass(frozen=True)
class Sample:
    """Units drawn by seed, crawled and measured, with their truth."""

    store: Store
    codes: tuple[str, ...]
    truths: tuple[Truth, ...]
    world: World

    def measured(self, channel: Channel, table: MetricTable, change: Callable[[Fact], Fact | None]) -> Iterator[Observation]:
        for unit in self.codes:
            accounts = self.store.rows(Account, unit=unit, channel=channel.name)
            looks = self.store.rows(Page, unit=unit, channel=channel.name)
            facts = (changed for f in self.store.facts(channel.kinds, unit, channel.name) if (changed := change(f)))
            yield from (row for row, _ in table.measure(unit, accounts, looks, facts, PERIOD, self.world.as_of))

    def differing(self, channel: Channel, table: MetricTable, change: Callable[[Fact], Fact | None] = lambda f: f) -> set[str]:
        """Metrics of the channel in which some unit differs from the truth."""
        own = [t for t in self.truths if t.metric in {m.id for m in table.metrics}]
        return {wrong.metric for wrong in compare(own, self.measured(channel, table, change))}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample")
    odd = registry.units()[ODD]
    units = [*random.Random(SIZE).sample([u for u in registry.select() if u.code != ODD], SIZE - 1), odd]
    chosen = [option for unit in units for option in ("--unit", unit.code)]
    where = ("--store", str(folder / "store"))
    dsci("crawl", *chosen, "--replica", *where, "--log", str(folder / "log.txt"), cwd=folder)
    codes = tuple(unit.code for unit in units)
    week = ("--times", "140", "--every", "72", "--as-of", "2026-10-31T20:00:00+08:00")
    dsci("probe", *chosen[: 2 * PROBED], "--replica", *week, *where, cwd=folder)
    world = World(
        tuple(registry.select()), registry.portals(), "2026", reach_errors=registry.reach_errors(), probed=codes[:PROBED]
    )
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
    lost = sample.differing(channel, channel.table, lambda f: None if type(f) is kind else f)
    assert lost, f"no metric of {channel.name} would miss a {kind.__name__}"

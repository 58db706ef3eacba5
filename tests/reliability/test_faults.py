"""One crawl of a calm stand-in internet and one of an internet that fails by plan: what fails is named, the rest is the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from dsci.channels import kinds
from dsci.cli import main
from dsci.commands.replica import failing, world_of
from dsci.contract import Evidence, Observation, Page, Period, Status
from dsci.pipeline import measure_period
from dsci.replica import portal
from dsci.replica.compare import compare
from dsci.replica.plan import SHIPPED, Planned, read_plan
from dsci.replica.server import start
from dsci.replica.world import World
from dsci.store import Store, open_store
from dsci.store.verify import verify

from ..e2e.line import dsci, started

CALM = world_of("")
FAILING = failing(CALM, SHIPPED)
PLAN = {str(one.kind): one for one in read_plan(SHIPPED, list(CALM.portals))}
UNTOUCHED = ("420100", "640500")
BACK = ("connection_refused",)  # an hour later nothing is wrong with this portal
PERIOD = Period.parse("2026")
LATER = CALM.as_of + timedelta(hours=1)


@dataclass(frozen=True)
class Crawled:
    """The store of the calm crawl, and that of the crawl that met the faults; what both told of the period."""

    calm: Store
    failing: Store

    def told(self, unit: str, store: Store | None = None) -> list[Observation]:
        return [o for o in (store or self.failing).rows(Observation, unit=unit) if o.metric.startswith("website.")]


def options(world: World, address: str, folder: Path, *units: str) -> tuple[str, ...]:
    chosen = [word for code in units for word in ("--unit", code)]
    where = ("--replica", address, "--store", str(folder), "--as-of", world.as_of.isoformat(), "--run", "first")
    return ("crawl", "website", *chosen, *where, "--log", str(folder / "log.txt"))


def measured(folder: Path, *codes: str) -> Store:
    store = open_store(str(folder))
    list(measure_period(store, [CALM.by_code[code] for code in codes], PERIOD, CALM.as_of))
    return store


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    calm, struck = tmp_path_factory.mktemp("calm"), tmp_path_factory.mktemp("struck")
    codes = (*UNTOUCHED, *(one.unit for one in PLAN.values()))
    with start(CALM) as one, start(FAILING) as other:
        slow = started(*options(FAILING, f"127.0.0.1:{other.port}", struck, *codes), cwd=struck)  # it waits for three hosts
        dsci(*options(CALM, f"127.0.0.1:{one.port}", calm, *UNTOUCHED), cwd=calm)
        assert slow.wait(timeout=300) == 0, (struck / "log.txt").read_text("utf-8")[-2000:]
    return Crawled(measured(calm, *UNTOUCHED), measured(struck, *codes))


FAULTS = (
    pytest.param("connection_refused", marks=pytest.mark.proves("connection-refused")),
    pytest.param("unknown_name", marks=pytest.mark.proves("dns-failure")),
    pytest.param("tls_broken", marks=pytest.mark.proves("tls-broken")),
    pytest.param("tls_expired", marks=pytest.mark.proves("tls-expired")),
    pytest.param("tls_self_signed", marks=pytest.mark.proves("tls-self-signed")),
    pytest.param("slow", marks=pytest.mark.proves("slow-15s")),
    pytest.param("timeout", marks=pytest.mark.proves("endless-wait")),
    pytest.param("drip", marks=pytest.mark.proves("slow-drip")),
    pytest.param("reset", marks=pytest.mark.proves("reset-in-body")),
    pytest.param("dropped", marks=pytest.mark.proves("closed-unanswered")),
    pytest.param("truncated", marks=pytest.mark.proves("gzip-truncated")),
    pytest.param("corrupt", marks=pytest.mark.proves("gzip-corrupt")),
    pytest.param("bomb", marks=pytest.mark.proves("gzip-bomb")),
    pytest.param("huge", marks=pytest.mark.proves("page-100mb")),
    pytest.param("http403", marks=pytest.mark.proves("http-403")),
    pytest.param("http412", marks=pytest.mark.proves("http-412")),
    pytest.param("http468", marks=pytest.mark.proves("http-468")),
    pytest.param("http521", marks=pytest.mark.proves("http-521")),
    pytest.param("http429", marks=pytest.mark.proves("http-429")),
    pytest.param("http503", marks=pytest.mark.proves("http-503")),
    pytest.param("loop", marks=pytest.mark.proves("redirect-loop")),
    pytest.param("replay", marks=pytest.mark.proves("cookie-loop")),
    pytest.param("empty", marks=pytest.mark.proves("empty-200")),
    pytest.param("json", marks=pytest.mark.proves("json-for-html")),
    pytest.param("shell", marks=pytest.mark.proves("script-shell")),
    pytest.param("feed_503", marks=pytest.mark.proves("feed-503")),
    pytest.param("feed_shape", marks=pytest.mark.proves("feed-other-shape")),
    pytest.param("soft404", marks=pytest.mark.proves("soft-404")),
    pytest.param("calendar", marks=pytest.mark.proves("endless-calendar")),
    pytest.param("charset", marks=pytest.mark.proves("wrong-charset")),
    pytest.param("robots", marks=pytest.mark.proves("robots-forbids")),
    pytest.param("robots_timeout", marks=pytest.mark.proves("robots-timeout")),
    pytest.param("robots_html", marks=pytest.mark.proves("robots-html")),
)


@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_is_named_and_tells_nothing_else(
    kind: str, crawled: Crawled, record_property: Callable[[str, object], None]
) -> None:
    planned = PLAN[kind]
    looks = last(crawled.failing.rows(Page, unit=planned.unit))
    ends = Counter(p.status for p in looks if p.purpose == planned.look)
    rows = crawled.told(planned.unit)
    valued = sum(row.value is not None for row in rows)
    record_property("seen", f"{planned.look}: {', '.join(f'{n} {s}' for s, n in ends.items())}; {valued} of {len(rows)} valued")
    assert planned.status in ends
    if planned.look == "home":
        assert set(ends) == {planned.status}
        assert (valued == 0) is planned.status.failed
    assert compare(portal.truth(FAILING, FAILING.by_code[planned.unit]), rows) == []


def last(looks: list[Page]) -> list[Page]:
    """The last attempt at each look."""
    return list({(p.purpose, p.asked): p for p in sorted(looks, key=lambda p: p.attempt)}.values())


def test_every_planned_fault_is_tried() -> None:
    assert [param.values[0] for param in FAULTS] == list(PLAN)


@pytest.mark.proves("untouched-units")
def test_units_that_nothing_happens_to_are_seen_as_on_a_calm_day(
    crawled: Crawled, record_property: Callable[[str, object], None]
) -> None:
    same = sum(len(crawled.told(unit)) for unit in UNTOUCHED)
    record_property("seen", f"{same} observations of {len(UNTOUCHED)} units beside {len(PLAN)} that fail, all the same")
    for unit in UNTOUCHED:
        assert crawled.told(unit) == crawled.told(unit, crawled.calm) != []
        assert crawled.failing.rows(Evidence, unit=unit) == crawled.calm.rows(Evidence, unit=unit)


@pytest.mark.proves("nothing-lost-nothing-twice")
def test_nothing_is_lost_and_nothing_is_there_twice(crawled: Crawled) -> None:
    for store in (crawled.calm, crawled.failing):
        looks = Counter((p.unit, p.purpose, p.url, p.attempt, p.about) for p in store.rows(Page))
        assert [look for look, times in looks.items() if times > 1] == []
        assert list(verify(store, kinds())) == []
    assert crawled.failing.finished("first", "website main") >= {one.unit for one in PLAN.values()}


@pytest.mark.proves("back-after-an-hour")
def test_a_host_that_is_back_is_seen_whole_by_the_next_crawl_and_the_first_one_stands(crawled: Crawled, tmp_path: Path) -> None:
    codes = [PLAN[kind].unit for kind in BACK]
    store = crawled.failing
    folder = Path(str(store.engine.url.database)).parent
    before = {unit: crawled.told(unit) for unit in codes}
    with start(CALM) as replica:
        asked = list(options(CALM, f"127.0.0.1:{replica.port}", folder, *codes))
        asked[asked.index("--as-of") + 1], asked[asked.index("--run") + 1] = LATER.isoformat(), "second"
        dsci(*asked, cwd=tmp_path)
    units = [CALM.by_code[code] for code in codes]
    list(measure_period(store, units, PERIOD, LATER))
    for unit in units:
        assert compare(portal.truth(CALM, unit), crawled.told(unit.code)) == []
    list(measure_period(store, units, PERIOD, CALM.as_of))
    assert {unit: crawled.told(unit) for unit in codes} == before


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ('kind = "fire"', "'fire' is not a valid Fault"),
        ('kind = "bomb"\nstatus = "BURNT"', "'BURNT' is not a valid Status"),
        ('kind = "bomb"\nunit = "999999"', "unit 999999 has no portal here"),
        ('kind = "bomb"\nwhen = "now"', "wants kind, look, status, unit"),
    ],
)
def test_a_wrong_plan_is_named(entry: str, told: str, tmp_path: Path) -> None:
    known = {"unit": "330100", "look": "home", "status": "OK"}
    file = tmp_path / "plan.toml"
    rest = "".join(f'\n{key} = "{value}"' for key, value in known.items() if f"{key} =" not in entry)
    file.write_text(f"[[fault]]\n{entry}{rest}\n", "utf-8")
    done = CliRunner().invoke(main, ["replica", "--faults", str(file), "--no-serve"])
    assert done.exit_code == 2 and f"fault 1: {told}" in done.output


def test_statuses_of_the_plan_are_statuses_of_looks() -> None:
    assert isinstance(PLAN["bomb"], Planned) and {one.status for one in PLAN.values()} <= set(Status)

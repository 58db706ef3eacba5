"""The tables of docs/SCALE.md, from arithmetic.toml."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from dsci.spiders.run import spiders_of

from .arithmetic import HOUR, WEEK, Load, load_of, pace_at, pace_of, shipped
from .measured import NO_HTTP, Measured

PORTALS, SITES = 3194, 14_000
GOVERNMENTS = {"website": PORTALS, "weibo": 364, "wechat": 364, "app": 364, "video": 364}
ACCOUNTS = 100_000
PROCESSES = (1, 2, 6)
HEADS = ("link", "inner", "https")
ASKED_FOR = ("period",)  # looks that are made only where a past period is asked for
HEAD_KB = 0.7  # of a head in the archive, as on the replica

NIGHTS = 56  # hours a week of docs/schedule.toml


def tables() -> Iterator[str]:
    """Parameters; loads by size; ceilings of shared hosts; storage and cost."""
    units, assumed = shipped()
    by = {unit.channel: unit for unit in units}
    most = {unit.channel: at_most(unit, assumed) for unit in units}
    yield from _parameters([*units, *most.values()])
    shares = {channel: assumed[f"share_{channel}"] for channel in by if channel != "website"}
    accounts = {channel: round(ACCOUNTS * share) for channel, share in shares.items()}
    for title, sizes in (
        ("3,194 governments: all portals, social accounts of 364", {by[name]: n for name, n in GOVERNMENTS.items()}),
        ("The same at the bounds of the crawl", {most[name]: n for name, n in GOVERNMENTS.items()}),
        ("14,000 government sites", {by["website"]: SITES}),
        ("The same at the bounds of the crawl", {most["website"]: SITES}),
        ("100,000 accounts", {by[name]: n for name, n in accounts.items()}),
        ("The same at the bounds of the crawl", {most[name]: n for name, n in accounts.items()}),
    ):
        yield from _sizes(title, sizes, assumed)
    yield from _ceilings(units)


def _head(names: str) -> str:
    """The first two lines of a table."""
    cells = names.split(", ")
    return f"| {' | '.join(cells)} |\n|{'---|' * len(cells)}"


def at_most(unit: Measured, assumed: dict[str, float]) -> Measured:
    """A unit that uses up what `--depth main` allows. A portal has all looks at its own host, its pages as heavy as real ones; of
    the others all grows alike."""
    budget = {name: n for name, n in spiders_of()[unit.channel].budget.items() if name not in (*NO_HTTP, *ASKED_FOR)}
    looks = sum(budget.values())
    times = looks / unit.looks
    if unit.channel != "website":
        shared = tuple((host, often * times) for host, often in unit.shared)
        host, evidence = unit.host * times, unit.archived * times
    else:
        heads = sum(budget[name] for name in HEADS)
        shared, host, evidence = unit.shared, looks, (looks - heads) * assumed["page_kb"] + heads * HEAD_KB
    return replace(unit, units=0, looks=looks, host=host, archived=evidence, rows=unit.rows * times, shared=shared)


def _parameters(units: list[Measured]) -> Iterator[str]:
    yield "### Of one unit, once\n"
    yield _head("channel, units measured, looks, robots.txt, to its busiest host, pace s, minutes at least, evidence KB, rows KB")
    for u in units:
        pace = pace_of(u.channel)
        yield (
            f"| {u.channel} | {u.units or 'at most'} | {u.looks:.1f} | {u.robots:.2f} | {u.host:.1f} | {pace:g} | "
            f"{u.host * pace / 60:.1f} | {u.archived:,.0f} | {u.rows:,.0f} |"
        )
    yield ""


def _sizes(title: str, sizes: Mapping[Measured, int], assumed: dict[str, float]) -> Iterator[str]:
    yield f"### {title}\n"
    heads = ", ".join(f"hours with {n} process{'es' if n > 1 else ''}" for n in PROCESSES)
    weeks = f"weeks a round, weeks at {NIGHTS} hours"
    yield _head(f"channel, units, requests a round, {heads}, busiest shared host: hours, {weeks}, GB a round")
    loads = []
    for unit, n in sizes.items():
        ways = [load_of(unit, n, processes, pace_of(unit.channel)) for processes in PROCESSES]
        last = ways[-1]
        loads.append(last)
        hours = " | ".join(f"{max(way.hours, way.ceiling):,.1f}" for way in ways)
        yield (
            f"| {unit.channel} | {n:,} | {last.requests:,.0f} | {hours} | {last.host}: {last.ceiling:,.1f} | {last.weeks:,.1f} | "
            f"{max(1, max(last.hours, last.ceiling) / NIGHTS):,.1f} | "
            f"{last.evidence + last.rows:,.1f} |"
        )
    yield ""
    yield from _cost(loads, assumed)


def _cost(loads: list[Load], assumed: dict[str, float]) -> Iterator[str]:
    """A round a week, or as often as the ceiling allows; evidence kept for good, rows in PostgreSQL."""
    rounds = {load: 52 / load.weeks for load in loads}
    evidence = sum(load.evidence * n for load, n in rounds.items())
    rows = sum(load.rows * n for load, n in rounds.items())
    machines = assumed["machines"] * assumed["machine_month"] * 12
    stored = evidence / 2 * assumed["object_gb_month"] * 12 + rows / 2 * assumed["disk_gb_month"] * 12
    yield (
        f"A year: {evidence:,.0f} GB of evidence and {rows:,.0f} GB of rows. In yuan, {machines:,.0f} a year for "
        f"{assumed['machines']:g} machines and storage that fills evenly and is kept: "
        + ", ".join(f"{machines + (2 * year - 1) * stored:,.0f} in year {year}" for year in (1, 2, 3)) + ".\n"
    )


def _ceilings(units: list[Measured]) -> Iterator[str]:
    yield "### What one address may ask of a shared host in a week\n"
    yield _head("host, pace s, requests a week, requests a unit, units a week, hours for 3194")
    for unit in units:
        for host, often in unit.shared:
            pace = pace_at(host, pace_of(unit.channel))
            yield (
                f"| {host} ({unit.channel}) | {pace:g} | {WEEK / pace:,.0f} | {often:.2f} | {WEEK / pace / often:,.0f} | "
                f"{PORTALS * often * pace / HOUR:,.1f} |"
            )
    yield ""

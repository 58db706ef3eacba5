"""What crawls took, read from a store: requests, the host that is asked most, bytes and seconds a unit, channel by channel."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from urllib.parse import urlsplit

from sqlalchemy import inspect, text

from dsci.contract import Page
from dsci.store import Store

NO_HTTP = ("dns", "tls")
KEPT = ("page", "completeness", "finished", "account")
OFTEN = 0.1  # share of the units from which on a host counts as shared, ours


@dataclass(frozen=True)
class Measured:
    """One channel of a store: means a unit, once crawled. `host` is the one asked most."""

    channel: str
    units: int
    looks: float
    robots: float  # requests for robots.txt: one a host, in all of a crawl
    host: float  # requests to the unit's busiest host
    archived: float  # kilobytes of evidence, packed
    rows: float  # kilobytes of tables
    answer: float  # seconds an answer took
    shared: tuple[tuple[str, float], ...] = ()  # hosts that many units ask, requests a unit

    @property
    def requests(self) -> float:
        """HTTP requests a unit."""
        return self.looks + self.robots


def measured(store: Store, run: str = "") -> list[Measured]:
    """Each channel that was crawled, in the run of that name only if one is given; without imports and availability visits."""
    pages = [p for p in store.rows(Page, **({"run": run} if run else {})) if crawled(p)]
    row = size_of_looks(store) / 1000 / max(1, sum(n for (n,) in store.count(Page)))
    channels = sorted({p.channel for p in pages})
    return [_channel(name, [p for p in pages if p.channel == name], row) for name in channels]


def crawled(page: Page) -> bool:
    return page.purpose != "visit" and not page.run.startswith("import-")


def _channel(name: str, pages: list[Page], row: float) -> Measured:
    asked: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for page in pages:
        asked[page.run, page.unit][host_of(page)] += page.purpose not in NO_HTTP
    visits = list(asked.values())
    every = sum(visits, Counter())
    seconds = [p.seconds for p in pages if p.seconds is not None]
    often = [(host, n / len(visits)) for host, n in every.most_common(12) if sum(host in v for v in visits) > OFTEN * len(visits)]
    return Measured(
        name,
        len(visits),
        every.total() / len(visits),
        len(every) / len(visits),
        sum(max(v.values()) for v in visits) / len(visits),
        sum(p.length or 0 for p in pages) / 1000 / len(visits),
        row * len(pages) / len(visits),
        median(seconds) if seconds else 0.0,
        tuple(often),
    )


def host_of(page: Page) -> str:
    return urlsplit(page.asked or page.url).hostname or ""


def size_of_looks(store: Store) -> int:
    """Bytes that the tables of looks and facts take with their indexes. What is measured of them comes once a period."""
    names = [name for name in inspect(store.engine).get_table_names() if name in KEPT or name.startswith("fact_")]
    question = {
        "sqlite": "select sum(pgsize) from dbstat join sqlite_schema using (name) where tbl_name in ({})",
        "postgresql": "select sum(pg_total_relation_size(relid)) from pg_stat_user_tables where relname in ({})",
    }[store.engine.dialect.name]
    with store.engine.connect() as connection:
        return int(connection.execute(text(question.format(", ".join(f"'{name}'" for name in names)))).scalar_one() or 0)

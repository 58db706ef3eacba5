"""Milliseconds a page of one commit a page against batches; each keeps the promise that a crash leaves whole pages only."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, make_url, text

from dsci.channels import channels
from dsci.contract import Fact, Page
from dsci.spiders.evidence import BATCH
from dsci.store import Look, Store, open_store

from .crawl import prepared

KINDS = channels()["website"].kinds
SCHEMA = "dsci_bench"


def main() -> None:
    """Prints a table: a line a size of batch, a column a database; medians over the repeats."""
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument("--store", default="", help="Take the looks from this store; default: crawl --province afresh.")
    parser.add_argument("--province", nargs="+", default=["浙江", "江苏"], metavar="NAME")
    parser.add_argument("--batch", nargs="+", type=int, default=[1, 8, BATCH, 256], help="Looks in one transaction.")
    parser.add_argument("--postgres", default="", metavar="URL", help=f"Also there, in a schema {SCHEMA}, dropped at the end.")
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        looks = list(crawled(given.store, given.province, Path(folder)))
        places = ["SQLite", *(["PostgreSQL"] if given.postgres else [])]
        times: dict[tuple[int, str], list[float]] = {(size, place): [] for size in given.batch for place in places}
        for turn in range(given.repeat):
            for size, place in times:
                with fresh(given.postgres if place == "PostgreSQL" else "", Path(folder) / f"{turn}-{size}-{place}") as store:
                    times[size, place].append(1000 * written(store, looks, size) / len(looks))
                print(f"{turn + 1}/{given.repeat} {place} {size}: {times[size, place][-1]:.2f} ms", file=sys.stderr)
    bodies, facts = sum(len(look.body or b"") for look in looks), sum(len(look.facts) for look in looks)
    print(f"{len(looks)} looks with {facts} facts, {bodies / 1e6:.1f} MB; ms a look, medians of {given.repeat}")
    print("\n".join(table(times, places)))


def crawled(store: str, provinces: list[str], folder: Path) -> Iterator[Look]:
    """The website looks of a store, or of a crawl of the replica, as a spider hands them on."""
    if not store:
        with prepared(provinces, folder / "first") as (_job, fresh_store):
            store = str(fresh_store)
    kept = open_store(store)
    by_page: dict[str, list[Fact]] = {}
    for kind in KINDS:
        for fact in kept.rows(kind):
            by_page.setdefault(fact.page, []).append(fact)
    for page in sorted(kept.rows(Page, channel="website"), key=lambda p: p.fetched_at):
        body = None if page.offset is None else kept.body(page)
        headers = (("Content-Type", page.content_type), ("Server", "replica"))
        yield Look(replace(page, warc="", offset=None, length=None), headers, body, None, tuple(by_page.get(page.id, ())))


@contextmanager
def fresh(postgres: str, folder: Path) -> Iterator[Store]:
    """An empty store with all its tables; in PostgreSQL in a schema of its own, which is dropped at the end."""
    url = f"sqlite:///{folder / 'dsci.sqlite'}"
    if postgres:
        server = create_engine(postgres)
        with server.begin() as connection:
            connection.execute(text(f"create schema {SCHEMA}"))
        url = make_url(postgres).update_query_dict({"options": f"-csearch_path={SCHEMA}"}).render_as_string(hide_password=False)
    store = Store(url, folder / "evidence")
    try:
        for kind in KINDS:
            store.rows(kind)
        yield store
    finally:
        store.close()
        if postgres:
            with server.begin() as connection:
                connection.execute(text(f"drop schema {SCHEMA} cascade"))


def written(store: Store, looks: Sequence[Look], size: int) -> float:
    """Seconds to write the looks in batches of that size."""
    began = time.perf_counter()
    for start in range(0, len(looks), size):
        store.write(looks[start : start + size], "bench/website")
    return time.perf_counter() - began


def table(times: dict[tuple[int, str], list[float]], places: list[str]) -> Iterator[str]:
    """The lines of the table; the ratio is to the first size, turn by turn, and the median of those given."""
    first = next(iter(times))[0]
    yield f"{'looks a commit':>14}" + "".join(f"{place + ' ms':>15}{'speed-up':>10}" for place in places)
    for size in dict.fromkeys(size for size, _place in times):
        cells = ""
        for place in places:
            own = times[size, place]
            faster = median(a / b for a, b in zip(times[first, place], own, strict=True))
            cells += f"{median(own):15.2f}{faster:10.1f}"
        yield f"{size:14}{cells}"


if __name__ == "__main__":
    main()

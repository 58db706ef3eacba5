"""What is wrong in a schedule file, line by line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from ..contract import Level, Unit, seconds_of
from ..index.document import Document, Fault, Row
from ..registry import groups, select

Shape = tuple[type, ...]  # of a list, what it holds as well
TEXT, NUMBER, TEXTS, TABLES = (str,), (int,), (list, str), (list, dict)
WANTED = {TEXT: "a text", NUMBER: "a whole number", TEXTS: "a list of texts", TABLES: "a list of tables, as [[crawl]]"}
TOP: Mapping[str, Shape] = {"budget": TEXT, "workers": NUMBER, "cluster": TEXT, "accounts": TEXT, "crawl": TABLES}
ENTRY: Mapping[str, Shape] = {"channels": TEXTS, "provinces": TEXTS, "levels": TEXTS, "groups": TEXTS, "every": NUMBER}
LONGEST = 366  # days between two looks, ours
SHORTEST = 300  # seconds of a night, ours: below it starting up is most of it


def units_of(row: Row) -> list[Unit]:
    """The units that an entry means. ValueError for a name that is unknown, or where none is meant."""
    return select(row.texts("provinces"), (), row.texts("levels"), row.texts("groups"))


def faults_in(document: Document, channels: Collection[str], folder: Path) -> Iterator[Fault]:
    """What is wrong in a schedule that lies in that folder, line by line."""
    yield from _shapes(document, document.top(), TOP, ("budget", "crawl"))
    if type(budget := document.values.get("budget")) is str:
        try:
            if seconds_of(budget) < SHORTEST:
                yield document.fault(f"budget: want at least {SHORTEST // 60} minutes", "budget")
        except ValueError as fault:
            yield document.fault(f"budget: {fault}", "budget")
    if type(workers := document.values.get("workers")) is int and workers < 1:
        yield document.fault("workers: want at least 1", "workers")
    if type(accounts := document.values.get("accounts")) is str and not _is_file(folder / accounts):
        yield document.fault(f"accounts: no file {accounts!r} beside the schedule", "accounts")
    if type(cluster := document.values.get("cluster")) is str and not _is_scheduler(cluster):
        yield document.fault(f"cluster: {cluster!r}: want an address as tcp://10.0.0.2:8786, or tls://", "cluster")
    if "workers" in document.values and "cluster" in document.values:
        yield document.fault("workers and cluster: want one of them", "cluster")
    if not document.rows("crawl"):
        yield document.fault("nothing to crawl: want at least one [[crawl]]", "crawl")
    for row in document.rows("crawl"):
        shapes = list(_shapes(document, row, ENTRY, ("channels", "every")))
        yield from shapes or _choices(document, row, channels)


def _is_file(path: Path) -> bool:
    """False also for a name that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_scheduler(address: str) -> bool:
    """True for tcp:// or tls:// with a host and a port and nothing else."""
    try:
        found = urlsplit(address)
        return found.scheme in ("tcp", "tls") and bool(found.hostname and found.port) and found.netloc == address[6:]
    except ValueError:
        return False


def _shapes(document: Document, row: Row, known: Mapping[str, Shape], needed: tuple[str, ...]) -> Iterator[Fault]:
    for key, value in row.values.items():
        if key not in known:
            yield document.fault(f"unknown key {key}; there are {', '.join(known)}", *row.place, key)
        elif not _has(value, known[key]):
            yield document.fault(f"{key}: want {WANTED[known[key]]}", *row.place, key)
    yield from (document.fault(f"{key} is missing", *row.place) for key in needed if key not in row.values)


def _has(value: object, shape: Shape) -> bool:
    return type(value) is shape[0] and (not isinstance(value, list) or all(type(item) is shape[-1] for item in value))


def _choices(document: Document, row: Row, channels: Collection[str]) -> Iterator[Fault]:
    wrong = False
    for key, there in {"channels": channels, "levels": list(Level), "groups": list(groups())}.items():
        for name in (name for name in row.items(key) if name not in there):
            wrong = True
            yield document.fault(f"{key}: no {name!r}; there are {', '.join(there)}", *row.place, key)
    if not 1 <= (row.number("every") or 0) <= LONGEST:
        yield document.fault(f"every: want 1 to {LONGEST} days", *row.place, "every")
    if not row.items("channels"):
        yield document.fault("channels: want at least one", *row.place, "channels")
    try:
        if not wrong:
            units_of(row)
    except ValueError as fault:
        yield document.fault(str(fault), *row.place, "provinces")

"""Pages per second of our website crawl beside Scrapy with LinkExtractor and a WARC, and Scrapy alone, on one replica."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from dsci import registry
from dsci.commands.replica import overlay_file, served
from dsci.contract import NO_PAGES, Page
from dsci.store import open_store

from .arms import Job

ROOT = Path(__file__).resolve().parent.parent
ARMS = {"ours": "our crawl", "links": "Scrapy, LinkExtractor, WARC", "bare": "Scrapy alone"}


@dataclass(frozen=True)
class Run:
    """One arm once: seconds of the processor to start, then to crawl, seconds by the clock to crawl; what it fetched."""

    start: float
    cpu: float
    wall: float
    pages: int
    requests: int

    @property
    def rate(self) -> float:
        """Pages per second of the processor."""
        return self.pages / self.cpu


def main() -> None:
    """Prints a table: a line an arm, medians over the turns."""
    parser = argparse.ArgumentParser(prog="python -m bench.crawl", description=__doc__)
    parser.add_argument("--province", nargs="+", default=["浙江", "江苏", "广东"], metavar="NAME")
    parser.add_argument("--repeat", type=int, default=3, help="Turns; in each turn every arm crawls once.")
    given = parser.parse_args()
    runs: dict[str, list[Run]] = {name: [] for name in ARMS}
    with TemporaryDirectory() as folder, prepared(given.province, Path(folder) / "first") as (job, _store):
        for turn in range(1, given.repeat + 1):
            for name in ARMS:
                last = run(name, job, Path(folder) / f"{name}{turn}")
                runs[name].append(last)
                print(f"{turn}/{given.repeat} {name}: CPU {last.start:.2f} s to start, {last.cpu:.2f} s", file=sys.stderr)
    print("\n".join(table(runs)))


@contextmanager
def prepared(provinces: list[str], folder: Path) -> Iterator[tuple[Job, Path]]:
    """The replica running, crawled once: the job, which leaves out portals that did not answer, and the store of that crawl."""
    with served("") as (address, world):
        codes = [unit.code for unit in registry.select(provinces)]
        accounts = overlay_file(world, f"{folder}-accounts")
        everyone = Job(codes, [], str(accounts), world.as_of.isoformat(), address)
        run("ours", everyone, folder)
        looks = sorted(open_store(str(folder / "store")).rows(Page), key=lambda p: p.fetched_at)
        looks = [page for page in looks if page.purpose not in NO_PAGES]
        silent = {p.unit for p in looks if p.http_status is None}
        answered = [p for p in looks if p.unit not in silent and p.http_status == 200]
        units, urls = sorted({p.unit for p in answered}), [p.url for p in answered]
        yield replace(everyone, units=units, urls=urls), folder / "store"


def run(name: str, job: Job, folder: Path) -> Run:
    """One arm in a process of its own."""
    folder.mkdir()
    (folder / "job.json").write_text(json.dumps(asdict(job)), "utf-8")
    command = [sys.executable, "-m", "bench.arms", name, str(folder / "job.json"), str(folder)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


def table(runs: dict[str, list[Run]]) -> Iterator[str]:
    """The lines of the table: medians. Ratios are of pages per second of the processor, turn by turn."""
    yield f"{'':28} pages requests  wall s   CPU s   least  pages/s  pages/CPU s  requests/CPU s  to LinkExtractor  to alone"
    for name, title in ARMS.items():
        own = runs[name]
        pages, requests, wall, cpu = (median(getattr(r, key) for r in own) for key in ("pages", "requests", "wall", "cpu"))
        floor, alone = (median(a.rate / b.rate for a, b in zip(own, runs[other], strict=True)) for other in ("links", "bare"))
        yield (
            f"{title:28}{pages:6.0f}{requests:9.0f}{wall:8.2f}{cpu:8.2f}{min(r.cpu for r in own):8.2f}{pages / wall:9.0f}"
            f"{pages / cpu:13.0f}{requests / cpu:16.0f}{floor:18.2f}{alone:10.2f}"
        )


if __name__ == "__main__":
    main()

"""Pages per second of our website crawl beside Scrapy alone and Scrapy with LinkExtractor and a WARC, on one replica."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from dsci import registry
from dsci.commands.replica import overlay_file, served
from dsci.contract import Page
from dsci.store import open_store

ROOT = Path(__file__).resolve().parent.parent
ARMS = {"ours": "our crawl", "links": "Scrapy, LinkExtractor, WARC", "bare": "Scrapy alone"}


@dataclass(frozen=True)
class Arm:
    """One arm's run: seconds by the clock and by the processor without starting up; `start` is that."""

    wall: float
    cpu: float
    start: float


def main() -> None:
    """Prints a table: a line an arm, medians over the repeats."""
    parser = argparse.ArgumentParser(prog="python -m bench.crawl", description=__doc__)
    parser.add_argument("--province", nargs="+", default=["浙江", "江苏", "广东"], metavar="NAME")
    parser.add_argument("--repeat", type=int, default=3)
    given = parser.parse_args()
    with TemporaryDirectory() as folder, prepared(given.province, Path(folder)) as job:
        runs: dict[str, list[Arm]] = {name: [] for name in ARMS}
        for turn in range(given.repeat):
            for name in ARMS:
                runs[name].append(run(name, job, Path(folder) / f"{name}{turn}"))
                print(f"{turn + 1}/{given.repeat} {name}: {runs[name][-1].cpu:.2f} s", file=sys.stderr)
        pages, looks = len(job["urls"]), job["looks"]
    print("\n".join(table(runs, pages, looks)))


@contextmanager
def prepared(provinces: list[str], folder: Path) -> Iterator[dict[str, Any]]:
    """The replica running and crawled once: what the arms are to fetch, portals that do not answer left out."""
    with served("") as (address, world):
        codes = [u.code for u in registry.select(tuple(provinces))]
        job: dict[str, Any] = {"units": codes, "run": "bench", "as_of": world.as_of.isoformat(), "replica": address}
        job |= {"accounts": str(overlay_file(world, str(folder))), "urls": [], "store": str(folder / "first" / "store")}
        run("ours", job, folder / "first")
        looks = sorted(open_store(job["store"]).rows(Page), key=lambda p: p.fetched_at)
        silent = {p.unit for p in looks if p.http_status is None}
        job["units"] = [code for code in codes if code in {p.unit for p in looks} - silent]
        looks = [p for p in looks if p.unit in job["units"]]
        job["looks"] = len(looks)
        job["urls"] = [p.url for p in looks if p.purpose != "link" and p.http_status == 200]
        yield job


def run(name: str, job: dict[str, Any], folder: Path) -> Arm:
    """One arm in a process of its own."""
    folder.mkdir()
    (folder / "job.json").write_text(json.dumps(job), "utf-8")
    command = [sys.executable, "-m", "bench.arms", name, str(folder / "job.json"), str(folder)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return Arm(**json.loads(done.stdout.splitlines()[-1]))


def table(runs: dict[str, list[Arm]], pages: int, looks: int) -> Iterator[str]:
    """The lines of the table. A ratio is taken turn by turn, and the median of those given."""
    yield f"{pages} pages of 200 (ours asks for {looks} looks in all: heads of links, pages gone); medians of {len(runs['ours'])}"
    yield f"{'':28}{'wall s':>8}{'CPU s':>8}{'start s':>8}{'pages/s':>9}{'pages/CPU s':>12}{'to WARC':>9}{'to bare':>9}"
    for name, title in ARMS.items():
        own = runs[name]
        ratios = [median(o.cpu / m.cpu for o, m in zip(runs[other], own, strict=True)) for other in ("links", "bare")]
        wall, cpu, start = (median(getattr(a, key) for a in own) for key in ("wall", "cpu", "start"))
        yield f"{title:28}{wall:8.2f}{cpu:8.2f}{start:8.2f}{pages / wall:9.0f}{pages / cpu:12.0f}{ratios[0]:9.2f}{ratios[1]:9.2f}"


if __name__ == "__main__":
    main()

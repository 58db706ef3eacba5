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
WIDTHS = (8, 8, 8, 10, 9, 13, 16, 12, 10)
ARMS = {"ours": "our crawl", "links": "Scrapy, LinkExtractor, WARC", "bare": "Scrapy alone"}


@dataclass(frozen=True)
class Arm:
    """One arm's run: seconds by the clock and by the processor without starting up, which took `start`."""

    wall: float
    cpu: float
    start: float
    requests: int


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
                last = runs[name][-1]
                print(f"{turn + 1}/{given.repeat} {name}: CPU {last.start:.2f} to start, then {last.cpu:.2f} s", file=sys.stderr)
        print("\n".join(table(runs, len(job["urls"]))))


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
        answered = [p for p in looks if p.unit not in silent and p.http_status == 200]
        job["urls"] = [p.url for p in answered if p.purpose != "link"]
        yield job


def run(name: str, job: dict[str, Any], folder: Path) -> Arm:
    """One arm in a process of its own."""
    folder.mkdir()
    (folder / "job.json").write_text(json.dumps(job), "utf-8")
    command = [sys.executable, "-m", "bench.arms", name, str(folder / "job.json"), str(folder)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return Arm(**json.loads(done.stdout.splitlines()[-1]))


def table(runs: dict[str, list[Arm]], pages: int) -> Iterator[str]:
    """The lines of the table: medians; a ratio is of the processor's seconds, taken turn by turn."""
    yield f"{pages} pages with 200, {len(runs['ours'])} turns"
    heads = ("wall s", "CPU s", "least", "requests", "pages/s", "pages/CPU s", "requests/CPU s", "of LinkEx.", "of alone")
    yield " " * 27 + "".join(f"{head:>{WIDTHS[place]}}" for place, head in enumerate(heads))
    for name, title in ARMS.items():
        own = runs[name]
        wall, cpu, requests = (median(getattr(arm, key) for arm in own) for key in ("wall", "cpu", "requests"))
        ratios = [median(o.cpu / a.cpu for o, a in zip(runs[other], own, strict=True)) for other in ("links", "bare")]
        cells = (f"{wall:.2f}", f"{cpu:.2f}", f"{min(arm.cpu for arm in own):.2f}", f"{requests:.0f}", f"{pages / wall:.0f}")
        cells += (f"{pages / cpu:.0f}", f"{requests / cpu:.0f}", *(f"{ratio:.2f}" for ratio in ratios))
        yield f"{title:27}" + "".join(f"{cell:>{WIDTHS[place]}}" for place, cell in enumerate(cells))


if __name__ == "__main__":
    main()

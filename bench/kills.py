"""kill -9 at random moments of a crawl, again and again; the observations in the end beside those of an undisturbed crawl."""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import dsci.cli
from dsci import registry
from dsci.channels import kinds
from dsci.commands.replica import overlay_file, served
from dsci.contract import Evidence, Observation, Page, Period
from dsci.pipeline import measure_period
from dsci.store import open_store
from dsci.store.verify import verify
from dsci.tests.e2e.forking import prepare

from .outcomes import append

UNITS = ("640200", "640500")
PERIOD = Period.parse("2026")
ENOUGH = 50  # kills that make an outcome
LATEST = 0.95  # of the time that a calm crawl takes; a crawl that goes on is shorter each time


@dataclass(frozen=True)
class Job:
    """What is crawled, from where, as of when."""

    address: str
    accounts: Path
    as_of: str

    def words(self, folder: Path) -> list[str]:
        units = [word for code in UNITS for word in ("--unit", code)]
        where = ["--replica", self.address, "--accounts", str(self.accounts), "--as-of", self.as_of, "--run", "kills"]
        log = ["--store", str(folder), "--log", str(folder / "log.txt")]
        return ["dsci", "crawl", *units, *where, *log]

    def begun(self, folder: Path) -> int:
        """The crawl in a fork of this process, which has imported what it needs: the leader of a group of its own."""
        if child := os.fork():
            return child
        os.setpgid(0, 0)
        for number in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
        sys.argv, code = self.words(folder), 1
        try:
            dsci.cli.main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        finally:  # what the parent has open is the parent's to close
            os._exit(code)


@dataclass
class Tally:
    """Crawls that were killed before their end, kills, and what was wrong in the end."""

    crawls: int = 0
    kills: int = 0
    wrong: int = 0


def main() -> None:
    """Prints a line a crawl and the sum; exit code 1 where anything was lost, there twice, or another than on a calm day."""
    parser = argparse.ArgumentParser(prog="python -m bench.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=ENOUGH, help="Of all crawls together.")
    parser.add_argument("--most", type=int, default=10, help="Kills of one crawl before it is let to its end.")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    prepare()
    rng, tally = random.Random(given.seed), Tally()
    with TemporaryDirectory() as name, served("") as (address, world):
        base = Path(name)
        job = Job(address, overlay_file(world, name), world.as_of.isoformat())
        began = time.monotonic()
        ended(job.begun(base / "calm"))
        lasts = time.monotonic() - began
        wanted = told(base / "calm", world.as_of)
        print(f"calm: {wanted[2]} looks, {len(wanted[0])} observations in {lasts:.1f} s", flush=True)
        while tally.kills < given.kills:
            folder = base / str(tally.crawls)
            killed = disturbed(job, folder, min(given.most, given.kills - tally.kills), lasts, rng)
            wrong = differing(folder, world.as_of, wanted)
            tally = Tally(tally.crawls + 1, tally.kills + killed, tally.wrong + wrong)
            print(f"crawl {tally.crawls}: killed {killed} times, {wrong} differences", flush=True)
    said = (
        f"{tally.kills} kills in {tally.crawls} crawls of {len(UNITS)} units, five channels ({wanted[2]} looks): "
        f"{tally.wrong} differences in {len(wanted[0])} observations, their evidence, looks and `verify`; seed {given.seed}"
    )
    print(said)
    if tally.kills >= ENOUGH:
        append("killed-50-times", not tally.wrong, said)
    sys.exit(1 if tally.wrong else 0)


def disturbed(job: Job, folder: Path, most: int, lasts: float, rng: random.Random) -> int:
    """How often a crawl was killed before it ended or had been killed `most` times and was let go on."""
    for killed in range(most):
        crawl, moment = job.begun(folder), time.monotonic() + rng.uniform(0, LATEST) * lasts
        while time.monotonic() < moment:
            if os.waitid(os.P_PID, crawl, os.WEXITED | os.WNOHANG | os.WNOWAIT):
                ended(crawl)
                return killed
            time.sleep(0.01)
        os.killpg(crawl, signal.SIGKILL)
        os.waitpid(crawl, 0)
    ended(job.begun(folder))
    return most


def ended(crawl: int) -> None:
    """Waits for a crawl. RuntimeError where it failed."""
    if code := os.waitstatus_to_exitcode(os.waitpid(crawl, 0)[1]):
        raise RuntimeError(f"the crawl ended with exit code {code}")


def told(folder: Path, moment: datetime) -> tuple[list[Observation], list[Evidence], int]:
    """The observations of a crawl, their evidence, and how many looks it made."""
    store = open_store(str(folder))
    units = [registry.units()[code] for code in UNITS]
    list(measure_period(store, units, PERIOD, moment))
    found = store.rows(Observation), store.rows(Evidence), len(store.rows(Page))
    store.close()
    return found


def differing(folder: Path, moment: datetime, wanted: tuple[list[Observation], list[Evidence], int]) -> int:
    """How many observations, pieces of evidence and looks are other than wanted, and faults that `verify` finds."""
    rows, evidence, looks = told(folder, moment)
    store = open_store(str(folder))
    faults = sum(1 for _ in verify(store, kinds()))
    store.close()
    apart = len({*map(repr, rows)} ^ {*map(repr, wanted[0])}) + len({*map(repr, evidence)} ^ {*map(repr, wanted[1])})
    return apart + abs(looks - wanted[2]) + faults


if __name__ == "__main__":
    main()

"""Our link check beside LinkChecker and linkinator on one portal of the replica, whose links' fates are known.

Time is of the whole command. What counts as much: whom each calls dead that is only busy, refusing or sparing with HEAD.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from . import peers
from .site import FATES, Served, served

ROOT = Path(__file__).resolve().parent.parent
Verdicts = dict[str, bool]  # path -> called dead


@dataclass(frozen=True)
class Run:
    """One arm once: seconds by the clock and of the processor, and whom it called dead."""

    wall: float
    cpu: float
    dead: Verdicts


@dataclass(frozen=True)
class Arm:
    """A way to check the links: what it is called, its command for a site and a folder, how to read what it found."""

    title: str
    short: str
    command: Callable[[Served, Path], list[str]]
    read: Callable[[str, Path], Verdicts]


def ours() -> Arm:
    """Our spider, as `dsci crawl website --replica` runs it, with a budget for the home page and its links only."""
    command = [sys.executable, "-m", "bench.links", "--arm"]
    return Arm("dsci, one at a time", "dsci", lambda site, folder: [*command, *_job(site, folder)], _stored)


def linkchecker(peer: peers.Peer, threads: int) -> Arm:
    """LinkChecker one level deep; its own limit of requests a second is lifted."""
    title = f"LinkChecker {peer.version}, {threads} thread{'s' * (threads > 1)}"
    return Arm(title, f"LinkChecker {threads}", lambda site, folder: _linkchecker(peer, threads, site, folder), _csv)


def linkinator(peer: peers.Peer, at_once: int) -> Arm:
    """linkinator on the home page's own links."""
    title = f"linkinator {peer.version}, {at_once} at once"
    options = ["--format", "json", "--concurrency", str(at_once), "--skip", "^(?!http://127\\.0\\.0\\.1)"]
    return Arm(title, f"linkinator {at_once}", lambda site, _folder: [peer.command, f"http://{site.address}/", *options], _json)


def main() -> None:
    """Prints two tables: the site with its fates, and a site in good health that answers 429 to more than a few at once."""
    parser = argparse.ArgumentParser(prog="python -m bench.links", description=__doc__)
    parser.add_argument("--links", type=int, default=600, help="On the home page; a hundred hold every fate in its share.")
    parser.add_argument("--repeat", type=int, default=3, help="Turns; in each turn every arm checks once.")
    parser.add_argument("--peers", type=Path, default=peers.folder(), help="Where the peers are, or are installed.")
    parser.add_argument("--arm", nargs=4, metavar=("ADDRESS", "UNIT", "LINKS", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.arm:
        return _crawl(*given.arm)
    arms = [ours(), *_peers(given.peers)]
    print(f"{given.links} links, {os.cpu_count()} cores; medians of {given.repeat}")
    with served(given.links) as site:
        runs = _turns(arms, site, given.repeat)
    print("\n".join((*times(arms, runs, given.links), "", *calls(arms, runs, site))))
    with served(given.links, latency=0.02, at_once=4, well=True) as site:
        busy = _turns(arms, site, 1)
    print("\nEvery link alive, answers after 20 ms, 429 to more than 4 requests at once: links called dead")
    print("\n".join(f"{arm.title:36}{sum(busy[arm.title][0].dead.values()):6} of {given.links}" for arm in arms))
    return None


def _peers(where: Path) -> Iterator[Arm]:
    """The peers that can be had: as they come, and one request at a time."""
    for install, arm, most in ((peers.linkchecker, linkchecker, 10), (peers.linkinator, linkinator, 100)):
        try:
            found = install(where)
        except peers.Missing as why:
            print(f"left out. {why}", file=sys.stderr)
            continue
        yield from (arm(found, number) for number in (most, 1))


def _turns(arms: Sequence[Arm], site: Served, turns: int) -> dict[str, list[Run]]:
    runs: dict[str, list[Run]] = {arm.title: [] for arm in arms}
    for turn in range(1, turns + 1):
        for arm in arms:
            runs[arm.title].append(last := checked(arm, site))
            print(f"{turn}/{turns} {arm.title}: {last.wall:.2f} s, CPU {last.cpu:.2f} s", file=sys.stderr)
    return runs


def checked(arm: Arm, site: Served) -> Run:
    """One arm in a process of its own. RuntimeError where it does not say of every link what it is."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        began = time.monotonic()
        with (folder / "out").open("wb") as out, (folder / "log").open("wb") as log:
            process = subprocess.Popen(arm.command(site, folder), cwd=ROOT, stdout=out, stderr=log)
            _pid, code, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        process.returncode = os.waitstatus_to_exitcode(code)
        dead = {path: said for path, said in arm.read((folder / "out").read_text("utf-8"), folder).items() if path in site.fates}
        if len(dead) != len(site.fates):
            last = (folder / "log").read_text("utf-8", "replace")[-400:]
            raise RuntimeError(f"{arm.title} told of {len(dead)} links, not {len(site.fates)}: {last}")
    return Run(wall, used.ru_utime + used.ru_stime, dead)


def times(arms: Sequence[Arm], runs: dict[str, list[Run]], links: int) -> Iterator[str]:
    """The lines of the table of times; ratios to ours are taken turn by turn."""
    yield f"{'':36}{'wall s':>8}{'CPU s':>8}{'links/s':>9}{'links/CPU s':>13}{'wall to ours':>14}{'CPU to ours':>13}"
    first = runs[arms[0].title]
    for arm in arms:
        own = runs[arm.title]
        wall, cpu = median(r.wall for r in own), median(r.cpu for r in own)
        slower, dearer = (median(getattr(a, k) / getattr(b, k) for a, b in zip(own, first, strict=True)) for k in ("wall", "cpu"))
        yield f"{arm.title:36}{wall:8.2f}{cpu:8.2f}{links / wall:9.0f}{links / cpu:13.0f}{slower:14.2f}{dearer:13.2f}"


def calls(arms: Sequence[Arm], runs: dict[str, list[Run]], site: Served) -> Iterator[str]:
    """How many links of each fate every arm called dead in its last turn; then how many calls were wrong."""
    yield f"{'called dead, of':20}{'':8}" + "".join(f"{arm.short:>16}" for arm in arms)
    wrong: Counter[str] = Counter()
    for fate in FATES:
        own = [path for path, its in site.fates.items() if its is fate]
        found = [sum(runs[arm.title][-1].dead[path] for path in own) for arm in arms]
        for arm, count in zip(arms, found, strict=True):
            wrong[arm.title] += len(own) - count if fate.truth == "dead" else count
        yield f"{fate.name:20}{len(own):8}" + "".join(f"{count:16}" for count in found)
    yield f"{'wrongly called':28}" + "".join(f"{wrong[arm.title]:16}" for arm in arms)


# ------------------------------------------------------------------------- the arms


def _job(site: Served, folder: Path) -> list[str]:
    return [site.address, site.unit, str(len(site.fates)), str(folder)]


def _crawl(address: str, unit: str, links: str, folder: str) -> None:
    """Ours, in this process: a tenth of the links refuses, after three of which ours would leave the host in peace."""
    from dsci.spiders import visit
    from dsci.spiders.run import CrawlPlan, crawl
    from dsci.spiders.website import WebsiteSpider

    visit.REFUSALS = int(links)
    WebsiteSpider.full = {"home": 1, "link": 10 * int(links)}
    crawl(["website"], CrawlPlan([unit], f"{folder}/store", depth="full", replica=address, log=f"{folder}/crawl.log"))


def _stored(_out: str, folder: Path) -> Verdicts:
    from dsci.contract import Link, Page
    from dsci.store import open_store

    store = open_store(str(folder / "store"))
    try:
        attempt = {page.id: page.attempt for page in store.rows(Page)}  # the last counts: by GET, where HEAD was refused
        told = sorted(store.rows(Link), key=lambda link: attempt[link.page])
        return {"/" + link.key.partition("/")[2]: link.state == "dead" for link in told}
    finally:
        store.close()


def _linkchecker(peer: peers.Peer, threads: int, site: Served, folder: Path) -> list[str]:
    """Run as root it becomes nobody: its configuration must be readable by everyone."""
    for part in (folder, settings := folder / "linkcheckerrc"):
        if part is settings:
            settings.write_text("[checking]\nmaxrequestspersecond=100000\n", "utf-8")
        part.chmod(0o755)
    options = ["-f", str(settings), "-r1", "-v", "-o", "csv/utf_8", "--no-status", "-t", str(threads)]
    return [peer.command, *options, f"http://{site.address}/"]


def _csv(out: str, _folder: Path) -> Verdicts:
    lines = [line for line in out.splitlines() if line and not line.startswith("#")]
    rows = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";")
    return {urlsplit(row["url"] or row["urlname"]).path: row["valid"] != "True" for row in rows if row.get("valid")}


def _json(out: str, _folder: Path) -> Verdicts:
    return {urlsplit(link["url"]).path: link["state"] == "BROKEN" for link in json.loads(out)["links"]}


if __name__ == "__main__":
    main()

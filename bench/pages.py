"""Microseconds a page by purpose: all that our readers do with it, beside parsel picking the same fields; and parses a page."""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from statistics import median
from typing import Any
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from lxml import etree
from parsel import Selector
from w3lib.encoding import html_to_unicode

from dsci import registry
from dsci.channels import Channel, channels, read
from dsci.commands.replica import world_of
from dsci.contract import Answer, Page, Status, Target, Unit
from dsci.replica.parts import respond
from dsci.replica.world import Ask, World

from .peers import parsel as version

PURPOSES = ("home", "column", "article", "letters", "guide")
PER_UNIT = {"home": 1, "column": 6, "article": 6, "letters": 2, "hall": 1, "guide": 3}
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")
SHORT = re.compile(r"(?<!\d)(\d{1,2})[-/.月](\d{1,2})(?!\d)")
SOURCE = re.compile(r"来\s?源\s?[:：]\s?(\S{1,80})")


def main() -> None:
    """Prints a line a purpose; exit code 1 where a page was parsed more or less than once."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages", description=__doc__)
    parser.add_argument("--province", nargs="+", default=["浙江", "江苏", "广东"], metavar="NAME")
    parser.add_argument("--repeat", type=int, default=5, help="Turns; in each turn both read every page.")
    given = parser.parse_args()
    website = channels()["website"]
    pages = collected(world_of(""), website, registry.select(given.province))
    parses = {purpose: counted(website, answers) for purpose, answers in pages.items()}
    print(f"{os.cpu_count()} cores, parsel {version()}; medians of {given.repeat}")
    print("\n".join(table(website, pages, parses, given.repeat)))
    sys.exit(any(whole != 1 for counts in parses.values() for whole, _pieces in counts))


def collected(world: World, website: Channel, units: Sequence[Unit]) -> dict[str, list[Answer]]:
    """The pages of these portals that are read, by purpose, found as the spider finds them."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for unit in units:
        wait = [Target(world.portals[unit.code], "home")]
        spent: dict[str, int] = defaultdict(int)
        while wait:
            target = wait.pop(0)
            if spent[target.purpose] >= PER_UNIT.get(target.purpose, 0):
                continue
            spent[target.purpose] += 1
            answer = asked(world, unit, target)
            extract = read(website, answer)
            wait += sorted(extract.follow, key=lambda t: (t.order, t.url))
            if extract.status is Status.OK:
                found[target.purpose].append(answer)
    return {purpose: found[purpose] for purpose in PURPOSES}


def asked(world: World, unit: Unit, target: Target) -> Answer:
    """What the replica answers to that look."""
    parts = urlsplit(target.url)
    query = dict(reversed(parse_qsl(parts.query, keep_blank_values=True)))
    ask = Ask("GET", parts.scheme, parts.hostname or "", unquote(parts.path) or "/", query, {}, parts.query.encode())
    reply = respond(world, ask)
    page = Page(
        "0" * 32, target.url, unit.code, "website", parts.hostname or "", target.purpose, "bench", 0, world.as_of, world.as_of,
        Status.OK, reply.status, reply.content_type, about=target.about,
    )  # fmt: skip
    return Answer(page, reply.body, reply.content_type)


# --------------------------------------------------------------------------- parses


class Counting:
    """lxml's etree, whose HTML and XML parses are counted."""

    COUNTED = ("fromstring", "HTML", "XML", "parse", "fromstringlist")

    def __init__(self) -> None:
        self.parsed: list[object] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(etree, name)
        if name not in self.COUNTED:
            return real

        def call(*given: Any, **named: Any) -> Any:
            self.parsed.append(given[0])
            return real(*given, **named)

        return call


def counted(website: Channel, answers: Sequence[Answer]) -> list[tuple[int, int]]:
    """How often each page is parsed while it is read; how often pieces of HTML in its scripts are (inline lists of Hanweb)."""
    watch, found = Counting(), []
    ours = [m for name, m in sys.modules.items() if name.startswith("dsci.channels") and vars(m).get("etree") is etree]
    for module in ours:
        vars(module)["etree"] = watch
    try:
        for answer in answers:
            watch.parsed.clear()
            read(website, answer)
            whole = watch.parsed.count(watch.parsed[0])
            found.append((whole, len(watch.parsed) - whole))
    finally:
        for module in ours:
            vars(module)["etree"] = etree
    return found


# -------------------------------------------------------------- the same with parsel


def picked(answer: Answer) -> dict[str, Any]:
    """What a reader in parsel picks: title, meta tags, links with words, and by purpose rows with dates, source, cells."""
    selector = Selector(text=html_to_unicode(answer.content_type, answer.body)[1])
    found: dict[str, Any] = {
        "title": selector.css("title::text").get("").strip(),
        "metas": {tag.attrib["name"].lower(): tag.attrib.get("content", "") for tag in selector.css("meta[name]")},
        "links": [(urljoin(answer.page.url, a.attrib["href"]), words(a)) for a in selector.css("a[href]")],
    }
    return found | BY_PURPOSE[answer.page.purpose](selector, answer.page.seen_at)


def words(node: Selector) -> str:
    return " ".join("".join(node.css("*::text").getall()).split())


def dated(selector: Selector, seen_at: datetime) -> dict[str, Any]:
    """Rows with a link and, where it is printed, their day."""
    rows = []
    for box in selector.xpath("//li[.//a] | //tr[.//a] | //dd[.//a] | //p[a]"):
        text, a = words(box), box.css("a")[0]
        rows.append((a.attrib.get("href", ""), a.attrib.get("title") or words(a), day(text, seen_at)))
    return {"rows": rows}


def day(text: str, seen_at: datetime) -> datetime | None:
    whole, short = DATE.search(text), SHORT.search(text)
    try:
        if whole:
            return datetime(int(whole[1]), int(whole[2]), int(whole[3]))
        return datetime(seen_at.year, int(short[1]), int(short[2])) if short else None
    except ValueError:
        return None


def article(selector: Selector, seen_at: datetime) -> dict[str, Any]:
    """Title, day and source by tag, else by the words of the page."""
    text = "\n".join(part for part in map(str.strip, selector.css("body *:not(script):not(style)::text").getall()) if part)
    source = SOURCE.search(text)
    return {"heading": selector.css("h1::text, h2::text").get(""), "day": day(text, seen_at), "source": source and source[1]}


def cells(selector: Selector, _seen_at: datetime) -> dict[str, Any]:
    """The tables: rows of cells with their words."""
    return {"cells": [[words(cell) for cell in row.xpath("./td|./th")] for row in selector.css("tr")]}


BY_PURPOSE: dict[str, Callable[[Selector, datetime], dict[str, Any]]] = {
    "home": dated,
    "column": dated,
    "article": article,
    "letters": cells,
    "guide": cells,
}


# ----------------------------------------------------------------------------- times


def table(
    website: Channel, pages: dict[str, list[Answer]], parses: dict[str, list[tuple[int, int]]], turns: int
) -> Iterator[str]:
    """A line a purpose; the ratio is parsel's time to ours, taken turn by turn: above 1 ours is the quicker."""
    yield f"{'':10}{'pages':>7}{'kB':>7}{'parses':>8}{'of pieces':>11}{'ours µs':>10}{'parsel µs':>11}{'parsel to ours':>16}"
    for purpose, answers in pages.items():
        if not answers:
            yield f"{purpose:10}{0:7}"
            continue
        both = [(timed(lambda a: read(website, a), answers), timed(picked, answers)) for _turn in range(turns)]
        mine, theirs = (median(pair[n] for pair in both) for n in (0, 1))
        ratio = median(b / a for a, b in both)
        size = sum(len(a.body) for a in answers) / len(answers) / 1000
        whole, pieces = (sum(pair[n] for pair in parses[purpose]) / len(answers) for n in (0, 1))
        yield f"{purpose:10}{len(answers):7}{size:7.1f}{whole:8.2f}{pieces:11.2f}{mine:10.0f}{theirs:11.0f}{ratio:16.2f}"


def timed(work: Callable[[Answer], object], answers: Sequence[Answer]) -> float:
    """Microseconds a page."""
    began = time.perf_counter()
    for answer in answers:
        work(answer)
    return 1e6 * (time.perf_counter() - began) / len(answers)


if __name__ == "__main__":
    main()

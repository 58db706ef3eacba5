"""What a crawl saw, handed on as sheets and imported elsewhere, gives the same observations."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsci.contract import Account, Observation, Page
from dsci.store import open_store

from .line import dsci

UNITS = ("330000", "510100", "640100", "230100", "450000", "620000")
CHANNELS = ("weibo", "wechat", "app", "video")


def told(store: Path) -> dict[tuple[str, str], tuple[object, ...]]:
    rows = open_store(str(store)).rows(Observation, period="2026")
    return {(o.unit, o.metric): (o.value, o.status, o.bound, o.reason) for o in rows}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("roads")
    chosen = [word for unit in UNITS for word in ("--unit", unit)]
    crawled, imported = folder / "crawled", folder / "imported"
    dsci("crawl", *CHANNELS, *chosen, "--replica", "--store", str(crawled), cwd=folder)
    for channel in CHANNELS:
        dsci("sheets", channel, *chosen, "--store", str(crawled), "--out", f"{channel}.xlsx", cwd=folder)
        dsci("import", channel, f"{channel}.xlsx", "--store", str(imported), cwd=folder)
    for store in (crawled, imported):
        dsci("measure", *chosen, "--period", "2026", "--store", str(store), cwd=folder)
    return crawled, imported


def test_importing_what_the_crawl_saw_gives_the_same_observations(stores: tuple[Path, Path]) -> None:
    seen, again = (told(store) for store in stores)
    social = {key: found for key, found in seen.items() if not key[1].startswith("website.")}
    assert len(social) > 500 and len({status for _, status, _, _ in social.values()}) > 5
    assert {key: (found, again.get(key)) for key, found in social.items() if again.get(key) != found} == {}


def test_the_roads_are_told_apart(stores: tuple[Path, Path]) -> None:
    roads = [{str(page.method) for page in open_store(str(store)).rows(Page)} for store in stores]
    assert roads == [{"public_page", "public_api", "cookie_api"}, {"import_owner"}]
    assert all(account.simulated for store in stores for account in open_store(str(store)).rows(Account, channel="weibo"))

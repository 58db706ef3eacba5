"""Cards printed by a cluster's workers; what a cluster cannot make shorter, by hand."""

from __future__ import annotations

from pathlib import Path

from dsci.cluster.ceilings import ceilings
from dsci.cluster.engine import engine
from dsci.cluster.printing import render_on
from dsci.spiders.run import CrawlPlan
from dsci.templates.render import render_many

from ..templates.thin import county


def test_workers_print_the_same_bytes(tmp_path: Path) -> None:
    cards = [county()]
    with engine(workers=1) as running:
        away = list(render_on(running, cards, tmp_path / "away"))
    here = list(render_many(cards, tmp_path / "here", 1))
    assert [path.name for path in away] == [path.name for path in here]
    assert [path.read_bytes() for path in away] == [path.read_bytes() for path in here]
    assert sorted(away) == sorted((tmp_path / "away").iterdir()), "nothing half written is left"


def test_ceilings_by_hand() -> None:
    """Weibo: two accounts, one host, 1 + 3 x 20 + 2 x 3 looks ten seconds apart, whatever the number of parts. Portals: side by
    side, so that both take as long as one does."""
    weibo, *portals = (next(ceilings([name], CrawlPlan(codes), parts)) for name, codes, parts in (
        ("weibo", ["110000", "310000"], 3), ("website", ["110000"], 3), ("website", ["110000", "310000"], 3),
    ))  # fmt: skip
    assert weibo.startswith("weibo: 2 accounts, a budget of 67 looks each, one every 10 s a host;")
    assert weibo.endswith("m.weibo.cn, weibo.com with one worker: about 0.4 h at that pace")
    assert [line.rpartition("hosts at once")[2] for line in portals] == 2 * [": about 0.1 h at that pace"]
    (quick,) = ceilings(["weibo"], CrawlPlan(["110000"], replica="127.0.0.1:1"), 1)
    assert "one every 0 s a host" in quick and quick.endswith("about 0.0 h at that pace")

"""Schemes without printed numbers to meet: the stages of maturity, the structure of the book of 2018."""

from __future__ import annotations

import numpy as np

from dsci.index import engine
from dsci.index.results import results
from dsci.index.scheme import load
from dsci.index.table import Table

from .scoring import scored, scores

# ---------------------------------------------------------------- maturity

STAGES = (("information", 3), ("services", 3), ("handling", 3), ("joined", 3), ("smart", 3))
BASE = (0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1)  # newest today, all else there


def at(*places: int, value: float = 0) -> tuple[float, ...]:
    """All conditions met but those at these places."""
    return tuple(value if i in places else x for i, x in enumerate(BASE))


def test_maturity_climbs_stage_by_stage() -> None:
    scheme = load("maturity")
    assert [(s.id, len(s.children)) for s in scheme.roots[0].children] == list(STAGES)
    rows = {
        "all": BASE, "no assistant": at(12), "no search": at(4), "old news": (15, *BASE[1:]), "two weeks": (14, *BASE[1:]),
        "one gap below": at(6, 14),
    }  # fmt: skip
    assert scores("maturity", rows, "maturity") == [5, 4, 1, 0, 5, 2]
    tiers = {r.unit: r.tier for r in results(scored("maturity", rows), {"all": tuple(rows)}) if r.node == "maturity"}
    assert (tiers["all"], tiers["no assistant"], tiers["old news"]) == ("智慧政府", "数字政府(一体化)", "起步")


def test_maturity_is_unknown_where_a_stage_was_not_seen() -> None:
    unseen = at(12, value=np.nan)
    rows = {"known": at(3), "unseen": unseen, "unseen beyond what fails": (*at(3)[:12], *unseen[12:])}
    assert scores("maturity", rows, "maturity") == [1, None, 1]


# ---------------------------------------------------------------- NJU, the book of 2018

def test_the_book_of_2018_has_four_channels_and_a_missing_app_lowers_the_new_media_index() -> None:
    """As the book says of 天津: without an App last in 新媒体, though 双微 does not feel it."""
    scheme = load("egsci-2018")
    assert [root.id for root in scheme.roots] == ["website", "weibo", "wechat", "app"]
    assert {c.id: c.nodes for c in scheme.composites} == {
        "comprehensive": ("website", "weibo", "wechat", "app"), "dual_micro": ("weibo", "wechat"),
        "new_media": ("weibo", "wechat", "app"),
    }  # fmt: skip
    signs = np.array([leaf.normalise.direction for leaf in scheme.leaves])
    x = np.array([5.0, 4.0, 4.0, 3.0])[:, None] * signs + 10  # best, twice between, worst
    status = np.full(x.shape, "OK", "<U16")
    app = [i for i, metric in enumerate(scheme.metrics) if metric.startswith("app.")]
    x[2, app], status[2, app] = np.nan, "ABSENT"
    found = engine.score(scheme, Table.of(("北京", "上海", "天津", "重庆"), scheme.metrics, x, status))
    assert found.score("天津", "app") == 0 and found.covered("天津", "new_media") == 1
    assert found.score("天津", "dual_micro") == found.score("上海", "dual_micro")
    assert (found.score("天津", "new_media") or 0) < (found.score("上海", "new_media") or 0) - 1

"""The video truth against a recount of all that the platforms serve and of the files handed over."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dsci.contract import Status
from dsci.replica import video

from .asking import whole
from .stores import all_rows, rows, true_video
from .video_recount import LIST_METRICS, bilibili, douyin, files, lists, of_kuaishou, of_lists

SEEN = {"douyin": "works_count", "bilibili": "bilibili_followers", "kuaishou": "kuaishou_works"}


@pytest.mark.parametrize(("platform", "recount"), [("douyin", douyin), ("bilibili", bilibili), ("kuaishou", of_kuaishou)])
def test_what_platforms_show(platform: str, recount: Callable[[str], dict[str, float | Status]]) -> None:
    for row in all_rows(platform):
        counted = recount(row.unit)
        truth = true_video(row.unit)
        assert {name: truth[name] for name in counted} == pytest.approx(counted), row.unit


def test_what_lists_tell() -> None:
    told = 0
    for unit in whole().units:
        own = {row.name for row in video.accounts(whole(), unit) if row.role == "main"}
        truth = {name: true_video(unit.code)[name] for name in LIST_METRICS}
        if not own:
            assert set(truth.values()) <= {Status.ABSENT, Status.NOT_TRIED}
            continue
        counted = of_lists(*own)
        told += counted["vci"] != Status.NOT_TRIED
        assert truth == pytest.approx(counted), unit.code
    assert 0.45 * len(whole().units) < told < 0.65 * len(whole().units)


def test_platforms_in_use() -> None:
    for unit in whole().units:
        said = {row.platform: row.role for row in video.accounts(whole(), unit)}
        truth = true_video(unit.code)
        in_use, failed, open_ = [], [], []
        for platform in ("douyin", "bilibili", "kuaishou", "shipinhao"):
            own = rows(unit.code).get(platform)
            if own and ((own.name, platform) in lists() or (platform == "shipinhao" and own.name in carded())):
                in_use.append(platform)
            elif own and platform in SEEN:
                looked = truth[SEEN[platform]]
                (failed if isinstance(looked, Status) else in_use).append(looked if isinstance(looked, Status) else platform)
            elif said.get(platform) != "absent":
                open_.append(platform)
        bare = Status.NOT_TRIED if open_ else Status.ABSENT
        whole_count = -len(in_use) if open_ else len(in_use)
        assert truth["platforms_count"] == (failed[0] if failed else whole_count if in_use else bare), unit.code


def carded() -> set[object]:
    return {row[1] for row in files()["shipinhao_accounts_2026.csv"]}


def test_the_sheet_of_shipinhao_accounts() -> None:
    there = {row.name for row in all_rows("shipinhao")}
    assert carded() < there and 0.45 < len(carded()) / len(there) < 0.75
    assert all(row[2] == "2026-10-31 18:00" and row[5] for row in files()["shipinhao_accounts_2026.csv"])


def test_files_hold_lines_twice_and_outdated_ones() -> None:
    for name in ("works_owner_2026.json", "works_vendor_2026.csv", "works_owner_2026.xlsx"):
        told = [tuple(map(str, row)) for row in files()[name]]
        ids = [row[2] for row in told]
        again = {row for row in told if ids.count(row[2]) > 1 and told.count(row) == 1}
        assert len(told) - len({*told}) > 3  # the same line again
        assert len(again) > 4  # another line of the same work
        assert {row[9] for row in told} == {"2026-01-01"}
        assert any(row[5] == "-" for row in told)

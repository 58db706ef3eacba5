"""The files that owners and vendors hand over: what stands in them, which lines nobody may take, and the truth they carry."""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest

from dsci.contract import CHINA, Status
from dsci.replica import draw, wechat, weibo
from dsci.replica.export_files import File, Sheet, serial, write_csv, write_json, write_xlsx
from dsci.replica.wechat import export as wechat_export
from dsci.replica.weibo import export as weibo_export
from dsci.replica.world import World

from .asking import accounts, read, whole

NOW = datetime(2026, 10, 31, 20, tzinfo=CHINA)
START = NOW - timedelta(days=30)
FOLDER = TemporaryDirectory(prefix="dsci-exports-")  # goes when the process ends


@cache
def some() -> World:
    """Every fourth unit."""
    return World(whole().units[::4], whole().portals)


@cache
def files() -> dict[str, File]:
    """Weibo's and WeChat's files, written once."""
    folder = Path(FOLDER.name)
    return {file.path.name: file for part in (weibo_export, wechat_export) for file in part.write(some(), folder, some().units)}


@cache
def lines(name: str) -> list[tuple]:
    """All lines of a file; line 1 comes first."""
    path = files()[name].path
    if path.suffix == ".xlsx":
        return list(openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True))
    encoding = "utf-8-sig" if "weibo" in name else "gb18030"
    return [tuple(row) for row in csv.reader(path.read_text(encoding).splitlines())]


def taken(name: str, header: int) -> list[dict]:
    """The rows that a reader takes, each once."""
    wrong = files()[name].rejected
    kept = [row for number, row in enumerate(lines(name), 1) if number > header and number not in wrong]
    return [dict(zip(lines(name)[header - 1], row, strict=True)) for row in dict.fromkeys(kept)]


def stated(channel: str) -> dict[str, dict[str, tuple[float | None, Status]]]:
    """The truth of a channel by unit."""
    found: dict[str, dict] = defaultdict(dict)
    for unit in some().units:
        for truth in (weibo if channel == "weibo" else wechat).truth(some(), unit):
            found[truth.unit][truth.metric.partition(".")[2]] = (truth.value, truth.status)
    return found


def moment(cell: object) -> datetime:
    if isinstance(cell, float | int):
        return (datetime(1899, 12, 30) + timedelta(days=cell)).replace(tzinfo=CHINA)
    return datetime.strptime(str(cell), "%Y-%m-%d %H:%M").replace(tzinfo=CHINA)


def number(cell: object) -> int:
    return 100_000 if cell == "10万+" else int(str(cell).replace(",", ""))


def test_about_six_of_ten_accounts_are_handed_over() -> None:
    for part, platform, name, header, key in (
        (weibo, "weibo", "weibo_followers_2026.csv", 1, "UID"),
        (wechat, "wechat", "wechat_articles_2026.xlsx", 2, "__biz"),
    ):
        known = {row.id for unit in some().units for row in part.accounts(some(), unit) if row.role == "main"}
        there = {row[key] for row in taken(name, header)}
        assert there <= known and len(there) / len(known) == pytest.approx(draw.EXPORTED, abs=0.12), platform


def test_the_lines_that_nobody_may_take_are_wrong_and_the_others_are_not() -> None:
    known = {row.name for unit in some().units for row in wechat.accounts(some(), unit) if row.name}
    shared = {n for n, times in Counter(r.name for u in some().units for r in wechat.accounts(some(), u)).items() if times > 1}
    articles, figures = lines("wechat_articles_2026.xlsx"), lines("wechat_accounts_2026.csv")
    bad = [articles[line - 1] for line in files()["wechat_articles_2026.xlsx"].rejected]
    why = [(row[2] == "2026-13-40 08:30", row[6] == "不少", row[0] not in known) for row in bad]
    assert why == [(True, False, True), (False, True, False), (False, False, True)] and len({row[4] for row in bad}) == 3
    odd = [figures[line - 1] for line in files()["wechat_accounts_2026.csv"].rejected]
    assert all(r[0] in shared or r[0] not in known or r[1] == "2026-06-31" or r[2] == "保密" for r in odd)
    assert sum(row[0] in shared for row in odd) > 3
    good = taken("wechat_accounts_2026.csv", 1)
    assert all(row["公众号"] in known - shared and row["累计关注人数"].isdigit() for row in good)
    assert len({row["公众号"] for row in good}) == len(good)
    of_weibo = [lines("weibo_followers_2026.csv")[line - 1] for line in files()["weibo_followers_2026.csv"].rejected]
    assert [row[2:4] for row in of_weibo][:2] == [("2026-02-30 20:00", of_weibo[0][3]), ("2026-08-01 20:00", "很多")]


def test_some_rows_are_there_twice() -> None:
    for name in files():
        assert max(Counter(lines(name)).values()) == 2


def test_vendors_rows_come_in_the_forms_of_real_sheets() -> None:
    rows = taken("wechat_articles_2026.xlsx", 2)
    assert lines("wechat_articles_2026.xlsx")[0][0].startswith("公众号文章明细")
    assert {type(row["发布日期"]) for row in rows} == {float, str}
    assert {"10万+", "-"} <= {row["阅读数"] for row in rows} | {row["评论数"] for row in rows}
    assert any("," in str(row["阅读数"]) for row in rows) and {type(row["阅读数"]) for row in rows} == {int, str}
    assert {"头条", "次条", "第3条"} <= {row["位置"] for row in rows}
    assert {moment(row["发布日期"]) > NOW - timedelta(days=41) for row in rows} == {True}


def test_the_same_world_writes_the_same_bytes(tmp_path: Path) -> None:
    again = {file.path.name: file.path.read_bytes() for file in weibo_export.write(some(), tmp_path, some().units)}
    sheet = Sheet(("a", "b"), above=("title",))
    sheet.add(1, "x")
    sheet.add_wrong(2.5, "y")
    assert again["weibo_followers_2026.csv"] == files()["weibo_followers_2026.csv"].path.read_bytes()
    assert write_xlsx(sheet, tmp_path / "1.xlsx") == write_csv(sheet, tmp_path / "1.csv") == (4,)
    assert write_json(sheet, tmp_path / "1.json") == (2,)
    write_xlsx(sheet, tmp_path / "2.xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()
    assert serial(datetime(2026, 10, 31, 12, tzinfo=CHINA)) == 46326.5


def test_reach_is_what_the_workbook_says() -> None:
    rows: dict[str, list[dict]] = defaultdict(list)
    for row in taken("wechat_articles_2026.xlsx", 2):
        rows[row["__biz"]].append(row)
    for unit in some().units:
        for account in wechat.accounts(some(), unit):
            said = stated_wechat()[unit.code]
            if account.id not in rows:
                assert said["wci"][1] is (Status.ABSENT if account.role == "absent" else Status.NOT_TRIED)
                continue
            for metric, (value, status) in reach([r for r in rows[account.id] if START < moment(r["发布日期"]) <= NOW]).items():
                assert said[metric] == (pytest.approx(value), status), (unit.code, metric)


@cache
def stated_wechat() -> dict[str, dict[str, tuple[float | None, Status]]]:
    return stated("wechat")


def reach(rows: list[dict]) -> dict[str, tuple[float | None, Status]]:
    """The measures of one account's rows."""
    heads = [row for row in rows if row["位置"] == "头条"]
    whole_rows = [row for row in rows if row["评论数"] != "-"]
    bare = [row["点赞数"] >= 100 and row["转发数"] == 0 and row["评论数"] == 0 for row in whole_rows]
    return {
        "reads_per_article": mean_of_reads(rows),
        "headline_reads": mean_of_reads(heads),
        "shares_per_article": told([row["转发数"] for row in rows]),
        "bare_likes_share": told(bare) if whole_rows or not rows else (None, Status.NOT_TRIED),
        "wci": (wci(rows, heads), Status.OK),
    }


def told(values: list) -> tuple[float | None, Status]:
    return (sum(values) / len(values), Status.OK) if values else (None, Status.EMPTY)


def mean_of_reads(rows: list[dict]) -> tuple[float | None, Status]:
    value, status = told([number(row["阅读数"]) for row in rows])
    return value, Status.CENSORED if any(row["阅读数"] == "10万+" for row in rows) else status


def wci(rows: list[dict], heads: list[dict]) -> float:
    """V14.2: whole, mean, headline and peak by 0.6, 0.2, 0.1, 0.1; squared, times 12."""

    def part(of: list[dict], measure) -> float:
        reads = [100_001 if row["阅读数"] == "10万+" else number(row["阅读数"]) for row in of]
        looking, likes = ([row[name] for row in of] for name in ("在看数", "点赞数"))
        return (
            0.85 * math.log(measure(reads) + 1)
            + 0.09 * math.log(10 * measure(looking) + 1)
            + 0.06 * math.log(10 * measure(likes) + 1)
        )

    def a_day(values: list) -> float:
        return sum(values) / 30

    def mean(values: list) -> float:
        return sum(values) / len(values) if values else 0

    def peak(values: list) -> float:
        return max(values, default=0)

    return (0.6 * part(rows, a_day) + 0.2 * part(rows, mean) + 0.1 * part(heads, a_day) + 0.1 * part(rows, peak)) ** 2 * 12


def test_figures_are_what_the_owners_table_says() -> None:
    by_name = {row["公众号"]: row for row in taken("wechat_accounts_2026.csv", 1)}
    for unit in some().units:
        (account, *_) = (*wechat.accounts(some(), unit), None)
        said = stated_wechat()[unit.code]
        if account is None or account.name not in by_name:
            assert said["followers"][0] is None
            continue
        row = by_name[account.name]
        followers, gained, messages, answered = (
            int(row[name]) for name in ("累计关注人数", "净增关注人数(近30天)", "收到消息数", "已回复消息数")
        )
        assert said["followers"] == (followers, Status.OK)
        assert said["followers_gained_share"][0] == pytest.approx(gained / (followers - gained))
        assert said["menu_entries"][0] == int(row["自定义菜单数"])
        assert said["miniprogram_entry"][0] == (row["关联小程序"] == "是")
        share = (pytest.approx(answered / messages), Status.OK) if messages else (None, Status.EMPTY)
        assert said["messages_answered_share"] == share


def test_a_vendors_list_is_the_albums_of_the_same_days() -> None:
    every = taken("wechat_articles_2026.xlsx", 2)
    account = next(row for row in accounts(wechat, "wechat") if row.id in {told["__biz"] for told in every})
    rows = {row["文章链接"]: row for row in every if row["__biz"] == account.id}
    listed = read(account.url.split()[0])["getalbum_resp"]["article_list"]
    assert rows
    for article in listed:
        row = rows.get(article["url"])
        when = datetime.fromtimestamp(int(article["create_time"]), CHINA)
        assert (row is not None) is (when >= datetime(2026, 9, 21, tzinfo=CHINA))
        if row:
            assert row["文章标题"] == article["title"]
            assert abs((moment(row["发布日期"]) - when).total_seconds()) < 60
            assert (row["位置"] == "头条") is (article["itemidx"] == "1")


def test_followers_before_are_the_vendors() -> None:
    rows: dict[str, dict[str, dict]] = defaultdict(dict)
    for row in taken("weibo_followers_2026.csv", 1):
        rows[row["UID"]][row["统计时间"]] = row
    for account in (row for row in accounts(weibo, "weibo") if row.unit in some().by_code):
        said = stated_weibo()[account.unit]
        before = rows.get(account.id, {})
        assert not before or before.keys() == {"2026-09-01 20:00", "2026-10-01 20:00"}
        counts = [int(before[day]["粉丝数"]) for day in sorted(before)]
        now = [said["followers"][0]] if said["followers"][1] is Status.OK else []
        series = counts + now
        assert said["followers_growth"][0] == (pytest.approx(series[-1] / series[0] - 1) if len(series) > 1 else None)


@cache
def stated_weibo() -> dict[str, dict[str, tuple[float | None, Status]]]:
    return stated("weibo")

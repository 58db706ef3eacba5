"""The WeChat spider: which addresses it asks for, how far back it reads albums, whose a file of addresses is."""

from __future__ import annotations

import csv
import json
from dataclasses import fields
from pathlib import Path

import pytest
from scrapy.exceptions import CloseSpider

from dsci.channels import channels
from dsci.contract import Account, FullText, Page, Profile, Status, Target
from dsci.spiders.wechat import MOST, WechatSpider, addresses, purpose_of
from dsci.store import Store, open_store

from ..channels.social import read
from ..channels.wechat_pages import BIZ, OTHER_BIZ, about_page, classic
from ..e2e.line import dsci
from .loopback import AS_OF, UNIT, Asked, Sent, serving

ALBUM = f"https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz={BIZ}&album_id=12&count=20&f=json"
ABOUT = f"https://mp.weixin.qq.com/mp/aboutbiz?__biz={BIZ}"
LONG = f"http://mp.weixin.qq.com/s?__biz={BIZ}&mid=22&idx=1&sn=ab#rd"
COLUMNS = [f.name for f in fields(Account) if f.name != "simulated"]


def short(n: int) -> str:
    return f"https://mp.weixin.qq.com/s/{n:022}"


def overlay(folder: Path, *rows: dict[str, str]) -> str:
    """A table of accounts, by default one of WeChat."""
    usual = dict.fromkeys(COLUMNS, "") | {"unit": UNIT, "channel": "wechat", "platform": "wechat", "id": BIZ, "role": "main"}
    with (folder / "accounts.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for row in rows or ({},):
            writer.writerow(usual | {"source": "test", "checked": "2026-10-31", "url": f"{ALBUM} {ABOUT}"} | row)
    return str(folder / "accounts.csv")


def listed(folder: Path, *lines: str) -> str:
    (folder / "urls.txt").write_text("\n".join(lines), encoding="utf-8")
    return str(folder / "urls.txt")


def spider(folder: Path, *rows: dict[str, str], **arguments: str) -> WechatSpider:
    made = WechatSpider(unit=UNIT, accounts=overlay(folder, *rows), as_of=AS_OF, **arguments)
    made.channel = channels()["wechat"]
    return made


# --------------------------------------------------------------------- files of addresses


def test_what_an_address_is_for() -> None:
    assert [purpose_of(url) for url in (ALBUM, ABOUT, LONG, short(1))] == ["album", "about", "article", "article"]
    elsewhere = ("https://example.org/s/1", "ftp://mp.weixin.qq.com/s/1", "https://mp.weixin.qq.com/cgi-bin/x", "http://[", "")
    assert {purpose_of(url) for url in elsewhere} == {""}


def test_a_file_of_addresses_may_carry_remarks(tmp_path: Path) -> None:
    file = listed(tmp_path, "\ufeff# the office's list", "", short(1), f"  {LONG}  # a long one", short(1), ALBUM, " # none")
    assert addresses(file) == (short(1), LONG, ALBUM)


@pytest.mark.parametrize("bad", ["https://example.org/s/1", "今天的文章", "mp.weixin.qq.com/s/1", "https://mp.weixin.qq.com/cgi-bin/a"])
def test_a_bad_line_is_named_by_its_number(tmp_path: Path, bad: str) -> None:
    with pytest.raises(ValueError, match=r"urls\.txt:3: .* is no address of a WeChat article"):
        addresses(listed(tmp_path, short(1), "# remark", bad))


def test_a_file_of_addresses_is_bounded(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=rf"urls\.txt:{MOST + 1}: more than {MOST} addresses"):
        addresses(listed(tmp_path, *(short(n) for n in range(MOST + 5))))
    with pytest.raises(ValueError, match="more than 1000000 bytes"):
        addresses(listed(tmp_path, "#" * 1_000_001))


def test_addresses_of_a_file_follow_those_of_the_registry_and_are_paid_for(tmp_path: Path) -> None:
    made = spider(tmp_path, urls=listed(tmp_path, *(short(n) for n in range(7)), ALBUM))
    (account,) = made.own(open_store(str(tmp_path / "own")))
    assert [(t.url, t.purpose, t.order) for t in made.targets(account)] == [
        (ALBUM, "album", 0),
        (ABOUT, "about", 1),
        *((short(n), "article", n + 2) for n in range(7)),
    ]
    usual = spider(tmp_path)
    assert usual.plan.budgets == {"album": 15, "article": 3, "about": 1}
    assert made.plan.budgets == {"album": 16, "article": 10, "about": 1}
    assert made.reach != usual.reach, "a unit that is finished without the file is not finished with it"


def test_a_file_of_addresses_is_of_one_account(tmp_path: Path) -> None:
    file = listed(tmp_path, short(1))
    for rows in ([{"role": "absent", "id": ""}], [{}, {"id": OTHER_BIZ}]):
        with pytest.raises(CloseSpider) as caught:
            spider(tmp_path, *rows, urls=file).own(open_store(str(tmp_path / "own")))
        assert caught.value.reason == f"a file of addresses is of one account; the units chosen have {len(rows) - 1 and 2}"
    assert len(spider(tmp_path, {}, {"id": OTHER_BIZ, "role": "further"}, urls=file).own(open_store(str(tmp_path / "own")))) == 2


def test_a_crawl_that_cannot_begin_says_why(tmp_path: Path) -> None:
    file = listed(tmp_path, short(1), "https://example.com/")
    where = ("--replica", "127.0.0.1:9", "--store", str(tmp_path / "s"))
    told = dsci("crawl", "wechat", "--unit", UNIT, "--urls", file, *where, cwd=tmp_path, check=False)
    assert (told.returncode, told.stdout) == (1, "")
    assert f"stopped: wechat: not begun: {file}:2: 'https://example.com/' is no address" in told.stderr


@pytest.mark.parametrize(("since", "onward"), [("", ["album"]), ("2026-10-01", ["album"]), ("2026-10-20", [])])
def test_an_album_is_read_back_to_the_moment_asked_for(tmp_path: Path, since: str, onward: list[str]) -> None:
    made, first = spider(tmp_path, since=since), Target(ALBUM, "album")
    (account,) = made.own(open_store(str(tmp_path / "own")))
    reading = read("wechat", "album", replies(Asked("GET", "mp.weixin.qq.com", ALBUM, {})).body, ALBUM)
    assert [t.purpose for t in made.further(account, first, reading)] == ["article"] * 3 + onward


# --------------------------------------------------------------------------------- crawls


def replies(asked: Asked) -> Sent:
    """An album of five pages, a fortnight each; its articles; the account's page."""
    if "appmsgalbum" in asked.path:
        page = int(asked.path.partition("begin_msgid=")[2].partition("&")[0] or 0)
        rows = [
            {
                "create_time": str(1793441100 - (page * 14 + day) * 86400),
                "title": f"第{page}页{day}",
                "url": short(page * 10 + day),
                "msgid": str(page + 1),
                "itemidx": "1",
            }
            for day in (0, 7, 13)
        ]
        more = {"article_list": rows, "continue_flag": "1" if page < 4 else "0"}
        return Sent(json.dumps({"base_resp": {"ret": 0}, "getalbum_resp": more}).encode())
    if "aboutbiz" in asked.path:
        return Sent(about_page(("认证类型", "政府"), ("认证主体", "杭州市人民政府"), biz=BIZ).encode())
    biz = OTHER_BIZ if asked.path.endswith("99") else BIZ
    return Sent(classic(biz=f'"{biz}" || ""').encode())


def crawled(folder: Path, *options: str) -> Store:
    with serving(replies) as here:
        where = ("--replica", here.address, "--as-of", AS_OF, "--store", str(folder / "s"), "--accounts", overlay(folder))
        dsci("crawl", "wechat", "--unit", UNIT, *where, *options, cwd=folder)
    return open_store(str(folder / "s"))


def last(store: Store) -> dict[str, Page]:
    return {p.asked: p for p in sorted(store.rows(Page), key=lambda p: p.attempt)}


def test_an_album_is_read_back_and_its_newest_articles_with_those_of_the_file(tmp_path: Path) -> None:
    store = crawled(tmp_path, "--urls", listed(tmp_path, short(77), short(99)))
    pages = last(store)
    assert sum(p.purpose == "album" for p in pages.values()) == 3, "the third page ends 41 days ago"
    articles = {p.asked: p.status for p in pages.values() if p.purpose == "article"}
    assert articles == {short(n): Status.OK for n in (0, 7, 13, 77)} | {short(99): Status.CHANGED_SHAPE}
    assert OTHER_BIZ in pages[short(99)].reason and pages[ABOUT].status is Status.OK
    assert len(store.rows(FullText)) == 4
    assert {p.verified_reason for p in store.rows(Profile)} == {"", "政府 杭州市人民政府"}

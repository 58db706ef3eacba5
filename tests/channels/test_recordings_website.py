"""Recordings of real portals are read as their labels say; none is taken for the portal that it is not."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dsci.channels import channels
from dsci.channels.website.dates import days_between
from dsci.contract import Answer, Article, Extract, Letter, Site, Status

from .portal import moment, read
from .social import look

SHANXI = "http://www.shanxi.gov.cn/yw/sxyw/201909/t20190918_693227.shtml"
CMSE = "http://www.cmse.gov.cn/xwzx/zhxw/202101/t20210106_47506.html"


@pytest.fixture
def folder(reference: Path) -> Path:
    found = reference / "samples" / "website"
    if not found.is_dir():
        pytest.skip(f"no recordings at {found}")
    return found


def labels(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def article(found: Extract) -> Article:
    (only,) = [fact for fact in found.facts if isinstance(fact, Article)]
    return only


def home(body: bytes, url: str, unit: str = "140000") -> Extract:
    """What that page means as the home page of that unit's portal."""
    return channels()["website"].extract(Answer(replace(look("website", "home", url), unit=unit), body))


def test_policy_pages_of_the_state_council(folder: Path) -> None:
    rows = list(labels(folder / "govcn_zhengce_labels.tsv"))
    assert len(rows) == 12
    for row in rows:
        found = article(read("article", (folder / row["file"]).read_bytes(), row["url"]))
        assert (found.title, found.source) == (row["title"], row["issuer"])
        assert (found.index_number, found.document_number) == (row["index_number"], row["document_number"])
        day = re.search(r"/(\d{4}-\d\d)/(\d\d)/", row["url"])
        assert day and found.published == moment(f"{day[1]}-{day[2]}T00:00")  # on these pages the same day
        assert {found.title_from, found.published_from, found.source_from} == {"text"}
        assert found.time_form == "other"  # 2018年11月09日


def test_an_article_of_a_province(folder: Path) -> None:
    (row,) = labels(folder / "page_labels.tsv")
    body = (folder / row["file"]).read_bytes()
    found = article(read("article", body, SHANXI))
    told = (row["article_title"], moment(row["pub_date"].replace(" ", "T")), row["content_source"])
    assert (found.title, found.published, found.source) == told
    assert {found.title_from, found.published_from, found.source_from} == {"meta"}
    untagged = article(read("article", re.sub(rb'<meta name="(ArticleTitle|PubDate|ContentSource)"', b"<meta", body), SHANXI))
    assert (untagged.title, untagged.published, untagged.source) == told
    assert {untagged.title_from, untagged.published_from, untagged.source_from} == {"text"}


def test_the_frame_of_a_province_s_portal(folder: Path) -> None:
    (row,) = labels(folder / "page_labels.tsv")
    body = (folder / row["file"]).read_bytes()
    for page, origin, code in (
        (body, "meta", row["site_id_code_meta"]),
        (body.replace(b'name="SiteIDCode"', b'name="x"'), "footer", row["site_id_code_footer"]),
    ):
        found = read("home", page, "http://www.shanxi.gov.cn/", unit="140000")
        site = next(fact for fact in found.facts if isinstance(fact, Site))
        assert (site.name, site.domain) == (row["site_name"], row["site_domain"])
        assert (site.id_code, site.id_code_from) == (code, origin)
        assert len(site.footer) == 8
        assert site.access == ("accessible", "language")  # its viewport tag is commented out
        lists = {"news", "notice", "policy", "reading", "consult", "interview", "response", "other"}
        assert set(site.columns) == lists | {"letters", "openness"}  # its policies stand under the bare words 政策 and 文件
        letters = [target.url for target in found.follow if target.purpose == "letters"]
        assert letters == ["http://www.shanxi.gov.cn/hd/szxx/", "http://www.shanxi.gov.cn/hd/szxx_2358/"]


def test_an_article_without_tags_that_is_no_portal_s(folder: Path) -> None:
    body = (folder / "page_cmse.gov.cn_2020_trs.html").read_bytes()
    found = article(read("article", body, CMSE))
    assert (found.title, found.published) == ("载人航天工程全线备战空间站建造任务", moment("2021-01-05T00:00"))
    assert found.source == "中国空间技术研究院、中国运载火箭技术研究院等"
    assert (found.index_number, found.document_number, found.time_form) == ("", "", "date")


def test_a_page_that_is_no_government_portal_s(folder: Path) -> None:
    """A space programme's page under gov.cn, and articles in accounts' frames, are no portal's home page."""
    cmse = (folder / "page_cmse.gov.cn_2020_trs.html").read_bytes()
    others = sorted((folder.parent / "wechat").glob("*.html"))
    assert len(others) >= 6
    for body, url in ((cmse, "http://www.cmse.gov.cn/"), *((each.read_bytes(), "https://mp.weixin.qq.com/") for each in others)):
        found = home(body, url)
        assert (found.facts, found.follow) == ((), ()), url
        assert found.status is not Status.OK and found.reason


def test_a_page_of_the_state_council_is_no_province_s_portal(folder: Path) -> None:
    for path in sorted(folder.glob("govcn_*.html")):
        assert home(path.read_bytes(), "http://www.gov.cn/").status is Status.CHANGED_SHAPE


def test_a_province_s_page_is_no_other_government_s(folder: Path) -> None:
    body = (folder / "page_www.shanxi.gov.cn_2019_trs.html").read_bytes()
    assert home(body, "http://www.shanxi.gov.cn/", "140000").status is Status.OK
    for unit in ("610000", "140100", "330100"):
        found = home(body, "http://www.shanxi.gov.cn/", unit)
        assert (found.status, found.facts) == (Status.CHANGED_SHAPE, ()) and "140000" in found.reason


def test_letters_of_beijing_by_their_dates(folder: Path) -> None:
    with (folder / "beijing_letters.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 600
    seen = [letter for start in range(0, 600, 50) for letter in letters(rows[start : start + 50])]
    told = Counter((row["类型"], row["答复部门"], row["留言时间"], row["答复时间"]) for row in rows)
    dated = [(x, x.asked, x.answered) for x in seen if x.asked and x.answered]
    assert Counter((x.kind, x.department, f"{asked:%Y-%m-%d}", f"{answered:%Y-%m-%d}") for x, asked, answered in dated) == told
    days = [(date.fromisoformat(row["答复时间"]) - date.fromisoformat(row["留言时间"])).days for row in rows]
    assert [days_between(asked, answered) for _x, asked, answered in dated] == days


def letters(rows: list[dict[str, str]]) -> list[Letter]:
    """The letters of one page that lists these rows."""
    head = ("类型", "留言时间", "答复时间", "答复部门")
    html = "".join(f"<tr>{''.join(f'<td>{row[name]}</td>' for name in head)}</tr>" for row in rows)
    found = read("letters", f"<table><tr>{''.join(f'<td>{name}</td>' for name in head)}</tr>{html}</table>")
    assert found.status is Status.OK
    return [fact for fact in found.facts if isinstance(fact, Letter)]

"""Recordings of real portals are read as their labels say."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dsci.channels.website.dates import days_between
from dsci.contract import Article, Extract, Letter, Site, Status

from .portal import moment, read

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
    return next(fact for fact in found.facts if isinstance(fact, Article))


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
        found = read("home", page, "http://www.shanxi.gov.cn/")
        site = next(fact for fact in found.facts if isinstance(fact, Site))
        assert (site.name, site.domain) == (row["site_name"], row["site_domain"])
        assert (site.id_code, site.id_code_from) == (code, origin)
        assert len(site.footer) == 8
        assert site.access == ("accessible", "language")  # its viewport tag is commented out
        assert set(site.columns) == {"news", "notice", "policy", "consult", "letters", "other"}
        letters = [target.url for target in found.follow if target.purpose == "letters"]
        assert letters == ["http://www.shanxi.gov.cn/hd/szxx/", "http://www.shanxi.gov.cn/hd/szxx_2358/"]


def test_an_article_without_tags_that_is_no_portal_s(folder: Path) -> None:
    body = (folder / "page_cmse.gov.cn_2020_trs.html").read_bytes()
    found = article(read("article", body, CMSE))
    assert (found.title, found.published) == ("载人航天工程全线备战空间站建造任务", moment("2021-01-05T00:00"))
    assert found.source == "中国空间技术研究院、中国运载火箭技术研究院等"
    home = read("home", body, "http://www.cmse.gov.cn/")
    assert next(fact.id_code for fact in home.facts if isinstance(fact, Site)) == ""


def test_letters_of_beijing_by_their_dates(folder: Path) -> None:
    with (folder / "beijing_letters.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    head = ("类型", "留言时间", "答复时间", "答复部门")
    html = "".join(f"<tr>{''.join(f'<td>{row[name]}</td>' for name in head)}</tr>" for row in rows[:500])
    found = read("letters", f"<table><tr>{''.join(f'<td>{name}</td>' for name in head)}</tr>{html}</table>")
    assert (found.status, len(found.facts)) == (Status.OK, 500)
    told = Counter((row["类型"], row["答复部门"], row["留言时间"], row["答复时间"]) for row in rows[:500])
    seen = [fact for fact in found.facts if isinstance(fact, Letter) and fact.asked and fact.answered]
    assert Counter((x.kind, x.department, f"{x.asked:%Y-%m-%d}", f"{x.answered:%Y-%m-%d}") for x in seen) == told
    days = [(date.fromisoformat(row["答复时间"]) - date.fromisoformat(row["留言时间"])).days for row in rows[:500]]
    assert sorted(days_between(x.asked, x.answered) for x in seen if x.asked and x.answered) == sorted(days)

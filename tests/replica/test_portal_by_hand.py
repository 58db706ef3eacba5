"""The truth of one portal, 绵阳 (510700, Hanweb), worked out by hand from its pages as a person reads them.

The numbers were counted on the pages as text: dates from the lists, tags from the heads, links from the home page, the foot line
by line. The assertions on the pages say what was counted; they never ask the profile.
"""

from __future__ import annotations

import re

import pytest

from dsci.contract import Status

from .portals import ask, filled_tags, hrefs, profile, source, truths, visible

MIANYANG = "510700"
NEWS, BUREAUS, NOTICES, POLICY, READING, CONSULT, TALKS, MONEY = (f"/col/col12290000{n}/index.html" for n in range(11, 19))
SITE = ["SiteName", "SiteDomain", "SiteIDCode"]


def page(address: str) -> str:
    return source(profile(MIANYANG), address)


def dates(address: str) -> list[str]:
    return re.findall(r"\d{4}-\d\d-\d\d(?=<)", page(address))


def true(metric: str) -> float | None:
    return next(t.value for t in truths(MIANYANG) if t.metric == f"website.{metric}")


def test_lists() -> None:
    """As of 31 October: news 1 and 4 days old, policy 23; notices 304 and money 210 are late, no reading: 3 of 6 kept up."""
    assert [dates(a)[:1] for a in (NEWS, BUREAUS, NOTICES, READING, MONEY)] == [
        ["2026-10-30"], ["2026-10-27"], ["2025-12-31"], [], ["2026-04-04"],
    ]  # fmt: skip
    assert dates(POLICY)[:3] == ["2026-06-11", "2026-10-08", "2026-09-18"]  # the first one is put on top
    assert "置顶" in page(POLICY)
    assert (true("columns_updated_share"), true("newest_days"), true("stale_columns_count")) == (0.5, 1, 1)
    assert (true("blank_columns_count"), true("undated_share")) == (1, 0)


def test_counts() -> None:
    """13 and 16 pieces of news since 1 October 20:00, of 30 September one is too old; 33 policies of a year on two pages."""
    assert dates(NEWS)[12] == "2026-10-06" and dates(NEWS)[13] < "2026-10-01"
    assert dates(BUREAUS)[15] == "2026-10-02" and dates(BUREAUS)[16] == "2026-09-30"
    assert len(dates(POLICY)) == 25 and "<totalrecord>33<" in page(POLICY)
    assert dates(f"{POLICY}?uid=6851&pageNum=2")[-1] == "2025-11-15"
    assert (true("news_per_month"), true("policies_per_year")) == (29, 33)
    assert dates(CONSULT)[:5] == ["2026-08-27", "2026-08-03", "2026-06-26", "2025-11-21", "2025-09-27"]
    assert dates(TALKS)[:4] == ["2026-03-15", "2026-03-14", "2026-03-11", "2025-03-15"]
    assert (true("consultations_count"), true("interviews_count")) == (4, 3)


def test_home_lines() -> None:
    """Of the dated lines four are of the last fourteen days."""
    fresh = re.findall(r"</a><span>(2026-10-(?:1[89]|2\d|3\d))</span>", page("/"))
    assert fresh == ["2026-10-30", "2026-10-29", "2026-10-27", "2026-10-27"]
    assert true("home_updates_count") == 4


ARTICLES = {  # the first of the four columns with entries, then the second ones with the lowest addresses -> PubDate
    "/art/2025/12/31/art_1229000013_7396162000.html": "2025-12-31 15:13:00",
    "/art/2026/10/29/art_1229000011_7399180000.html": "2026-10-30 15:34",
    "/art/2026/6/11/art_1229000014_7397783009.html": "2026-06-11 09:44",
    "/art/2025/12/20/art_1229000013_7396052001.html": "2025-12-20 10:42",
    "/art/2026/10/27/art_1229000012_7399161001.html": "2026-10-27 15:31:00",
}


def test_articles() -> None:
    """The sixth is gone. All show title, time and source; three of five times are written as 47号 wants them."""
    assert ask(profile(MIANYANG), "/art/2026/10/27/art_1229000012_7399161000.html").status == 404
    for address, moment in ARTICLES.items():
        assert f'<meta name="PubDate" content="{moment}">' in page(address)
        assert re.search(r"202\d-\d\d-\d\d \d\d:\d\d:00 文章来源：\w+ ", visible(page(address)))
    assert (true("article_fields_share"), true("time_format_share"), true("readings_linked_share")) == (1, 3 / 5, None)


def test_tags() -> None:
    """Home 3 of 3; columns 5 + 4 + 6 times 5 of 56; articles 8 each, of 10: neither ArticleTitle nor ContentSource anywhere."""
    assert filled_tags(page("/")) == SITE
    counts = [len(filled_tags(page(a))) for a in (NEWS, BUREAUS, NOTICES, POLICY, READING, CONSULT, TALKS, MONEY)]
    assert counts == [5, 4, 5, 5, 5, 5, 5, 5]
    assert [filled_tags(page(a))[7:] for a in ARTICLES] == [["PubDate"]] * 5
    assert true("meta_share") == pytest.approx((3 + 39 + 40) / (3 + 56 + 50))


def test_links() -> None:
    """Of the own addresses that lead to no other part of the portal two are dead and one is busy; 24 more and 11 pictures live;
    of the foreign ones two portals answer, the other hosts are not of this world."""
    parts = ("/col/", "/hudong/", "/en/", "/zwgk/xxgk/", "/hcp/")
    own = [a for a in hrefs(page("/")) if a.startswith("/") and not a.startswith(parts)]
    answers = {a: ask(profile(MIANYANG), a, "HEAD").status for a in own}
    assert sorted(answers.values()) == [200] * 24 + [404, 404, 429]
    assert [a for a, status in answers.items() if status == 404] == [
        "/zt/51070060/", "/art/2026/10/27/art_1229000012_7399161000.html",
    ]  # fmt: skip
    pictures = set(re.findall(r'<img [^>]*src="(/images/[^"]+)"', page("/")))
    assert len(pictures) == 11
    assert true("dead_links_share") == pytest.approx(2 / (24 + 11 + 2 + 2))


def test_features() -> None:
    """The foot has all but ICP; the head offers 无障碍 and English; there is a login, no open data."""
    head, _, foot = page("/").partition("<!-- Footer -->")
    there = ["bszs.conac.cn", "联系", "主办", "网站标识码", "公网安备", "jiucuo", "地图"]
    assert all(word in foot for word in there) and "ICP备" not in foot
    assert "无障碍" in head and 'href="/en/"' in head and 'name="viewport"' not in head
    assert (true("footer_share"), true("access_share"), true("innovation_share")) == (7 / 8, 3 / 4, 3 / 5)
    assert "<form" not in head and true("search_works") is None


def test_what_is_not_there() -> None:
    """No search, no reading, nothing of open data; no week of visits."""
    odd = {t.metric.removeprefix("website."): t.status for t in truths(MIANYANG) if t.status is not Status.OK}
    assert odd["search_works"] is odd["smart_search"] is odd["open_datasets_count"] is Status.ABSENT
    assert odd["readings_linked_share"] is Status.EMPTY and odd["open_share"] is Status.NOT_DECIDED

"""The truth of one portal, 新余 (360500, Hanweb), worked out by hand from its pages as a person reads them.

The numbers were counted on the pages as text: dates and letters from the lists, labels from the guides, tags from the heads,
the foot line by line. The assertions on the pages say what was counted; they never ask the profile.
"""

from __future__ import annotations

import re

import pytest

from dsci.contract import Status

from .portals import ask, filled_tags, hrefs, profile, source, truths, visible

XINYU = "360500"
NEWS, NOTICES, POLICY, READING, CONSULT, STAFF = (f"/col/col12290000{n}/index.html" for n in range(11, 17))
SITE = ["SiteName", "SiteDomain", "SiteIDCode"]


def page(address: str) -> str:
    return source(profile(XINYU), address)


def dates(address: str) -> list[str]:
    return re.findall(r"\d{4}/\d\d/\d\d(?=<)", page(address))


def true(metric: str) -> float | None:
    return next(t.value for t in truths(XINYU) if t.metric == f"website.{metric}")


def test_lists() -> None:
    """As of 31 October: news of the same day; notices 94, staff 115 days old; policy 238, readings 421 days: 3 of 5 kept up."""
    assert [dates(a)[0] for a in (NEWS, NOTICES, POLICY, READING, STAFF)] == [
        "2026/10/31", "2026/07/29", "2026/03/07", "2025/09/05", "2026/07/08",
    ]  # fmt: skip
    assert (true("columns_updated_share"), true("newest_days")) == (3 / 5, 0)


def test_news_and_consultations() -> None:
    """Seven pieces of news since 1 October 20:00; the list goes on, but reaches back to August. Four consultations in a year."""
    assert dates(NEWS)[:8] == [
        "2026/10/31", "2026/10/28", "2026/10/27", "2026/10/21", "2026/10/16", "2026/10/05", "2026/10/02", "2026/09/25",
    ]  # fmt: skip
    assert (dates(NEWS)[-1], "<totalrecord>22<" in page(NEWS), len(dates(NEWS))) == ("2026/08/18", True, 15)
    assert dates(CONSULT)[:5] == ["2026/10/30", "2026/08/05", "2026/06/28", "2026/06/26", "2025/05/14"]
    assert (true("news_per_month"), true("consultations_count")) == (7, 4)


ARTICLES = {  # the first of the four columns, then the second one with the lowest address -> its source
    "/art/2026/10/30/art_1229000011_739919000.html": "新华社",
    "/art/2026/7/28/art_1229000012_739825100.html": "新余融媒体中心",
    "/art/2026/3/6/art_1229000013_739681200.html": "",
    "/art/2025/9/5/art_1229000014_739499300.html": "",
    "/art/2025/8/25/art_1229000014_739488301.html": "新华社",
}


def test_articles() -> None:
    """All five show title and date; two have no source, neither in tag nor in text: (3 + 3 + 2 + 2 + 3) / 15."""
    for address, origin in ARTICLES.items():
        seen = visible(page(address))
        assert re.search(r"日期：202\d年\d+月\d+日", seen)
        assert (f"来源：{origin} 浏览" in seen.replace("： ", "：")) or not origin
        assert ("ContentSource" in filled_tags(page(address))) is bool(origin)
    assert true("article_fields_share") == pytest.approx(13 / 15)


def test_tags() -> None:
    """Home 3 of 3; columns 6 + 6 + 5 + 6 + 5 + 6 of 42 (no description anywhere); articles 7 + 7 + 6 + 6 + 7 of 50."""
    assert filled_tags(page("/")) == SITE
    counts = [len(filled_tags(page(a))) for a in (NEWS, NOTICES, POLICY, READING, CONSULT, STAFF)]
    assert counts == [6, 6, 5, 6, 5, 6]
    assert filled_tags(page(POLICY)) == [*SITE, "ColumnName", "ColumnType"]
    assert [len(filled_tags(page(a))) for a in ARTICLES] == [7, 7, 6, 6, 7]
    assert true("meta_share") == pytest.approx((3 + 34 + 33) / (3 + 42 + 50))


def test_hall_and_guides() -> None:
    """1,002 items; of ten elements the first guide has 6, the second 5, the third 4; only the first has a form."""
    hall = page("/col/col1229000041/index.html")
    assert "事项总数：1,002项" in visible(hall)
    guides = [a for a in hrefs(hall) if "/guide/" in a][:3]
    seen = [visible(page(a)).split("办事大厅")[-1].split("打印本页")[0] for a in guides]
    assert [re.findall(r"(\S+)：(?=\s*\S+：|\s*表格|\s*$)", text) for text in seen] == [
        ["收费情况"], ["事项名称", "实施机构", "是否收费"], ["办理机构", "咨询方式"],
    ]  # fmt: skip
    assert [len(re.findall(r"\S+：", text)) for text in seen] == [10, 11, 9]  # with three labels each that are none of the ten
    assert [text.count(".pdf") + text.count(".doc") for text in seen] == [1, 0, 0]
    assert (true("services_count"), true("guide_elements_share")) == (1002, pytest.approx((6 + 5 + 4) / 30))
    assert true("guide_forms_share") == pytest.approx(1 / 3)


def test_letters() -> None:
    """17 letters since 5 May, 10 answered, after 22 14 40 22 17 10 3 8 10 12 days: median 13."""
    row = r"<td align=\"center\">(2026-\d\d-\d\d)</td>\s*<td align=\"center\">(\S+)</td>"
    rows = [x for n in ("", "?pageNum=2") for x in re.findall(row, page(f"/hudong/ldxx/list.html{n}"))]
    recent = [answer for asked, answer in rows if asked >= "2026-05-05"]
    assert (len(rows), len(recent), recent.count("办理中")) == (21, 17, 7)
    assert [x for x in rows if x[1] != "办理中"][:3] == [
        ("2026-09-27", "2026-10-19"), ("2026-09-20", "2026-10-04"), ("2026-09-03", "2026-10-13"),
    ]  # fmt: skip
    assert (true("letters_reply_share"), true("letters_reply_days")) == (pytest.approx(10 / 17), 13)


def test_links() -> None:
    """Of the first ten links of the own host four are dead, one refuses to say."""
    own = [a for a in hrefs(page("/")) if a.startswith("/") and not a.startswith(("/col/", "/hudong/"))]
    assert [ask(profile(XINYU), a, "HEAD").status for a in own[:10]] == [200, 200, 200, 403, 200, 410, 404, 200, 410, 404]
    assert true("dead_links_share") == pytest.approx(4 / 9)


def test_features() -> None:
    """The foot has badge, contact, sponsor, code and jiucuo; its map is only in the head. 无障碍 and 繁体; nothing newer."""
    head, _, foot = page("/").partition('<div class="footer"')
    there = ["bszs.conac.cn", "联系我们", "主办：", "网站标识码 3605000001", "zfwzgl.www.gov.cn/exposure/jiucuo"]
    assert all(word in foot for word in there)
    assert not any(word in foot for word in ("ICP备", "公网安备", "网站地图", "站点地图"))
    assert "网站地图" in head and "繁体" in head and "无障碍" in head
    assert "长者" not in head and 'name="viewport"' not in head
    assert (true("footer_share"), true("access_share"), true("innovation_share")) == (5 / 8, 2 / 4, 0)


def test_search() -> None:
    """There is a form, and it finds nothing."""
    assert 'action="/jsearchfront/search.do"' in page("/")
    assert "共找到 0 条" in visible(page("/jsearchfront/search.do?q=%E4%BA%A7%E4%B8%9A%E5%9B%AD%E6%A0%87%E5%87%86"))
    assert true("search_works") == 0


def test_nothing_is_missing() -> None:
    assert {t.status for t in truths(XINYU)} == {Status.OK}
    assert len(truths(XINYU)) == 16

"""The truth of all content systems against what their portals answer, counted again by other means (`recount`)."""

from __future__ import annotations

import html
import re
from datetime import date, timedelta

import pytest

from dsci.contract import Status
from dsci.replica.portal.profile import PortalProfile

from .portals import SAMPLE, ask, hrefs, profile, source
from .recount import AS_OF, Line, day_of, first_page, whole
from .telling import true

LISTS = ("news", "notice", "policy", "reading", "other")
LIMIT = {"news": 14}


@pytest.fixture(params=[code for codes in SAMPLE.values() for code in codes])
def p(request: pytest.FixtureRequest) -> PortalProfile:
    return profile(request.param)


def listed(p: PortalProfile, *kinds: str) -> dict[str, list[Line]]:
    """Column address -> the lines of its first page."""
    return {c.address: first_page(p, c.address) for c in p.columns if c.kind in kinds}


def within(lines: list[Line], days: int) -> set[str]:
    """Addresses dated in so many days before the evening of the last one."""
    return {x.address for x in lines if x.day and AS_OF - timedelta(days=days - 1) <= x.day <= AS_OF}


def age(lines: list[Line]) -> int:
    return min(((AS_OF - x.day).days for x in lines if x.day), default=9999)


def test_lists(p: PortalProfile) -> None:
    lists = listed(p, *LISTS)
    kinds = {c.address: c.kind for c in p.columns}
    kept = {a: age(lines) <= LIMIT.get(kinds[a], 183) for a, lines in lists.items()}
    assert true(p, "columns_updated_share") == pytest.approx(sum(kept.values()) / len(kept))
    judged = [a for a in lists if kinds[a] in ("news", "notice", "policy")]
    assert true(p, "stale_columns_count") == (sum(not kept[a] for a in judged) if judged else Status.ABSENT)
    assert true(p, "newest_days") in (min(map(age, lists.values())), Status.EMPTY)
    blank = listed(p, *LISTS, "consult", "interview", "response")
    assert true(p, "blank_columns_count") == sum(not lines for lines in blank.values())
    lines = [x for each in lists.values() for x in each]
    assert true(p, "undated_share") == pytest.approx(sum(x.day is None for x in lines) / len(lines))


@pytest.mark.parametrize(
    ("metric", "kind", "days"),
    [
        ("news_per_month", "news", 30),
        ("policies_per_year", "policy", 365),
        ("interviews_count", "interview", 365),
        ("consultations_count", "consult", 365),
    ],
)
def test_counts_over_all_pages(p: PortalProfile, metric: str, kind: str, days: int) -> None:
    columns = [c.address for c in p.columns if c.kind == kind]
    found = {a for address in columns for a in within(whole(p, address), days)}
    assert true(p, metric) == (len(found) if columns else Status.ABSENT)


def test_dated_lines_of_the_home_page(p: PortalProfile) -> None:
    """Lines of the blocks, an address with a date after it; the texts between tell no other dates."""
    seen: dict[str, date] = {}
    for hit in re.finditer(
        r"(?is)<(li|tr)>(?:<td[^>]*>)?(?:<i></i>|<img[^>]*>)<a [^>]*href=\"?([^\" >]+)\"?[^>]*>.*?</\1>", source(p, "/")
    ):
        day = day_of(re.sub(r"(?is)<a .*?</a>|<[^>]*>|padding|14px|1px|26px", " ", hit[0]))
        if day:
            seen[hit[2]] = day
    assert true(p, "home_updates_count") == sum(AS_OF - timedelta(days=13) <= day <= AS_OF for day in seen.values())


def test_articles(p: PortalProfile) -> None:
    """Six of the first two of every news, notice, policy, reading column: by place, then address; fed lists last."""
    offered = [
        (c.feed != "", n, line.address, c.kind)
        for c in p.columns if c.kind in ("news", "notice", "policy", "reading")
        for n, line in enumerate(first_page(p, c.address)[:2])
    ]  # fmt: skip
    chosen = [(a, kind) for _, _, a, kind in sorted(offered)[:6] if answers(p, a)]
    formal = [re.search(FORMAL, told(p, a)) is not None for a, _ in chosen]
    linked = [re.search(r"相关文件：<a ", source(p, a)) is not None for a, kind in chosen if kind == "reading"]
    readings = any(c.kind == "reading" for c in p.columns)
    assert true(p, "time_format_share") == (pytest.approx(sum(formal) / len(formal)) if formal else Status.EMPTY)
    expected = pytest.approx(sum(linked) / len(linked)) if linked else Status.EMPTY if readings else Status.ABSENT
    assert true(p, "readings_linked_share") == expected


FORMAL = r"^\d{4}-\d\d-\d\d \d\d:\d\d$"


def answers(p: PortalProfile, address: str) -> bool:
    """Whether an article is there: not 404, not led home, not a page that says it is gone or the home page itself."""
    reply = ask(p, address)
    return reply.status == 200 and "article-title" in reply.body.decode(p.charset.encoding)


def told(p: PortalProfile, address: str) -> str:
    """How an article writes its time: in the tag, else in its line."""
    page = source(p, address)
    tag = re.search(r'(?i)name="pubdate" content="([^"]+)"|content="([^"]+)" name="pubdate"', page)
    if tag:
        return tag[1] or tag[2]
    line = re.search(r"发布时间：([\d: -]+)<|日期：\[?([^<\]]+)|<span>(\d{4}-[\d: -]+)</span>", page)
    return next(filter(None, line.groups())) if line else ""


def test_what_the_home_page_declares(p: PortalProfile) -> None:
    home = re.sub(r"(?s)<!--.*?-->|<script.*?</script>", "", source(p, "/"))
    pictures = re.findall(r"<img [^>]*>", home)
    assert true(p, "alt_texts_share") == pytest.approx(sum('alt="' in x and 'alt=""' not in x for x in pictures) / len(pictures))
    assert true(p, "language_declared") == bool(re.search(r"<html [^>]*lang=\"[\w-]+\"", home))
    assert true(p, "domain_form") == bool(re.fullmatch(r"www\.[^.]+\.gov\.cn", p.host))


def test_every_column_is_linked_from_the_home_page_by_its_name(p: PortalProfile) -> None:
    home = html.unescape(source(p, "/"))
    named = {a.removeprefix(p.portal) for a in hrefs(home)}
    assert {c.address for c in p.columns} <= named
    for column in p.columns:
        assert re.search(rf'(?i)<a [^>]*href="[^"]*{re.escape(column.address)}"[^>]*>{column.name}<', home)

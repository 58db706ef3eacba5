"""What is measured of WeChat by public looks, worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dsci.contract import FullText, Page, Post, Profile, Status, Timeline, fact

from . import social
from .social import SEEN, account, look, measured, statuses, values

ALBUM = "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz=MzA5==&album_id=12&count=20&f=json"
PUBLIC = (
    "articles_per_day", "active_days_share", "longest_gap_days", "topics_count", "originals_share", "service_articles_share",
    "miniprogram_share", "guide_links_share", "callouts_share", "images_per_article", "silent_days", "host_named",
    "name_consistent", "video_share",
)  # fmt: skip


def post(key: str, moment: str, **fields: object) -> Post:
    return social.post(look("wechat", "album" if key.startswith("album:") else "article", key), key, moment, **fields)


def card(page: Page, **fields: object) -> Profile:
    return replace(social.profile(page, **fields), key="1" if page.purpose == "about" else "gh_1")


def text(key: str, guides: int) -> FullText:
    return fact(FullText, look("wechat", "article", key), key, length=900, guides=guides)


END = fact(Timeline, look("wechat", "album", ALBUM), ALBUM, items=3, oldest=None, more=False)
ABOUT = look("wechat", "about", "about")
LOOKS = [look("wechat", "album", ALBUM), *(look("wechat", "article", key) for key in "abc"), ABOUT]
FACTS = [
    END,
    post("album:a", "2026-10-30T18:00:00", title="手把手教您网上办理公积金提取"),
    post("album:b", "2026-10-30T08:00:00", title="关于公开征求《某市养犬管理条例（草案）》意见的公告"),
    post("album:c", "2026-10-09T08:00:00", title="哈哈"),
    post("album:d", "2026-09-02T08:00:00", title="窗口之外：发布暴雨红色预警"),
    post("a", "2026-10-30T18:00:00", title="社保", original=True, pictures=4, media=("miniprogram", "picture", "video")),
    post("b", "2026-10-30T08:00:00", title="社保", original=False, pictures=1, media=("picture",)),
    post("c", "2026-10-02T08:00:00", title="社保", original=True, pictures=1, media=("picture",)),
    text("a", 2),
    text("b", 0),
    text("c", 1),
    card(LOOKS[1], name="杭州发布"),
    card(ABOUT, verified=True, verified_reason="政府 杭州市人民政府办公厅"),
]
LISTED = FACTS[:5]


def test_every_public_metric_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    topics = {"手把手": "service", "关于公": "callout", "窗口之": "emergency"}
    monkeypatch.setattr("dsci.channels.posts.topic", lambda title: topics.get(title[:3], "other"))
    rows = measured("wechat", LOOKS, FACTS)
    assert {rows[name].status for name in PUBLIC} == {Status.OK}
    assert {name: rows[name].value for name in PUBLIC} == pytest.approx(
        {
            "articles_per_day": 3 / 30,
            "active_days_share": 2 / 30,
            "longest_gap_days": 21,  # 1 Oct to 9 Oct, to 30 Oct, to 31 Oct
            "topics_count": 2,
            "originals_share": 2 / 3,
            "service_articles_share": 1 / 3,
            "miniprogram_share": 1 / 3,
            "guide_links_share": 2 / 3,
            "callouts_share": 1 / 3,
            "images_per_article": 6 / 3,
            "silent_days": 1,
            "host_named": 1,
            "name_consistent": 1,
            "video_share": 1 / 3,
        }
    )
    assert {row.status for name, row in rows.items() if name not in PUBLIC} == {Status.NOT_TRIED}
    assert len(rows) == 24


def test_titles_count_by_what_they_are_about() -> None:
    rows = measured("wechat", LOOKS, FACTS)
    assert (rows["service_articles_share"].value, rows["callouts_share"].value) == pytest.approx((1 / 3, 1 / 3))


def test_an_article_is_one_article_though_it_was_listed_and_read() -> None:
    again = [END, post("album:a", "2026-10-30T18:00:00"), post("a", "2026-10-30T18:00:00", pictures=2, original=True)]
    rows = measured("wechat", LOOKS, again)
    assert rows["articles_per_day"].value == pytest.approx(1 / 30) and rows["images_per_article"].value == 2


def test_a_sample_bears_failed_looks_and_an_album_does_not() -> None:
    failed = [LOOKS[0], look("wechat", "article", "a", status=Status.BLOCKED), LOOKS[2], LOOKS[3]]
    assert measured("wechat", failed, [f for f in FACTS if f.key != "a"])["originals_share"].value == pytest.approx(1 / 2)
    rows = measured("wechat", [look("wechat", "album", ALBUM, status=Status.THROTTLED)])
    assert {rows[name].status for name in PUBLIC} == {Status.THROTTLED, Status.NOT_TRIED}
    assert rows["host_named"].status is Status.NOT_TRIED and set(values(rows).values()) == {None}


def test_articles_never_looked_at() -> None:
    assert measured("wechat", LOOKS[:1], LISTED)["video_share"].status is Status.NOT_TRIED
    assert measured("wechat", LOOKS[:1], LISTED)["guide_links_share"].status is Status.NOT_TRIED
    assert measured("wechat", LOOKS[:1], [END])["video_share"].status is Status.EMPTY
    assert measured("wechat", LOOKS[1:4], FACTS[5:8])["articles_per_day"].status is Status.NOT_TRIED
    assert statuses(measured("wechat", [], accounts=[account("wechat", "wechat", role="absent")])) == {Status.ABSENT}


def test_no_article_that_can_be_read_is_empty_and_an_imported_row_tells_no_text() -> None:
    deleted = [LOOKS[0], look("wechat", "article", "a", status=Status.DELETED)]
    names = ("originals_share", "guide_links_share", "name_consistent", "video_share")
    gone = measured("wechat", deleted, LISTED)
    assert {gone[name].status for name in names} == {Status.EMPTY}
    rows = measured("wechat", LOOKS[:2], [*LISTED, post("a", "2026-10-30T18:00:00", original=True, media=("untold",))])
    assert (rows["originals_share"].value, rows["guide_links_share"].status) == (1, Status.NOT_TRIED)
    assert (rows["video_share"].value, rows["name_consistent"].status) == (None, Status.NOT_TRIED)


def test_a_list_cut_short_bounds_what_it_can() -> None:
    cut = fact(Timeline, LOOKS[0], ALBUM, items=3, oldest=None, more=True)
    rows = measured("wechat", LOOKS[:1], [cut, *LISTED[1:]])
    assert (rows["articles_per_day"].status, rows["topics_count"].status) == (Status.CENSORED, Status.CENSORED)
    assert rows["longest_gap_days"].status is Status.NOT_DECIDED


@pytest.mark.parametrize(
    ("verified", "reason", "status", "value"),
    [
        (True, "政府 杭州市人民政府办公厅", Status.OK, 1),
        (True, "政府 宁波市人民政府办公厅", Status.OK, 0),
        (False, "", Status.OK, 0),
        (None, "", Status.NOT_TRIED, None),
        (None, "杭州市人民政府", Status.OK, 1),
    ],
)
def test_whom_the_verification_names(verified: bool | None, reason: str, status: Status, value: float | None) -> None:
    facts = [card(ABOUT, verified=verified, verified_reason=reason)]
    row = measured("wechat", [ABOUT], facts)["host_named"]
    assert (row.status, row.value) == (status, value)


def test_whose_name_an_account_has_stands_on_its_articles_alone() -> None:
    assert measured("wechat", LOOKS, [*LISTED, card(LOOKS[1], name="某地生活")])["name_consistent"].value == 0
    facts = [*LISTED, post("a", "2026-10-30T18:00:00"), card(ABOUT, name="杭州发布")]
    assert measured("wechat", LOOKS, facts)["name_consistent"].status is Status.NOT_TRIED


def test_an_article_once_read_still_counts_when_a_later_look_at_it_fails() -> None:
    first = replace(LOOKS[1], id="first", run="q", seen_at=SEEN - timedelta(days=2))
    known = replace(post("a", "2026-10-20T08:00:00", original=True, pictures=4), page="first", seen_at=first.seen_at)
    rows = measured("wechat", [LOOKS[0], first, replace(LOOKS[1], status=Status.BLOCKED), LOOKS[2]], [*LISTED, known])
    assert (rows["originals_share"].value, rows["images_per_article"].value) == (1, 4)

"""What is measured of Apps."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import AppListing, Review, Status, china_date
from ..posts import Outcome, of_look, share
from ..table import LESS, MORE, Measured, MetricTable, View
from .read import REVIEW_DAYS

metrics = MetricTable("app")

LISTING, REVIEWS = ("lookup",), ("reviews",)
TOPICS = ("社保", "公积金", "医保", "不动产", "户政", "出入境", "税务", "交通", "教育", "就业")
FEATURES = ("人脸", "电子证照", "智能客服", "语音", "长辈版")
NOTES = 10  # characters from which release notes say something
LOW = 2  # stars
MEGABYTE = 1_000_000
STORE = "Apple's own number"
OWN = "own definition"


def listing(view: View, value: Callable[[AppListing], Outcome]) -> Outcome:
    """A value of the App's listing; DELISTED where the store has none any more."""
    return of_look(view, AppListing, "lookup", value)


def rated(view: View) -> list[Review]:
    """Reviews written in the 365 days before as_of."""
    start = view.since(REVIEW_DAYS)
    return view.facts(Review, only=lambda r: r.rating is not None and r.written is not None and r.written > start)


def of_reviews(view: View, value: float | None) -> Outcome:
    """The value; without reviews, of a withdrawn App, DELISTED."""
    gone = any(p.status is Status.DELISTED for p in view.looked("lookup"))
    return Measured(None, Status.DELISTED, reason="resultCount 0") if value is None and gone else value


@metrics.add("services_named", "介绍所列服务主题", "Service topics named", "个", MORE, "transaction", needs=LISTING, source=OWN)
def services_named(view: View) -> Outcome:
    """How many of ten topics the description names (社保 公积金 医保 不动产 户政 出入境 税务 交通 教育 就业)."""
    return listing(view, lambda app: sum(topic in app.description for topic in TOPICS))


@metrics.add("description_length", "介绍字数", "Length of description", "字", MORE, "information", needs=LISTING, source=OWN)
def description_length(view: View) -> Outcome:
    """Characters of the description in the store."""
    return listing(view, lambda app: len(app.description))


@metrics.add("notes_given", "更新说明", "Release notes given", "是/否", MORE, "information", needs=LISTING, source=OWN)
def notes_given(view: View) -> Outcome:
    """1 if the newest version has release notes of at least 10 characters, else 0."""
    return listing(view, lambda app: len(app.release_notes) >= NOTES)


@metrics.add("review_mean", "评论均分", "Mean review", "星", MORE, "participation", needs=REVIEWS, source=OWN)
def review_mean(view: View) -> Outcome:
    """Mean stars of the reviews written in the 365 days before as_of."""
    stars = [r.rating for r in rated(view) if r.rating is not None]
    return of_reviews(view, sum(stars) / len(stars) if stars else None)


@metrics.add("low_reviews_share", "差评占比", "Low reviews", "share", LESS, "participation", needs=REVIEWS, source=OWN)
def low_reviews_share(view: View) -> Outcome:
    """Share of one and two stars among the reviews written in the 365 days before as_of."""
    return of_reviews(view, share(rated(view), lambda r: r.rating is not None and r.rating <= LOW))


@metrics.add("version_age_days", "版本距今", "Age of version", "天", LESS, "delivery", needs=LISTING, source=OWN)
def version_age_days(view: View) -> Outcome:
    """Calendar days in China from the release of the current version to as_of."""
    today = china_date(view.as_of)
    return listing(view, lambda app: (today - china_date(app.updated)).days if app.updated else None)


@metrics.add("size_mb", "安装包大小", "Size", "MB", LESS, "delivery", needs=LISTING, source=STORE)
def size_mb(view: View) -> Outcome:
    """Size of the App in millions of bytes."""
    return listing(view, lambda app: app.size / MEGABYTE if app.size is not None else None)


@metrics.add("languages_count", "语言数", "Languages", "种", MORE, "delivery", needs=LISTING, source=STORE)
def languages_count(view: View) -> Outcome:
    """Languages that the listing prints."""
    return listing(view, lambda app: app.languages)


@metrics.add("features_named", "智能功能数", "Smart features named", "个", MORE, "innovation", needs=LISTING, source=OWN)
def features_named(view: View) -> Outcome:
    """How many of five features the description names (人脸 电子证照 智能客服 语音 长辈版)."""
    return listing(view, lambda app: sum(feature in app.description for feature in FEATURES))


@metrics.add("rating", "商店评分", "Store rating", "星", MORE, "influence", needs=LISTING, source=STORE)
def rating(view: View) -> Outcome:
    """Mean stars of all ratings in the store; EMPTY where nobody rated."""
    return listing(view, lambda app: app.rating)


@metrics.add("ratings_count", "评分人数", "Ratings", "人", MORE, "influence", needs=LISTING, source=STORE)
def ratings_count(view: View) -> Outcome:
    """Number of ratings in the store."""
    return listing(view, lambda app: app.ratings)

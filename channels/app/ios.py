"""What is measured of Apps in Apple's store, and how many there are."""

from __future__ import annotations

from ...contract import Review, Status, china_date
from ...registry import units
from ..posts import Outcome, share
from ..table import LESS, MORE, Measured, View
from .choose import plain, searched
from .rules import OWN, YEAR, listing, mean_stars, metrics, of_reviews, unlooked, written
from .seller import own

LISTING, REVIEWS, BOTH = ("lookup",), ("reviews",), ("lookup", "reviews")
EVERY = tuple(f"{p}!" for p in ("lookup", "reviews", "search", "token", "huawei", "tencent", "xiaomi", "vivo_search", "vivo"))
TOPICS = ("社保", "公积金", "医保", "不动产", "户政", "出入境", "税务", "交通", "教育", "就业")
FEATURES = ("人脸", "电子证照", "智能客服", "语音", "长辈版")
ELDER = ("长辈版", "关怀版", "老年版", "适老", "大字版")
NOTES = 10  # characters from which release notes say something
LOW = 2  # stars
MEGABYTE = 1_000_000
QUARTER = 90  # days
STORE = "Apple's own number"


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
    """Mean stars of the reviews written in the 365 days before the look at them, of those that the store still lists."""
    return of_reviews(view, mean_stars)


@metrics.add("low_reviews_share", "差评占比", "Low reviews", "share", LESS, "participation", needs=REVIEWS, source=OWN)
def low_reviews_share(view: View) -> Outcome:
    """Share of one and two stars among the reviews written in the 365 days before the look at them."""
    return of_reviews(view, lambda reviews: share(reviews, lambda r: r.rating is not None and r.rating <= LOW))


@metrics.add("review_trend", "评论走势", "Trend of reviews", "星", MORE, "participation", needs=REVIEWS, source=OWN)
def review_trend(view: View) -> Outcome:
    """Mean stars of the reviews of the last 90 days minus the mean of the 275 days before; EMPTY where one of them has none."""
    start = view.since(QUARTER, "reviews")

    def trend(reviews: list[Review]) -> float | None:
        late = mean_stars([r for r in reviews if r.written and r.written > start])
        before = mean_stars([r for r in reviews if r.written and r.written <= start])
        return None if late is None or before is None else late - before

    return of_reviews(view, trend)


@metrics.add("version_age_days", "版本距今", "Age of version", "天", LESS, "delivery", needs=LISTING, source=OWN)
def version_age_days(view: View) -> Outcome:
    """Calendar days in China from the release of the current version to the look at the listing."""
    today = china_date(view.moment("lookup"))
    return listing(view, lambda app: (today - china_date(app.updated)).days if app.updated else None)


@metrics.add("versions_per_year", "年更新版本数", "Versions a year", "个", MORE, "delivery", needs=BOTH, source=OWN)
def versions_per_year(view: View) -> Outcome:
    """Distinct versions that reviews of the last 365 days name, and the current one if it was released within them. Versions
    that nobody reviewed are not seen."""
    if not view.looked("reviews"):
        return unlooked(view)
    seen, start = {r.version for r in written(view, YEAR)} - {""}, view.since(YEAR, "lookup")
    return listing(view, lambda app: len(seen | ({app.version} if app.updated and app.updated > start else set())))


@metrics.add("seller_own", "政府自营", "Sold by the government", "是/否", MORE, "delivery", needs=LISTING, source=OWN)
def seller_own(view: View) -> Outcome:
    """1 if the seller that the store prints is the government, one above it, or a company that runs the App for it (rules in
    channels/app/seller.py, companies in operators.toml), else 0."""
    return listing(view, lambda app: own(app.seller, units()[view.unit]))


@metrics.add("apps_count", "客户端数量", "Number of Apps", "个", LESS, "delivery", needs=EVERY, source=OWN)
def apps_count(view: View) -> Outcome:
    """Apps by different names that the registry knows of the government and its departments on that day, on any platform.
    What the registry does not know is not counted."""
    today = china_date(view.as_of).isoformat()
    rows = [a for a in view.accounts if a.role != "absent" and a.valid_from <= today <= (a.valid_to or today)]
    names = {plain(a.name or searched(a.id) or a.id) for a in rows}
    return len(names) or Measured(None, Status.NOT_TRIED, reason="no App known")


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


@metrics.add("elder_mode", "适老版", "Elder mode", "是/否", MORE, "innovation", needs=LISTING, source=OWN)
def elder_mode(view: View) -> Outcome:
    """1 if the description or the release notes name a version for the old (长辈版 关怀版 老年版 适老 大字版), else 0."""
    return listing(view, lambda app: any(word in app.description + app.release_notes for word in ELDER))


@metrics.add("rating", "商店评分", "Store rating", "星", MORE, "influence", needs=LISTING, source=STORE)
def rating(view: View) -> Outcome:
    """Mean stars of all ratings in the store; EMPTY where nobody rated."""
    return listing(view, lambda app: app.rating)


@metrics.add("ratings_count", "评分人数", "Ratings", "人", MORE, "influence", needs=LISTING, source=STORE)
def ratings_count(view: View) -> Outcome:
    """Number of ratings in the store."""
    return listing(view, lambda app: app.ratings)

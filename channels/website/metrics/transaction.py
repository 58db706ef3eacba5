"""Transaction: can people get something done."""

from __future__ import annotations

from statistics import fmean

from ....contract import GUIDE_ELEMENTS, Guide, Hall, Rating, Status
from ...table import MORE, Measured, View
from ..seen import lacking, site
from .named import offered
from .rules import CENSUS, GUIDES, HALL, NO_HOME, SERVICE, metrics

ENTRIES, RATINGS = ("home", "hall?"), ("home", "rating")
RATED = "国办发〔2019〕51号 政务服务好差评"
TOGETHER = "国发〔2018〕27号 一体化在线政务服务平台"
AT_ONCE = "国发〔2024〕3号 高效办成一件事"
LICENCES = "国办发〔2022〕3号 电子证照"
ACROSS = "国办发〔2020〕35号 跨省通办"


def guides(view: View) -> list[Guide] | Measured:
    """The guides read; ABSENT without a hall, EMPTY where it leads to none."""
    missing = lacking(view, "hall", ("hall",))
    return missing or view.facts(Guide) or Measured(None, Status.EMPTY, reason="no guide read")


@metrics.add(
    "guide_elements_share", "办事指南要素齐全率", "Elements on service guides", "share", MORE, "transaction",
    needs=GUIDES, source=SERVICE,
)  # fmt: skip
def guide_elements_share(view: View) -> Measured | float:
    """Mean over the service guides read of the share of the 10 element classes that they give."""
    found = guides(view)
    return found if isinstance(found, Measured) else fmean(len(g.elements) / len(GUIDE_ELEMENTS) for g in found)


@metrics.add(
    "guide_forms_share", "办事指南表格下载率", "Guides with forms to download", "share", MORE, "transaction",
    needs=GUIDES, source=CENSUS,
)  # fmt: skip
def guide_forms_share(view: View) -> Measured | float:
    """Share of the service guides read that offer at least one form to download."""
    found = guides(view)
    return found if isinstance(found, Measured) else fmean(g.forms > 0 for g in found)


@metrics.add("services_count", "网上办事事项数", "Services in the hall", "项", MORE, "transaction", needs=HALL, source=SERVICE)
def services_count(view: View) -> Measured | float | None:
    """Number of service items that the hall prints."""
    return _printed(view, "items")


@metrics.add(
    "days_saved_share", "承诺时限压缩率", "Days saved against the statute", "share", MORE, "transaction",
    needs=GUIDES, source=TOGETHER,
)  # fmt: skip
def days_saved_share(view: View) -> Measured | float | None:
    """Mean over the service guides read that print both of 1 - days promised / days by statute, each in the days
    it is printed in."""
    found = guides(view)
    if isinstance(found, Measured):
        return found
    both = [(g.promised_days, g.statutory_days) for g in found]
    saved = [1 - promised / statutory for promised, statutory in both if promised is not None and statutory]
    return fmean(saved) if saved else None


@metrics.add("departments_count", "进驻部门数", "Departments in the hall", "个", MORE, "transaction", needs=HALL, source=TOGETHER)
def departments_count(view: View) -> Measured | float | None:
    """Number of departments present that the hall prints."""
    return _printed(view, "departments")


@metrics.add("one_thing_count", "一件事数", "One-thing services", "项", MORE, "transaction", needs=HALL, source=AT_ONCE)
def one_thing_count(view: View) -> Measured | float | None:
    """Number of life events 一件事 that the hall prints."""
    return _printed(view, "one_things")


@metrics.add(
    "licences_entry", "电子证照入口", "Electronic licences", "是/否", MORE, "transaction", needs=ENTRIES, source=LICENCES
)
def licences_entry(view: View) -> Measured | float:
    """1 if the home page or the service hall leads to electronic licences 电子证照, else 0."""
    return offered(view, "licences", "hall")


@metrics.add(
    "cross_province_entry", "跨省通办入口", "Services across provinces", "是/否", MORE, "transaction",
    needs=ENTRIES, source=ACROSS,
)  # fmt: skip
def cross_province_entry(view: View) -> Measured | float:
    """1 if the home page or the service hall leads to services across provinces 跨省通办, else 0."""
    return offered(view, "cross_province", "hall")


@metrics.add("good_rating_share", "政务服务好评率", "Good ratings", "share", MORE, "transaction", needs=RATINGS, source=RATED)
def good_rating_share(view: View) -> Measured | float | None:
    """Share of ratings that are good, as the page of 好差评 prints it."""
    found = ratings(view)
    return found if isinstance(found, Measured) else max((r.good for r in found if r.good is not None), default=None)


@metrics.add("rectified_share", "差评整改率", "Bad ratings put right", "share", MORE, "transaction", needs=RATINGS, source=RATED)
def rectified_share(view: View) -> Measured | float | None:
    """Share of bad ratings that were put right, as the page of 好差评 prints it."""
    found = ratings(view)
    return found if isinstance(found, Measured) else max((r.rectified for r in found if r.rectified is not None), default=None)


def ratings(view: View) -> list[Rating] | Measured:
    """The pages of 好差评 read; ABSENT where neither home page nor hall offers one."""
    home = site(view)
    if home is None:
        return NO_HOME
    if made := view.looked("rating"):
        gone = all(page.status is Status.DELETED for page in made)
        return Measured(None, Status.ABSENT, reason="rating: linked, and the page is gone") if gone else view.facts(Rating)
    if "rating" in home.columns or any("rating" in hall.offers for hall in view.facts(Hall)):
        return Measured(None, Status.NOT_TRIED, reason="rating: linked, not looked at")
    missing = lacking(view, "hall", ("hall",))
    failed = next((page for page in view.looked("hall") if page.status.failed), None)
    if failed:
        return Measured(None, failed.status, reason=f"hall: {failed.reason or failed.url}")
    if missing and missing.status is Status.NOT_TRIED:
        return missing
    return Measured(None, Status.ABSENT, reason="neither home page nor hall leads to ratings")


def _printed(view: View, what: str) -> Measured | float | None:
    missing = lacking(view, "hall", ("hall",))
    numbers = () if missing else (getattr(hall, what) for hall in view.facts(Hall))
    return missing or max((number for number in numbers if number is not None), default=None)

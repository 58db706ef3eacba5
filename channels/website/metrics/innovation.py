"""Innovation: what newer portals offer."""

from __future__ import annotations

from ....contract import INNOVATION, OpenData, Search, Status
from ...table import MORE, Measured, View
from ..seen import lacking, site
from .named import offered
from .rules import GUIDES, HOME, NO_HOME, PAGES, SEARCH, metrics

DATA = ("home", "open_data")
OPEN = "国发〔2015〕50号 促进大数据发展行动纲要; UESTC 2023"
SAFE = "UESTC 2023 数据安全; 数据安全法 (2021)"
AT_ONCE = "国发〔2024〕3号 高效办成一件事"
HALL = GUIDES[:2]
# our look was turned away by something that is there
THERE = frozenset({Status.BLOCKED, Status.THROTTLED, Status.ROBOTS_DENIED, Status.LOGIN_REQUIRED, Status.CHANGED_SHAPE})


def portals(view: View) -> list[OpenData] | Measured:
    """The open-data portal read; ABSENT where the home page leads to none."""
    missing = lacking(view, "open_data", ("open_data",))
    return missing or view.facts(OpenData) or Measured(None, Status.EMPTY)


def count(view: View, what: str) -> Measured | float | None:
    found = portals(view)
    if isinstance(found, Measured):
        return found
    numbers = (getattr(portal, what) for portal in found)
    return max((number for number in numbers if number is not None), default=None)


def has(view: View, part: str) -> Measured | float:
    found = portals(view)
    return found if isinstance(found, Measured) else float(any(part in portal.parts for portal in found))


@metrics.add("innovation_share", "服务创新功能", "Innovative features", "share", MORE, "innovation", needs=HOME, source=PAGES)
def innovation_share(view: View) -> Measured | float:
    """Share of 5 on the home page: question answering, personal account, open data, one-thing services, mobile version."""
    home = site(view)
    return len(home.innovation) / len(INNOVATION) if home else NO_HOME


@metrics.add("smart_search", "智能搜索", "Smart search", "是/否", MORE, "innovation", needs=SEARCH, source=PAGES)
def smart_search(view: View) -> Measured | float | None:
    """1 if the answer of the site's search suggests, corrects, names related searches, filters or leads to services, else 0."""
    missing = lacking(view, "search", ("search",))
    found = [] if missing else view.facts(Search)
    return missing or (float(any(answer.smart for answer in found)) if found else None)


@metrics.add("assistant", "智能问答", "Question answering", "是/否", MORE, "innovation", needs=HOME, source=PAGES)
def assistant(view: View) -> Measured | float:
    """1 if the home page offers to answer questions by itself, else 0."""
    home = site(view)
    return float("assistant" in home.innovation) if home else NO_HOME


@metrics.add(
    "one_thing_entry", "一件事入口", "Entry to one-thing services", "是/否", MORE, "innovation",
    needs=HALL, source=AT_ONCE,
)  # fmt: skip
def one_thing_entry(view: View) -> Measured | float:
    """1 if the home page or the service hall leads to services by life event 一件事, else 0."""
    return offered(view, "one_thing", "hall")


@metrics.add("open_data_portal", "数据开放平台", "Open-data portal", "是/否", MORE, "innovation", needs=HOME, source=OPEN)
def open_data_portal(view: View) -> Measured | float:
    """1 if the home page leads to an open-data portal whose address answers otherwise than with 404,
    else 0."""
    missing = lacking(view, "open_data", ("open_data",))
    if missing:
        return 0.0 if missing.status is Status.ABSENT else missing
    made = view.looked("open_data")
    view.pages.update((page.id, None) for page in made)
    if any(page.status in THERE or not (page.status.failed or page.status is Status.DELETED) for page in made):
        return 1.0
    failed = next((page for page in made if page.status.failed), None)
    return Measured(None, failed.status, reason=f"open_data: {failed.reason or failed.url}") if failed else 0.0


@metrics.add("open_datasets_count", "开放数据集数", "Open data sets", "个", MORE, "innovation", needs=DATA, source=OPEN)
def open_datasets_count(view: View) -> Measured | float | None:
    """Number of data sets that the open-data portal prints."""
    return count(view, "datasets")


@metrics.add("open_apis_count", "开放数据接口数", "Open data interfaces", "个", MORE, "innovation", needs=DATA, source=OPEN)
def open_apis_count(view: View) -> Measured | float | None:
    """Number of interfaces that the open-data portal prints."""
    return count(view, "apis")


@metrics.add("open_apps_count", "开放数据应用数", "Uses of open data", "个", MORE, "innovation", needs=DATA, source=OPEN)
def open_apps_count(view: View) -> Measured | float | None:
    """Number of applications made of its data that the open-data portal prints."""
    return count(view, "applications")


@metrics.add("open_data_security", "开放数据安全保障", "Data security told", "是/否", MORE, "innovation", needs=DATA, source=SAFE)
def open_data_security(view: View) -> Measured | float:
    """1 if the open-data portal has a chapter or link on the security of data, else 0."""
    return has(view, "security")


@metrics.add(
    "open_data_privacy", "开放数据隐私政策", "Privacy policy of open data", "是/否", MORE, "innovation", needs=DATA, source=SAFE
)
def open_data_privacy(view: View) -> Measured | float:
    """1 if the open-data portal has a privacy policy, else 0."""
    return has(view, "privacy")

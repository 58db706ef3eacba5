"""Transaction: can people get something done."""

from __future__ import annotations

from statistics import fmean

from ....contract import GUIDE_ELEMENTS, Guide, Hall, Status
from ...table import MORE, Measured, View
from ..seen import lacking
from .rules import CENSUS, GUIDES, HALL, SERVICE, metrics


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
    missing = lacking(view, "hall", ("hall",))
    return missing or max((h.items for h in view.facts(Hall) if h.items is not None), default=None)

"""Innovation: what newer portals offer."""

from __future__ import annotations

from ....contract import INNOVATION
from ...table import MORE, Measured, View
from ..seen import site
from .rules import HOME, NO_HOME, PAGES, metrics


@metrics.add("innovation_share", "服务创新功能", "Innovative features", "share", MORE, "innovation", needs=HOME, source=PAGES)
def innovation_share(view: View) -> Measured | float:
    """Share of 5 on the home page: question answering, personal account, open data, one-thing services, mobile version."""
    home = site(view)
    return len(home.innovation) / len(INNOVATION) if home else NO_HOME

"""What a portal offers by name, on its home page or on one other page."""

from __future__ import annotations

from ....contract import Hall, Openness, Status
from ...table import Measured, View
from ..seen import lacking, site
from .rules import NO_HOME

PAGES: dict[str, type[Hall] | type[Openness]] = {"hall": Hall, "openness": Openness}


def offered(view: View, name: str, purpose: str) -> Measured | float:
    """1 if the home page or the page of that purpose offers it, else 0; NOT_TRIED where that page is linked and unseen."""
    home = site(view)
    if home is None:
        return NO_HOME
    pages: list[Hall | Openness] = [*view.facts(PAGES[purpose])]
    if name in home.offers or any(name in page.offers for page in pages):
        return 1.0
    missing = lacking(view, purpose, (purpose,))
    return missing if missing and missing.status is Status.NOT_TRIED else 0.0

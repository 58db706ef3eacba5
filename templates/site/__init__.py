"""The static site: every page from frozen records, one language a tree; opens from a folder, asks nobody for anything."""

from .cardpages import write_evidence, write_unit
from .data import write_data, write_unit_data
from .overview import write_overview
from .press import Press, press, write_assets
from .rankings import write_rankings
from .rulepages import write_findings

__all__ = [
    "Press",
    "press",
    "write_assets",
    "write_data",
    "write_evidence",
    "write_findings",
    "write_overview",
    "write_rankings",
    "write_unit",
    "write_unit_data",
]

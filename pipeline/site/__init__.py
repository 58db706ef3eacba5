"""What the site shows of a store besides cards and the book: rankings of every scheme and period, rules, schemes, evidence."""

from .schemes import scheme_page
from .seen import rules_found, unit_looks
from .standings import kept_results, placed, site_context, standing_of

__all__ = ["kept_results", "placed", "rules_found", "scheme_page", "site_context", "standing_of", "unit_looks"]

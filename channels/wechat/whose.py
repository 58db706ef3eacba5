"""Whose page it is: an account's number stands in its addresses and in its articles as `__biz`."""

from __future__ import annotations

from base64 import b64decode

from ...contract import Page
from ..shapes import ShapeError


def number(biz: str) -> str:
    """The account's number that a `__biz` is the base64 of; '' where the text is no such thing."""
    digits = biz.strip().rstrip("=")
    try:
        told = b64decode(digits + "=" * (-len(digits) % 4), validate=True).decode("ascii") if len(digits) <= 40 else ""
    except ValueError:
        return ""
    return told if told.isdigit() else ""


def check_owner(page: Page, biz: str) -> None:
    """Nothing where the page is of the account that was looked for; ShapeError where another's number stands in it.

    A wrong address in a list, or an account that moved to a new number, shows somebody else's articles. They must not
    count as this account's, and EMPTY would say that it wrote nothing, which the page does not tell. So the look has
    failed: no score reads it, and its reason names the other account for the registry to be corrected. A re-post is of
    the account that re-posts; where only one number is known, nothing can be said.
    """
    wanted, found = number(page.account), number(biz)
    if wanted and found and wanted != found:
        raise ShapeError("biz", f"{biz}, another account's page; wanted {page.account}")

"""47号 meta tags: which of the required ones a page carries."""

from __future__ import annotations

from ...contract import Meta, fact
from .page import Doc


def meta_fact(doc: Doc, kind: str, wanted: tuple[str, ...]) -> Meta:
    """The tags that are there and not empty, whatever their case, of those wanted."""
    present = tuple(name for name in wanted if doc.metas.get(name.lower()))
    return fact(Meta, doc.page, doc.key, kind=kind, present=present, wanted=wanted)

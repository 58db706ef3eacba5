"""A service guide: which of its element classes are there, which forms download."""

from __future__ import annotations

import re

from ...contract import GUIDE_ELEMENTS, Extract, Guide, Status, fact
from .features import foot_start
from .labels import labelled
from .page import Doc, text_of
from .urls import path
from .vocabulary import FORM_FILE, GUIDE_LABELS

_KNOWN = frozenset(GUIDE_LABELS)
_SITE = re.compile(r"\s*[-_|–—].*$")


def read_guide(doc: Doc) -> Extract:
    """The guide; a page without any of its labels is none."""
    body = list(doc.body.iter())
    found = list(labelled(body[: foot_start(body, len(body))], _KNOWN))
    if not found:
        return Extract(Status.CHANGED_SHAPE, reason="no label of a guide")
    there = {GUIDE_LABELS[name] for name, filled in found if filled}
    forms = len({a.key for a in doc.anchors if FORM_FILE.search(path(a.url))})
    elements = tuple(name for name in GUIDE_ELEMENTS if name in there)
    return Extract(Status.OK, (fact(Guide, doc.page, doc.key, title=_title(doc), elements=elements, forms=forms),))


def _title(doc: Doc) -> str:
    heading = next((text for h in doc.body.iter("h1", "h2") if (text := text_of(h))), "")
    return doc.metas.get("articletitle") or heading or _SITE.sub("", doc.title)

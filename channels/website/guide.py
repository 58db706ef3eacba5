"""A service guide: which of its element classes are there, which forms download, how many days it takes."""

from __future__ import annotations

import re

from ...contract import GUIDE_ELEMENTS, Extract, Guide, Status, fact
from .features import foot_start
from .labels import labelled
from .page import Doc, text_of
from .urls import path
from .vocabulary import FORM_FILE, GUIDE_DAYS, GUIDE_LABELS

_KNOWN = frozenset({*GUIDE_LABELS, *GUIDE_DAYS})
_SITE = re.compile(r"(?<!\s)\s*[-_|–—].*", re.DOTALL)
_DAYS = re.compile(r"(?<![\d.])(\d{1,4}(?:\.\d{1,2})?)\s?[(（]?个?(工作日|自然日|日|天|小时|月|年)?")
_LENGTH = {"小时": 1 / 24, "月": 30, "年": 365}
_AT_ONCE = re.compile(r"即办|即时|当场|立等可取")
_IN_LINE = re.compile(
    rf"({'|'.join(map(re.escape, sorted(GUIDE_DAYS, key=len, reverse=True)))})[:：\s]{{1,3}}(?=([^\n]{{1,20}}))"
)


def read_guide(doc: Doc) -> Extract:
    """The guide; a page without any of its labels is none."""
    body = list(doc.body.iter())
    found = list(labelled(body[: foot_start(body, len(body))], _KNOWN))
    if not any(name in GUIDE_LABELS for name, _value in found):
        return Extract(Status.CHANGED_SHAPE, reason="no label of a guide")
    there = {GUIDE_LABELS[name] for name, value in found if value and name in GUIDE_LABELS}
    told = [*found, *((line[1], line[2]) for line in _IN_LINE.finditer(doc.lines))]
    guide = fact(
        Guide,
        doc.page,
        doc.key,
        title=_title(doc),
        elements=tuple(name for name in GUIDE_ELEMENTS if name in there),
        forms=len({a.key for a in doc.anchors if FORM_FILE.search(path(a.url))}),
        promised_days=_told(told, "promised"),
        statutory_days=_told(told, "statutory"),
    )
    return Extract(Status.OK, (guide,))


def days(text: str) -> float | None:
    """How long that is in days; 0 for what is done at once; None where no length of time is printed."""
    found = _DAYS.search(text[:60])
    if found and (found[2] or found[0] == text.strip()):
        return round(float(found[1]) * _LENGTH.get(found[2] or "", 1), 2)
    return 0.0 if _AT_ONCE.search(text[:60]) else None


def _told(found: list[tuple[str, str]], which: str) -> float | None:
    lengths = (days(value) for name, value in found if GUIDE_DAYS.get(name) == which)
    return next((length for length in lengths if length is not None), None)


def _title(doc: Doc) -> str:
    heading = next((text for h in doc.body.iter("h1", "h2") if (text := text_of(h))), "")
    return doc.metas.get("articletitle") or heading or _SITE.sub("", doc.title)

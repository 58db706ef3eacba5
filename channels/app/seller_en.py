"""The same of sellers in English, as Apple prints many companies and some governments."""

from __future__ import annotations

import re

from ...contract import Unit

COMPANY = re.compile(r"\b(?:ltd|limited|inc|corp|corporation|company|llc|group)\b", re.I)
PRIVATE = re.compile(r"\b(?:bank|school|university|hospital|club|association)\b", re.I)
PLACE = r"@(?: (?:province|provincial|city|municipal|municipality|autonomous region|district|county|prefecture)){0,3}"
OFFICE = r"(?:bureau|administration|department|commission|committee|authority)"
BODY = (
    rf"(?:(?:the )?(?:general )?office of )?(?:the )?people'?s government of {PLACE}",
    rf"{PLACE} people'?s government(?:'?s?)?(?: (?:general )?office)?",
    rf"{PLACE} (?:[a-z,&]+ ){{0,8}}{OFFICE}(?: of [a-z ,&]+)?",
    rf"(?:[a-z,&]+ ){{0,8}}{OFFICE} of {PLACE}",
    rf"{PLACE} (?:[a-z,&]+ ){{0,5}}(?:data|information|government|governance|affairs|services?) (?:[a-z]+ )?cent(?:er|re)",
)
OPERATOR = (rf"digital {PLACE}\b.*", rf"{PLACE} big data (?:development|group|operation|industry|management|investment)\b.*")


def own_en(seller: str, places: tuple[Unit, ...]) -> bool:
    """True where that seller is the government of one of those places, or named like a company that it founded."""
    name = " ".join(re.sub(r"[.,]", " ", seller).split())
    if PRIVATE.search(name):
        return False
    forms = OPERATOR if COMPANY.search(name) else BODY
    names = [re.escape(place.name_en) for place in places]
    return any(re.fullmatch(form.replace("@", place), name, re.I) for place in names for form in forms)

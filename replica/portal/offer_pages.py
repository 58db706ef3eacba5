"""The pages behind what a portal offers on its own host: letters, hall, ratings, openness, reports, open data, English."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from ..world import Ask, Reply
from .families import Family
from .letters import FEED
from .offered import OpennessArea
from .opendata import page
from .profile import Letter, LetterBox, PortalProfile
from .views import View, letter_address

if TYPE_CHECKING:
    from .site import Site

LETTER = """{{originalId:'AH{0.number}',letterType:'{1}',letterTypeName:'{0.kind}',letterTitle:'{2}',writeDate:'{0.asked}',
 orgNames:'{0.department}',showOrgNames:'{0.department}',replyDate:'{3}'}}"""
DETAIL = "/hudong/hdjl/com.web.{0}.flow?originalId=AH{1}"
DETAILS = dict(zip(LetterBox.KINDS, ("consult.consultDetail", "suggest.suggesDetail", "complain.complainDetail"), strict=True))


def offer_views(p: PortalProfile, family: Family) -> Iterator[View]:
    """The pages of the portal's own host that are no list, no article, no home page."""
    if box := p.letters:
        yield View("letters", box.address, box)
        if box.shape != "script":
            yield View("letters", box.next_address, box, number=2)
        yield from (View("letter", own_page(box, x), x) for x in box.letters)
    if hall := p.hall:
        yield View("hall", hall.address, hall)
        yield from (View("guide", g.address, g) for g in hall.guides)
    if rating := p.offers.rating:
        yield View("rating", rating.address, rating)
    if area := p.offers.openness:
        yield from openness_views(area)


def own_page(box: LetterBox, letter: Letter) -> str:
    """The address of a letter's own page."""
    detail = DETAILS.get(letter.kind) if box.shape == "script" else None
    return DETAIL.format(detail, letter.number) if detail else letter_address(letter)


def openness_views(area: OpennessArea) -> Iterator[View]:
    """The openness page, its sections, what it offers, its reports."""
    yield View("openness", area.address, area)
    yield from (View("info", part.address, part.text) for part in area.sections)
    yield from (View("info", offer.address, offer.text) for offer in area.offers)
    for report in area.reports:
        yield View("missing" if report.gone else "report", report.address, report, status=404 if report.gone else 200)


def lead_addresses(p: PortalProfile) -> tuple[str, ...]:
    """Where the home page leads to openness, ratings, open data and English, as it writes the addresses."""
    offers = p.offers
    rating = [each.address for each in offers.named if each.name == "rating"]
    return tuple(rating + [each.address for each in (offers.openness, offers.data, offers.english) if each])


def respond_offers(site: Site, ask: Ask) -> Reply | None:
    """What is no page of the portal's frame: the letters as a script's object; open data and English in a folder."""
    p, data, english = site.profile, site.profile.offers.data, site.profile.offers.english
    if p.letters and p.letters.shape == "script" and ask.path == FEED:
        return Reply(letters_feed(p.letters, ask).encode(), content_type="text/html;charset=UTF-8")
    if data and not data.gone and ask.path == data.address:
        return page(site, "open_data.html.j2")
    return page(site, "english.html.j2") if english and ask.path == english.address else None


def letters_feed(box: LetterBox, ask: Ask) -> str:
    """A page of the letters as 北京 sends them: keys without quotation marks, single ones around texts."""
    query = dict(parse_qsl(ask.raw_query.decode())) or ask.query
    number, size = int(query.get("page.pageNo", "1")), int(query.get("page.pageSize", box.SIZE))
    rows = ",\n".join(letter_object(x) for x in box.letters[size * (number - 1) : size * number])
    total, pages = len(box.letters), -(-len(box.letters) // size)
    return f"{{page:{{pageNo:{number},totalCount:{total},totalPages:{pages},pageSize:{size}}},\nresult:[{rows}]}}"


def letter_object(letter: Letter) -> str:
    replied, number = letter.answered or "", LetterBox.KINDS.index(letter.kind) + 1 if letter.kind in LetterBox.KINDS else 9
    return LETTER.format(letter, number, letter.title.replace("'", "\\'"), replied)

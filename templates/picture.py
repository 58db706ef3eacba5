"""A captured look as a small picture: laid out from its archived bytes, with our fonts and nothing from outside."""

from __future__ import annotations

import io
from collections.abc import Iterator

from markupsafe import Markup
from PIL import Image
from pypdfium2 import PdfDocument
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from ..contract import AppListing, Captured, Picture, Profile, china_text
from .fetcher import OwnFonts
from .pages import FOLDER, environment
from .palette import custom_properties
from .phrases import Phrases, phrases
from .readable import readable, title_of
from .words import clean

WIDE = 960  # pixels
LARGEST = 60_000  # bytes of a picture
COLOURS = (16, 8, 4, 2)
Row = tuple[str, str]


class Studio:
    """Template, fonts and styles of pictures, read once."""

    def __init__(self, lang: str) -> None:
        self.t = phrases(lang)
        self.fetcher, self.fonts = OwnFonts(), FontConfiguration()
        sheet = custom_properties() + (FOLDER / "captured.css").read_text(encoding="utf-8")
        base = str(FOLDER / "captured.css")
        self.css = CSS(string=sheet, base_url=base, url_fetcher=self.fetcher, font_config=self.fonts)
        self.template = environment().get_template("captured.html.j2")

    def picture(self, captured: Captured) -> Picture | None:
        """The look as a palette PNG 960 wide; None where it shows no word."""
        card, at = captured.card, china_text(captured.page.fetched_at)
        body = Markup() if card else readable(captured.text)
        if not card and not body.striptags():
            return None
        name = clean(card.name if card else title_of(captured.text), 40)
        html = self.template.render(
            body=body, card=card, name=name, told=_told(card), rows=list(rows(card, self.t)), at=at,
            url=clean(captured.page.url, 70),
        )  # fmt: skip
        pdf = HTML(string=html, url_fetcher=self.fetcher).write_pdf(stylesheets=[self.css], font_config=self.fonts)
        png, high = _png(pdf)
        return Picture(png, WIDE, high, self.t("picture.alt", name=name or captured.page.url, at=at))


def rows(card: Profile | AppListing | None, t: Phrases) -> Iterator[Row]:
    """What an account's card or an App's listing says in figures: label and value."""
    if isinstance(card, Profile):
        figures: dict[str, int | float | None] = {
            "followers": card.followers, "posts": card.posts, "likes": card.likes, "following": card.following,
        }  # fmt: skip
    elif card:
        figures = {"rating": card.rating, "ratings": card.ratings, "downloads": card.downloads}
        yield from ((t(f"picture.{key}"), clean(text, 30)) for key, text in _words(card) if text)
    else:
        return
    for key, value in figures.items():
        if value is not None:
            yield t(f"picture.{key}"), t.value(float(value), "", key in card.censored)


def _words(card: AppListing) -> Iterator[Row]:
    yield "seller", card.seller
    yield "version", card.version
    yield "updated", china_text(card.updated)[:10] if card.updated else ""


def _told(card: Profile | AppListing | None) -> tuple[str, ...]:
    """What the card says in sentences."""
    if card is None:
        return ()
    told = (card.verified_reason, card.description) if isinstance(card, Profile) else (card.description,)
    return tuple(clean(text, 90) for text in told if text)


def _png(pdf: bytes) -> tuple[bytes, int]:
    """The first page as PNG, of as many colours as the size allows, and its height in pixels."""
    document = PdfDocument(pdf)
    try:
        page = document[0]
        drawn: Image.Image = page.render(scale=WIDE / page.get_width()).to_pil().convert("RGB")
    finally:
        document.close()
    made = b""
    for colours in COLOURS:
        out = io.BytesIO()
        drawn.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        made = out.getvalue()
        if len(made) <= LARGEST:
            break
    return made, drawn.height

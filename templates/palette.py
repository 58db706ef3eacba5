"""The colours of cards and site, in one place: apart for colour-blind eyes, apart in grey, text at 4.5 : 1 or better."""

from __future__ import annotations

from dataclasses import asdict, dataclass

FAMILY = "dsci Sans, sans-serif"  # a chart does not inherit the page's fonts


@dataclass(frozen=True, slots=True)
class Palette:
    """`own` is the unit the card is about, `median` and `best` what it stands beside, `warn` the mark of simulated data,
    `band` the ground of an interval.
    """

    ink: str = "#17212b"
    muted: str = "#55606c"
    rule: str = "#c5ccd5"
    faint: str = "#eef2f6"
    own: str = "#0b4a82"
    median: str = "#5d6874"
    best: str = "#a8480b"
    warn: str = "#7a1f3d"
    paper: str = "#ffffff"
    dot: str = "#8fa3b8"
    band: str = "#cfe0ef"


@dataclass(frozen=True, slots=True)
class Shade:
    """One class of the heat tables: ground and the text upon it."""

    ground: str
    text: str


PALETTE = Palette()
RAMP = (
    Shade("#f0f4f8", PALETTE.ink),
    Shade("#d3e0ec", PALETTE.ink),
    Shade("#a3c1dc", PALETTE.ink),
    Shade("#3a72a6", PALETTE.paper),
    Shade("#0b3a66", PALETTE.paper),
)


def shade(score: float) -> Shade:
    """The class of a score 0..100: five of equal width, darker is better."""
    return RAMP[min(len(RAMP) - 1, max(0, int(score * len(RAMP) / 100)))]


def custom_properties() -> str:
    """The palette as CSS: `--ink` and so on, on the root element."""
    return ":root{" + "".join(f"--{name}:{colour};" for name, colour in asdict(PALETTE).items()) + "}"

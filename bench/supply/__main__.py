"""`python -m bench.supply`: writes docs/DEPENDENCIES.md; exit 1 where a licence is unknown or refused."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from .needed import ROADS, ROOT, Needed, faults, needed

PAGE = ROOT / "docs" / "DEPENDENCIES.md"
HEAD = """# Dependencies

Written by `./run licences`; do not edit. What `dsci` needs, with the versions of `constraints.txt`, on CPython 3.11 and Linux.

| command | what it does |
|---|---|
| `./run licences` | reads the licence of every package from its metadata, writes this page; exit 1: one is unknown or refused |
| `./run vulnerabilities` | asks the public advisory database about every pinned version (pip-audit, in an environment of \
its own; needs the internet); exit 1: one is vulnerable, 2: not all could be asked about |
| `./run pins` | puts the newest versions that `pyproject.toml` allows into `constraints.txt`, names and versions only |

`dsci` is MIT. Of other people's work its package carries the fonts in `templates/fonts` (Noto Sans SC, OFL-1.1, the text beside
them). Copyleft that ends at the library (LGPL, MPL) is noted: those packages are installed beside `dsci`, unchanged, and can be
replaced. Copyleft that reaches further (GPL, AGPL) is refused, for tests too. From the system come Pango and HarfBuzz
(LGPL-2.0-or-later, MIT), loaded by WeasyPrint; PostgreSQL, Poppler and Chromium are programs that tests start. What wheels carry
inside (OpenBLAS in numpy, PDFium's parts in pypdfium2) is named by the packages, not here.
"""


def main() -> None:
    """Writes the page; prints counts, and faults on stderr."""
    rows = needed()
    PAGE.write_text("\n".join(lines(rows)) + "\n", encoding="utf-8")
    bad = faults(rows)
    counts = Counter(row.verdict for row in rows)
    said = ", ".join(f"{n} {name}" for name, n in counts.most_common())
    print(f"{len(rows)} packages: {said}; see {PAGE.relative_to(ROOT)}")
    for line in bad:
        print(line, file=sys.stderr)
    sys.exit(1 if bad else 0)


def lines(rows: list[Needed]) -> Iterator[str]:
    """The page."""
    yield HEAD
    for road in ROADS:
        own = [row for row in rows if row.road == road]
        yield f"## {road.capitalize()}: {len(own)}\n"
        yield "| package | version | licence | | why |\n|---|---|---|---|---|"
        yield from map(_line, own)
        yield ""


def _line(row: Needed) -> str:
    noted = "" if row.verdict == "permissive" else row.verdict
    return f"| {row.name} | {row.version} | {row.licence} | {noted} | {row.why} |"


if __name__ == "__main__":
    main()

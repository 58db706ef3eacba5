"""The licence of an installed distribution as an SPDX expression, and whether an MIT package may need it."""

from __future__ import annotations

import re
from importlib.metadata import Distribution

PERMISSIVE = frozenset({
    "MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0", "PSF-2.0", "ZPL-2.1", "ISC", "Zlib",
    "CC0-1.0", "Unlicense",
})  # fmt: skip
NOTED = frozenset({"LGPL-2.0-or-later", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-1.1", "MPL-2.0"})
UNKNOWN = "unknown"
# what metadata say in a way that no rule can read
BY_HAND = {
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",  # its README: any of the three
    "pypdfium2": "(BSD-3-Clause OR Apache-2.0) AND BSD-3-Clause",  # its own code, PDFium
}
WORDS = (  # of licence fields, classifiers and the first lines of licence files, first match counts
    (r"GNU Affero|AGPL", "AGPL-3.0-only"),
    (r"GNU Lesser|\bLGPL", "LGPL-3.0-only"),
    (r"GNU General|\bGPL", "GPL-3.0-only"),
    (r"Mozilla Public License 2|MPL[- ]2", "MPL-2.0"),
    (r"Apache", "Apache-2.0"),
    (r"Python Software Foundation|PSF", "PSF-2.0"),
    (r"BSD[- ]3|New BSD", "BSD-3-Clause"),
    (r"BSD[- ]2", "BSD-2-Clause"),
    (r"BSD", "BSD"),
    (r"\bMIT\b|Permission is hereby granted, free of charge", "MIT"),
)


def licence(of: Distribution) -> str:
    """The SPDX expression: as declared, else by classifier, licence field or the head of its licence file; else `unknown`."""
    meta = of.metadata
    if name := BY_HAND.get(meta["Name"].lower()):
        return name
    if declared := meta.get("License-Expression"):
        return str(declared)
    field = str(meta.get("License") or "")
    classifiers = [c for c in meta.get_all("Classifier", []) if c.startswith("License ::")]
    for said in (*([field] if len(field) < 80 else []), " / ".join(classifiers), field, _file(of)):
        if found := spdx(said):
            return found
    return UNKNOWN


def spdx(said: str) -> str:
    """The licence that words name; '' where they name none that is known."""
    return next((name for pattern, name in WORDS if re.search(pattern, said)), "")


def _file(of: Distribution) -> str:
    """The first lines of its licence file."""
    found = [f for f in of.files or () if re.search(r"licenses/.*LICEN[CS]E|LICEN[CS]E(\.\w+)?$", str(f))]
    return "".join(f.read_text()[:400] for f in found[:1])


def verdict(expression: str) -> str:
    """`permissive`, `noted` (copyleft that ends at the library: it is used unchanged and not shipped with dsci) or `refused`.

    Of an OR the best counts, of an AND the worst; what cannot be read is refused.
    """
    inner = re.compile(r"\(([^()]*)\)")
    while found := inner.search(expression):
        expression = expression.replace(found[0], verdict(found[1]))
    return min((max(map(_one, way.split(" AND ")), key=_rank) for way in expression.split(" OR ")), key=_rank)


def _one(name: str) -> str:
    name = name.strip()
    if name in ("permissive", "noted"):
        return name
    return "permissive" if name in PERMISSIVE else "noted" if name in NOTED else "refused"


def _rank(verdict: str) -> int:
    return ("permissive", "noted", "refused").index(verdict)

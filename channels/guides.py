"""Where a post leads its reader: the addresses under gov.cn that it names."""

from __future__ import annotations

import re
from html import unescape

GOVERNMENT = "gov.cn"
# A whole address is taken first, so that one in another's query (?url=https://www.zj.gov.cn) leads nowhere.
# Bare hosts (www.zj.gov.cn/a) count where no letter, @, dot or slash stands before them.
ADDRESS = re.compile(
    r"(?i)\bhttps?://(?P<host>[\w.-]{1,253})(?P<path>[!#-;=?-~]*)"
    r"|(?<![\w@./-])(?P<bare>(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,10})(?![\w-])(?P<rest>[/?:][!#-;=?-~]*)?",
    re.ASCII,
)


def guides(text: str, *links: str) -> int:
    """How many different addresses under gov.cn stand in a text, plain or HTML, or are among the links."""
    found = set()
    for piece in (text, *links):
        if GOVERNMENT in piece.lower():
            found |= {name for match in ADDRESS.finditer(unescape(piece)) if (name := _government(match))}
    return len(found)


def _government(found: re.Match[str]) -> str:
    """The address without its scheme, '' where its host is no government's."""
    host = (found["host"] or found["bare"]).lower().rstrip(".")
    path = found["path"] if found["host"] else found["rest"] or ""
    return host + path.rstrip("/") if host == GOVERNMENT or host.endswith("." + GOVERNMENT) else ""

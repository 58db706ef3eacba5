"""Which of the Apps that a search found is the one meant: its name is that searched for, its seller the government's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from ...contract import Candidate, Unit
from .seller import own

SEARCH = "search:"  # an account whose id is not known: search:NAME
SUBTITLE = re.compile(r"[-–—|·:(\[《_].*", re.DOTALL)
CALLED = re.compile(r"(?:官方版|官方|手机版|客户端|app)$")


@dataclass(frozen=True, slots=True)
class Choice:
    """The App that is meant, or why none is."""

    app: Candidate | None
    reason: str = ""


def searched(account: str) -> str:
    """The name that an account is searched by, '' where its id is known."""
    return account.removeprefix(SEARCH) if account.startswith(SEARCH) else ""


def plain(name: str) -> str:
    """A name as it is compared: without subtitle, blanks, 客户端 and the like; small letters."""
    whole = "".join(normalize("NFKC", name).casefold().split())
    bare = SUBTITLE.sub("", whole) or whole
    return CALLED.sub("", bare) or bare


def chosen(found: Sequence[Candidate], name: str, unit: Unit) -> Choice:
    """The one App of that name whose seller is the unit's government or its operator."""
    named = [c for c in found if plain(c.name) == plain(name)]
    accepted = [c for c in named if own(c.seller, unit)]
    if len(accepted) == 1:
        return Choice(accepted[0])
    if accepted:
        return Choice(None, f"several: {', '.join(f'{c.key} {c.name} of {c.seller}' for c in accepted[:5])}")
    if named:
        return Choice(None, f"found, but seller {' / '.join(dict.fromkeys(c.seller for c in named[:5]))} is not the government's")
    others = [f"{c.name} of {c.seller}" for c in found if own(c.seller, unit)]
    return Choice(None, f"nothing of that name; of the government is {', '.join(others[:3])}" if others else "nothing found")

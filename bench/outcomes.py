"""What came out of the long commands: a list that only grows, the last of each id counts."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FILE = Path(__file__).with_name("outcomes.toml")


@dataclass(frozen=True)
class Outcome:
    """What was seen when a trial was made, on a day in ISO. `ok`: as expected or not; None: it could not be tried there."""

    id: str
    date: str
    seen: str
    ok: bool | None = None


def append(name: str, ok: bool | None, seen: str) -> None:
    """Adds what was seen today."""
    entry = {"id": name, "date": date.today().isoformat(), "seen": " ".join(seen.split())} | ({} if ok is None else {"ok": ok})
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()]
    with FILE.open("a", encoding="utf-8") as file:
        file.write("\n".join(("[[outcome]]", *lines, "", "")))


def outcomes() -> dict[str, Outcome]:
    """The last outcome of each id."""
    if not FILE.exists():
        return {}
    found = tomllib.loads(FILE.read_text("utf-8")).get("outcome", [])
    return {entry["id"]: Outcome(**entry) for entry in found}

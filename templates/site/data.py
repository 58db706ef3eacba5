"""Numbers for the scripts, as script files: a page opened from a folder may load those and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ...contract import CardContext, Definition, IndicatorRow
from .press import Press

BEGIN = "window.dsci=window.dsci||{};"
SCRIPT = "script."


def write_data(press: Press, indicators: Iterable[Definition]) -> None:
    """Writes the phrases that scripts say, the units of the site, and the titles of all its indicators."""
    words = [key.removeprefix(SCRIPT) for key in press.t.table if key.startswith(SCRIPT)]
    said = {key: press.t.table[f"script.{key}"] for key in words}
    units = [
        {"code": u.code, "name": u.name, "other": u.other, "level": u.level, "region": u.region, "province": u.province,
         "score": _short(u.score), "rank": u.rank, "of": u.of}
        for u in press.site.units
    ]  # fmt: skip
    pairs = zip(press.site.channels, press.site.channel_titles, strict=True)
    channels = [{"id": name, "title": title} for name, title in pairs]
    metrics = [_metric(press, row) for row in indicators]
    press.write("data/words.js", _script("dsci.words", said))
    press.write("data/units.js", _script("dsci.units", units))
    press.write("data/metrics.js", _script("dsci.channels", channels) + _script("dsci.metrics", metrics))


def write_unit_data(press: Press, card: CardContext) -> None:
    """Writes one unit's scores and values, to be compared with others."""
    top = next(iter(card.headlines), None)
    held = {
        "code": card.unit.code, "name": card.name, "level": str(card.unit.level),
        "score": _short(top.score) if top else None, "rank": top.rank if top else None, "of": top.of if top else 0,
        "tier": top.tier if top else "", "coverage": _short(top.coverage) if top else 0,
        "channels": {c.channel: _short(c.score) for c in card.channels},
        "exemplars": {e.channel: e.code for e in card.exemplars if e.code},
        "values": {row.metric: _value(press, row) for row in card.indicators},
    }  # fmt: skip
    press.write(f"data/u/{card.unit.code}.js", _script(f"(dsci.u=dsci.u||{{}})[{json.dumps(card.unit.code)}]", held))


def _metric(press: Press, row: Definition) -> dict[str, Any]:
    return {
        "id": row.metric, "channel": row.channel, "group": row.group_title, "title": row.title,
        "unit": press.t.unit(row.unit), "direction": row.direction,
    }  # fmt: skip


def _value(press: Press, row: IndicatorRow) -> list[Any]:
    """Value, as it is printed, score, why there is none, evidence."""
    why = press.t(f"status.{row.status}") if row.value is None else ""
    return [_short(row.value), press.t.value(row.value, row.unit, row.bound), _short(row.score), why, row.evidence]


def _short(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


def _script(name: str, value: Any) -> str:
    """A statement that sets the name; ASCII, so that no byte of it can end the script or be misread."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=True).replace("<", "\\u003c")
    return f"{BEGIN}{name}={text};\n"

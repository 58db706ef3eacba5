"""An imported page: the accepted rows of one account for one look, as JSON; written here, read here, and read again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from ...contract import Answer, Extract, Page
from ..shapes import Ended, Node, ShapeError, read_json
from . import app, exact, video, wechat, weibo
from .cells import Cell, Refused, Row
from .reading import Given, Reading

READINGS = {"weibo": weibo.TABLES, "wechat": wechat.TABLES, "app": app.TABLES, "video": video.TABLES}
TEXTS = frozenset({"title", "description", "release_notes"})


def reading(channel: str, table: str) -> Reading:
    """How a table of a channel is read. ShapeError where there is none."""
    found = READINGS.get(channel, {}).get(table)
    if found is None:
        raise ShapeError("$.table", f"{table[:40]!r} is no table of {channel}")
    return found


def own(cells: Mapping[str, Cell], how: Reading) -> dict[str, Cell]:
    """The cells of a row as they are kept: of texts only what the account itself says."""
    return {name: how.own(value) if name in TEXTS and isinstance(value, str) else value for name, value in cells.items()}


def written(table: str, headers: Mapping[str, str], since: datetime | None, rows: Sequence[Mapping[str, Cell]]) -> bytes:
    """The bytes of such a page, the same for the same rows."""
    start = since.isoformat() if since else ""
    kept = {"table": table, "headers": dict(headers), "since": start, "rows": [dict(row) for row in rows]}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, allow_nan=False).encode()


def read(answer: Answer) -> Extract:
    """What an imported page means: the facts of its purpose."""
    try:
        root = read_json(answer.body)
        return exact.read(answer.page, root) if root.get("look") else _rows(answer.page, root)
    except Ended as end:
        return Extract(end.status, reason=str(end))
    except Refused as refused:
        error = ShapeError(f"$.rows.{refused.field}", refused.reason)
        return Extract(error.status, reason=str(error))


def _rows(page: Page, root: Node) -> Extract:
    how = reading(page.channel, root.at("table").text())
    headers = {name: str(header)[:100] for name, header in _object(root.at("headers")).items()}
    rows = [Row(_cells(node), headers, page.seen_at) for node in root.at("rows").items()]
    if not rows:
        raise ShapeError("$.rows", "none")
    since = root.at("since").time(page.seen_at) if root.words("since") else None
    given = Given(rows, since)
    return Extract(how.status(page, given), tuple(how.facts(page, given)))


def _object(node: Node) -> dict[str, object]:
    if not isinstance(node.value, dict):
        raise node.not_a("object")
    return node.value


def _cells(node: Node) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for name, value in _object(node).items():
        if value is not None and not isinstance(value, str | int | float | bool):
            raise Node(value, f"{node.path}.{name}").not_a("cell")
        cells[name] = value
    return cells

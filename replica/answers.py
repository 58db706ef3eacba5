"""Replies that several platforms share, and the pages' templates."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template

from .world import Reply

NOT_FOUND = Reply(b"404 page not found\n", 404, "text/plain; charset=utf-8")
OWN = ("wechat", "app", "video")  # parts with templates of their own
JSON = "application/json; charset=utf-8"


def json_reply(data: object, status: int = 200, content_type: str = JSON) -> Reply:
    """The data as JSON, non-ASCII escaped as these platforms do."""
    return Reply(json.dumps(data, separators=(",", ":")).encode(), status, content_type)


def decodable(text: str) -> str:
    r"""The text as WeChat's JsDecode takes it: \x22 for a quotation mark and the like."""
    for char in "\\\r\"&'<>\n":
        text = text.replace(char, f"\\x{ord(char):02x}")
    return text


@cache
def template(name: str) -> Template:
    """A template of this folder or of a part's, by its file name without `.j2`."""
    here = Path(__file__).parent
    loader = FileSystemLoader([here, *(here / part / "templates" for part in OWN)])
    there = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    there.filters["decodable"] = decodable
    return there.get_template(f"{name}.j2")

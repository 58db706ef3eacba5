"""Leaders drawn without a store: one with a picture, one of whom nothing can be shown."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

from PIL import Image

from dsci.contract import Beside, Leader, LookRef, Picture

LOOK = LookRef(
    "a" * 32, "website", "home", "https://x.cn/", datetime(2026, 10, 31, 12, tzinfo=UTC), "OK", 200, "b" * 64, "r.warc.gz", 0, ()
)
HOW = (Beside("website.x", "来信答复率", "share", 0.5, "", 1.0, 4.26),)


def png() -> bytes:
    """A small picture of two colours."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((96, 72)).convert("RGB").quantize(2).save(out, "PNG")
    return out.getvalue()


LEADER = Leader(
    "level:province", "", "website", "政务网站", "330000", "浙江", 93.84, 0.37, "2025", "江苏", 4.4, HOW, LOOK,
    Picture(png(), 96, 72, "图"), "https://www.zj.gov.cn/",
)  # fmt: skip
BARE = replace(LEADER, channel="app", picture=None, look=None, url="", how=())

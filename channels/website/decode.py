"""Bytes to text. What a page declares is often wrong; what its bytes can be is not."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_BIG5 = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}big-?5", re.I)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
HEAD_BYTES = 4096


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The text, and the encoding it was read in: by its mark, as UTF-8 if it is that, else as declared.

    Declared is GB18030 unless Big5 is: it holds GB2312 and GBK, and is what a page wrongly declared UTF-8 or Latin is in.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(body)
    broken = text.count("\ufffd")
    if not broken or 20 * broken < sum(map(len, _BEYOND_ASCII.findall(text))):
        return text, "utf-8"
    name = "big5hkscs" if _BIG5.search(content_type.encode("utf-8", "replace") + b" " + body[:HEAD_BYTES]) else "gb18030"
    return body.decode(name, "replace"), name

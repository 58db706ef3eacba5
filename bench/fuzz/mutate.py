"""Seeded damage to an input, for the short run in the tests: the same seed, the same bytes."""

from __future__ import annotations

import re
from random import Random

STRANGE = (
    b"", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\\ud800", b"\r", b"\n", b'"', b"'", b",", b"\t", b"<", b">", b"]]>", b"</td>",
    b"{", b"}", b"[" * 400, b"null", b"true", b"-1", b"1e999", b"9" * 400, b"9" * 5000, b"NaN", b"2026-13-45", b"10\xe4\xb8\x87+",
    b"&#xD800;", b"\xe2\x80\xae", b"\xc2\xb2", b"\xef\xbc\x91", b"=", b".", b"a.b.c", b"0001-01-01", b"9999-12-31",
)  # fmt: skip

VALUES = (
    b"[]", b"{}", b"[[]]", b'""', b'"x"', b"true", b"null", b"nan", b"-inf", b"0", b"-1", b"1.5", b"1e308", b"2026-10-31",
    b"{a = 1}", b'["a", 1]', b'{"a": 1}', b"9223372036854775808",
)  # fmt: skip
VALUE = re.compile(rb"(?<=[=:,])[ \t]*[^,\n={}\[\]]{1,80}")


def mutated(data: bytes, dice: Random, longest: int) -> bytes:
    """The input with one to four parts of it cut out, written over, doubled, moved, given another value, or a bit flipped."""
    body = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        start = dice.randint(0, len(body))
        end = min(len(body), start + dice.choice((0, 1, 2, 8, 40, len(body) // 3)))
        how = dice.randrange(5)
        if how == 0:
            body[start:end] = dice.choice(STRANGE)
        elif how == 1:
            body[start:start] = body[start:end]
        elif how == 2:
            moved = bytes(body[start:end])
            del body[start:end]
            at = dice.randint(0, len(body))
            body[at:at] = moved
        elif how == 3 and (found := VALUE.search(body, start)):
            body[slice(*found.span())] = dice.choice(VALUES)
        elif body:
            body[min(start, len(body) - 1)] ^= 1 << dice.randrange(8)
    return bytes(body[:longest])

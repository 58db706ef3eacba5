"""The two names of a post: its number (mid), and the short one of its address (mblogid, bid)."""

from __future__ import annotations

from string import ascii_lowercase, ascii_uppercase, digits

ALPHABET = digits + ascii_lowercase + ascii_uppercase
DECIMAL, SHORT = 7, 4  # from the right, seven decimal digits are four of base 62
LONGEST = 24  # characters of either


def mid_of(mblogid: str) -> str:
    """The number behind a short name: K3fnuEfZK is 4607741009594608. ValueError where it is no such name."""
    known = set(mblogid) <= set(ALPHABET)
    blocks = [str(_from_62(block)) for block in _blocks(mblogid, SHORT)] if known else []
    if not blocks or any(len(block) > DECIMAL for block in blocks[1:]):
        raise ValueError(f"post {mblogid!r}: no mblogid")
    return blocks[0] + "".join(block.zfill(DECIMAL) for block in blocks[1:])


def mblogid_of(mid: str) -> str:
    """The short name of a number. ValueError where it is none."""
    if not (mid.isascii() and mid.isdigit()):
        raise ValueError(f"post {mid!r}: no mid")
    blocks = [_to_62(int(block)) for block in _blocks(mid, DECIMAL)]
    return blocks[0] + "".join(block.zfill(SHORT) for block in blocks[1:])


def post_id(name: str) -> str:
    """The number of a post by either name. ValueError where it is neither."""
    return name if name.isascii() and name.isdigit() and len(name) <= LONGEST else mid_of(name)


def _blocks(text: str, size: int) -> list[str]:
    """The text in blocks of that size, the first one shorter."""
    if not 0 < len(text) <= LONGEST:
        raise ValueError(f"post {text[: LONGEST + 1]!r}: no id")
    first = len(text) % size
    return ([text[:first]] if first else []) + [text[at : at + size] for at in range(first, len(text), size)]


def _from_62(block: str) -> int:
    value = 0
    for sign in block:
        value = value * 62 + ALPHABET.index(sign)
    return value


def _to_62(value: int) -> str:
    signs = ALPHABET[value % 62]
    while value := value // 62:
        signs = ALPHABET[value % 62] + signs
    return signs

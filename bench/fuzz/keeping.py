"""Which inputs of a long run the tests keep: those that lead to lines of ours to which no case and no other kept one leads."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

from .__main__ import FOLDER
from .gathered import targets
from .target import CORPUS, ROOT, Target, unnamed

LONGEST, EACH = 2000, 8_000  # bytes of an input, and of all that is kept of a target: ours
Lines = set[tuple[str, int]]


def main() -> None:
    """Adds inputs to tests/fuzz/corpus and prints a line for each target."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz.keeping", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help="Where a long run left what it found.")
    given = parser.parse_args()
    for target in targets().values():
        found = [path.read_bytes() for path in (given.folder / target.name / "found").glob("*")]
        for data in (chosen := list(worth(target, found))):
            path = CORPUS / target.name / sha256(data).hexdigest()[:12]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        print(f"{target.name:<26} {len(chosen)} of {len(found)} kept, {sum(map(len, chosen))} bytes")


def worth(target: Target, found: Iterable[bytes]) -> Iterator[bytes]:
    """The inputs, small ones first, that lead somewhere new."""
    known: Lines = set()
    for data in (*target.seeds(), *target.kept()):
        known |= _lines(target, data)
    room = EACH - sum(map(len, target.kept()))
    for data in sorted((data for data in found if len(data) <= LONGEST), key=lambda data: (len(data), data)):
        new = _lines(target, data) - known
        if new and len(data) <= room:
            known |= new
            room -= len(data)
            yield data


def _lines(target: Target, data: bytes) -> Lines:
    """The lines of ours that reading the input goes through."""
    seen: Lines = set()

    def line(frame: FrameType, _event: str, _argument: Any) -> Any:
        seen.add((frame.f_code.co_filename, frame.f_lineno))
        return line

    def call(frame: FrameType, event: str, argument: Any) -> Any:
        name = frame.f_code.co_filename
        ours = name.startswith(str(ROOT)) and ".venv" not in name and "/bench/" not in name
        return line(frame, event, argument) if ours else None

    sys.settrace(call)
    try:
        unnamed(target, data)
    finally:
        sys.settrace(None)
    return seen


if __name__ == "__main__":
    main()

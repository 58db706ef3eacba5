"""The heads of a framework table: which are known, which are not used, and which are nearly known and so refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..document import Fault
from ..sheet import Sheet

HEADS: Mapping[str, tuple[str, ...]] = {
    "level": ("level", "层级"),
    "code": ("icode", "代码"),
    "name": ("iname", "名称"),
    "direction": ("direction", "方向"),
    "weight": ("weight", "权重"),
    "target": ("target", "目标值"),
    "denominator": ("denominator", "分母"),
    "parent": ("parent", "上级"),
    "type": ("type", "类型"),
    "lower": ("goalpost_lower", "下限"),
    "upper": ("goalpost_upper", "上限"),
    "scale": ("goalpost_scale", "满分"),
    "clip": ("goalpost_trunc2posts", "截断"),
}
NEEDED = ("level", "code", "parent")


def places(header: Sequence[str]) -> dict[str, int]:
    """Where the columns stand, by our names; of two names for one thing the first in HEADS."""
    small = [cell.lower() for cell in header]
    return {key: small.index(name) for key, names in HEADS.items() for name in reversed(names) if name in small}


def unused(header: Sequence[str]) -> tuple[str, ...]:
    """The heads of columns that are not read."""
    known = places(header).values()
    return tuple(head for i, head in enumerate(header) if head and i not in known)


def head_faults(sheet: Sheet) -> list[Fault]:
    """Columns that must be there and are not, and heads that hold a known one which stands nowhere itself: 指标方向."""
    header, there = sheet.header, places(sheet.header)
    lacking = [" or ".join(HEADS[key]) for key in NEEDED if key not in there]
    found = [f"no column {', '.join(lacking)}; there are {', '.join(header) or 'none'}"] if lacking else []
    for head in unused(header):
        meant = [name for key, names in HEADS.items() if key not in there for name in names if name in head.lower()]
        if meant:
            found.append(f"column {head!r} is not known; call it {meant[0]!r} if it is that, else without this word")
    return [Fault(sheet.head, problem) for problem in found]

"""The memory that this process and its children hold."""

from __future__ import annotations

import os
import re
from pathlib import Path


def held(root: int = 0) -> int:
    """Resident megabytes of a process (default: this one) and of all that it started, now (Linux). What several of them share
    counts once: each has its part of it (Pss of smaps_rollup, proc_pid_smaps(5))."""
    parents = {int(path.name): _number("PPid", path / "status") for path in Path("/proc").iterdir() if path.name.isdigit()}
    mine = {root or os.getpid()}
    for _generation in range(4):
        mine |= {pid for pid, parent in parents.items() if parent in mine}
    return sum(max(0, _number("Pss", Path(f"/proc/{pid}/smaps_rollup"))) for pid in mine) // 1024


def _number(name: str, path: Path) -> int:
    """The number of that name in a file of /proc, -1 where there is none: the process has ended."""
    try:
        match = re.search(rf"^{name}:\s+(\d+)", path.read_text("utf-8"), re.MULTILINE)
    except OSError:
        return -1
    return int(match.group(1)) if match else -1

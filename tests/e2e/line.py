"""Runs dsci as a person does: as a command of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def dsci(*arguments: str, cwd: Path, check: bool = True, **kept: str) -> subprocess.CompletedProcess[str]:
    """The finished command with its output; with `check`, a failure shows that output."""
    done = subprocess.run(
        [sys.executable, "-m", "dsci.cli", *arguments], cwd=cwd, env=environment(**kept), capture_output=True, text=True,
        timeout=300,
    )  # fmt: skip
    assert not check or done.returncode == 0, f"dsci {' '.join(arguments)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


def started(*arguments: str, cwd: Path, **kept: str) -> subprocess.Popen[Any]:
    """The command, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "dsci.cli", *arguments], cwd=cwd, env=environment(**kept),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def environment(**kept: str) -> dict[str, str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith("DSCI_")}
    return plain | kept

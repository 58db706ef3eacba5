"""Other people's link checkers, installed into a folder of their own, never into this project's environment."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MINUTES = 5
VERSION = re.compile(r"\d+\.\d+[\w.]*")


class Missing(RuntimeError):
    """A peer that cannot be had on this machine, and why."""


@dataclass(frozen=True)
class Peer:
    """An installed peer: how it is called, which version it says it is."""

    command: str
    version: str


def folder() -> Path:
    """Where peers are kept by default: outside the repository, so that it stays as it was cloned."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dsci-bench"


def linkchecker(where: Path) -> Peer:
    """LinkChecker in a virtual environment of its own."""
    home = where / "linkchecker"
    command = home / "bin" / "linkchecker"
    if not command.exists():
        _run("LinkChecker", [sys.executable, "-m", "venv", str(home)])
        _run("LinkChecker", [str(home / "bin" / "pip"), "install", "-q", "--disable-pip-version-check", "linkchecker"])
    return Peer(str(command), _version("LinkChecker", str(command)))


def linkinator(where: Path) -> Peer:
    """linkinator of npm under a prefix of its own."""
    home = where / "linkinator"
    command = home / "node_modules" / ".bin" / "linkinator"
    if not command.exists():
        home.mkdir(parents=True, exist_ok=True)
        _run("linkinator", ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(home), "linkinator"])
    return Peer(str(command), _version("linkinator", str(command)))


def parsel() -> str:
    """The version of parsel, which Scrapy brings along."""
    from importlib.metadata import version

    return version("parsel")


def _version(name: str, command: str) -> str:
    found = VERSION.search(_run(name, [command, "--version"]))
    if not found:
        raise Missing(f"{name}: {command} does not say its version")
    return found[0]


def _run(name: str, command: Sequence[str]) -> str:
    """What the command prints."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60 * MINUTES, cwd=tempfile.gettempdir())
    except FileNotFoundError as absent:
        raise Missing(f"{name}: there is no {absent.filename} on this machine") from absent
    except subprocess.TimeoutExpired as late:
        raise Missing(f"{name}: {command[0]} took more than {MINUTES} minutes") from late
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing said"]
        raise Missing(f"{name}: {' '.join(command[:3])} ... failed: {said[-1][:200]}")
    return done.stdout

"""Runs dsci as a person does: as a command with its own folder, variables and output."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any, cast

SECONDS = 300


def dsci(*arguments: str, cwd: Path, check: bool = True, **kept: str) -> subprocess.CompletedProcess[str]:
    """The finished command with its output; with `check`, a failure shows that output. See forking.py."""
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        out.touch()
        err.touch()
        code = _asked({"arguments": arguments, "cwd": str(cwd), "env": environment(**kept), "out": str(out), "err": str(err)})
        done = subprocess.CompletedProcess(arguments, code, out.read_text("utf-8"), err.read_text("utf-8"))
    return _checked(done, arguments, check)


def typed(python: Path, *arguments: str, cwd: Path, check: bool = True, **kept: str) -> subprocess.CompletedProcess[str]:
    """The same in a Python of its own, which may be another's."""
    done = subprocess.run(
        [str(python), "-m", "dsci.cli", *arguments], cwd=cwd, env=environment(**kept), capture_output=True, text=True,
        timeout=2 * SECONDS,
    )  # fmt: skip
    return _checked(done, arguments, check)


def started(*arguments: str, cwd: Path, **kept: str) -> subprocess.Popen[Any]:
    """The command, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "dsci.cli", *arguments], cwd=cwd, env=environment(**kept),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def environment(**kept: str) -> dict[str, str]:
    plain = {k: v for k, v in os.environ.items() if not k.startswith("DSCI_")}
    return plain | kept


def _checked(
    done: subprocess.CompletedProcess[str], arguments: tuple[str, ...], check: bool
) -> subprocess.CompletedProcess[str]:
    assert not check or done.returncode == 0, f"dsci {' '.join(arguments)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done


@cache
def _forking() -> subprocess.Popen[str]:
    """The process that forks; it ends when this one closes its input."""
    script = Path(__file__).with_name("forking.py")
    process = subprocess.Popen(
        [sys.executable, "-P", str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment()
    )
    assert process.stdout and process.stdout.readline() == "ready\n"
    return process


def _asked(question: dict[str, Any]) -> int:
    """The exit code of a command. TimeoutError after five minutes; the forking process goes with it."""
    process = _forking()
    asking, answering = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)
    asking.write(json.dumps(question) + "\n")
    asking.flush()
    if not select.select([answering], [], [], SECONDS)[0]:
        process.kill()
        _forking.cache_clear()
        raise TimeoutError(f"dsci {' '.join(question['arguments'])} took more than {SECONDS} s")
    return int(answering.readline())

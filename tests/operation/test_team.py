"""The page on a team server: its units, its compose file and every command on it are such as their programs take."""

from __future__ import annotations

import configparser
import re
import shlex
import tomllib

import click
import pytest
import yaml
from distributed.cli import dask_scheduler, dask_worker

from ..conftest import ROOT
from ..test_docs import parsed

PAGE = (ROOT / "docs" / "TEAM.md").read_text("utf-8")
DASK = {"scheduler": dask_scheduler.main, "worker": dask_worker.main}


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def units() -> list[configparser.ConfigParser]:
    found = []
    for block in blocks("ini"):
        if block.startswith("[Unit]"):
            unit = configparser.ConfigParser(strict=False, interpolation=None)
            unit.optionxform = str  # type: ignore[assignment,method-assign]
            unit.read_string(block)
            found.append(unit)
    return found


def started() -> list[str]:
    """The command lines that units and compose services start."""
    services = yaml.safe_load(blocks("yaml")[0])["services"].values()
    lines = [unit["Service"]["ExecStart"] for unit in units() if "Service" in unit]
    return lines + [service["command"] for service in services if "command" in service]


def runs(line: str) -> None:
    """Parses the arguments of a dask or dsci command. click.UsageError where they do not fit, ValueError for another program."""
    program, *words = shlex.split(line)
    if program.endswith("dsci"):
        parsed(shlex.join(["dsci", *words]))
    elif program.endswith("dask"):
        left = DASK[words[0]].make_context(words[0], words[1:]).params["preload_argv"]  # it lets what it does not know through
        if left:
            raise click.UsageError(f"dask {words[0]}: {left}")
    else:
        raise ValueError(f"{program}: neither dsci nor dask")


def test_every_command_parses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    named = re.findall(r"`(dsci [a-z][^`]*)`", PAGE) + re.findall(r"^(dsci [^\n]*)$", PAGE, re.MULTILINE)
    assert len(named) > 8 and len(started()) == 6
    for line in (*named, *started()):
        runs(line)
    for wrong in ("dask worker tcp://a:1 --no-such-option", "dsci schedule walk", "dsci crawl --clusters tcp://a:1"):
        with pytest.raises(click.UsageError):
            runs(wrong)


def test_units_and_services_fit_together() -> None:
    scheduler, worker, night, timer = units()
    address = re.search(r"--host (\S+) --port (\d+)", scheduler["Service"]["ExecStart"])
    assert address and f"tcp://{address[1]}:{address[2]} " in worker["Service"]["ExecStart"]
    assert {u["Service"]["EnvironmentFile"] for u in (scheduler, worker, night)} == {"/etc/dsci.env"}
    assert "Asia/Shanghai" in timer["Timer"]["OnCalendar"]
    assert all(" --host " in unit["Service"]["ExecStart"] for unit in (scheduler, worker))
    for line in (line for line in started() if "dask " in line):
        assert re.search(" --(host|interface) ", line) and " --dashboard-address 127.0.0.1:0" in line, "none listens elsewhere"
        assert re.search(r" --(worker-)?port \d+ ", line), "a firewall wants to know the port"
    compose = yaml.safe_load(blocks("yaml")[0])
    assert compose["services"]["worker"]["deploy"]["replicas"] == 3
    (mounted,) = (m.split(":")[0] for m in compose["x-dsci"]["volumes"] if m.startswith("./"))
    assert "cluster" in tomllib.loads((ROOT / mounted).read_text("utf-8")), "night itself sees no internet"
    assert {"secrets", ".git", ".venv", "out"} <= set((ROOT / ".dockerignore").read_text("utf-8").split())
    assert compose["networks"]["inside"] == {"internal": True}
    reach = {name for name, service in compose["services"].items() if "outside" in service["networks"]}
    assert reach == {"worker"} and not any("ports" in service for service in compose["services"].values())


def test_no_address_holds_a_password() -> None:
    assert re.findall(r"\w+://[^\s@/]+@", PAGE) and not re.findall(r"\w+://[^\s@/:]*:[^\s@/]+@", PAGE)

"""Workers on machines of their own: each in a network namespace where this machine lets us make one, else on loopback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from distributed import Client

HUB = "10.77.{0}.1"
Command = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Machines:
    """A scheduler's address, and its workers. `apart`: each has a network of its own."""

    scheduler: str
    workers: tuple[Command, ...]
    apart: bool


def can_divide() -> bool:
    """True where network namespaces can be made."""
    if os.getuid() or not shutil.which("ip"):
        return False
    made = subprocess.run(["ip", "netns", "add", "dsci-try"], capture_output=True).returncode == 0
    if made:
        run("ip", "netns", "del", "dsci-try")
    return made


@contextmanager
def machines(count: int, replica: str, environment: Mapping[str, str], port: int = 18786) -> Iterator[Machines]:
    """That many workers of one scheduler, who reach the replica at its own address; all ended afterwards."""
    apart = can_divide()
    tools = Path(sys.executable).parent
    with ExitStack() as stack:

        def started(*command: str, place: str = "") -> Command:
            inside = ["ip", "netns", "exec", place] if place else []
            process = subprocess.Popen([*inside, *command], env=dict(environment), start_new_session=True,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # fmt: skip
            stack.callback(ended, process)
            return process

        host = "0.0.0.0" if apart else "127.0.0.1"
        started(f"{tools}/dask", "scheduler", "--host", host, "--port", str(port), "--no-dashboard", "--no-show")
        workers = []
        for number in range(1, count + 1):
            name, hub = f"dsci-{number}", HUB.format(number)
            if apart:
                stack.enter_context(network(name, number))
                started(sys.executable, "-m", "bench.relay", f"{hub}:{replica.rpartition(':')[2]}", replica)
                started(sys.executable, "-m", "bench.relay", replica, f"{hub}:{replica.rpartition(':')[2]}", place=name)
            meet = f"tcp://{hub if apart else '127.0.0.1'}:{port}"
            workers.append(started(f"{tools}/dask", "worker", meet, "--nthreads", "3", "--no-nanny", "--no-dashboard",
                                   "--name", name, place=name if apart else ""))  # fmt: skip
        scheduler = f"tcp://127.0.0.1:{port}"
        with Client(scheduler, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=60)
        yield Machines(scheduler, tuple(workers), apart)


@contextmanager
def network(name: str, number: int) -> Iterator[None]:
    """A network namespace with one line to this one: 10.77.N.1 here, 10.77.N.2 there."""
    run("ip", "netns", "add", name)
    try:
        run("ip", "link", "add", f"dsci{number}a", "type", "veth", "peer", "name", f"dsci{number}b")
        run("ip", "link", "set", f"dsci{number}b", "netns", name)
        run("ip", "addr", "add", f"{HUB.format(number)}/24", "dev", f"dsci{number}a")
        run("ip", "link", "set", f"dsci{number}a", "up")
        there = ("ip", "netns", "exec", name, "ip")
        run(*there, "addr", "add", f"10.77.{number}.2/24", "dev", f"dsci{number}b")
        run(*there, "link", "set", f"dsci{number}b", "up")
        run(*there, "link", "set", "lo", "up")
        yield
    finally:
        run("ip", "netns", "del", name)


def run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def ended(process: Command) -> None:
    """Ends a process, gently and then not."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()

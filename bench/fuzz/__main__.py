"""Fuzzing by coverage: executions and faults of each reader; exit code 1 where one let out an error that it does not name."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from .running import Child, Limits, Outcome, started
from .target import Target

MILLION = 1_000_000
FOLDER = Path.home() / ".cache" / "dsci-fuzz"


def main() -> None:
    """Prints a line a target and the sum."""
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("target", nargs="+", help="Names, or what they begin with (website, values/); all; list prints them.")
    parser.add_argument("--runs", type=int, default=20_000, help="Executions of each target at most.")
    parser.add_argument("--seconds", type=int, default=60, help="Processor seconds of each target at most.")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--workers", type=int, default=2, help="Targets at once.")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="Where inputs and faults go; the next run goes on there.")
    parser.add_argument("--record", action="store_true", help="Append the outcome to bench/outcomes.toml; only with all.")
    given = parser.parse_args()
    if given.record and given.target != ["all"]:
        parser.error("--record is for all readers: python -m bench.fuzz all --record")
    known = _instrumented()
    meant = ((word, target) for word in given.target for target in known.values())
    chosen = list(dict.fromkeys(target for word, target in meant if word == "all" or target.name.startswith(word)))
    if not chosen:
        sys.exit("\n".join(known) if given.target == ["list"] else f"no target of {', '.join(given.target)}; `list` prints them")
    found = []
    for outcome in _outcomes(chosen, Limits(given.runs, given.seconds, given.seed), given.folder, given.workers):
        found.append(outcome)
        print(_line(outcome), flush=True)
    print(summary(found))
    broken = any(outcome.faults or outcome.ended for outcome in found)
    if given.record:
        record(found, broken)
    sys.exit(broken)


def record(found: Sequence[Outcome], broken: bool) -> None:
    """Keeps a run of a million executions or more without a fault; says why a run is not kept."""
    from ..outcomes import append

    if broken or sum(outcome.executions for outcome in found) < MILLION:
        print(f"not recorded: {'there are faults' if broken else f'less than {MILLION:,} executions'}")
    else:
        append("fuzz-million", True, summary(found))


def _instrumented() -> dict[str, Target]:
    """Every target, our own code compiled so that the engine sees which branches an input takes."""
    try:
        import atheris
    except ImportError:
        sys.exit("atheris is missing: pip install -e .[fuzz]")
    with atheris.instrument_imports(include=["dsci"]):
        from .gathered import targets

        return targets()


def _outcomes(chosen: Sequence[Target], limits: Limits, folder: Path, workers: int) -> Iterator[Outcome]:
    running: dict[int, Child] = {}
    waiting = list(chosen)
    while waiting or running:
        while waiting and len(running) < workers:
            target = waiting.pop(0)
            child = started(target, limits, folder / target.name)
            running[child.pid] = child
        pid, code = os.wait()
        if pid in running:
            yield running.pop(pid).outcome(code)


def _line(outcome: Outcome) -> str:
    ended = f"  ended with {outcome.ended}, see its log" if outcome.ended else ""
    return f"{outcome.name:<26} {outcome.executions:>9,}  {'; '.join(outcome.faults) or 'none'}{ended}"


def summary(found: Sequence[Outcome]) -> str:
    """One line on all of them."""
    faults = {fault for outcome in found for fault in outcome.faults}
    broken = sum(outcome.ended != 0 for outcome in found)
    done = sorted(outcome.executions for outcome in found)
    each = f"from {done[0]:,} to {done[-1]:,} a reader"
    return f"{len(found)} readers, {sum(done):,} executions ({each}), {len(faults)} unnamed errors, {broken} broken off"


if __name__ == "__main__":
    main()

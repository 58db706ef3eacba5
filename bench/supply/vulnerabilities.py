"""Reads what pip-audit found, as JSON from stdin: who is vulnerable, and who could not be asked about.

pip-audit itself says "No known vulnerabilities found" and exits 0 where the advisory database knew none of the packages.
Exit 0: every pinned version was asked about, none is vulnerable; 1: some are; 2: not all were asked about. With --record
bench/outcomes.toml keeps what came out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any


def main() -> None:
    """Prints a line a finding and a line of counts."""
    try:
        found = list(findings(json.load(sys.stdin)))
    except (ValueError, KeyError) as fault:
        print(f"no answer: {fault}", file=sys.stderr)
        found = []
    bad = [line for line in found if line.startswith("vulnerable")]
    missed = [line for line in found if line.startswith("not asked")]
    for line in (*bad, *missed[:5]):
        print(line)
    said = f"{len(found)} pinned versions: {len(bad)} vulnerable, {len(missed)} could not be asked about"
    print(said)
    code = 1 if bad else 2 if missed or not found else 0
    if sys.argv[1:] == ["--record"]:
        from ..outcomes import append

        append("vulnerabilities", (True, False, None)[code], said)
    sys.exit(code)


def findings(answer: Mapping[str, Any]) -> Iterator[str]:
    """A line for each package. KeyError where the answer is of another shape."""
    for package in answer["dependencies"]:
        if "skip_reason" in package:
            yield f"not asked: {package['name']}: {package['skip_reason']}"
        elif package["vulns"]:
            known = ", ".join(f"{v['id']} (mended in {' or '.join(v['fix_versions']) or 'none'})" for v in package["vulns"])
            yield f"vulnerable: {package['name']} {package['version']}: {known}"
        else:
            yield f"clean: {package['name']} {package['version']}"


if __name__ == "__main__":
    main()

"""Licences and pins of what the project is made of, and that an audit which could ask nobody is no clean one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution

import pytest

from dsci.bench.supply import licences, needed
from dsci.bench.supply.vulnerabilities import findings

from ..conftest import ROOT

PAGE = (ROOT / "docs" / "DEPENDENCIES.md").read_text("utf-8")
ROW = re.compile(r"^\| ([\w.-]+) \| (\S+) \| ([^|]+) \| (\w*) \| [^|]+ \|$", re.MULTILINE)
LISTED = {name: (version, licence, noted) for name, version, licence, noted in ROW.findall(PAGE)}
PINS = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text("utf-8").split())


class Said(Distribution):
    """A distribution of which only the metadata are known."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    def read_text(self, filename: str) -> str | None:
        return "\n".join(("Metadata-Version: 2.4", "Name: x", "Version: 1", *self.lines)) if filename == "METADATA" else None

    def locate_file(self, path: object) -> None:  # type: ignore[override]
        raise NotImplementedError


@pytest.mark.proves("licences")
def test_every_package_has_a_licence_that_goes_with_mit() -> None:
    """As installed here, runtime and tests; the page says the same, and every version is the pinned one."""
    rows = needed.needed(("runtime", "test"))
    said = {r.name: (r.version, r.licence, r.verdict.replace("permissive", "")) for r in rows}
    assert len(rows) > 100 and needed.faults(rows) == []
    assert said.items() <= LISTED.items(), "./run licences"
    assert {r.name: r.version for r in rows}.items() <= PINS.items(), "./run pins"


def test_nothing_is_listed_that_is_not_pinned() -> None:
    assert {name: version for name, (version, _licence, _noted) in LISTED.items()}.items() <= PINS.items()
    assert set(PINS) - set(LISTED) <= {"uv"}
    direct = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {re.split(r"[\[>=<]", line)[0] for line in direct} <= set(PINS)


@pytest.mark.parametrize(
    ("lines", "expression", "verdict"),
    [
        (("License-Expression: MIT AND PSF-2.0",), "MIT AND PSF-2.0", "permissive"),
        (("License: Apache 2.0",), "Apache-2.0", "permissive"),
        (("Classifier: License :: OSI Approved :: GNU General Public License v3 (GPLv3)",), "GPL-3.0-only", "refused"),
        (("Classifier: License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)",), "LGPL-3.0-only", "noted"),
        (("License: ask me",), "unknown", "refused"),
        (("License-Expression: GPL-3.0-or-later OR MIT",), "GPL-3.0-or-later OR MIT", "permissive"),
        (("License-Expression: MIT AND (AGPL-3.0-only OR MPL-2.0)",), "MIT AND (AGPL-3.0-only OR MPL-2.0)", "noted"),
        (("License-Expression: MIT AND GPL-2.0-only",), "MIT AND GPL-2.0-only", "refused"),
        (("License-Expression: (MIT",), "(MIT", "refused"),
    ],
)
def test_licences_are_read_and_judged(lines: tuple[str, ...], expression: str, verdict: str) -> None:
    assert licences.licence(Said(*lines)) == expression and licences.verdict(expression) == verdict
    row = needed.Needed("x", "1", "runtime", expression, "by y")
    assert bool(needed.faults([row])) == (verdict == "refused")


def test_a_missing_package_is_named() -> None:
    with pytest.raises(LookupError, match="no-such-package-here"):
        needed.follow(["no-such-package-here>=1"])


@pytest.mark.proves("vulnerabilities-nobody-asked")
@pytest.mark.parametrize(
    ("packages", "code"),
    [
        ([{"name": "a", "version": "1", "vulns": []}], 0),
        ([{"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}, {"name": "b", "skip_reason": "?"}], 1),
        ([{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}], 2),
        ([], 2),
        (None, 2),
    ],
    ids=["clean", "vulnerable", "one not asked about", "none", "no answer"],
)
def test_an_audit_that_could_not_ask_is_not_clean(packages: list[dict[str, object]] | None, code: int) -> None:
    answer = "" if packages is None else json.dumps({"dependencies": packages, "fixes": []})
    command = [sys.executable, "-S", str(ROOT / "bench" / "supply" / "vulnerabilities.py")]
    assert subprocess.run(command, input=answer, capture_output=True, text=True).returncode == code
    if code == 1:
        assert next(findings(json.loads(answer))) == "vulnerable: a 1: X-1 (mended in 2)"


@pytest.mark.proves("pins")
def test_pins_are_names_and_versions_only() -> None:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    assert [line for line in text.splitlines() if not re.fullmatch(r"[a-z0-9][a-z0-9-]*==[\w.]+", line)] == []

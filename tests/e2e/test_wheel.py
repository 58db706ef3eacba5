"""The wheel: nothing but the package is in it, and installed elsewhere it is what runs; test_line.py has it do its whole job."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

from .line import environment


def test_nothing_but_the_package_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"dsci"}
    printing = ("templates/fonts/NotoSansSC-Bold.ttf", "templates/card/card.css", "templates/charts/charts.j2")
    for needed in ("registry/units.csv", "index/schemes/egdi.toml", *printing):
        assert f"dsci/{needed}" in names
    assert not [name for name in names if name.startswith(("dsci/tests", "dsci/bench"))]


def test_it_runs_from_an_empty_environment(elsewhere: Path, tmp_path: Path) -> None:
    def said(*words: str) -> str:
        call = [str(elsewhere), *words]
        return subprocess.run(call, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60).stdout

    assert str(elsewhere.parent.parent) in said("-c", "import dsci; print(dsci.__file__)")
    assert "demo" in said("-m", "dsci.cli", "--help")

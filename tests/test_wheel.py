"""The wheel: installed elsewhere, without the source tree, it does its whole job."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from .conftest import ROOT
from .e2e.line import environment


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = tmp_path_factory.mktemp("source")
    files = ["git", "ls-files", "-z", "-c", "-o", "--exclude-standard"]
    listed = subprocess.run(files, cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, source / name)
    build = [sys.executable, "-m", "pip", "wheel", "-q", ".", "--no-deps", "--no-build-isolation", "-w", "dist"]
    subprocess.run([*build, "--disable-pip-version-check"], cwd=source, check=True, timeout=200)
    (made,) = (source / "dist").glob("*.whl")
    return made


def test_nothing_but_the_package_is_in_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"dsci"}
    printing = ("templates/fonts/NotoSansSC-Bold.ttf", "templates/card/card.css", "templates/charts/charts.j2")
    for needed in ("registry/units.csv", "index/schemes/egdi.toml", *printing):
        assert f"dsci/{needed}" in names
    assert not [name for name in names if name.startswith(("dsci/tests", "dsci/bench"))]


def test_it_runs_from_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "elsewhere"
    venv.create(home, with_pip=False)
    site = next((home / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # the libraries are this environment's; its editable install of dsci is not taken along
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    call = [str(home / "bin" / "python"), "-m", "dsci.cli"]
    where = subprocess.run(
        [*call[:1], "-c", "import dsci; print(dsci.__file__)"], cwd=tmp_path, env=environment(), capture_output=True, text=True
    )
    assert str(site) in where.stdout
    said = subprocess.run([*call, "--help"], cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60)
    assert "demo" in said.stdout
    done = subprocess.run(
        [*call, "demo", "--unit", "640000"], cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=200
    )
    assert "1 cards in" in done.stdout, done.stderr
    assert (tmp_path / "out" / "cards" / "640000-2026-zh.pdf").stat().st_size > 20_000

"""The package as others get it: built from the files of the repository, put into an environment without the source tree."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

from ..conftest import ROOT


def built(source: Path) -> Path:
    """The wheel, made of a copy of the sources in that folder."""
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


def installed(wheel: Path, home: Path) -> Path:
    """The Python of an environment made in that folder, in which the wheel is installed."""
    venv.create(home, with_pip=False)
    site = next((home / "lib").glob("python*/site-packages"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    # the libraries are this environment's; its editable install of dsci is not taken along
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return home / "bin" / "python"

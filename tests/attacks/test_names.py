"""Names that strangers choose never become paths: no file outside the folder meant, none over another, no link followed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dsci.commands.new_case import NAME
from dsci.commands.shown.swapped import SIGN, swapped
from dsci.commands.shown.workbook import write_xlsx
from dsci.pipeline.handed import plain
from dsci.pipeline.worksheets.drawing import RATER
from dsci.spiders.evidence import run_named
from dsci.templates.paper import file_name
from dsci.templates.render import Renderer
from dsci.templates.site.addresses import evidence_file, ranking_file, scheme_file, slug, unit_file

from ..templates.contexts import thin
from .evil import PATHS

RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(10))}
NOW = datetime(2026, 10, 31, tzinfo=UTC)


@pytest.mark.proves("names-on-disk")
def test_every_name_is_a_file_of_its_own() -> None:
    texts = [*PATHS, *(f"a{text}" for text in PATHS), "2026Q3", "2026q3"]
    made = [slug(text) for text in texts]
    assert len({name.casefold() for name in made}) == len(set(texts)), "two texts have one name on some disk"
    for name in made:
        assert name.isascii() and set(name) <= {*map(chr, range(33, 127))} - {*'/\\:*?"<>|~%'} and len(name) < 100
        assert name.partition(".")[0].casefold() not in RESERVED and name[0] not in "-." and name[-1] not in ". "
    for text in texts:
        for path in (unit_file(text), evidence_file(text), scheme_file(text), ranking_file(text, text, text)):
            assert Path(path).parts[0] in ("u", "e", "s", "r") and len(Path(path).parts) == 2 and len(path) < 255


@pytest.mark.proves("names-on-disk")
@pytest.mark.parametrize("text", [t for t in PATHS if {*t} & {*"/\\\0:*%? "} or t[:1] in ("", ".", "-", "~") or len(t) > 64])
def test_what_names_a_folder_or_file_is_refused(text: str) -> None:
    if text:
        with pytest.raises(ValueError, match="run"):
            run_named(text, NOW)
    assert not NAME.fullmatch(text)
    assert text.startswith("-") or not RATER.fullmatch(text)  # it stands behind other signs there


@pytest.mark.proves("names-on-disk")
@pytest.mark.parametrize("text", PATHS)
def test_a_files_own_name_becomes_no_part_of_an_address(text: str) -> None:
    assert "#" not in plain(text + "#x") and len(plain(text)) <= 120 and plain(text).isprintable()


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    """A file outside the folder that is written into."""
    path = tmp_path / "victim"
    path.write_text("mine", "utf-8")
    return path


@pytest.mark.proves("links-on-disk")
def test_a_link_that_lies_in_wait_is_not_written_through(victim: Path, tmp_path: Path) -> None:
    out, card = tmp_path / "out", thin()
    out.mkdir()
    for name in (file_name(card), "a.xlsx"):
        for link in (name, f".{name}.part"):
            (out / link).symlink_to(victim)
    Renderer().render_pdf(card, out / file_name(card))
    write_xlsx(str(out / "a.xlsx"), {"a": [["a"]]})
    assert victim.read_text("utf-8") == "mine"
    assert [path.name for path in out.iterdir() if path.is_symlink()] == []


@pytest.mark.proves("links-on-disk")
def test_a_site_behind_links_is_built_beside_them(tmp_path: Path) -> None:
    real, site = tmp_path / "real", tmp_path / "site"
    (real / "data").mkdir(parents=True)
    (real / SIGN).write_text("mine", "utf-8")
    for link in (tmp_path / ".site.part", tmp_path / ".site.old"):
        link.symlink_to(real)
    for text in ("1", "2"):
        with swapped(site) as part:
            (part / "data").mkdir()
            (part / SIGN).write_text(text, "utf-8")
        assert (site / SIGN).read_text("utf-8") == text and not site.is_symlink()
    assert (real / SIGN).read_text("utf-8") == "mine" and sorted(p.name for p in tmp_path.iterdir()) == ["real", "site"]

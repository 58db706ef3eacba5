"""Files that are there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsci.files import whole


def test_what_breaks_off_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    kept = tmp_path / "a.pdf"
    kept.write_text("old")
    with pytest.raises(OSError, match="full"), whole(kept) as part:
        part.write_text("half")
        raise OSError("disk full")
    assert kept.read_text() == "old"
    with whole(kept) as part:
        part.write_text("new")
        assert kept.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.pdf"] and kept.read_text() == "new"

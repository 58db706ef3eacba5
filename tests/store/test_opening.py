"""What names no store is refused before anything is made, and without a word of it: a password may be in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dsci.cli import main

from ..servers import new_database

SECRET = "pa55word"


@pytest.mark.parametrize("place", [
    f"postgresql//dsci:{SECRET}@host/db", f"postgresql:/dsci:{SECRET}@host/db", f"postgres://dsci:{SECRET}@host/db",
    f"postgresql+psycopg://dsci:{SECRET}@host:x/db", f"mysql://dsci:{SECRET}@host/db", f"postgresql+nosuch://dsci:{SECRET}@host/db",
])  # fmt: skip
def test_what_is_no_place_is_refused(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, ["verify", "--store", place])
    assert told.exit_code == 1 and told.output.startswith("Error: store: what --store or DSCI_STORE says is neither")
    assert SECRET not in told.output and list(tmp_path.iterdir()) == []


def test_a_server_that_refuses_is_told_without_the_password(postgres: str, tmp_path: Path) -> None:
    url = postgres.replace("//dsci@", f"//dsci:{SECRET}@")
    for wrong in (f"{url}&nosuch=1", url.replace("host=", "host=/nowhere"), url.replace("/postgres?", "/none?")):
        told = CliRunner().invoke(main, ["verify", "--store", wrong], env={"DSCI_EVIDENCE": str(tmp_path)})
        assert told.exit_code == 1 and told.output.startswith("Error: store postgresql"), told.output
        assert SECRET not in told.output
    readonly = f"{new_database(url, 'unwritten')}&options=-cdefault_transaction_read_only%3Don"
    told = CliRunner().invoke(main, ["verify", "--store", readonly], env={"DSCI_EVIDENCE": str(tmp_path)})
    assert told.exit_code == 1 and "read-only transaction" in told.output and SECRET not in told.output

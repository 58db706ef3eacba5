"""Folders whose names cannot be synced: a parent that may not be read, a mount that syncs no folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from dsci.contract import Page
from dsci.store import Store, StoreFault

from .looks import look


@pytest.mark.parametrize("refusal", [errno.EINVAL, errno.EBADF, errno.EACCES, errno.EIO])
def test_a_folder_that_is_not_synced_does_not_stop_a_write(
    refusal: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, sync, enter = Store(f"sqlite:///{tmp_path / 'dsci.sqlite'}", tmp_path / "evidence"), os.fsync, os.open

    def synced(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").resolve().is_dir():
            raise OSError(refusal, os.strerror(refusal))
        sync(handle)

    def opened(path: Path, *how: int) -> int:
        if refusal == errno.EACCES and Path(path) == tmp_path:
            raise PermissionError(refusal, os.strerror(refusal))
        return enter(path, *how)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", sync if refusal == errno.EACCES else synced)
        patch.setattr(os, "open", opened)
        if refusal == errno.EIO:
            with pytest.raises(StoreFault, match="Input/output"):
                store.write([look(1)], "r/website")
        else:
            store.write([look(1)], "r/website")
    assert len(store.rows(Page)) == (refusal != errno.EIO)

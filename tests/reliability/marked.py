"""A plug-in of pytest that writes which trials a test proves into its report: -p tests.reliability.marked --junitxml FILE."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.user_properties += [("proves", name) for mark in item.iter_markers("proves") for name in mark.args]

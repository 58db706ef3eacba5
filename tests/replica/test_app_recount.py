"""The Apps' truth against a recount of all that the stores serve."""

from __future__ import annotations

import json

import pytest

from dsci.contract import Account, Status
from dsci.replica import app

from .app_recount import android, apple, lookup, refused, reviewed
from .asking import ITUNES, reviews, whole
from .stores import all_rows, rows, send, true_app


def track_of(row: Account) -> str | Status:
    """The id of the App, searched for by name where only that is known; a status where it stays unknown."""
    if row.id.isdigit():
        return row.id
    found = send(f"{ITUNES}/search?term={row.name}&country=cn&entity=software&limit=50")
    if (status := refused(found)) is not None:
        return status
    same = [told for told in json.loads(found.body)["results"] if told["trackName"] == row.name]
    own = [told for told in same if told["sellerName"] != "星汉互动科技有限公司"]
    return str(own[0]["trackId"]) if own else Status.NOT_TRIED


def expected(row: Account) -> dict[str, float | Status]:
    """Every metric of Apple's store for that row."""
    names = [*list(true_app(row.unit))[:15]]
    track = track_of(row)
    if isinstance(track, Status):
        return dict.fromkeys(names, track)
    told = lookup(track)
    if (status := refused(told)) is not None:
        return dict.fromkeys(names, status)
    if not json.loads(told.body)["results"]:
        return dict.fromkeys(names, Status.DELISTED)
    status = refused(reviews(track))
    return apple(track) | (reviewed(track) if status is None else dict.fromkeys(names[11:], status))


def test_apple() -> None:
    assert len(all_rows("ios")) > 200
    for row in all_rows("ios"):
        truth = true_app(row.unit)
        assert {name: truth[name] for name in list(truth)[:15]} == pytest.approx(expected(row)), row.unit


def test_android() -> None:
    assert len(all_rows("android")) > 170
    for row in all_rows("android"):
        truth = true_app(row.unit)
        assert {name: truth[name] for name in list(truth)[16:]} == pytest.approx(android(row.unit)), row.unit


def test_apps_are_counted() -> None:
    for unit in whole().units:
        known = [a for a in app.accounts(whole(), unit) if a.role != "absent" and (not a.valid_to or a.valid_to >= "2026-10-31")]
        names = {row.name.replace(" ", "") for row in known}
        assert true_app(unit.code)["apps_count"] == (len(names) or true_app(unit.code)["android_stores"]), unit.code


def test_who_has_no_app_is_absent_or_unknown() -> None:
    for unit in whole().units:
        said = {row.platform: row.role for row in app.accounts(whole(), unit) if row.role == "absent"}
        for platform, metric in (("ios", "rating"), ("android", "privacy_link")):
            if platform not in rows(unit.code):
                status = Status.ABSENT if platform in said else Status.NOT_TRIED
                assert true_app(unit.code)[metric] == status

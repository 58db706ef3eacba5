"""Endless depths and numbers, and halves of signs, in JSON, TOML and cells: a named error or a status, soon."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dsci.channels.imports.files import Unreadable, sheets
from dsci.contract import Status
from dsci.index import rulebook, scheme
from dsci.index.table.reading import number

from ..channels.social import read
from ..e2e.line import dsci

TOML = {
    "brackets": "a = " + "[" * 100_000 + "]" * 100_000,
    "tables": "a = " + "{b=" * 5_000 + "1" + "}" * 5_000,
    "digits": "a = " + "9" * 10_000,
    "beyond 64 bits": "weight = " + "9" * 400,
    "dots": ".".join(["a"] * 20_000) + " = 1",
    "quoted dots": ".".join(['"a"'] * 20_000) + " = 1",
}


@pytest.mark.proves("deep-toml")
@pytest.mark.parametrize("name", TOML)
def test_schemes_that_attack_have_faults(name: str, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text(TOML[name], "utf-8")
    for shelf in (scheme, rulebook):
        (fault,) = shelf.check(tmp_path / "s.toml")
        assert fault.line == 1 and "TOML" in fault.problem
    done = dsci("scheme", "check", "s.toml", cwd=tmp_path, check=False) if name == "digits" else None
    assert not done or (done.returncode == 1 and "Traceback" not in done.stderr)


@pytest.mark.proves("deep-toml")
def test_a_scheme_of_many_faults_tells_them_in_order(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text("".join(f"[[a{n}]]\nx = {n}\n" for n in range(5_000)), "utf-8")
    found = scheme.check(tmp_path / "s.toml")
    assert len(found) > 5_000 and {fault.line for fault in found} >= {*range(1, 10_001, 2)}


EVIL = {
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "digits": b'{"ok":1,"data":' + b"9" * 10_000 + b"}",
    "exponent": b'{"ok":1,"data":1e99999999}',
    "surrogates": b'{"ok":1,"data":"\\ud800","\\udfff":"\\udc00"}',
    "not numbers": b'{"ok":1,"data":NaN,"a":-Infinity}',
}
LOOKS = (
    ("weibo", "profile"), ("weibo", "timeline"), ("weibo", "comments"), ("wechat", "album"), ("app", "lookup"),
    ("app", "reviews"), ("video", "profile"), ("video", "card"), ("website", "feed"), ("website", "tls"), ("website", "letters"),
)  # fmt: skip


@pytest.mark.proves("deep-json", "huge-numbers")
@pytest.mark.parametrize("name", EVIL)
def test_answers_in_json_end_in_a_status(name: str) -> None:
    for channel, purpose in LOOKS:
        found = read(channel, purpose, EVIL[name], content_type="application/json")
        assert isinstance(found.status, Status) and not found.facts, (channel, purpose)
        found.reason.encode("utf-8")


@pytest.mark.proves("deep-json", "huge-numbers")
@pytest.mark.parametrize("name", ["deep", "deep objects", "digits", "not numbers"])
def test_files_of_json_end_in_words(name: str) -> None:
    with pytest.raises(Unreadable, match="JSON"):
        sheets(EVIL[name])


@pytest.mark.proves("lone-surrogates")
def test_no_lone_surrogate_comes_in() -> None:
    (sheet,) = sheets(json.dumps([{"a\ud800": "市\udfff", "b": 1}]).encode())
    assert sheet.rows == ((0, ("a", "b")), (1, ("市", 1)))
    told = {"verified": False, "refused": False, "issuer": "CA\ud800", "fault": "x\udfff\x00", "protocol": "TLSv1.3"}
    (fact,) = read("website", "tls", told).facts
    assert (fact.issuer, fact.fault) == ("CA", "x")  # type: ignore[attr-defined]


@pytest.mark.proves("huge-numbers")
@pytest.mark.parametrize("text", ["9" * 400 + "万", "9" * 10_000, "1e999", "-1e999", "nan", "inf", "9" * 400 + "+"])
def test_a_number_beyond_all_is_none(text: str) -> None:
    assert number(text) is None

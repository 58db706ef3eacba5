"""A correction after an appeal: it counts, what was measured stays, its file is kept, nothing is ever deleted."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from click.testing import Result

from dsci.channels import kinds, metrics
from dsci.contract import CHINA, Observation, Override, Page, Status
from dsci.index.scheme import load
from dsci.pipeline import Board, card_context, score_period
from dsci.pipeline.handed import File
from dsci.pipeline.overriding import in_force, keep_override, observations_in_force
from dsci.registry import units
from dsci.store import Store, open_store
from dsci.store.verify import verify
from dsci.templates.render import Renderer

from ..index.words import STATUS
from .conftest import CITIES, SEARCH, SEEN, dsci, scores

UNIT = CITIES[0]
NOW = datetime(2026, 11, 2, 9, tzinfo=CHINA)
ROW = Override(UNIT, SEARCH, "2026", 0.0, Status.OK, "复核时搜不了", "测评组", "", "", NOW)
PROOF = File("申诉.pdf", b"%PDF the letter")


@pytest.fixture
def letter(at: Path) -> Path:
    (at / "申诉.pdf").write_bytes(PROOF.data)
    scheme = (at / "rated.toml").read_text(encoding="utf-8")
    body = scheme[: scheme.index("indicator = [")]
    row = f'indicator = [{{ in = "website", metric = "{SEARCH}", worst = 0, best = 1, weight = 1 }}]\n'
    (at / "search.toml").write_text(body + row + STATUS, encoding="utf-8")
    return at / "申诉.pdf"


def override(at: Path, *words: str) -> Result:
    return dsci(at, "override", UNIT, SEARCH, *words)


def given(letter: Path) -> tuple[str, ...]:
    return "--reason", "复核时搜不了", "--name", "测评组", "--evidence", str(letter)


def scored(at: Path) -> dict[str, float | None]:
    return {unit: score for unit, (score, _coverage) in scores(at, "search.toml").items()}


def test_an_override_counts_and_the_measured_stays(at: Path, letter: Path, store: Store) -> None:
    assert scored(at) == dict.fromkeys(CITIES, 100.0)
    told = override(at, "--value", "0", *given(letter))
    assert told.exit_code == 0 and "OK 0 (counts); 复核时搜不了" in told.output
    assert scored(at) == {unit: 0.0 if unit == UNIT else 100.0 for unit in CITIES}
    (measured,) = store.rows(Observation, unit=UNIT, metric=SEARCH)
    assert (measured.value, measured.method) == (1.0, "public_page")
    told = dsci(at, "explain", UNIT, SEARCH, "--scheme", str(at / "search.toml"))
    assert "observed: 1 是/否, OK; 2 of 2 looks; public_page" in told.output and "by 测评组: OK 0 (counts)" in told.output
    assert f"申诉.pdf sha256 {PROOF.sha256}, override.warc.gz at" in told.output


def test_withdrawn_lets_the_measured_count_again_and_both_are_listed(at: Path, letter: Path, store: Store) -> None:
    override(at, "--status", "ABSENT", *given(letter))
    assert scored(at)[UNIT] == 0
    assert override(at, "--withdraw", "--reason", "误判", "--name", "测评组").exit_code == 0
    assert scored(at)[UNIT] == 100 and len(store.rows(Override)) == 2
    listed = list(csv.DictReader(StringIO(dsci(at, "override", "--list").stdout)))
    assert [(row["status"], row["withdrawn"], row["file"]) for row in listed] == [
        ("ABSENT", "false", "申诉.pdf"), ("NOT_DECIDED", "true", ""),
    ]  # fmt: skip
    again = override(at, "--withdraw", "--reason", "误判", "--name", "测评组")
    assert again.exit_code == 2 and "no override" in again.output
    assert dsci(at, "override", CITIES[1], "--list").stdout.count("\n") == 1


def test_the_evidence_is_kept_and_a_flipped_byte_found(at: Path, letter: Path, store: Store) -> None:
    override(at, "--value", "0", *given(letter))
    (page,) = store.rows(Page, channel="override")
    assert store.body(page) == PROOF.data and page.sha256 == sha256(PROOF.data).hexdigest()
    assert dsci(at, "verify").exit_code == 0
    path, place = store.evidence / page.warc, page.offset or 0
    data = bytearray(path.read_bytes())
    data[place + (page.length or 0) // 2] ^= 1
    path.write_bytes(bytes(data))
    told = dsci(at, "verify")
    assert told.exit_code == 1 and f"page {page.id}" in told.output


def test_an_override_whose_evidence_is_gone_is_found(store: Store) -> None:
    store.put([replace(ROW, evidence="0" * 64)])
    assert [line for line in verify(store, kinds()) if line.startswith("override")] == [
        f"override {UNIT} {SEARCH} 2026: its evidence {'0' * 64} is not in the store"
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"value": 2.0}, "is 1 (yes) or 0 (no); not 2"),
        ({"value": None}, "status OK wants a value"),
        ({"status": Status.ABSENT}, "status ABSENT has no value"),
        ({"value": float("nan")}, "no finite number"),
        ({"metric": "website.nothing"}, "no metric 'website.nothing'"),
        ({"metric": "website.dead_links_share", "value": 85.0}, "is a share, from 0 to 1; not 85"),
        ({"metric": "website.layout_clarity", "value": 101.0}, "is rated, from 0 to 100; not 101"),
        ({"reason": " "}, "a reason and a name"),
        ({"name": ""}, "a reason and a name"),
    ],
)
def test_a_wrong_override_is_refused(store: Store, change: dict[str, object], fault: str) -> None:
    with pytest.raises(ValueError, match=fault.replace("(", r"\(").replace(")", r"\)")):
        keep_override(store, replace(ROW, **change), PROOF)  # type: ignore[arg-type]
    assert store.rows(Override) == [] == store.rows(Page, channel="override")


def test_no_evidence_no_override(store: Store) -> None:
    for proof in (None, File("leer.txt", b"")):
        with pytest.raises(ValueError, match="an evidence file"):
            keep_override(store, ROW, proof)


@pytest.mark.parametrize("words", [(), ("--value", "1", "--status", "ABSENT"), ("--value", "1", "--withdraw")])
def test_one_thing_is_to_be_said(at: Path, words: tuple[str, ...]) -> None:
    assert override(at, *words).exit_code == 2


def test_the_latest_counts_and_one_may_not_come_before_it(store: Store) -> None:
    keep_override(store, ROW, PROOF)
    later = keep_override(store, replace(ROW, value=1.0, at=NOW + timedelta(hours=1)), PROOF)
    assert in_force(store.rows(Override)) == {(UNIT, SEARCH, "2026"): later} and len(store.rows(Page, channel="override")) == 1
    with pytest.raises(ValueError, match="the clock stands before"):
        keep_override(store, ROW, PROOF)


def test_what_was_never_measured_may_be_said(store: Store) -> None:
    keep_override(store, replace(ROW, metric="website.ipv6", value=1.0), PROOF)
    rows = {row.metric: row for row in observations_in_force(store, unit=UNIT, period="2026")}
    assert (rows["website.ipv6"].value, rows["website.ipv6"].method, rows["website.ipv6"].channel) == (1.0, "override", "website")
    assert rows[SEARCH].method == "public_page" and len(observations_in_force(store, period="2026")) == 9


def test_measuring_again_does_not_undo_it(at: Path, letter: Path) -> None:
    override(at, "--value", "0", *given(letter))
    assert dsci(at, "measure", "--period", "2026", "--unit", UNIT).exit_code == 0
    assert scored(at)[UNIT] == 0


def test_a_store_made_before_gets_the_tables(tmp_path: Path) -> None:
    old = open_store(str(tmp_path / "old"))
    with old.engine.begin() as connection:
        for name in ("override", "judgement"):
            connection.exec_driver_sql(f"DROP TABLE {name}")
    old.close()
    again = Store(old.tables, old.evidence)
    assert again.rows(Override) == [] and keep_override(again, ROW, PROOF).evidence == PROOF.sha256


def test_a_card_marks_it_and_keeps_what_was_measured(at: Path, letter: Path, store: Store) -> None:
    override(at, "--value", "0", *given(letter))
    scored, spans, found = score_period(store, load(at / "search.toml"), "2026", draws=10)
    cards = [card_context(Board(store, scored, spans, found, "2026", SEEN), units()[unit]) for unit in CITIES[:2]]
    rows = [next(row for row in card.indicators if row.metric == SEARCH) for card in cards]
    assert [(row.value, row.method, row.measured) for row in rows] == [(0.0, "override", "OK 1"), (1.0, "public_page", "")]
    pages = [Renderer().render_html(card) for card in cards]
    title = metrics()[SEARCH].zh
    assert f"{title} ◆" in pages[0] and f"{title} ◆" not in pages[1] and "◆ 经申诉复核更正" in pages[1]
    assert cards[0].content_hash != cards[1].content_hash


@pytest.mark.parametrize("stand_in", [True, False])
def test_a_correction_of_what_was_never_measured_is_of_the_store_s_world(tmp_path: Path, stand_in: bool) -> None:
    kept = open_store(str(tmp_path))
    kept.put([Observation(UNIT, "website", "website.open_share", "2026", SEEN, 1.0, Status.OK, simulated=stand_in)])
    keep_override(kept, ROW, PROOF)
    assert {o.metric: o.simulated for o in observations_in_force(kept)} == {"website.open_share": stand_in, SEARCH: stand_in}
    kept.close()


@pytest.mark.parametrize(
    ("more_is", "values", "best"),
    [(1, (3.0, 8.0), (8.0, 8.0)), (-1, (3.0, 8.0), (3.0, 3.0)), (1, (8.0, 8.0), (8.0, 8.0))],
)
def test_the_best_of_a_card_is_the_best_value_of_those_with_full_score(
    at: Path, store: Store, more_is: int, values: tuple[float, float], best: tuple[float, float]
) -> None:
    """Both are past the goalpost and have 100 points: the best value counts, and the unit itself where it has it."""
    metric = next(m for m in metrics().values() if m.id == ("website.services_count" if more_is > 0 else "website.newest_days"))
    assert metric.direction == more_is
    ends = "worst = 0, best = 2" if more_is > 0 else "worst = 90, best = 9"
    scheme = (at / "rated.toml").read_text(encoding="utf-8")
    row = f'indicator = [{{ in = "website", metric = "{metric.id}", {ends}, weight = 1 }}]\n'
    (at / "best.toml").write_text(scheme[: scheme.index("indicator = [")] + row + STATUS, encoding="utf-8")
    store.put([Observation(u, "website", metric.id, "2026", SEEN, v, Status.OK) for u, v in zip(CITIES, values, strict=False)])
    scored, spans, found = score_period(store, load(at / "best.toml"), "2026", draws=10)
    board = Board(store, scored, spans, found, "2026", SEEN)
    rows = [card_context(board, units()[unit]).indicators[0] for unit in CITIES[:2]]
    assert [row.score for row in rows] == [100, 100] and tuple(row.best for row in rows) == best
    if values[0] == values[1]:
        assert [row.best_unit for row in rows] == [board.named(unit) for unit in CITIES[:2]]

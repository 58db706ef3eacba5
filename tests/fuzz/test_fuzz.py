"""The short run of bench/fuzz: every reader on its cases, on the inputs kept from long runs, and on damage by fixed seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest

from dsci.bench.fuzz.gathered import targets
from dsci.bench.fuzz.mutate import mutated
from dsci.bench.fuzz.pages import storable
from dsci.bench.fuzz.target import CORPUS, Target, place, tidy, unnamed
from dsci.channels import app, video
from dsci.channels.website import ANSWERS, READERS
from dsci.contract import Target as Proposed

TRIES = 25  # a target: the long run is a command
MOST = 400_000  # bytes of all that is kept


@pytest.fixture(autouse=True, scope="module")
def _tidied() -> Iterator[None]:
    yield
    tidy()


@pytest.mark.parametrize(
    "area",
    [
        pytest.param("website", marks=pytest.mark.proves("fuzz-website")),
        pytest.param("weibo", marks=pytest.mark.proves("fuzz-weibo")),
        pytest.param("wechat", marks=pytest.mark.proves("fuzz-wechat")),
        pytest.param("app", marks=pytest.mark.proves("fuzz-app")),
        pytest.param("video", marks=pytest.mark.proves("fuzz-video")),
        pytest.param("values", marks=pytest.mark.proves("fuzz-values")),
        pytest.param("handed", marks=pytest.mark.proves("fuzz-handed")),
        pytest.param("tables", marks=pytest.mark.proves("fuzz-tables")),
        pytest.param("evidence", marks=pytest.mark.proves("fuzz-evidence")),
    ],
)
def test_readers_let_out_no_error_but_those_they_name(area: str, record_property: Callable[[str, object], None]) -> None:
    wrong, tried = [], 0
    for target in (target for target in targets().values() if target.area == area):
        known = [*target.seeds(), *target.kept()]
        dice = Random(target.name)
        for data in (*known, *(mutated(dice.choice(known), dice, target.longest) for _ in range(TRIES))):
            fault = unnamed(target, data)
            tried += 1
            wrong += [f"{target.name}: {place(fault)}: {fault!r:.200} on {data!r:.200}"] if fault else []
    record_property("seen", f"{tried} inputs, {len(wrong)} unnamed errors")
    assert wrong == [] and tried > TRIES


def test_every_reader_of_a_channel_is_a_target() -> None:
    wanted = {f"website/{purpose}" for purpose in (*READERS, *ANSWERS)}
    wanted |= {f"app/{purpose}" for purpose in app.READERS} | {f"video/{purpose}" for purpose in video.READERS}
    assert wanted - set(targets()) == set()
    assert {target.area for target in targets().values()} >= {"weibo", "wechat"}


def test_what_is_kept_belongs_to_a_target_and_is_small() -> None:
    files = [path for path in CORPUS.rglob("*") if path.is_file()]
    assert {path.parent.relative_to(CORPUS).as_posix() for path in files} <= set(targets())
    assert 0 < sum(path.stat().st_size for path in files) <= MOST


def test_an_error_of_another_kind_is_seen() -> None:
    def reads(data: bytes) -> None:
        if data == b"refused":
            raise ValueError("line 1: refused")
        data.decode("utf-8")

    target = Target("some/reader", reads, (ValueError,))
    assert unnamed(target, b"fine") is None and unnamed(target, b"refused") is None
    fault = unnamed(target, b"\xff")
    assert isinstance(fault, UnicodeDecodeError) and place(fault).startswith("UnicodeDecodeError tests/fuzz/test_fuzz.py:")


@pytest.mark.parametrize("spoilt", [{"url": "https://\ud800/"}, {"about": "a\0b"}, {"order": 2**63}])
def test_what_no_database_could_keep_is_seen(spoilt: dict[str, object]) -> None:
    plain: dict[str, object] = {"url": "https://www.example.gov.cn/", "purpose": "page"}
    storable([Proposed(**plain)])  # type: ignore[arg-type]
    with pytest.raises((AssertionError, UnicodeEncodeError)):
        storable([Proposed(**plain | spoilt)])  # type: ignore[arg-type]


def test_damage_is_the_same_for_the_same_seed() -> None:
    data = bytes(range(256))
    one, other = ([mutated(data, Random(seed), 200) for seed in range(50)] for _ in range(2))
    assert one == other and len(set(one)) > 40 and max(map(len, one)) <= 200

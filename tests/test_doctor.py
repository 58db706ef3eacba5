"""What the doctor says of endpoints: recorded, confirmed, moved; real looks, simulated ones and imports apart."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dsci.channels import channels
from dsci.cli import main
from dsci.commands import doctor
from dsci.commands.asked.asking import few, looked_at, presences
from dsci.commands.shown.endpoints import fixed, problem
from dsci.contract import Account, Method, Page, Status
from dsci.store import open_store

from .e2e.line import dsci
from .spiders.loopback import AS_OF, UNIT, serving
from .spiders.test_video_spider import COOKIE, answered

SEEN = datetime.fromisoformat("2026-10-31T20:00:00+08:00")
CARD = "https://api.bilibili.com/x/web-interface/card?mid="
Keep = Callable[..., None]


def look(name: str, **fields: object) -> Page:
    usual: dict[str, object] = {"unit": UNIT, "channel": "video", "purpose": "card", "account": name, "status": Status.OK}
    usual |= {"url": f"{CARD}{name}", "seen_at": SEEN, "method": Method.PUBLIC_API, "run": "r", "attempt": 0} | fields
    return Page(id=f"page-{name}", fetched_at=SEEN, **usual)  # type: ignore[arg-type]


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(doctor, "machine", lambda: iter(()))
    return str(tmp_path / "s")


def told(where: str, *words: str, looks: tuple[Page, ...] = ()) -> tuple[Result, dict[str, str]]:
    """The result, and by channel and purpose what was said of it, with what moved."""
    open_store(where).put(looks)
    done = CliRunner().invoke(main, ["doctor", *words, "--store", where])
    said: dict[str, str] = {}
    for line in done.stdout.splitlines():
        if line.startswith("  ") and said:
            said[list(said)[-1]] += "\n" + line
        elif ": " in line:
            name, _, rest = line.partition(": ")
            said[name] = said.get(name, "") + rest
    return done, said


def test_every_endpoint_is_named(where: str) -> None:
    done, said = told(where)
    assert done.exit_code == 0
    assert {(c.name, e.purpose) for c in channels().values() for e in c.endpoints} == {tuple(name.split()) for name in said}
    assert said["video card"].startswith("unrecorded; never looked at  https://api.bilibili.com/")
    assert said["video share"].startswith("items of a list of 2024")
    assert said["video home"].startswith("by import; never looked at")


def test_a_real_look_confirms(where: str) -> None:
    later = SEEN + timedelta(days=1)
    looks = (look("1"), look("2", seen_at=later), look("3", seen_at=later, status=Status.BLOCKED))
    done, said = told(where, "video", looks=looks)
    assert done.exit_code == 0
    wanted = "unrecorded, confirmed by a look of 2026-11-01 20:00; 2 OK, 1 BLOCKED, last 2026-11-01 20:00  "
    assert said["video card"].startswith(wanted)


@pytest.mark.parametrize(
    ("fields", "said_of_it"),
    [
        ({"simulated": True}, "unrecorded; simulated: 1 OK, last 2026-10-31 20:00  "),
        ({"method": Method.IMPORT_OWNER, "url": "import:a.xlsx#video/card/1"}, "unrecorded; by import: 1 OK, last 2026"),
        ({"status": Status.BLOCKED}, "unrecorded; 1 BLOCKED, last 2026-10-31 20:00  "),
        ({"status": Status.DELETED}, "unrecorded; 1 DELETED, last 2026-10-31 20:00  "),
    ],
)
def test_what_confirms_nothing(where: str, fields: dict[str, object], said_of_it: str) -> None:
    done, said = told(where, "video", looks=(look("1", **fields),))
    assert done.exit_code == 0 and said["video card"].startswith(said_of_it)


def test_what_moved(where: str) -> None:
    shape, later = Status.CHANGED_SHAPE, SEEN + timedelta(hours=3)
    looks = (
        look("1", status=shape, reason="$.data.list[3].fans: '很多', not a count"),
        look("2", status=shape, reason="$.data.list[17].fans: '1.2.3', not a count", seen_at=later),
        look("3", status=shape, reason="$.data.follower: missing"),
        look("4"),
    )
    done, said = told(where, "video", looks=looks)
    assert done.exit_code == 1
    head, *moved = said["video card"].splitlines()
    assert head.startswith("unrecorded, confirmed by a look of 2026-10-31 20:00; 3 CHANGED_SHAPE, 1 OK, last 2026-10-31 23:00")
    assert moved == [
        "  moved: $.data.list[].fans: not a count, 2 times, last 2026-10-31 23:00, page page-2",
        "  moved: $.data.follower: missing, once, last 2026-10-31 20:00, page page-3",
    ]


def test_what_moved_back_has_not_moved(where: str) -> None:
    earlier = look("old", status=Status.CHANGED_SHAPE, reason="$.data: missing", account="1", url=f"{CARD}1")
    done, said = told(where, "video", looks=(earlier, look("1", seen_at=SEEN + timedelta(days=1))))
    assert done.exit_code == 0 and "moved" not in said["video card"]


def test_the_stand_in_internet_moves_nothing_for_good(where: str) -> None:
    done, said = told(where, "video", looks=(look("1", status=Status.CHANGED_SHAPE, reason="$.data: missing", simulated=True),))
    assert done.exit_code == 0 and "simulated: moved: $.data: missing, once" in said["video card"]


def test_endpoints_of_one_purpose_are_told_apart_by_their_address(where: str) -> None:
    portal = {"channel": "website", "purpose": "feed", "method": Method.PUBLIC_PAGE}
    gkmlpt = look("1", url="http://www.gd.example/gkmlpt/api/all/1?page=1&sid=2", **portal)
    done, _ = told(where, "website", looks=(gkmlpt, look("2", url="http://a.example/xwdt.htm", **portal | {"purpose": "column"})))
    feeds = [line for line in done.stdout.splitlines() if line.startswith("website feed")]
    assert ["confirmed" in line for line in feeds] == ["gkmlpt" in line for line in feeds] and len(feeds) == 4
    columns = [line for line in done.stdout.splitlines() if line.startswith("website column")]
    assert len(columns) == 2 and all("unrecorded; 1 OK" in line for line in columns), "nobody can say which of the two it was"


@pytest.mark.parametrize(
    ("address", "part"),
    [
        ("https://a.example/x/y?id={id}", "/a.example/x/y"),
        ("https://a.example/graphql#q={id} (POST)", "/a.example/graphql"),
        ("苏州 /szinf/info/?pagesize=20", "/szinf/info/"),
        ("TRS …/index_N.htm, Hanweb /col/colN/index.html", ""),
        ("tables of letters", ""),
    ],
)
def test_what_stands_fast_in_an_address(address: str, part: str) -> None:
    assert fixed(address) == part


@pytest.mark.parametrize(
    ("reason", "short"),
    [
        ("$.a[1].b[22].c: missing", "$.a[].b[].c: missing"),
        ("$.a: dict, not a count", "$.a: dict, not a count"),
        ("$.a: -1.5, not a whole number", "$.a: not a whole number"),
        ("$.status_code: 8", "$.status_code: 8"),
        ("$: not JSON: Expecting value: line 1 column 1 (char 0)", "$: not JSON: Expecting value"),
        ("$.code: -1 \x1b[2Jx", "$.code: -1  [2Jx"),
        ("", "no reason given"),
    ],
)
def test_reasons_that_are_one(reason: str, short: str) -> None:
    assert problem(reason) == short


def test_unknown_channels_are_told(where: str) -> None:
    done, _ = told(where, "radio")
    assert done.exit_code == 2 and "no channel 'radio'" in done.output


# ------------------------------------------------------------------------------------------------------- asking


def row(unit: str, channel: str, platform: str, **more: str) -> Account:
    return Account(unit, channel, platform, f"{unit}{platform}", **more)


def test_as_few_units_as_will_do() -> None:
    accounts = [
        row("a", "video", "douyin"), row("b", "video", "douyin"), row("b", "video", "bilibili"), row("c", "weibo", "weibo"),
        row("d", "video", "kuaishou", valid_to="2026-10-30"), row("e", "video", "kuaishou", role="further"),
        row("f", "video", "shipinhao"), row("x", "weibo", "weibo"),
    ]  # fmt: skip
    known = presences(accounts, ("video", "weibo"), "abcdef", "2026-10-31")
    assert few(known) == ["b", "c"], "closed and further accounts are not looked at, nor what only imports show"
    assert few(presences(accounts, ("weibo",), "abcdef", "2026-10-31")) == ["c"]
    assert few(presences(accounts, ("app",), "abcdef", "2026-10-31")) == []


def test_platforms_come_from_the_spiders() -> None:
    assert {("website", "portal"), ("weibo", "weibo"), ("video", "kuaishou")} <= looked_at(tuple(channels()))
    assert ("video", "shipinhao") not in looked_at(("video",)) and looked_at(()) == set()


def test_asking_looks_once_at_each(tmp_path: Path) -> None:
    videos = " ".join(f"https://www.iesdouyin.com/share/video/729{n}/" for n in range(3))
    head = "unit,channel,platform,id,role,name,url,source,checked,valid_from,valid_to,simulated"
    rows = [f"{UNIT},video,douyin,MS4,main,,{videos},test,,,,true", f"{UNIT},video,kuaishou,3xabc,main,,,test,,,,true"]
    rows += [f"{UNIT},video,bilibili,5,main,,https://www.bilibili.com/video/BV1xx411c7mD,test,,,,true"]
    rows += ["330200,video,douyin,MS5,main,,,test,,,,true"]
    table = tmp_path / "accounts.csv"
    table.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    with serving(answered) as here:
        where = ("--replica", here.address, "--as-of", AS_OF, "--store", str(tmp_path / "s"), "--accounts", str(table))
        kept = {"DSCI_KUAISHOU_COOKIE": COOKIE, "DSCI_WEIBO_COOKIE": "SUB=x", "DSCI_CONTACT": "nobody"}
        done = dsci("doctor", "video", "--ask", *where, cwd=tmp_path, check=False, **kept)
    assert f"asking for {UNIT}\n" in done.stderr, done.stderr
    pages = open_store(str(tmp_path / "s")).rows(Page)
    once = sorted(purpose for purpose, _url in {(p.purpose, p.url) for p in pages})  # a look that times out is tried again
    assert once == ["card", "profile", "relation", "share", "view", "vision"]
    assert {p.run for p in pages} == {"2026-10-31-2000-ask"} and all(p.simulated for p in pages)
    assert "video vision: unrecorded; simulated: 1 OK, last 2026-10-31 20:00" in done.stdout
    assert "video card: unrecorded; simulated: 1 BLOCKED" in done.stdout and "confirmed" not in done.stdout

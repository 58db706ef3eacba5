"""Hostile portals on loopback: what they send does no harm, what they refuse is asked another way, and all has its bound."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from dsci.channels import kinds
from dsci.contract import Completeness, Link, Page, Status
from dsci.store import Store, open_store
from dsci.store.verify import verify

from ..e2e.line import dsci, environment
from .loopback import AS_OF, HOST, UNIT, Asked, Loopback, Sent, column, home, serving

BOMB = gzip.compress(bytes(400 * 1024 * 1024), 1)
NAMES = ("政务要闻", "通知公告", "政策文件", "工作动态", "政策解读", "部门动态", "区县动态", "公示公告")


def statuses(store: Store, purpose: str) -> dict[str, Status]:
    """The last attempt's status by path."""
    pages = sorted(store.rows(Page, purpose=purpose), key=lambda p: p.attempt)
    return {p.asked.split("://")[1].partition("/")[2]: p.status for p in pages}


def states(store: Store) -> dict[str, str]:
    last = {p.id for p in {p.asked: p for p in sorted(store.rows(Page), key=lambda p: p.attempt)}.values()}
    return {f.key.partition("/")[2]: f.state for f in store.rows(Link) if f.page in last}


@pytest.mark.proves("gzip-bomb", "gzip-truncated", "redirect-loop")
def test_bombs_floods_and_loops_do_no_harm(tmp_path: Path) -> None:
    def replies(asked: Asked) -> Sent:
        match asked.path.partition("?")[0]:
            case "/":
                return home(*((f"/c{n}/", name) for n, name in enumerate(NAMES[:5])))
            case "/c0/":
                return Sent(BOMB, headers={"Content-Encoding": "gzip"})
            case "/c1/":
                return Sent(b"<p>" + b"x" * 65536, endless=True)
            case "/c2/" | "/c2/again/":
                return Sent(status=302, headers={"Location": "/c2/again/" if asked.path == "/c2/" else "/c2/"})
            case "/c3/":
                return Sent(gzip.compress(b"<p>" + b"x" * 200_000), headers={"Content-Encoding": "gzip", "Content-Length": "9"})
            case _:
                return column(("/202610/t20261030_1.html", "杭州市召开全市会议部署工作", "2026-10-30"))

    with serving(replies) as here:
        most = megabytes(here, tmp_path)
    store = open_store(str(tmp_path / "s"))
    found = statuses(store, "column")
    assert (found["c0/"], found["c1/"], found["c2/"]) == (Status.TOO_LARGE, Status.TOO_LARGE, Status.REDIRECT_LOOP)
    assert found["c3/"] is not Status.OK and found["c4/"] is Status.OK
    assert list(verify(store, kinds())) == []
    assert most < 350, f"{most:.0f} MB"


def megabytes(here: Loopback, folder: Path) -> float:
    """The most memory that a crawl of the portal held."""
    # VmHWM, not ru_maxrss: that one is inherited from the process that started this one
    told = "open('/proc/self/status').read().split('VmHWM:')[1].split()[0]"
    measured = f"from dsci.cli import main\ntry: main()\nfinally: print({told})"
    options = ("crawl", "website", "--unit", UNIT, "--replica", here.address, "--as-of", AS_OF, "--store", str(folder / "s"))
    done = subprocess.run(
        [sys.executable, "-c", measured, *options], cwd=folder, env=environment(), capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-1]) / 1024


@pytest.mark.proves("endless-calendar")
def test_a_calendar_has_an_end(tmp_path: Path) -> None:
    def replies(asked: Asked) -> Sent:
        if asked.path == "/":
            return home(("/xw/", "政务要闻"))
        day = int(asked.path.rpartition("=")[2] or 0) if "=" in asked.path else 0
        pages = "".join(f'<a href="/xw/?page={day + n}">{day + n}</a>' for n in range(1, 4))
        onward = f'{pages}<a href="/xw/?page={day + 1}">下一页</a><a href="xw/xw/xw/xw/xw/">要闻</a>'
        listed = column((f"/t20261030_{day}.html", f"杭州市召开全市会议部署工作{day}", "2026-10-30"))
        return Sent(listed.body.replace(b"</ul>", b"</ul>" + onward.encode()))

    with serving(replies) as here:
        store, said = here.crawl(tmp_path)
    pages = [p for p in store.rows(Page) if p.purpose not in ("link", "inner", "dns", "tls", "https")]
    assert len(pages) <= 60
    assert not any("xw/xw/xw/xw" in p.url for p in pages)
    assert "website: looked at" in said


def refusing(asked: Asked) -> Sent:
    """A portal whose links refuse heads in every way, and foreign hosts that do."""
    if asked.host == "busy.example.com":
        return Sent(status=429, headers={"Retry-After": "60"})
    if asked.host == "gone.example.com":
        return Sent(status=404)
    if asked.path == "/":
        own = [(f"/{name}.html", "通知链接" + name) for name in ("fine", "no", "lies", "gone", "wall", "sent")]
        busy = [(f"http://busy.example.com/{n}", f"友情链接{n}") for n in range(6)]
        return home(*own, *busy, ("http://gone.example.com/x", "外部链接"))
    head = asked.method == "HEAD"
    match asked.path:
        case "/no.html":
            return Sent(status=405) if head else Sent(b"here")
        case "/lies.html":
            return Sent(status=404) if head else Sent(b"here")
        case "/gone.html":
            return Sent(status=404)
        case "/wall.html":
            return Sent(status=403)
        case "/sent.html":
            return Sent(status=501) if head else Sent(status=302, headers={"Location": "http://gone.example.com/y"})
    return Sent(b"here")


def test_a_refused_head_is_asked_again_by_get_on_the_portal_only(tmp_path: Path) -> None:
    with serving(refusing) as here:
        store, _ = here.crawl(tmp_path)
    found = states(store)
    own = {name: found[f"{name}.html"] for name in ("fine", "no", "lies", "gone", "wall", "sent")}
    assert own == {"fine": "alive", "no": "alive", "lies": "alive", "gone": "dead", "wall": "blocked", "sent": "undecided"}
    asked = {path for path in here.paths("GET") if path.endswith(".html") and path.count("/") == 1}
    assert asked == {"/no.html", "/lies.html", "/gone.html", "/wall.html", "/sent.html"}
    assert here.paths("GET", "gone.example.com") == here.paths("GET", "busy.example.com") == []
    assert here.paths("HEAD", "gone.example.com") == ["/x"] and found["x"] == "undecided"


@pytest.mark.proves("http-429")
def test_a_throttled_host_is_left_alone_and_never_dead(tmp_path: Path) -> None:
    with serving(refusing) as here:
        store, said = here.crawl(tmp_path)
        made = here.paths("HEAD", "busy.example.com")
        before = len(here.asked)
        here.crawl(tmp_path)
        assert len(here.asked) == before, "a finished crawl asks nothing again"
    assert len(made) == 3
    assert {state for key, state in states(store).items() if key.isdigit()} == {"throttled"}
    (row,) = store.rows(Completeness, purpose="link")
    assert (row.known - row.looked, row.ended) == (3, "throttled")
    assert "link 3 throttled" in said


def slow(asked: Asked) -> Sent:
    """Each page takes ten seconds, so it says; links are many."""
    told = {"X-Replica-Seconds": "10"}
    if asked.path == "/":
        return home(*((f"/c{n}/", name) for n, name in enumerate(NAMES)), ("/x.html", "一个链接"))._replace(headers=told)
    listed = column(*((f"/t2026103{n}_1.html", f"杭州市召开全市会议部署工作{n}", "2026-10-30") for n in range(2)))
    return listed._replace(headers=told)


@pytest.mark.parametrize(("minutes", "looks"), [("0.5", 3), ("1", 6)])
def test_minutes_end_it_in_the_order_of_what_matters(minutes: str, looks: int, tmp_path: Path) -> None:
    with serving(slow) as here:
        store, said = here.crawl(tmp_path, "--minutes", minutes)
    pages = store.rows(Page)
    assert len(pages) == looks
    assert {p.purpose for p in pages} == {"home", "column"}
    assert {p.seconds for p in pages} == {10.0}
    rows = {r.purpose: r for r in store.rows(Completeness)}
    assert (rows["column"].known, rows["column"].looked, rows["column"].ended) == (8, looks - 1, "minutes")
    assert (rows["tls"].looked, rows["tls"].ended) == (0, "minutes")
    assert "minutes" in said


def test_bytes_end_it_too(tmp_path: Path) -> None:
    def replies(asked: Asked) -> Sent:
        page = slow(asked)
        return page if asked.path == "/" else page._replace(body=page.body + b"<!--" + b"x" * 400_000 + b"-->")

    with serving(replies) as here:
        store, _ = here.crawl(tmp_path, "--megabytes", "1")
    assert sum(p.purpose == "column" for p in store.rows(Page)) == 3
    assert {r.ended for r in store.rows(Completeness)} == {"", "bytes"}


def test_an_answer_that_says_it_took_too_long_is_a_time_out(tmp_path: Path) -> None:
    with serving(lambda asked: home()._replace(headers={"X-Replica-Seconds": "30"})) as here:
        store, _ = here.crawl(tmp_path)
    (first, again, *_) = sorted(store.rows(Page, purpose="home"), key=lambda p: p.attempt)
    assert (first.status, again.status) == (Status.TIMEOUT, Status.TIMEOUT)


def test_what_the_network_says_is_kept_and_read(tmp_path: Path) -> None:
    strict = {"Strict-Transport-Security": "max-age=600"}
    with serving(lambda asked: home(("/x.html", "链接"))._replace(headers=strict)) as here:
        store, _ = here.crawl(tmp_path)
    facts = {kind.__name__: store.rows(kind) for kind in network_facts()}
    assert [(f.ipv4, f.ipv6) for f in facts["Addresses"]] == [(1, 1)]
    assert [(f.valid, f.issuer) for f in facts["Certificate"]] == [(True, "CA")]
    assert [f.hsts for f in facts["Secure"]] == [600]
    asked = [a for a in here.asked if a.host == "replica.local"]
    assert sorted(a.path for a in asked) == [f"/.network/dns?host={HOST}", f"/.network/tls?host={HOST}"]
    assert {p.http_status for p in store.rows(Page, purpose=("dns", "tls"))} == {None}
    assert list(verify(store, network_facts())) == []
    assert "0 of another status" in reparsed(here, tmp_path)
    assert {kind.__name__: store.rows(kind) for kind in network_facts()} == facts


def network_facts() -> list:  # type: ignore[type-arg]
    from dsci.contract import Addresses, Certificate, Secure

    return [Addresses, Certificate, Secure]


def reparsed(here: Loopback, folder: Path) -> str:
    return dsci("reparse", "website", "--unit", UNIT, "--store", str(folder / "s"), cwd=folder).stdout


def test_the_registrys_addresses_where_the_portal_leads_to_none(tmp_path: Path) -> None:
    from dsci import registry

    known = registry.hints(UNIT)
    urls = [url for url in (known.news_url, known.policy_url) if url]
    assert urls, "choose another unit: the registry knows no column of this one"

    def replies(asked: Asked) -> Sent:
        return home(("/tzgg/", "通知公告")) if asked.path == "/" else Sent(status=404)

    with serving(replies) as here:
        store, _ = here.crawl(tmp_path)
    hinted = [p for p in store.rows(Page, purpose="column") if p.about.startswith("hint")]
    assert sorted(p.asked for p in hinted) == sorted(urls)


def test_a_home_page_and_its_tabs_are_no_columns() -> None:
    from dsci import registry
    from dsci.contract import Account, Extract, Target
    from dsci.spiders.website import WebsiteSpider

    code, home = "430611", "https://www.junshan.gov.cn/"
    assert registry.hints(code) == registry.Hints(home, f"{home}#tabPanel5"), "choose another unit"
    account = Account(code, "website", "portal", "www.junshan.gov.cn", url=home)
    assert list(WebsiteSpider(unit=code).further(account, Target(home, "home"), Extract(Status.OK))) == []


def test_stopped_and_gone_on_it_looks_at_the_same(tmp_path: Path) -> None:
    """What is asked after a stop is what was not answered before it, in the same order."""
    calm, cut = tmp_path / "calm", tmp_path / "cut"
    calm.mkdir()
    cut.mkdir()
    with serving(slow) as here:
        store, _ = here.crawl(calm, "--minutes", "1.5")
        wanted = {(p.id, p.status, p.about, p.seconds) for p in store.rows(Page)}
        here.crawl(cut, "--minutes", "0.5", "--run", "2026-10-31")
        again, _ = here.crawl(cut, "--minutes", "1.5", "--run", "2026-10-31")
    assert {(p.id, p.status, p.about, p.seconds) for p in again.rows(Page)} == wanted
    assert again.rows(Completeness) == store.rows(Completeness)
    assert AS_OF.startswith("2026-10-31")

"""The operator's cookie goes to its own hosts and is kept nowhere, whatever an answer does with it."""

from __future__ import annotations

import gzip
import json
import logging
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from scrapy.http import Request, Response

from dsci.channels import channels, kinds
from dsci.contract import Account, Page, Status, Target
from dsci.spiders.discreet import record
from dsci.spiders.failures import status_of
from dsci.spiders.looking import answer_of
from dsci.spiders.plan import Step
from dsci.spiders.secrets import MARK, NOTE, cookie_for, crumb, password_of, scrub
from dsci.spiders.visit import Visit
from dsci.spiders.weibo import WeiboSpider
from dsci.store import open_store
from dsci.store.verify import verify

from ..conftest import ROOT
from ..e2e.line import environment
from .loopback import AS_OF, UNIT, Asked, Loopback, Sent, serving

TOKEN = "_2A25KverysecretTokenOfTheOperator/with+signs.and=more-0123456789abcdef"
SESSION = "0033WrSXqPxfM725Ws9jqgMF55529P9D9WW5secret"
COOKIE = f"SUB={TOKEN}; _T_WM=12345678901; MLOGIN=1; XSRF-TOKEN=abc123; SUBP={SESSION}; P=lfid%3D107603%26secretpart%3D1"
WEIBO = "https://m.weibo.cn/api/container/getIndex?type=uid&value=1"


@pytest.fixture
def cookie(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("DSCI_WEIBO_COOKIE_FILE", raising=False)
    monkeypatch.delenv("DSCI_KUAISHOU_COOKIE", raising=False)
    monkeypatch.setenv("DSCI_WEIBO_COOKIE", COOKIE + "\n")
    return COOKIE


# ------------------------------------------------------------------------------- where it goes


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        (WEIBO, True),
        ("https://weibo.com/ajax/profile/info?uid=1", True),
        ("https://weibo.com:443/ajax", True),
        ("http://m.weibo.cn/", False),
        ("https://m.weibo.cn:8443/", False),
        ("https://m.weibo.cn.example.com/", False),
        ("https://www.weibo.com/", False),
        ("https://xm.weibo.cn/", False),
        ("https://passport.weibo.com/", False),
        ("https://m.weibo.cn@example.com/", False),
        ("https://www.kuaishou.com/graphql", False),
        ("https://www.zj.gov.cn/", False),
    ],
)
def test_hosts(cookie: str, url: str, sent: bool) -> None:
    assert cookie_for(url) == (cookie if sent else "")


def test_the_file_counts_before_the_variable(cookie: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "cookie").write_text("SUB=fromthefile\n", "utf-8")
    monkeypatch.setenv("DSCI_WEIBO_COOKIE_FILE", str(tmp_path / "cookie"))
    monkeypatch.setenv("DSCI_KUAISHOU_COOKIE", "did=web_1")
    assert cookie_for(WEIBO) == "SUB=fromthefile"
    assert cookie_for("https://www.kuaishou.com/graphql#x") == "did=web_1"
    assert crumb(cookie, "XSRF-TOKEN") == "abc123" and crumb(cookie, "did") == ""


@pytest.mark.parametrize("wrong", ["SUB=a\r\nHost: example.com", "SUB=密", "SUB=\x00"])
def test_what_is_no_line_of_a_header_is_not_shown(wrong: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "cookie").write_text(wrong, "utf-8")
    monkeypatch.setenv("DSCI_WEIBO_COOKIE_FILE", str(tmp_path / "cookie"))
    with pytest.raises(ValueError, match="DSCI_WEIBO_COOKIE: want one line") as fault:
        cookie_for(WEIBO)
    assert wrong not in str(fault.value)


@pytest.mark.proves("secret-cookie")
@pytest.mark.parametrize("led", ["http://elsewhere.example.org/x", "https://weibo.com/x"])
@pytest.mark.parametrize(("method", "then"), [("GET", "GET"), ("HEAD", "HEAD"), ("POST", "GET")])
def test_nothing_of_it_goes_where_a_redirect_led(cookie: str, led: str, method: str, then: str) -> None:
    spider = WeiboSpider(unit=UNIT)
    spider.channel = channels()["weibo"]
    target = Target(WEIBO, "profile", method=method, body="said" if method == "POST" else "")
    visit, step = Visit(Account(UNIT, "weibo", "weibo", "1"), spider.plan), Step(target, 1, ("profile", WEIBO))
    own, other = spider.look(visit, step), spider.look(visit, replace(step, led=led))
    assert (own.url, own.method, own.body, own.headers["Cookie"]) == (WEIBO, method, target.body.encode(), cookie.encode())
    assert (other.url, other.method, other.body, dict(other.headers)) == (led, then, b"", {})
    assert own.meta["page_id"] == other.meta["page_id"]


# ------------------------------------------------------------------------------- taking it out


WAYS = [
    TOKEN, quote(TOKEN), quote(TOKEN, safe=""), quote(TOKEN, safe="").lower(), quote_plus(TOKEN), quote(quote(TOKEN, safe="")),
    TOKEN.replace("/", "\\/"), TOKEN[:40], TOKEN[-30:], TOKEN.lower(), SESSION, f"{TOKEN}{SESSION}", "12345678901",
    "lfid%3D107603%26secretpart%3D1", "lfid=107603&secretpart=1", "lfid=107603&amp;secretpart=1",
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_write_it(way: str) -> None:
    raw = f'{{"a": "{way}", "b": "left"}}'.encode()
    clean = scrub(raw, COOKIE)
    assert MARK in clean and clean.endswith(b'"b": "left"}')
    assert parts_in([clean]) == []


def test_what_is_no_secret_stays() -> None:
    plain = b'{"uid": 1, "x": "abc123", "scheme": "luicode=10000011&lfid=1076031", "long": "' + b"SUB=" * 99 + b'"}'
    assert scrub(plain, COOKIE) is plain and scrub(plain, "") is plain


def test_a_failure_does_not_tell_it(cookie: str) -> None:
    status, reason, fresh = status_of(ValueError(f"bad header {'x' * 150} SUB={TOKEN}"), WEIBO)
    assert (status, fresh) == (Status.HTTP_ERROR, True) and parts_in([reason.encode()]) == []


def test_an_answer_without_it_is_left_as_it_is(cookie: str) -> None:
    now = datetime.now(UTC)
    page = Page("0", WEIBO, UNIT, "weibo", "1", "profile", "r", 0, now, now, Status.OK, asked=WEIBO)
    body = json.dumps({"ok": 1}).encode()
    asked = Request(WEIBO)
    answer = answer_of(Response(WEIBO, body=body, headers={"Retry-After": "5"}, request=asked), page)
    assert (answer.body, answer.page.reason) == (body, "Retry-After 5")
    echoed = answer_of(Response(WEIBO, body=body + TOKEN.encode(), headers={"Retry-After": SESSION}, request=asked), page)
    assert echoed.body == body + MARK and echoed.page.reason == f"Retry-After {MARK.decode()}; {NOTE}"


@pytest.mark.proves("secret-password")
@pytest.mark.parametrize(
    "where",
    ["postgresql+psycopg://dsci:pass%2Fword9@db.example.com/d", "postgresql+psycopg://dsci@/d?host=/run&password=pass%2Fword9"],
)
def test_the_log_does_not_tell_the_password_of_the_database(where: str) -> None:
    try:
        raise ValueError(f"cannot reach {where}")
    except ValueError:
        words = ("scrapy", logging.ERROR, "f.py", 1, "%s: pass/word9 refused", (where,), sys.exc_info())
        made = record(*words, secret=password_of(where))
    shown = logging.Formatter("%(message)s").format(made)
    assert "word9" not in shown and shown.count("***") >= 3
    assert password_of("out/store") == password_of("sqlite:////x/y.sqlite") == password_of("a://b:c") == ""


def test_the_log_does_not_tell_it(cookie: str) -> None:
    try:
        raise ValueError(f"got {TOKEN}")
    except ValueError:
        made = record("scrapy", logging.ERROR, "f.py", 1, "sent %s", (f"SUB={quote(TOKEN)}",), sys.exc_info())
    shown = logging.Formatter("%(message)s").format(made)
    assert shown.startswith("sent SUB=***\n") and "ValueError: got ***" in shown


# ----------------------------------------------------------------------- a host that repeats it


def parts_in(raws: Iterable[bytes]) -> list[str]:
    """Pieces of 12 characters of the long values that stand in some of the bytes, and the short values."""
    long = [value[at : at + 12] for value in (TOKEN, SESSION) for at in range(len(value) - 11)]
    pieces = {quoted.lower() for piece in (*long, "12345678901", "secretpart") for quoted in (piece, quote(piece, safe=""))}
    texts = [raw.lower().decode("latin-1") for raw in raws]
    return sorted(piece for piece in pieces if any(piece in text for text in texts))


def repeating(asked: Asked) -> Sent:
    """Answers of every kind that repeat what they were sent."""
    sent = asked.headers.get("Cookie", "")
    headers = {"Set-Cookie": sent, "X-Echo": sent, "Content-Type": f"application/json; {quote(sent)}", "Content-Language": TOKEN}
    user = {"id": 1, "screen_name": sent, "description": quote(sent, safe=""), "verified_type": 1, "verified_reason": TOKEN[:30]}
    counts = {"followers_count": 1, "follow_count": 1, "friends_count": 1, "statuses_count": 1}
    blog = {
        "id": "7", "created_at": "10-20", "text": sent, "reposts_count": 0, "comments_count": 3, "attitudes_count": 0,
        "isLongText": True,
    }  # fmt: skip
    cards = {"cards": [{"card_type": 9, "mblog": blog}], "cardlistInfo": {"since_id": SESSION}}
    match asked.path.partition("?")[0]:
        case "/api/container/getIndex" if "type=uid" in asked.path:
            return Sent(json.dumps({"ok": 1, "data": {"userInfo": user | counts}}).encode(), headers=headers)
        case "/api/container/getIndex" if "since_id" not in asked.path:
            return Sent(json.dumps({"ok": 1, "data": cards}).encode(), headers=headers)
        case "/api/container/getIndex":
            return Sent(json.dumps({"ok": 0, "msg": f"bad {sent}"}).encode(), headers=headers)
        case "/statuses/extend":
            return Sent(status=302, headers=headers | {"Location": f"https://passport.weibo.com/?c={quote(sent, safe='')}"})
        case "/comments/hotflow":
            return Sent(headers={"Content-Length": sent}, endless=True)
        case _:
            return Sent(f"<p>error: {sent}</p>".encode(), 503, headers | {"Retry-After": sent})


def crawled(here: Loopback, folder: Path) -> str:
    """What a crawl says with every word of its engine, as Scrapy's own command starts it."""
    (folder / "accounts.csv").write_text(
        "unit,channel,platform,id,role,name,url,source,checked,valid_from,valid_to\n"
        f"{UNIT},weibo,weibo,1,main,某市发布,https://m.weibo.cn/detail/7,test,2026-10-31,,\n",
        "utf-8",
    )
    (folder / "cookie").write_text(COOKIE, "utf-8")
    settings = {
        "DSCI_REPLICA": here.address, "DSCI_STORE": str(folder / "s"), "DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "0",
        "LOG_LEVEL": "DEBUG", "DOWNLOAD_TIMEOUT": "3",
    }  # fmt: skip
    options = [word for pair in settings.items() for word in ("-s", "=".join(pair))]
    given = [word for pair in (f"unit={UNIT}", f"as_of={AS_OF}", f"accounts={folder / 'accounts.csv'}") for word in ("-a", pair)]
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "weibo", *options, *given], cwd=ROOT, capture_output=True, text=True,
        env=environment(DSCI_WEIBO_COOKIE_FILE=str(folder / "cookie")), check=True, timeout=100,
    )  # fmt: skip
    return done.stdout + done.stderr


@pytest.mark.proves("secret-cookie")
def test_nothing_keeps_what_answers_repeat(tmp_path: Path) -> None:
    with serving(repeating) as here:
        said = crawled(here, tmp_path)
        assert {a.headers.get("Cookie") for a in here.asked if a.path != "/robots.txt"} == {COOKIE}
        hosts = {a.host for a in here.asked}
    assert hosts == {"m.weibo.cn", "weibo.com"}, "no redirect was followed"
    kept = [file.read_bytes() for file in (tmp_path / "s").rglob("*") if file.is_file()]
    packed = [raw for raw in kept if raw.startswith(b"\x1f\x8b")]
    assert packed and parts_in([*kept, *map(gzip.decompress, packed), said.encode()]) == []
    store = open_store(str(tmp_path / "s"))
    pages = {p.purpose: p for p in store.rows(Page) if "since_id" not in p.url}
    assert {purpose: page.status for purpose, page in pages.items()} == {
        "profile": Status.OK, "timeline": Status.OK, "longtext": Status.LOGIN_REQUIRED, "post": Status.THROTTLED,
        "comments": pages["comments"].status,
    }  # fmt: skip
    assert all(NOTE in p.reason for p in pages.values() if p.purpose != "comments"), pages
    assert "DEBUG" in said and MARK.decode() in gzip.decompress(packed[0]).decode("utf-8", "replace")
    assert list(verify(store, kinds())) == []

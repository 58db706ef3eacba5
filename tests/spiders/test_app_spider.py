"""What is asked of the five stores: addresses, headers, bodies, how often; and whose App a search leads to."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from click.testing import CliRunner

from dsci.channels import channels
from dsci.commands import resolve
from dsci.contract import Account, AppListing, Candidate, Extract, Page, Status, Target, fact
from dsci.spiders.app import AppSpider
from dsci.store import open_store

from ..channels.social import look
from ..channels.test_app import APP, entry, feed, lookup
from ..e2e.line import dsci
from .loopback import AS_OF, UNIT, Asked, Sent, serving

PACKAGE = "cn.gov.example.tong"
CASES = Path(__file__).resolve().parent.parent / "cases" / "app"
OFFICE, STRANGER = "杭州市数据资源管理局", "某某网络科技有限公司"
SEARCHED = Account(UNIT, "app", "ios", "search:杭州通", name="杭州通")
ANDROID = Account(UNIT, "app", "android", PACKAGE, name="杭州通")


def asked(account: Account) -> dict[str, str]:
    return {t.purpose: t.url for t in AppSpider(unit=UNIT).targets(account)}


def test_first_looks_at_an_app_whose_id_is_known() -> None:
    assert asked(Account(UNIT, "app", "ios", "910260096")) == {
        "lookup": "https://itunes.apple.com/lookup?id=910260096&country=cn",
        "reviews": "https://itunes.apple.com/cn/rss/customerreviews/page=1/id=910260096/sortBy=mostRecent/json",
    }


def test_an_app_without_an_id_is_searched_for() -> None:
    url = f"https://itunes.apple.com/search?term={quote('杭州通')}&country=cn&entity=software&limit=50"
    assert asked(SEARCHED) == {"search": url}


def test_first_looks_at_four_android_stores() -> None:
    vivo = f"https://h5-api.appstore.vivo.com.cn/h5appstore/search/result-list?key={quote('杭州通')}"
    assert asked(ANDROID) == {
        "tencent": f"https://sj.qq.com/appdetail/{PACKAGE}",
        "xiaomi": f"https://app.mi.com/details?id={PACKAGE}",
        "vivo_search": f"{vivo}&page_index=1&apps_per_page=20&target=local",
        "token": "https://web-drcn.hispace.dbankcloud.com/edge/webedge/getInterfaceCode",
    }
    assert all(t.about == PACKAGE for t in AppSpider(unit=UNIT).targets(ANDROID) if t.purpose in ("vivo_search", "token"))


def candidate(key: str, seller: str) -> Candidate:
    return fact(Candidate, look("app", "search"), key, store="apple", name="杭州通", seller=seller, url="")


@pytest.mark.parametrize(
    ("sellers", "led"),
    [((STRANGER, OFFICE), {"lookup", "reviews"}), ((STRANGER,), set()), ((OFFICE, OFFICE), set()), ((), set())],
)
def test_only_an_accepted_candidate_is_looked_at(sellers: tuple[str, ...], led: set[str]) -> None:
    facts = tuple(candidate(str(n), seller) for n, seller in enumerate(sellers))
    proposed = list(AppSpider(unit=UNIT).further(SEARCHED, Target("https://x", "search"), Extract(Status.OK, facts)))
    assert {t.purpose for t in proposed} == led
    assert all("id=1&" in t.url or "/id=1/" in t.url for t in proposed)


def test_huawei_is_told_an_identity_and_the_time() -> None:
    spider = AppSpider(unit=UNIT)
    first, second = (spider.headers(Target("https://x", p, about="the-token")) for p in ("token", "huawei"))
    assert re.fullmatch(r"null_\d{13}", first["interface-code"]) and re.fullmatch(r"the-token_\d{13}", second["interface-code"])
    assert first["identity-id"] == second["identity-id"] and re.fullmatch(r"[0-9a-f]{32}", first["identity-id"])
    assert AppSpider(unit=UNIT).headers(Target("https://x", "token"))["identity-id"] != first["identity-id"]
    assert not any(spider.headers(Target("https://x", p)) for p in ("lookup", "tencent", "xiaomi", "vivo"))


def test_what_comes_and_goes_is_tried_again() -> None:
    spider = AppSpider(unit=UNIT)
    again = [("reviews", Status.EMPTY), ("reviews", Status.HTTP_ERROR), ("huawei", Status.CHANGED_SHAPE)]
    never = [("lookup", Status.DELISTED), ("tencent", Status.EMPTY), ("lookup", Status.CHANGED_SHAPE)]
    assert all(spider.passing(Target("https://x", purpose), status) for purpose, status in again)
    assert not any(spider.passing(Target("https://x", purpose), status) for purpose, status in never)


def test_reviews_are_read_back_a_year() -> None:
    spider = AppSpider(unit=UNIT, as_of=AS_OF)

    def followed(oldest: str) -> int:
        page = Target("https://x", "reviews", 2, about=oldest)
        return len(list(spider.further(SEARCHED, page, Extract(Status.OK, follow=(page,)))))

    assert (followed("2025-10-31T20:00:01+08:00"), followed("2025-10-31T19:00:00+08:00")) == (1, 0)


def test_who_is_looked_at() -> None:
    rows = [SEARCHED, ANDROID, Account(UNIT, "app", "harmony", "h"), Account(UNIT, "app", "ios", "1", role="further")]
    assert [row.id for row in rows if AppSpider(unit=UNIT).visited(row)] == [SEARCHED.id, ANDROID.id]


def test_every_purpose_has_a_reader() -> None:
    assert set(AppSpider.budget) == set(AppSpider.full) == {e.purpose for e in channels()["app"].endpoints}


# ------------------------------------------------------------------------------- a crawl


def answered(request: Asked) -> Sent:
    """The five stores. Huawei answers only whom it gave a token."""
    url = urlsplit(request.path)
    options = parse_qs(url.query)
    own = APP | {"trackId": 8, "trackName": "杭州通-掌上办", "sellerName": OFFICE}
    told: object = None
    if url.path == "/search" and options["term"] == ["杭州通"]:
        told = lookup(APP | {"trackName": "杭州通", "sellerName": STRANGER}, own)
    elif url.path == "/lookup":
        told = lookup(own) if options["id"] == ["8"] else lookup()
    elif "/customerreviews/" in url.path:
        told = feed(*(entry(n) for n in range(50 if "page=1/" in url.path else 3)))
    elif url.path.endswith("/getInterfaceCode"):
        told = "a-token-for-everybody" if request.headers["Interface-Code"].startswith("null_") else None
    elif url.path.endswith("/appinfo"):
        fitting = request.headers["Interface-Code"].startswith("a-token-for-everybody_") and json.loads(request.body)
        told = json.loads((CASES / "huawei" / "page.json").read_bytes()) if fitting else None
    elif url.path.endswith("/result-list"):
        told = json.loads((CASES / "vivo_search" / "page.json").read_bytes())
    elif url.path == "/detailInfo":
        told = json.loads((CASES / "vivo" / "page.json").read_bytes())
    elif url.path.startswith("/appdetail/"):
        return Sent((CASES / "tencent" / "page.html").read_bytes())
    elif url.path == "/details":
        return Sent(status=302, headers={"Location": "https://app.mi.com/"})
    elif url.path == "/":
        return Sent((CASES / "xiaomi_home_instead" / "page.html").read_bytes())
    return Sent(json.dumps(told).encode(), headers={"Content-Type": "application/json"}) if told else Sent(status=403)


def test_a_crawl(tmp_path: Path) -> None:
    table = tmp_path / "accounts.csv"
    head = "unit,channel,platform,id,role,name,url,source,checked,valid_from,valid_to,simulated"
    lines = (f"{UNIT},app,{a.platform},{a.id},main,{a.name},,test,,,,true" for a in (SEARCHED, ANDROID))
    table.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    with serving(answered) as here:
        where = ("--replica", here.address, "--as-of", AS_OF, "--store", str(tmp_path / "s"), "--accounts", str(table))
        dsci("crawl", "app", "--unit", UNIT, *where, cwd=tmp_path)
    store = open_store(str(tmp_path / "s"))
    pages = [p for p in store.rows(Page) if p.status is not Status.REFUSED]  # the server's own ends of connections
    once = dict.fromkeys(("search", "lookup", "tencent", "xiaomi", "vivo_search", "vivo", "token", "huawei"), 1)
    assert Counter(p.purpose for p in pages) == once | {"reviews": 2}
    assert {p.purpose: p.status for p in pages} == dict.fromkeys(once, Status.OK) | {"reviews": Status.OK, "xiaomi": Status.EMPTY}
    assert {p.account for p in pages if p.purpose in ("lookup", "reviews", "search")} == {"search:杭州通"}
    keys = {"8", *(f"{name}:{PACKAGE}" for name in ("huawei", "tencent", "vivo"))}
    assert {f.key for f in store.rows(AppListing)} == keys
    assert {p.purpose for p in pages if p.method == "public_page"} == {"tencent", "xiaomi"}
    assert {a.method for a in here.asked if a.path.startswith("/edge/")} == {"POST"}
    told = CliRunner().invoke(resolve.command, ["--unit", UNIT, "--store", str(tmp_path / "s")])
    assert (told.exit_code, "330100,app,ios,8,main,杭州通,https://apps.apple.com/cn/app/id8," in told.stdout) == (0, True)
    everything = b"".join(f.read_bytes() for f in (tmp_path / "s").rglob("*") if f.is_file())
    assert "市民".encode() not in everything and "\\u5e02\\u6c11" not in everything.decode("latin-1")

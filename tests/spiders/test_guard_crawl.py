"""A portal that would make the crawler its weapon: redirects and links to loopback, metadata, files, other people's pages."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from dsci.channels import kinds
from dsci.contract import Link, Page, Status
from dsci.store import Store, open_store
from dsci.store.verify import verify

from ..e2e.line import environment
from .loopback import HOST, UNIT, Sent, column, home, serving
from .test_bounds import NAMES

COLUMNS = {
    "http://169.254.169.254/latest/meta-data/": "169.254.169.254 is no public address",
    "http://2130706433/": "2130706433 is no public address",
    "https://[::ffff:10.0.0.1]/": "::ffff:10.0.0.1 is no public address",
    "file:///etc/passwd": "a redirect to file: is not followed",
    "gopher://www.hangzhou.gov.cn:70/1": "a redirect to gopher: is not followed",
    "data:text/html,<p>x": "a redirect to data: is not followed",
    "https://www.example.com/loot": "www.example.com is no host of the registry",
    "http://admin:admin@www.hangzhou.gov.cn/": "an address with a name or password in it is not asked",
}
FOREIGN = {"办事服务": "http://hall.example.org/", "数据开放": "https://data.example.net/"}
ABROAD = ("http://127.0.0.1/admin", "http://localhost/", "http://www.example.com:22/", "http://links.example.com/")
LINKS = (*ABROAD, "/away", "/back")


def hostile(own: str) -> dict[str, Sent]:
    """Its pages by path; `own` is where the replica itself listens."""
    pages = {f"/c{n}/": Sent(status=302, headers={"Location": to}) for n, to in enumerate(COLUMNS)}
    columns = list(zip(pages, NAMES, strict=True))
    pages["/refresh/"] = Sent(f'<meta http-equiv="refresh" content="0;url=http://{own}/">'.encode())
    pages["/away"] = Sent(status=301, headers={"Location": f"http://{own}/"})
    pages["/back"] = Sent(status=301, headers={"Location": "http://user@www.hangzhou.gov.cn/"})
    words = [(url, f"相关链接{n}") for n, url in enumerate(LINKS)]
    pages["/"] = home(*columns, ("/refresh/", "政府信息公开"), *[(url, name) for name, url in FOREIGN.items()], *words)
    return pages


def reasons(store: Store, purpose: str) -> dict[str, tuple[Status, str]]:
    return {p.asked: (p.status, p.reason) for p in store.rows(Page, purpose=purpose)}


@pytest.mark.proves("ssrf-redirects", "ssrf-links", "only-the-registry", "foreign-heads")
def test_a_portal_that_sends_the_crawler_elsewhere(tmp_path: Path, record_property: pytest.RecordProperty) -> None:
    pages: dict[str, Sent] = {}
    with serving(lambda asked: pages.get(asked.path, column())) as here:
        pages |= hostile(here.address)
        store, _ = here.crawl(tmp_path)
    asked = Counter((a.host, a.method) for a in here.asked if a.path != "/robots.txt")
    strangers = {place: n for place, n in asked.items() if place[0] not in (HOST, "replica.local")}
    assert strangers == {("links.example.com", "HEAD"): 1}, "nobody else was asked, and nobody for a page"
    found = reasons(store, "column")
    wanted = {f"https://{HOST}/c{n}/": (Status.NOT_TRIED, why) for n, why in enumerate(COLUMNS.values())}
    assert {url: found[url] for url in wanted} == wanted
    assert reasons(store, "openness")[f"https://{HOST}/refresh/"] == (Status.NOT_TRIED, "127.0.0.1 is no public address")
    assert reasons(store, "hall") == {FOREIGN["办事服务"]: (Status.NOT_TRIED, "hall.example.org is no host of the registry")}
    states = {f.key: f.state for f in store.rows(Link)}
    assert {states[key] for key in ("127.0.0.1/admin", "localhost/", "example.com:22/", f"{HOST[4:]}/away")} == {"undecided"}
    assert states["links.example.com/"] == "alive"
    assert list(verify(store, kinds())) == []
    refused = sum(p.status is Status.NOT_TRIED for p in store.rows(Page))
    record_property("seen", f"NOT_TRIED {refused} looks; strangers asked: 1 HEAD")


RESOLVED = """
import socket, sys
plain = socket.getaddrinfo
def told(host, *rest, **named):
    return plain("127.0.0.1" if host == "www.hangzhou.gov.cn" else host, *rest, **named)
socket.getaddrinfo = told
socket.gethostbyname = lambda host: "127.0.0.1"  # what Scrapy's own resolver asks
from scrapy.cmdline import execute
execute()
"""


@pytest.mark.proves("ssrf-name")
def test_a_name_that_leads_to_loopback_is_not_asked(tmp_path: Path) -> None:
    """No replica here: the crawl resolves names as it does on the internet."""
    with serving(lambda asked: home()) as here:
        url = f"http://{HOST}:{here.address.rpartition(':')[2]}/"
        (tmp_path / "accounts.csv").write_text(
            "unit,channel,platform,id,role,name,url,source,checked,valid_from,valid_to\n"
            f"{UNIT},website,portal,{HOST},main,杭州市人民政府,{url},test,2026-10-31,,\n",
            "utf-8",
        )
        options = ("crawl", "probe", "-a", f"unit={UNIT}", "-a", "accounts=accounts.csv", "-s", "DSCI_STORE=s")
        command, kept = [sys.executable, "-c", RESOLVED, *options], environment(SCRAPY_SETTINGS_MODULE="dsci.spiders.settings")
        done = subprocess.run(command, cwd=tmp_path, env=kept, capture_output=True, text=True, timeout=200)
        assert done.returncode == 0, done.stderr
        assert here.asked == []
        with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2].strip("/")))):
            pass  # it would have been there
    (page,) = open_store(str(tmp_path / "s")).rows(Page)
    assert (page.status, page.reason.endswith(f"{HOST} has no public address: it leads to 127.0.0.1")) == (Status.DNS, True)

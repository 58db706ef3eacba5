"""Per-host limits hold whatever the settings say: two crawlers of one process, told to hurry, against a server that counts."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from ..e2e.line import environment
from .loopback import Asked, Sent, serving

HURRIED = """
import sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from dsci.spiders import settings as manners
hurry = {"CONCURRENT_REQUESTS": 64, "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "CONCURRENT_REQUESTS_PER_IP": 0, "DOWNLOAD_DELAY": 0,
         "AUTOTHROTTLE_ENABLED": False, "ROBOTSTXT_OBEY": False, "ITEM_PIPELINES": {}, "EXTENSIONS": {},
         "DSCI_REPLICA": sys.argv[1]}
plain = {name: value for name, value in vars(manners).items() if name.isupper()}
class Many(Spider):
    name = "many"
    async def start(self):
        for n in range(6):
            for host in ("www.hangzhou.gov.cn", "www.beijing.gov.cn"):
                yield Request(f"https://{host}/{self.which}/{n}", dont_filter=True)
    def parse(self, response):
        assert response.status == 200
process = AsyncCrawlerProcess(plain | hurry)
for which in "ab":
    process.crawl(Many, which=which)
process.start()
"""


@pytest.mark.proves("gate-any-setting", "gate-one-at-a-time")
def test_two_hurried_crawlers_ask_a_host_one_thing_at_a_time(tmp_path: Path, record_property: pytest.RecordProperty) -> None:
    now, most, lock = Counter[str](), Counter[str](), threading.Lock()

    def replies(asked: Asked) -> Sent:
        with lock:
            now[asked.host] += 1
            now["all"] += 1
            for name in (asked.host, "all"):
                most[name] = max(most[name], now[name])
        time.sleep(0.05)
        with lock:
            now[asked.host] -= 1
            now["all"] -= 1
        return Sent(b"<p>x")

    with serving(replies) as here:
        command = [sys.executable, "-c", HURRIED, here.address]
        done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=200)
        asked = Counter(a.host for a in here.asked)
    assert asked == {"www.hangzhou.gov.cn": 12, "www.beijing.gov.cn": 12}, done.stderr
    assert most == {"www.hangzhou.gov.cn": 1, "www.beijing.gov.cn": 1, "all": 2}, "hosts side by side, each one thing at a time"
    record_property("seen", "24 requests of 2 crawlers to 2 hosts: 1 in flight each")

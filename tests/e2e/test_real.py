"""Without the replica: no network at all, saved pages of real portals, anyone's CSV."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from dsci.contract import Observation, Page, Status
from dsci.store import open_store

from .line import dsci, environment


def no_network() -> list[str]:
    """A prefix that runs a command in a network namespace without routes."""
    prefix = ["unshare", "--net"] if os.getuid() == 0 else ["unshare", "--net", "--map-root-user"]
    if subprocess.run([*prefix, "true"], capture_output=True).returncode:
        pytest.skip("no network namespace can be made here")
    return prefix


def test_without_a_network_nothing_scores_zero(tmp_path: Path) -> None:
    where = ("--store", str(tmp_path / "s"))
    crawl = [sys.executable, "-m", "dsci.cli", "crawl", "website", "--province", "浙江", *where, "--log", str(tmp_path / "log")]
    done = subprocess.run([*no_network(), *crawl], cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    store = open_store(str(tmp_path / "s"))
    pages = store.rows(Page)
    assert len({p.unit for p in pages}) == 12
    assert {p.status for p in pages} == {Status.DNS}
    period = str(pages[0].seen_at.year)
    dsci("measure", "--period", period, "--province", "浙江", *where, cwd=tmp_path)
    observations = store.rows(Observation)
    assert all(o.value is None and not o.simulated for o in observations)
    undecided = {o.metric for o in observations if o.status not in (Status.DNS, Status.NOT_TRIED)}
    assert undecided == {"website.open_share"}, "only what rests on visits, of which none was made"
    dsci("score", *where, "--out", "r.csv", cwd=tmp_path)
    with (tmp_path / "r.csv").open(encoding="utf-8-sig") as file:
        assert {(r["score"], r["rank"], float(r["coverage"])) for r in csv.DictReader(file)} == {("", "", 0.0)}
    (card,) = dsci("report", "--province", "浙江", *where, "--out", "cards", cwd=tmp_path).stdout.split()
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / card).pages)
    assert "浙江省" in text and "模拟" not in text


def test_recordings_become_a_card_that_is_not_simulated(reference: Path, tmp_path: Path) -> None:
    samples = reference / "samples"
    m_weibo = "https://m.weibo.cn/api/container/getIndex"
    saved = [
        ("website", "article", "website/page_www.shanxi.gov.cn_2019_trs.html", "http://www.shanxi.gov.cn/t20190918_1.shtml", ""),
        ("weibo", "profile", "weibo/mweibo_2019_userInfo.json", f"{m_weibo}?type=uid&value=1669879400", "1669879400"),
        ("weibo", "timeline", "weibo/mweibo_2019_cards1.json", f"{m_weibo}?containerid=1076031669879400&page=1", "1669879400"),
        ("wechat", "article", "wechat/article_normal_01.html", "https://mp.weixin.qq.com/s/x", "b"),
        ("app", "lookup", "app/itunes_slack-lookup.json", "https://itunes.apple.com/lookup?id=803453959&country=cn", "803453959"),
    ]
    where = ("--store", str(tmp_path / "s"))
    for channel, purpose, file, url, account in saved:
        dsci(
            "parse", channel, str(samples / file), "--url", url, "--purpose", purpose, "--account", account, "--unit", "140000",
            "--seen-at", "2019-09-20T00:00:00+08:00", "--keep", *where, cwd=tmp_path,
        )  # fmt: skip
    dsci("measure", "--period", "2019", "--unit", "140000", *where, cwd=tmp_path)
    found = {o.metric: o for o in open_store(str(tmp_path / "s")).rows(Observation)}
    assert found["website.article_fields_share"].value == 1
    assert found["weibo.followers"].value == 63357736
    assert found["app.size_mb"].status == "EMPTY" and "mac-software" in found["app.size_mb"].reason
    assert found["website.footer_share"].status is Status.NOT_TRIED
    assert found["video.followers"].status is Status.NOT_TRIED
    assert not any(o.simulated for o in found.values())
    (card,) = dsci("report", "--unit", "140000", *where, "--out", "cards", cwd=tmp_path).stdout.split()
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / card).pages)
    assert "山西省" in text and "模拟" not in text


def test_egdi_gives_every_published_rank(reference: Path, tmp_path: Path) -> None:
    data = reference / "reference" / "egdi" / "egdi-2014.csv"
    dsci("score", "--scheme", "egdi", "--data", str(data), "--out", "r.csv", cwd=tmp_path)
    with data.open(encoding="utf-8") as file:
        published = {r["country-code"]: r for r in csv.DictReader(file)}
    with (tmp_path / "r.csv").open(encoding="utf-8-sig") as file:
        ours = {r["code"]: r for r in csv.DictReader(file)}
    assert len(published) == 193 and published.keys() == ours.keys()
    for code, row in published.items():
        assert int(ours[code]["rank"]) == int(row["e-gov-rank"]), code
        assert float(ours[code]["score"]) == pytest.approx(float(row["e-gov-index"]), abs=1e-4), code

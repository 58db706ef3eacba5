"""Recordings of WeChat: what they say of accounts, and how much their articles say, as the raw bytes have it."""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path

import pytest
from lxml import html

from dsci.contract import FullText, Profile, Status

from .social import read

ABOUT = "aboutbiz_MjM5ODMxNzE2NQ==.html"
BIZ = "MjM5ODMxNzE2NQ=="  # of the union of Shanghai
URL = f"https://mp.weixin.qq.com/mp/aboutbiz?__biz={BIZ}"
BIZ_OF = {"article_normal_01.html": "MzIyNjMxOTY0NA==", "article_picture_01.html": "MzI2NDk5NzA0Mw=="}
BIZ_OF["article_text_01.html"] = BIZ_OF["article_normal_01.html"]


@pytest.fixture
def samples(reference: Path) -> Path:
    return reference / "samples/wechat"


def text_of(raw: bytes, **fields: object) -> FullText:
    (found,) = [f for f in read("wechat", "article", raw, **fields).facts if isinstance(f, FullText)]
    return found


def test_the_page_of_an_account(samples: Path) -> None:
    extract = read("wechat", "about", (samples / ABOUT).read_bytes(), URL, account=BIZ)
    (card,) = extract.facts
    assert extract.status is Status.OK and isinstance(card, Profile)
    assert (card.key, card.name, card.verified) == (BIZ, "", True)
    assert card.verified_reason == "其他组织 上海市总工会"
    assert card.description == "做一个有存在意义的账号~这里是上海市总工会，欢迎回家！"
    assert {card.followers, card.following, card.posts, card.likes} == {None}


@pytest.mark.parametrize("size", [300, 4_000, 6_000])
def test_the_page_of_an_account_cut_short(samples: Path, size: int) -> None:
    extract = read("wechat", "about", (samples / ABOUT).read_bytes()[:size], URL, account=BIZ)
    assert extract.status is Status.CHANGED_SHAPE and extract.facts == ()


def test_no_recorded_notice_or_article_is_the_page_of_an_account(samples: Path) -> None:
    with (samples / "labels.tsv").open(encoding="utf-8", newline="") as file:
        names = [row["file"] for row in csv.DictReader(file, delimiter="\t")]
    found = {name: read("wechat", "about", (samples / name).read_bytes(), URL, account=BIZ) for name in names}
    assert len(found) == 6 and all(extract.facts == () and extract.reason for extract in found.values())
    assert {n: found[n].status for n in names if not n.startswith("article")} == {
        "deleted_by_author_01.html": Status.DELETED,
        "violation_01.html": Status.DELETED,
        "unavailable_01.html": Status.BLOCKED,
    }


def test_the_length_of_an_article_is_that_of_its_body(samples: Path) -> None:
    raw = (samples / "article_normal_01.html").read_bytes()
    words = html.fromstring(raw).get_element_by_id("js_content").text_content()
    found = text_of(raw)
    assert (found.length, found.guides) == (len("".join(words.split())), 0)


@pytest.mark.parametrize("name", ["article_picture_01.html", "article_text_01.html"])
def test_the_length_of_a_short_text_is_that_of_its_description(samples: Path, name: str) -> None:
    raw = (samples / name).read_bytes()
    given = raw.decode("utf-8").split("content_noencode: JsDecode('")[1].partition("')")[0]
    shown = unescape(re.sub(r"\\x(..)", lambda found: chr(int(found[1], 16)), given))
    assert "\\" not in shown and "<" not in shown
    assert text_of(raw).length == len("".join(shown.split()))


@pytest.mark.parametrize("name", BIZ_OF)
def test_recorded_articles_tell_whose_they_are(samples: Path, name: str) -> None:
    raw = (samples / name).read_bytes()
    assert text_of(raw, account=BIZ_OF[name]).length > 0
    other = read("wechat", "article", raw, account=BIZ)
    assert (other.status, other.facts) == (Status.CHANGED_SHAPE, ()) and BIZ_OF[name] in other.reason

"""The stand-in WeChat: its answers, what faults look like, and its truth counted again from what it serves."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from dsci.contract import Status
from dsci.replica import wechat
from dsci.replica.wechat.handed import articles as handed
from dsci.replica.wechat.profile import profile

from .asking import COOKIE, accounts, get, read, truths, whole
from .wechat_recount import activity, host_named, listed, sampled

ARTICLE = {"create_time", "title", "url", "msgid", "itemidx", "cover_img_1_1"}
OF_PAGES = {"originals_share", "miniprogram_share", "images_per_article", "video_share", "guide_links_share", "name_consistent"}


def stated(code: str) -> dict[str, tuple[float | None, Status]]:
    return {t.metric[7:]: (t.value, t.status) for t in truths() if t.unit == code and t.metric.startswith("wechat.")}


def test_albums_are_lists_or_dicts_or_empty() -> None:
    kinds = set()
    for account in accounts(wechat, "wechat"):
        album = read(account.url.split()[0])
        assert album["base_resp"]["ret"] == 0
        told = album["getalbum_resp"]["article_list"]
        kinds.add((type(told), len(told) > 0))
        for article in [told] if isinstance(told, dict) else told:
            assert article.keys() >= ARTICLE and all(isinstance(value, str) for value in article.values())
            assert re.fullmatch(r"https://mp\.weixin\.qq\.com/s/[\w-]{22}", article["url"])
    assert kinds == {(list, True), (list, False), (dict, True)}


def test_albums_page_to_their_end() -> None:
    account = max(accounts(wechat, "wechat"), key=lambda row: len(profile(whole(), whole().by_code[row.unit]).articles))
    urls = [article["url"] for article in listed(account.url.split()[0])]
    told = read(account.url.split()[0])["getalbum_resp"]["base_info"]["article_count"]
    assert len(urls) == len(set(urls)) == int(told) > 60


def test_articles_have_four_templates_and_four_notices() -> None:
    pages: dict[str, bytes] = {}
    for account in accounts(wechat, "wechat")[:160]:
        for article in profile(whole(), whole().by_code[account.unit]).articles:
            if (kind := article.notice or article.show_type) not in pages:
                pages[kind] = get(f"https://mp.weixin.qq.com/s/{article.sn}").body
    assert pages.keys() == {"0", "8", "10", "share", "deleted", "violation", "unavailable", "shell"}
    for kind in ("0", "share"):
        assert re.search(rb'var ct = "\d{10}";.*var source_encode_biz = "', pages[kind], re.DOTALL)
    assert b'id="js_share_notice"' in pages["share"] and b'id="js_content" aria-hidden="true"></div>' in pages["share"]
    for kind in ("8", "10"):
        assert b"var ct =" not in pages[kind] and b'id="js_content"' not in pages[kind]
        assert re.search(rb"window\.item_show_type = '%b'.*window\.ct = '\d{10}'" % kind.encode(), pages[kind], re.DOTALL)
    for kind, said in (("0", b"0"), ("8", b"8"), ("10", b"10"), ("share", b"0")):
        assert b"window.cgiDataNew = {" in pages[kind] and re.search(rb"item_show_type: '%b' \*" % said, pages[kind])
        assert len(pages[kind]) == pytest.approx(2_400_000, rel=0.03)
        assert all(word in pages[kind] for word in (b"MP-MINIPROGRAM", b".video_iframe", b"var biz = null"))  # in scripts alone
    assert "该内容已被发布者删除".encode() in pages["deleted"]
    assert "此内容因违规无法查看".encode() in pages["violation"]
    assert "该内容暂时无法查看".encode() in pages["unavailable"]
    assert 25_000 < len(pages["shell"]) < 60_000 and "无法查看".encode() not in pages["shell"]


@pytest.mark.parametrize("sn", ["", "x", "!" * 22, "A" * 22, "_" * 22, "0" * 400])
def test_it_knows_which_articles_there_are(sn: str) -> None:
    assert "该内容暂时无法查看" in get(f"https://mp.weixin.qq.com/s/{sn}").body.decode()


def test_account_pages_and_their_faults() -> None:
    kinds = Counter()
    for account in accounts(wechat, "wechat"):
        page = get(account.url.split()[1]).body.decode()
        kinds["认证主体" if "认证主体" in page else "账号主体"] += 'class="about-page"' in page
        kinds["renamed"] += "名称记录" in page
    assert len(kinds) == 3 and min(kinds.values()) > 20
    shape, client = (accounts(wechat, "wechat", fault)[0].url.split() for fault in ("about", "client"))
    assert b"about-page" not in get(shape[1]).body and "请在微信客户端打开链接" in get(client[1]).body.decode()
    assert read(shape[0])["base_resp"]["ret"] == read(client[0])["base_resp"]["ret"] == 0
    freq = accounts(wechat, "wechat", "freq")[0].url.split()
    assert read(freq[0])["base_resp"]["ret"] == -6 and b"about-page" in get(freq[1]).body


def test_truth_is_what_the_bytes_say() -> None:
    for account in accounts(wechat, "wechat")[::11]:
        album, about = account.url.split()
        articles, said = listed(album), stated(account.unit)
        told = activity(articles) | sampled(articles, account.unit)
        told["host_named"] = host_named(get(about).body.decode(), account.unit)
        for metric, value in told.items():
            assert said[metric][0] == pytest.approx(value), (account.unit, metric)
            assert said[metric][1] is (Status.EMPTY if value is None else Status.OK)


def test_where_the_album_is_throttled_a_vendors_list_stands_in() -> None:
    kinds = Counter()
    for account in accounts(wechat, "wechat", "freq"):
        said, there = stated(account.unit), bool(handed(whole(), whole().by_code[account.unit]))
        kinds[there] += 1
        assert said["articles_per_day"][1] is (Status.OK if there else Status.THROTTLED)
        assert {said[metric][1] for metric in OF_PAGES} == {Status.NOT_TRIED if there else Status.THROTTLED}
        assert said["host_named"][1] is Status.OK
    assert kinds[True] and kinds[False]


def test_a_fault_of_the_account_page_is_its_own() -> None:
    for fault, status in (("about", Status.CHANGED_SHAPE), ("client", Status.LOGIN_REQUIRED)):
        for account in accounts(wechat, "wechat", fault):
            assert stated(account.unit)["host_named"][1] is status
            assert stated(account.unit)["articles_per_day"][1] is Status.OK


@pytest.mark.parametrize("path", ["/", "/mp/appmsgalbum?__biz=MzA%3D&album_id=1", "/mp/aboutbiz", "/mp/aboutbiz?__biz=1"])
def test_nonsense_is_answered(path: str) -> None:
    assert get(f"https://mp.weixin.qq.com{path}", COOKIE).status in (200, 404)

"""A WeChat account's measures counted again from the album, the articles' pages and the account's page that are served."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

from dsci.contract import CHINA
from dsci.registry import short_name

from .asking import get, read, whole
from .telling_topics import topic_of

NOW = datetime(2026, 10, 31, 20, tzinfo=CHINA)
START = NOW - timedelta(days=30)
NOTICES = ("该内容已被发布者删除", "此内容因违规无法查看", "该内容暂时无法查看")


def listed(album: str) -> list[dict]:
    """All articles of an album."""
    found: list[dict] = []
    while True:
        begin = f"&begin_msgid={found[-1]['msgid']}&begin_itemidx={found[-1]['itemidx']}" if found else ""
        told = read(album + begin)["getalbum_resp"]
        articles = told["article_list"]
        found += [articles] if isinstance(articles, dict) else articles
        if told["continue_flag"] != "1":
            return found


def activity(articles: list[dict]) -> dict[str, float | None]:
    """What the list tells."""
    moments = [datetime.fromtimestamp(int(article["create_time"]), CHINA) for article in articles]
    month = [(m, topic_of(a["title"])) for m, a in zip(moments, articles, strict=True) if START < m <= NOW]
    days = sorted({moment.date() for moment, _ in month} | {START.date(), NOW.date()})
    return {
        "articles_per_day": len(month) / 30,
        "active_days_share": min(1, len({moment.date() for moment, _ in month}) / 30),
        "longest_gap_days": max((b - a).days for a, b in pairwise(days)),
        "topics_count": len({topic for _, topic in month} - {"other"}),
        "service_articles_share": share([topic == "service" for _, topic in month]),
        "callouts_share": share([topic == "callout" for _, topic in month]),
        "silent_days": min(((NOW.date() - moment.date()).days for moment in moments), default=None),
    }


def sampled(articles: list[dict], code: str) -> dict[str, float | None]:
    """What the pages of the three newest tell, of those that can be read."""
    pages = [get(article["url"]).body.decode() for article in articles[:3]]
    bodies = [page for page in pages if not any(notice in page for notice in NOTICES) and "cgiDataNew" in page]
    names = [re.search(r"nick_name: JsDecode\('([^']*)'\)", page)[1] for page in bodies]  # type: ignore[index]
    return {
        "originals_share": share([not re.search(r'source_encode_biz = "[^"]', page) for page in bodies]),
        "miniprogram_share": share(["<mp-miniprogram " in page or 'class="weapp_text_link"' in page for page in bodies]),
        "video_share": share(['class="video_iframe rich_pages"' in page or "<mpvideo " in page for page in bodies]),
        "images_per_article": share([images(page) for page in bodies]),
        "guide_links_share": share([guided(page) for page in bodies]),
        "name_consistent": float(any(short_name(whole().by_code[code]) in name for name in names)) if names else None,
    }


def images(page: str) -> int:
    """Images of a classic page stand in its body, those of a picture page in a list."""
    if "window.picture_page_info_list = [" in page:
        return len(re.findall("theme_color", page.partition("window.picture_page_info_list = [")[2]))
    return page.count('<img data-src="https://mmbiz')


def guided(page: str) -> bool:
    """Whether 阅读原文 or the words lead to gov.cn."""
    source = re.findall(r"msg_source_url = '([^']+)'", page)
    body = page.partition('id="js_content"')[2].partition("first_sceen__time")[0]
    links = [html.unescape(link) for link in re.findall(r'<a class="normal_text_link"[^>]*href="([^"]*)"', body)]
    notice = re.findall(r"getElementById\('js_share_notice'\)\.innerHTML = \"([^\"]*)\"", page)
    notice += re.findall(r"content_noencode: JsDecode\('([^<']*)'\)", page)
    written = [link for words in notice for link in re.findall(r"https?://\S+", words.replace("\\x26", "&"))]
    return any((urlsplit(link).hostname or "").endswith(".gov.cn") for link in source + links + written)


def host_named(page: str, code: str) -> float:
    """Whether the verified subject on the account's page holds the short name."""
    rows = re.findall(r'class="item-title">\s*(\S+)\s*</div>(.*?)(?=class="item-info|$)', page, re.DOTALL)
    subject = next((re.sub(r"<[^>]*>", "", rest) for title, rest in rows if title == "认证主体"), "")
    return float(short_name(whole().by_code[code]) in subject)


def share(values: list) -> float | None:
    return sum(values) / len(values) if values else None

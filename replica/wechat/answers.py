"""The answers of mp.weixin.qq.com: an album's list, article pages of four templates, and the notices that answer 200."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from ..answers import template
from ..clutter import joined
from ..words import BODY, body, headline
from .profile import CLASSIC, SHARE, Article, WechatProfile

PAGE = 20
THROTTLED = {"base_resp": {"exportkey_token": "", "ret": -6, "errmsg": "freq control"}}
UNKNOWN = {"base_resp": {"exportkey_token": "", "ret": -1, "errmsg": "invalid album"}}
GOVERNMENT = "https://www.replica.gov.cn/{}/{}.html"
FOREIGN = (
    "https://www.replica.gov.cn.example.com/{}/{}.html",
    "https://www.replicagov.cn/{}/{}.html",
    "https://news.example.com/{}?from=https://www.replica.gov.cn/{}.html",
)
Json = dict[str, Any]


def album_answer(who: WechatProfile, begin: str) -> Json:
    """Twenty articles after the one with the message id `begin`; a single one is no list, as in the real answer."""
    start = next((i + 1 for i, article in enumerate(who.articles) if msgid(article) == begin), 0)
    listed = [_listed(article, len(who.articles) - start - i) for i, article in enumerate(who.articles[start : start + PAGE])]
    more = start + PAGE < len(who.articles)
    return {
        "base_resp": {"exportkey_token": "", "ret": 0},
        "getalbum_resp": {
            "article_list": listed[0] if len(listed) == 1 else listed,
            "base_info": {
                "article_count": str(len(who.articles)),
                "is_first_screen": "1",
                "is_numbered": "0",
                "is_reverse": "0",
                "nickname": who.name,
                "title": "政务发布",
                "type": "0",
            },
            "continue_flag": "1" if more else "0",
            "reverse_continue_flag": "1" if start else "0",
        },
    }


def article_page(who: WechatProfile, article: Article) -> bytes:
    """The page of an article in its template, some 2.4 MB; or the notice that stands in its place."""
    if article.notice == "unavailable":
        return gone_page()
    if article.notice:
        return joined(template("wechat_notice.html").render(notice=article.notice))
    number = int(article.published.timestamp())
    link = _address(article.link, "link", number)
    said: dict[str, object] = {
        "who": who,
        "article": article,
        "number": number,
        "epoch": number,
        "minute": f"{article.published:%Y-%m-%d %H:%M}",
        "title": title(article),
        "desc": body(number, 1) + (f"详见 {link} 。" if link and article.show_type != CLASSIC else ""),
        "link": address(article),
        "cover": f"https://mmbiz.qpic.cn/mmbiz_jpg/{article.sn}/0?wx_fmt=jpeg",
        "images": [f"https://mmbiz.qpic.cn/mmbiz_jpg/{article.sn}{i:02d}/640?wx_fmt=jpeg" for i in range(article.images)],
        "sentences": BODY,
        "source": _address(article.source, "source", number),
        "within": link,
        "share": article.show_type == SHARE,
    }
    if article.show_type not in (CLASSIC, SHARE):
        more = f"详见 {link} 。" if link else ""
        return joined(template("wechat_window.html").render(said, content=body(number, 6) + more))
    content = Markup(template("wechat_content.html").render(said))
    return joined(template("wechat_classic.html").render(said, content=content))


def about_page(who: WechatProfile, shaped: bool) -> bytes:
    """The account's page; where it is not `shaped`, one that tells nothing in the places known."""
    return template("wechat_about.html").render(who=who, about=who.about, shaped=shaped).encode()


def client_page() -> bytes:
    """What the account's page says outside the app."""
    return template("wechat_client.html").render().encode()


def gone_page() -> bytes:
    """What an address says at which there is no article."""
    return template("wechat_gone.html").render().encode()


def title(article: Article) -> str:
    """An article's title."""
    return headline(int(article.published.timestamp()), article.topic)


def address(article: Article) -> str:
    """An article's permanent address."""
    return f"https://mp.weixin.qq.com/s/{article.sn}"


def msgid(article: Article) -> str:
    """The id of the message that brought the article; each brought one."""
    return str(int(article.published.timestamp()))


def _listed(article: Article, position: int) -> Json:
    return {
        "cover_img_1_1": f"https://mmbiz.qpic.cn/mmbiz_jpg/{article.sn}/300?wx_fmt=jpeg",
        "create_time": msgid(article),
        "is_pay_subscribe": "0",
        "is_read": "0",
        "itemidx": str(article.position),
        "key": f"99_{msgid(article)}_{article.position}",
        "msgid": msgid(article),
        "pos_num": str(position),
        "title": title(article),
        "tts_is_ban": "0",
        "url": address(article),
        "user_read_status": "0",
    }


def _address(leads: str, what: str, number: int) -> str:
    """An address of that kind, '' for none."""
    form = {"": "", "government": GOVERNMENT, "foreign": FOREIGN[number % len(FOREIGN)]}[leads]
    return form.format(what, number)

"""The words of posts, in the forms of both hosts, and the addresses that long ones lead to."""

from __future__ import annotations

from urllib.parse import quote

from ..words import body, headline
from .profile import Post

HASHTAG = "#城市早知道#"
LINKED = f'<a href="https://m.weibo.cn/search?containerid=231522type%3D1"><span class="surl-text">{HASHTAG}</span></a>'
EMOTICON = (
    '<span class="url-icon"><img alt=[心] src="https://h5.sinaimg.cn/m/emoticon/icon/others/l_xin-43af9086c0.png" '
    'style="width:1em; height:1em;" /></span>'
)
GOVERNMENT = "https://www.replica.gov.cn/bsfw/{}.html"
FOREIGN = (
    "https://www.replica.gov.cn.example.com/bsfw/{}.html",
    "https://www.replicagov.cn/{}.html",
    "https://news.example.com/show?from=https://www.replica.gov.cn/{}.html",
)


def plain(post: Post) -> str:
    """The post's short text."""
    return f"{HASHTAG} 【{headline(post.number, post.topic)}】{body(post.number, 3)}"


def short_html(post: Post) -> str:
    """The same as m.weibo.cn marks it up, with the link to the whole of a long one."""
    said = f"【{headline(post.number, post.topic)}】".replace("&", "&amp;")
    more = f' ...<a href="/status/{post.id}">全文</a>' if post.long else ""
    return f"{LINKED} {said}<br />{body(post.number, 3)}{EMOTICON}{more}"


def full_html(post: Post) -> str:
    """The whole of a long text as m.weibo.cn marks it up."""
    said = f"【{headline(post.number, post.topic)}】".replace("&", "&amp;")
    return f"{LINKED} {said}<br />{body(post.number, 3)}<br />{body(post.number + 3, 4)}{_link(post)}{EMOTICON}"


def full_plain(post: Post) -> tuple[str, list[dict[str, object]]]:
    """The whole of a long text as weibo.com writes it, and where its short addresses lead."""
    said, there = plain(post) + "\n" + body(post.number + 3, 4), address(post)
    if not there or post.link == "written":
        return said + there, []
    short = f"http://t.cn/A6{post.number:x}"
    return f"{said} {short}", [{"short_url": short, "long_url": there, "url_title": "网页链接", "url_type": 39}]


def address(post: Post) -> str:
    """Where a long text leads, '' if nowhere."""
    form = FOREIGN[post.number % len(FOREIGN)] if post.link == "foreign" else GOVERNMENT if post.guides else ""
    return form.format(post.number)


def _link(post: Post) -> str:
    there = address(post)
    if not there or post.link == "written":
        return f"详见 {there} 。" if there else ""
    wrapped = post.link == "wrapped" or post.number % 2 == 0
    href = f"https://weibo.cn/sinaurl?u={quote(there, safe='')}" if wrapped and post.link != "anchor" else there
    return f'<a data-url="http://t.cn/A6{post.number:x}" href="{href}"><span class="surl-text">网页链接</span></a>'

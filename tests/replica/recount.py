"""Lists of the stand-in portals counted again from what they answer, by other means than they were drawn."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, date, datetime
from functools import cache
from typing import NamedTuple
from urllib.parse import quote

from dsci.contract import china_date
from dsci.replica.portal.profile import PortalProfile

from .portals import ask, source

AS_OF = date(2026, 10, 31)
DAY = re.compile(r"(?:(\d{4})[-/年])?(\d{1,2})[-/月](\d{1,2})日?")
LINE = re.compile(
    r"(?is)<(li|tr|div(?= class=\"item\"))\b[^>]*>(?:(?!</?(?:\1)\b).)*?<a\b[^>]*href=\"?([^\" >]+)\"?[^>]*>(.*?)</a>.*?</\1>"
)

PAGER = r'<script type="text/javascript">|<div class="(?:page|turn|pb_sys_common)|<P align=center>|<tr><td colspan="3"'


class Line(NamedTuple):
    """A line of a list: where it leads, its words, its date if it prints one."""

    address: str
    title: str
    day: date | None


def day_of(text: str) -> date | None:
    """The day in a text without links; without a year it is the last such day."""
    found = DAY.search(text)
    if not found:
        return None
    year, month, day = (int(g) if g else 0 for g in found.groups())
    if year:
        return date(year, month, day)
    return date(AS_OF.year - ((month, day) > (AS_OF.month, AS_OF.day)), month, day)


def lines_of(piece: str, folder: str = "") -> list[Line]:
    """The lines of a piece of HTML."""
    found = []
    for hit in LINE.finditer(piece):
        address = html.unescape(hit[2]).replace("./", folder, 1) if hit[2].startswith("./") else html.unescape(hit[2])
        beside = re.sub(r"<[^>]*>", " ", hit[0].replace(hit[3], " "))
        found.append(Line(address, html.unescape(re.sub(r"<[^>]*>", "", hit[3])).strip(), day_of(beside)))
    return found


def main(page: str) -> str:
    """The list's part of a column page."""
    return re.split(r"分享到|var share = |<script src=\"/js/simple-share", page.partition('class="column-name"')[2])[0]


def first_page(p: PortalProfile, address: str) -> list[Line]:
    """What a column lists on its first page, wherever it comes from."""
    return pages(p, address)[0]


def whole(p: PortalProfile, address: str) -> list[Line]:
    """What it lists on all pages."""
    return [line for page in pages(p, address) for line in page]


@cache
def pages(p: PortalProfile, address: str) -> list[list[Line]]:
    """The lists of all pages of a column; none where it is gone."""
    if ask(p, address).status != 200 or "不存在或已删除" in source(p, address):
        return [[]]
    page = source(p, address)
    for mark, feed in FEEDS.items():
        if mark in page:
            return feed(p, page)
    listed = []
    while page:
        listed.append([line._replace(address=line.address.removeprefix(p.portal)) for line in lines_of(shown(page), address)])
        page = source(p, following) if (following := after(page, address, len(listed))) else ""
    return listed


def shown(page: str) -> str:
    """The part of a page that holds lines, its links to further pages cut off."""
    piece = main(page)
    return re.split(PAGER, piece)[0]


def after(page: str, address: str, number: int) -> str:
    """The address of the next page, '' after the last."""
    if called := re.search(r'createPageHTML\((\d+), (\d+), "index", "html"', main(page)):
        here, last = int(called[2]) + 1, min(int(called[1]), 5)
        return f"{address}index_{here}.html" if here < last else ""
    if "new Jpage(" in page:
        total, size = (int(re.search(rf"{name}: (\d+)", page)[1]) for name in ("totalRecord", "perPage"))  # type: ignore[index]
        return f"{address}?uid=6851&pageNum={number + 1}" if number * size < total else ""
    found = re.search(r'(?i)<a[^>]*href="?([^" >]+)"?[^>]*>(?:下一页|下页)</a>', main(page))
    return re.sub(r"^https?://[^/]+", "", html.unescape(found[1])) if found else ""


def proxied(p: PortalProfile, page: str) -> list[list[Line]]:
    known = dict(
        re.findall(
            r"[?&;{,](\w+)[:=]'?([\w/一-龥·]+)",
            html.unescape(page.partition("dataproxy.jsp")[0][-400:] + page.partition("dataproxy.jsp")[2][:600]),
        )
    )
    listed: list[list[Line]] = []
    while True:
        start = 45 * len(listed) + 1
        query = f"startrecord={start}&endrecord={start + 44}&perpage=15&columnid={known['columnid']}&webname={quote('x')}"
        told = ask(p, f"/module/web/jpage/dataproxy.jsp?{query}").body.decode()
        listed.append(lines_of(told))
        if start + 45 > int(re.search(r"<totalrecord>(\d+)", told)[1]):  # type: ignore[index]
            return listed


def united(p: PortalProfile, page: str) -> list[list[Line]]:
    known = dict(re.findall(r"'(\w+)':'([^']*)'", re.search(r'querydata="([^"]*)"', page)[1]))  # type: ignore[index]
    query = "&".join(f"{k}={quote(v)}" for k, v in known.items())
    told = json.loads(ask(p, f"/api-gateway/jpaas-publish-server/front/page/build/unit?{query}").body)
    return [lines_of(told["data"]["html"])]


def catalogued(p: PortalProfile, page: str) -> list[list[Line]]:
    sid, tree = re.search(r"SID: '(\d+)'", page)[1], json.loads(re.search(r"TREE: (\[.*\])", page)[1])  # type: ignore[index]
    name = re.search(r'class="column-name">([^<]*)<', page)[1]  # type: ignore[index]
    ids = {node["name"]: node["id"] for top in tree for node in [top, *top["children"]]}
    first, zeroth = (json.loads(ask(p, f"/gkmlpt/api/all/{ids[name]}?page={n}&sid={sid}").body) for n in (1, 0))
    assert first == zeroth and first["classify"]["post_count"] == first["total"] == len(first["articles"]) <= 100
    assert json.loads(ask(p, f"/gkmlpt/api/all/{ids[name]}?page=2&sid={sid}").body)["articles"] == []
    days = [datetime.fromtimestamp(a["display_publish_time"], UTC) for a in first["articles"]]
    return [
        [Line(a["url"].removeprefix(p.portal), a["title"], china_date(d)) for a, d in zip(first["articles"], days, strict=True)]
    ]


def common(p: PortalProfile, page: str) -> list[list[Line]]:
    number = re.search(r'channelid = "(\w+)"', page)[1]  # type: ignore[index]
    listed: list[list[Line]] = []
    while True:
        told = json.loads(ask(p, f"/szinf/info/getInfoCommon/?pagesize=20&currpage={len(listed) + 1}&channelid={number}").body)
        listed.append([Line(i["link"], i["title"], date.fromisoformat(i["pubtime"][:10])) for i in told["infolist"]])
        if len(told["infolist"]) < 20:
            return listed


FEEDS = {
    "dataproxy.jsp?col=": proxied,
    "var jpage = {": proxied,
    "jpaas-publish-server": united,
    "window._CONFIG": catalogued,
    "/szinf/info/getInfoCommon/": common,
}

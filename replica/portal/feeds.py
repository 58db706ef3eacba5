"""What a content system's own interface answers: the list of a column as XML or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, time
from hashlib import md5
from urllib.parse import parse_qsl

from markupsafe import escape

from ...contract import CHINA
from ..answers import json_reply
from ..world import Ask, Reply
from .profile import Entry, ListColumn, PortalProfile

PROXY = "/module/web/jpage/dataproxy.jsp"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
CATALOGUE = "/gkmlpt/api/all/"
COMMON = "/szinf/info/getInfoCommon/"
MARK = '<b class="top">置顶</b>'
MOST_RECORDS = 135  # that the proxy gives at once


def is_feed(path: str) -> bool:
    """Whether an address belongs to an interface that fills lists."""
    return path.startswith((PROXY, UNIT, CATALOGUE, COMMON))


def respond_feed(p: PortalProfile, ask: Ask) -> Reply | None:
    """The part of a list that is asked for; None where no such list is."""
    query = ask.query or dict(parse_qsl(ask.raw_query.decode("latin-1"), keep_blank_values=True))
    lists = {c.feed: c for c in p.columns if c.feed and not c.gone}
    if p.family == "hanweb_feed" and ask.path == PROXY:
        column = lists.get(query.get("columnid", ""))
        return proxy(column, query) if column else None
    if p.family == "jpaas" and ask.path == UNIT:
        column = lists.get(query.get("pageId", ""))
        return unit(column, number(query, "pageNo")) if column else None
    if p.family == "gkmlpt" and ask.path.startswith(CATALOGUE):
        return catalogue(p, lists.get(ask.path.removeprefix(CATALOGUE)), query)
    if p.family == "suzhou" and ask.path == COMMON:
        column = next((c for c in lists.values() if channel(p, c) == query.get("channelid")), None)
        return common(p, column, query) if column else None
    return None


def number(query: Mapping[str, str], name: str, least: int = 1) -> int:
    """A whole number of the query, `least` where it is none."""
    given = query.get(name, "")
    return max(least, int(given)) if given.isdecimal() and len(given) < 7 else least


def line(column: ListColumn, entry: Entry) -> str:
    """An entry as the item of a list."""
    title, day = escape(entry.title), column.stamp.format(entry.published) if column.dated(entry) else ""
    mark = MARK if entry.pinned else ""
    return f'<li>{mark}<a target="_blank" href="{entry.address}" title="{title}">{title}</a><span class="date">{day}</span></li>'


def proxy(column: ListColumn, query: Mapping[str, str]) -> Reply:
    """Hanweb's XML, from one record to another."""
    first, last = number(query, "startrecord"), number(query, "endrecord")
    shown = column.entries[first - 1 : min(last, first - 1 + MOST_RECORDS)]
    size = number(query, "perpage")
    records = "\n".join(f"<record><![CDATA[\n{line(column, e)}]]></record>" for e in shown)
    totals = f"<totalrecord>{len(column.entries)}</totalrecord><totalpage>{-(-len(column.entries) // size)}</totalpage>"
    body = f"<datastore>{totals}<perpage>{size}</perpage><recordset>\n{records}\n</recordset></datastore>"
    return Reply(body.encode(), content_type="text/xml;charset=UTF-8")


def unit(column: ListColumn, page: int) -> Reply:
    """The JSON of jpaas, with a piece of HTML in it."""
    shown = column.entries[column.size * (page - 1) : column.size * page]
    items = "".join(line(column, e) for e in shown)
    return json_reply({"success": True, "code": "200", "message": "", "data": {"html": f'<ul class="list">{items}</ul>'}})


def sid(p: PortalProfile) -> str:
    """The number of a portal in the catalogue of Guangdong's system."""
    return p.code


def tree(p: PortalProfile, column: ListColumn) -> str:
    """The catalogue's tree: the column among others."""
    own = {"id": int(column.feed), "name": column.name, "children": []}
    beside = [{"id": 3000 + n, "name": name, "children": []} for n, name in enumerate(("机构职能", "规章", "规划计划"))]
    content = {"id": 2900, "name": "法定主动公开内容", "children": [*beside[:2], own, beside[2]]}
    return json.dumps([{"id": 2800, "name": "公开指南", "children": []}, content], ensure_ascii=False)


def catalogue(p: PortalProfile, column: ListColumn | None, query: Mapping[str, str]) -> Reply:
    """The JSON of gkmlpt, a hundred articles a page; page 0 is page 1. Empty for what has no documents."""
    page, entries, size = number(query, "page"), column.entries if column else (), column.size if column else 100
    shown = entries[size * (page - 1) : size * page]
    counted = {"id": int(column.feed) if column else 0, "name": column.name if column else "", "post_count": len(entries)}
    return json_reply({"classify": counted, "total": len(entries), "articles": [document(p, e) for e in shown]})


def document(p: PortalProfile, entry: Entry) -> dict[str, object]:
    """An article as gkmlpt lists it."""
    hour, minute = map(int, entry.clock.split(":"))
    moment = datetime.combine(entry.published, time(hour, minute), CHINA)
    serial = "".join(filter(str.isdigit, entry.address.rpartition("/")[2]))
    url = entry.address if entry.elsewhere else p.portal + entry.address
    return {
        "id": int(serial or 0),
        "title": entry.title,
        "document_number": f"{p.short[:1]}府〔{entry.published.year}〕{int(serial or 0) % 90 + 1}号",
        "identifier": f"{p.id_code}/{entry.published.year}-{int(serial or 0) % 99999:05}",
        "publisher": p.office,
        "keywords": "",
        "date": f"{entry.published} 00:00:00",
        "created_at": f"{entry.published} {entry.clock}:00",
        "display_publish_time": int(moment.timestamp()),
        "abstract": "",
        "url": url,
        "post_url": url,
        "attachment": [],
        "is_expired": 0,
        "is_abolished": 0,
        "classify_main_name": "",
    }


def channel(p: PortalProfile, column: ListColumn) -> str:
    """The number of a column in Suzhou's interface."""
    return md5(f"{p.code}{column.feed}".encode(), usedforsecurity=False).hexdigest()


def common(p: PortalProfile, column: ListColumn, query: Mapping[str, str]) -> Reply:
    """Suzhou's JSON; some portals do not say how many there are."""
    page, size = number(query, "currpage"), min(100, number(query, "pagesize"))
    shown = column.entries[size * (page - 1) : size * page]
    listed = [{"title": e.title, "link": e.address, "pubtime": f"{e.published} {e.clock}:00"} for e in shown]
    total = {} if int(p.code) % 4 == 0 else {"totalcount": len(column.entries)}
    return json_reply({"infolist": listed, **total})

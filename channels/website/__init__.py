"""Government portals: what their pages mean, and what they are measured by."""

from __future__ import annotations

from collections.abc import Callable

from ...contract import (
    Addresses,
    AnnualReport,
    Answer,
    Article,
    Certificate,
    Column,
    English,
    Entry,
    Extract,
    Guide,
    Hall,
    Letter,
    Link,
    ListPage,
    Mailbox,
    Mention,
    Meta,
    OpenData,
    Openness,
    Page,
    Rating,
    Reply,
    Search,
    Secure,
    Site,
    Status,
    Visit,
)
from .. import Channel, Endpoint
from ..blocks import challenge, http_verdict
from .article import read_article
from .column import blank_column, hinted, read_column
from .dns import read_dns
from .english import read_english
from .feeds import read_feed
from .further import read_further
from .guide import read_guide
from .hall import read_hall
from .home import read_home
from .https import read_https
from .identity import impostor
from .letter import read_letter
from .letters import read_letters
from .links import read_link
from .metrics import metrics
from .open_data import read_open_data
from .openness import read_openness
from .page import Doc
from .rating import read_rating
from .report import read_report
from .search import read_search
from .shells import instead_of
from .tls import read_tls
from .visits import read_visit, unanswered


def read_own_home(doc: Doc) -> Extract:
    """The home page, if it is a government's and of the unit asked for."""
    return impostor(doc) or read_home(doc)


READERS: dict[str, Callable[[Doc], Extract]] = {
    "home": read_own_home,
    "column": read_column,
    "page": read_further,
    "article": read_article,
    "letters": read_letters,
    "letter": read_letter,
    "hall": read_hall,
    "guide": read_guide,
    "rating": read_rating,
    "search": read_search,
    "openness": read_openness,
    "report": read_report,
    "open_data": read_open_data,
    "english": read_english,
}
# looks whose answer is no page, or not read as one
ANSWERS: dict[str, Callable[[Answer], Extract]] = {
    "feed": read_feed,
    "link": read_link,
    "inner": read_link,
    "visit": read_visit,
    "dns": read_dns,
    "tls": read_tls,
    "https": read_https,
}


def extract(answer: Answer) -> Extract:
    """What one answer of a portal means, by the purpose of the look."""
    page = answer.page
    if page.purpose in ANSWERS:
        return ANSWERS[page.purpose](answer)
    read = READERS[page.purpose]
    return _no_page(answer) or _bare(page, instead_of(doc := Doc(answer), page.purpose)) or read(doc)


def _no_page(answer: Answer) -> Extract | None:
    """What the answer is if it is no page at all."""
    page = answer.page
    verdict = http_verdict(page.http_status, page.reason)
    if verdict is Status.DELETED and page.purpose == "home":
        verdict = Status.HTTP_ERROR
    if verdict:
        told = page.reason if verdict is Status.THROTTLED and page.reason else f"HTTP {page.http_status}"
        return _bare(page, Extract(verdict, reason=told))
    if not answer.body.strip():
        blank = page.purpose in ("column", "page", "article")  # a blank home page or letter box tells nothing of what it holds
        return _bare(page, Extract(Status.EMPTY if blank else Status.CHANGED_SHAPE, reason="" if blank else "200 without a word"))
    guard = challenge(answer.body)
    if guard:
        return Extract(Status.BLOCKED, reason=f"challenge: {guard}")
    kind = (answer.content_type or page.content_type).partition(";")[0].strip().lower()
    if kind.startswith(("image/", "audio/", "video/", "application/pdf", "application/msword", "application/zip")):
        return Extract(Status.CHANGED_SHAPE, reason=f"no page: {kind}")
    return None


def _bare(page: Page, found: Extract | None) -> Extract | None:
    """A column that is linked and gone, or blank, is still a column: one that is not updated."""
    if found and page.purpose == "column" and found.status in (Status.DELETED, Status.EMPTY):
        return found if hinted(page) else Extract(found.status, (blank_column(page),), reason=found.reason)
    return found


ENDPOINTS = (
    Endpoint("home", "the portal's address in units.csv", "山西 2019 (an article's frame)"),
    Endpoint("column", "TRS …/index_N.htm, Hanweb /col/colN/index.html, NFCMS …/index_N.html, plain lists"),
    Endpoint("column", "博达 …/xwdt.htm, …/xwdt/N.htm downwards, .jsp?wbtreeid=N"),
    Endpoint("page", "the page after it, as the list's pager says"),
    Endpoint("feed", "Hanweb /module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=45&columnid=N&unitid=N … (XML)"),
    Endpoint("feed", "jpaas /api-gateway/jpaas-publish-server/front/page/build/unit?webId&pageId&tplSetId … (JSON)"),
    Endpoint("feed", "gkmlpt (广东) /gkmlpt/api/all/{column}?page=1&sid={SID} (JSON)"),
    Endpoint("feed", "苏州 /szinf/info/getInfoCommon/?pagesize=20&currpage=1&channelid=N (JSON)"),
    Endpoint("article", "TRS /YYYYMM/tYYYYMMDD_N.html and others", "www.gov.cn and 山西 2019, cmse.gov.cn 2021 (TRS)"),
    Endpoint("letters", "tables of letters with days asked and answered"),
    Endpoint("letters", "北京 /hudong/hdjl/sindex/bjah-index-hdjl!letterListJson.action (JavaScript-like)", "dates of 2020-21"),
    Endpoint("letter", "the page of a letter and its answer, as the list links it"),
    Endpoint("hall", "service halls that print their numbers"),
    Endpoint("guide", "service guides in tables and under headings"),
    Endpoint("rating", "pages of 好差评"),
    Endpoint("search", "the home page's form, method get"),
    Endpoint("openness", "pages of 政府信息公开"),
    Endpoint("report", "annual reports on openness, in the tables of 国办公开办函〔2021〕30号"),
    Endpoint("open_data", "open-data portals, on hosts of their own too"),
    Endpoint("english", "versions in English"),
    Endpoint("link", "links of the home page, by HEAD"),
    Endpoint("inner", "one link of every group of addresses deeper, by HEAD"),
    Endpoint("visit", "the portal's address, by `dsci probe`"),
    Endpoint("dns", "the addresses of its host"),
    Endpoint("tls", "its certificate on port 443"),
    Endpoint("https", "https://host/, by HEAD"),
)

CHANNEL = Channel(
    name="website",
    zh="政府网站",
    en="Government websites",
    kinds=(
        *(Site, Meta, Column, ListPage, Entry, Article, Letter, Mailbox, Reply, Guide, Hall, Rating, Search, Mention),
        *(Openness, AnnualReport, OpenData, English, Link, Visit, Certificate, Secure, Addresses),
    ),
    extract=extract,
    table=metrics,
    order=1,
    endpoints=ENDPOINTS,
    failed=unanswered,
    citizens=frozenset({"letters", "letter"}),
)

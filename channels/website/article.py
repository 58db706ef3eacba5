"""An article: title, time, source, each from meta tag, visible text or address; index and document number where printed."""

from __future__ import annotations

import re
from datetime import datetime

from ...contract import META_ARTICLE, Article, Extract, Status, fact
from .about import About
from .dates import DATE, TIME, find_date, moment, time_form, url_date
from .documents import documents
from .inner import inner
from .meta import meta_fact
from .page import Doc, bare, text_of
from .urls import is_article
from .vocabulary import kind_of

_START = r"(?:^|(?<=[\s\[(（【|,，;；]))"
_VALUE = r"\s?[:：∶][ \t]?([^\s|｜\]】)）]{{1,{}}})"
_INDEX = re.compile(rf"{_START}索\s?引\s?号(?:\s?[:：∶]\t?|\t) ?([^\s]{{4,60}})", re.M)
_NUMBER = re.compile(rf"{_START}(?:发\s?文\s?字\s?号|文\s{{0,4}}号|文件编号)(?:\s?[:：∶]\t?|\t) ?([^\s:：]{{2,60}})", re.M)
_TITLE = re.compile(rf"{_START}标\s{{0,4}}题\s?[:：∶][ \t]?([^\t\n]{{2,300}})", re.M)
_SOURCES = tuple(
    re.compile(_START + label + _VALUE.format(80), re.M)
    for label in (r"(?:信息|文章|稿件|内容|新闻|稿)?来\s?源", r"(?:发文|发布)(?:机关|机构|单位)")
)
_DATES = tuple(
    re.compile(rf"{_START}(?:{label})\s?[:：∶][ \t]?[\[(（【]?{DATE}{TIME}", re.M)
    for label in ("(?:发布|发稿)(?:时间|日期)", "(?:公开|上传|更新|发文)?(?:时间|日期)")
)
# without a label: beside the source, or alone on its line shortly below the title
_BESIDE = re.compile(
    rf"(?:^|[\s|]){DATE}{TIME}[\s|]{{0,3}}(?:信息|文章|稿件)?来\s?源"
    rf"|来\s?源\s?[:：∶] ?[^\s]{{1,40}}[\s|]{{1,3}}{DATE}{TIME}",
    re.M,
)
_ALONE = re.compile(rf"^[\[(（【]?{DATE}{TIME}[\])）】]?$", re.M)
_PARTS = re.compile(r"[-_|–—>＞»·]")
BELOW = 300
HOME_LINKS = 8
# words of the line of tools that follow an empty source or time
_TOOLS = re.compile(
    r"(?:打印|字体|字号|浏览|点击|分享到?|访问|阅读|作者|责任编辑|责编|编辑|发布时间|发布日期|时间|日期|来源|关闭|收藏|[大中小])"
    r"(?:次数|量|数|本页|窗口)?(?:[:：∶].*)?|[【\[].*"
)
_SITE = re.compile(r"(?:人民政府|政府网|门户网站|政府网站|官网|网站)$|^中国·\w{2,8}$")
NOT_GIVEN = frozenset({"无", "-", "--", "—", "/", "暂无", "null", "none"})


def read_article(doc: Doc) -> Extract:
    """The article and its meta tags, and links deeper in the portal; DELETED where the home page stands in its place."""
    if is_home(doc):
        return Extract(Status.DELETED, reason="the home page in its place")
    title, title_from = _first(doc.metas.get("articletitle", ""), visible_title(doc))
    published, published_from, printed = _published(doc)
    source, source_from = _first(doc.metas.get("contentsource", ""), visible_source(doc))
    article = fact(
        Article,
        doc.page,
        doc.key,
        title=title,
        title_from=title_from,
        published=published,
        published_from=published_from,
        source=source,
        source_from=source_from,
        index_number=_printed(_INDEX, doc),
        document_number=_printed(_NUMBER, doc),
        kind=About.of(doc.page).kind,
        time_form=time_form(printed),
        documents=len(documents(doc)),
    )
    return Extract(Status.OK, (article, meta_fact(doc, "article", META_ARTICLE)), tuple(inner(doc, ())))


def is_home(doc: Doc) -> bool:
    """True for a page that is called as the site, leads to many articles and says of none when it appeared."""
    name, whole = bare(doc.metas.get("sitename", "")), bare(doc.title)
    if doc.metas.get("articletitle") or doc.metas.get("columnname") or not (whole == name if name else _SITE.search(whole)):
        return False
    if any(pattern.search(doc.lines) for pattern in (*_DATES, *_SOURCES, _BESIDE)):
        return False
    return len({anchor.key for anchor in doc.anchors if is_article(anchor.url)}) >= HOME_LINKS


def visible_title(doc: Doc) -> str:
    """The longest line that the title tag repeats; else what is labelled 标题; else the heading."""
    names = {bare(doc.metas.get(name, "")) for name in ("sitename", "columnname")}
    whole = bare(doc.title)
    parts = set(_PARTS.split(whole))
    lines = {bare(line): line for line in doc.lines.split("\n") if 3 < len(line) <= 300}
    same = [line for words, line in lines.items() if (words in parts or whole.startswith(words)) and _is_title(words, names)]
    if same:
        return max(same, key=len)
    headings = (text_of(h) for level in ("h1", "h2") for h in doc.body.iter(level))
    return _printed(_TITLE, doc) or next((text for text in headings if _is_title(bare(text), names)), "")


def _is_title(words: str, names: set[str]) -> bool:
    return len(words) > 3 and words not in names and not kind_of(words) and not _SITE.search(words)


def visible_source(doc: Doc) -> str:
    """What stands behind 来源, else behind 发文机关; '' where nothing does."""
    found = (hit[1] for pattern in _SOURCES for hit in pattern.finditer(doc.lines))
    return next((text for text in found if re.search(r"\w", text) and not _TOOLS.fullmatch(text) and text not in NOT_GIVEN), "")


def visible_time(doc: Doc) -> tuple[datetime | None, str]:
    """The labelled moment of publication, else one beside the source, else one alone below the title; and its text."""
    for pattern in (*_DATES, _BESIDE):
        for hit in pattern.finditer(doc.lines):
            first = 1 if hit[1] else 7
            if found := moment(*hit.groups()[first - 1 : first + 5]):
                return found, doc.lines[hit.start(first) : hit.end(hit.lastindex or first)]
    title = visible_title(doc)
    start = doc.lines.find(title) + len(title) if title else 0
    alone = _ALONE.search(doc.lines[start : start + BELOW])
    return (moment(*alone.groups()), alone[0]) if alone else (None, "")


def _published(doc: Doc) -> tuple[datetime | None, str, str]:
    """When it was published, where that stands, and how it is printed there."""
    given = doc.metas.get("pubdate", "")[:40]
    if told := find_date(given):
        return told, "meta", given
    seen, printed = visible_time(doc)
    if seen:
        return seen, "text", printed
    made = url_date(doc.page.url)
    return made, "url" if made else "", ""


def _first(given: str, seen: str) -> tuple[str, str]:
    return (given, "meta") if given else (seen, "text" if seen else "")


def _printed(pattern: re.Pattern[str], doc: Doc) -> str:
    found = pattern.search(doc.lines)
    return found[1].strip() if found and found[1] not in NOT_GIVEN else ""

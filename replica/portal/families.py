"""The content systems: how each builds its addresses, and where it is at home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import md5
from types import MappingProxyType

from .lots import Lots


@dataclass(frozen=True)
class Family:
    """One content system. The patterns are filled by `column_address`, `article_address` and so on."""

    name: str
    column: str
    page: str  # of a list, from its second page on; {n} counts from 1, {back} from 0, {down} from the last
    article: str
    letters: str
    letters_page: str
    hall: str
    guide: str
    search: str
    inputs: tuple[str, ...]
    bare: bool = False  # its Content-Type names no characters
    old: bool = False  # laid out with tables
    fed: tuple[str, ...] = ()  # groups of columns whose list comes from an interface; ("*",) for all
    timed: bool = False  # that interface says of every line when it was published
    most: int = 8  # columns
    size: int = 0  # lines of a page where the system has its own number
    first_number: int = 11  # of columns

    def feeds(self, group: str) -> bool:
        """Whether the list of such a column comes from the system's interface."""
        return "*" in self.fed or group in self.fed

    def page_address(self, column: str, n: int, pages: int) -> str:
        """The address of the n-th of so many pages of a list, n from 1."""
        if ".jsp?" in column:
            return column if n == 1 else f"{column}&PAGENUM={n}"
        folder = column.rpartition("/")[0] + "/"
        stem = column.rpartition(".")[0]
        down = pages - n + 1
        return column if n == 1 else self.page.format(column=column, folder=folder, stem=stem, n=n, back=n - 1, down=down)

    def article_address(self, column: str, number: int, created: date, serial: int) -> str:
        hexed = md5(f"{column}{serial}".encode(), usedforsecurity=False).hexdigest()
        uuid = "-".join((hexed[:8], hexed[8:12], hexed[12:16], hexed[16:20], hexed[20:]))
        folder = column.rpartition("/")[0] + "/"
        section = column.strip("/").partition("/")[0].partition(".")[0] or "info"
        values = {"folder": folder, "number": number, "d": created, "serial": serial, "hex": hexed, "uuid": uuid}
        return self.article.format(section=section, **values)


TRS = Family(
    name="trs",
    column="/{section}/{slug}/",
    page="{folder}index_{back}.html",
    article="{folder}{d:%Y%m}/t{d:%Y%m%d}_{serial}.html",
    letters="/hdjl/{slug}/index.html",
    letters_page="/hdjl/{slug}/index_1.html",
    hall="/{slug}/index.html",
    guide="/{slug}/bszn/{serial}.html",
    search="/search/index.html",
    inputs=("searchWord", "searchword", "qt"),
)
HANWEB = Family(
    name="hanweb",
    column="/col/col{number}/index.html",
    page="{column}?uid=6851&pageNum={n}",
    article="/art/{d.year}/{d.month}/{d.day}/art_{number}_{serial}.html",
    letters="/hudong/{slug}/list.html",
    letters_page="/hudong/{slug}/list.html?pageNum=2",
    hall="/col/col{number}/index.html",
    guide="/{slug}/guide/{serial}.html",
    search="/jsearchfront/search.do",
    inputs=("q",),
    bare=True,
    first_number=1229000011,
)
HANWEB_FEED = replace(HANWEB, name="hanweb_feed", fed=("*",), most=5, size=45)
JPAAS = replace(HANWEB, name="jpaas", fed=("*",), most=6, size=60, search="/search/result.html", bare=False)
NFCMS = Family(
    name="nfcms",
    column="/{slug}/index.html",
    page="{folder}index_{n}.html",
    article="{folder}content/post_{serial}.html",
    letters="/hdjlpt/{slug}/index.html",
    letters_page="/hdjlpt/{slug}/index_2.html",
    hall="/{slug}/index.html",
    guide="/{slug}/item/{serial}.html",  # told by its text, 办事指南
    search="/search/all",
    inputs=("keyword", "q"),
)
GKMLPT = replace(NFCMS, name="gkmlpt", fed=("policy",), timed=True)  # its policy documents; news stay with NFCMS
GKMLPT_SIZE = 100
BODA = Family(
    name="boda",
    column="/{slug}.htm",
    page="{stem}/{down}.htm",
    article="/info/{number}/{serial}.htm",
    letters="/hdjl/{slug}.htm",
    letters_page="/hdjl/{slug}/1.htm",
    hall="/{slug}.htm",
    guide="/{slug}/guide/{serial}.htm",
    search="/ssjg.jsp",
    inputs=("keyword", "searchword"),
    first_number=1011,
)
SUZHOU = Family(
    name="suzhou",
    column="/szsrmzf/{slug}/nav_list.shtml",
    page="{column}?page={n}",
    article="{folder}{d:%Y%m}/{hex}.shtml",
    letters="/hdjl/{slug}/list.shtml",
    letters_page="/hdjl/{slug}/list_2.shtml",
    hall="/{slug}/index.shtml",
    guide="/{slug}/guide/{serial}.shtml",
    search="/search/index.shtml",
    inputs=("qt", "q"),
    fed=("*",),
    timed=True,
    most=5,
    size=20,
)
PLAIN = Family(
    name="plain",
    column="/list/{number}.html",
    page="{stem}_{n}.html",
    article="/info/{d:%Y%m%d}/{serial}.html",
    letters="/mail/list.html",
    letters_page="/mail/list_2.html",
    hall="/{slug}.html",
    guide="/bszn/{serial}.html",
    search="/so/",
    inputs=("keyword", "searchword"),
    old=True,
)
PLAIN_GBK = Family(
    name="plain_gbk",
    column="/list.asp?id={number}",
    page="{column}&page={n}",
    article="/show.asp?id={serial}",
    letters="/mail.asp",
    letters_page="/mail.asp?page=2",
    hall="/{slug}.asp",
    guide="/guide/show.asp?id={serial}",
    search="/search.asp",
    inputs=("keyword",),
    bare=True,
    old=True,
)
UNKNOWN = replace(  # a system made at home
    PLAIN, name="unknown", column="/channel/{number}/", page="{column}?p={n}", article="/{d:%Y-%m-%d}/{serial}.html", old=False
)
# dialects of articles' addresses among systems without a name; the date in them is that of writing
DIALECTS = (
    PLAIN.article,
    "/{d:%Y-%m}/{d:%d}/content_{serial}.htm",
    "/{d:%Y-%m}/{d:%d}/c_{serial}.htm",
    "/{d:%Y%m%d}/{hex}/c.html",
    "/{d:%Y%m}/{hex}.shtml",
    "/{d.year}/{d.month}/{d.day}/{hex}.shtml",
    "/{d:%Y-%m-%d}/{serial}.html",
    "/{d:%Y}/{d:%m%d}/{serial}.html",
    "/{d:%Y%m%d}/{hex}.html",
    "/columns/{uuid}/{d:%Y%m}/{d:%d}/{hex}.html",
    "/web/{section}/{serial}/index.shtml",
    "/portal/article/{number}/{serial}",
    "/c{serial}/content.html",
    "/p{serial}v1.html",
)
FAMILIES: Mapping[str, Family] = MappingProxyType(
    {f.name: f for f in (TRS, HANWEB, HANWEB_FEED, JPAAS, NFCMS, GKMLPT, BODA, SUZHOU, PLAIN, PLAIN_GBK, UNKNOWN)}
)
# Hanweb is at home in Jiangsu, Zhejiang and Shandong, NFCMS and its catalogue in Guangdong
AT_HOME = {"32": (HANWEB, HANWEB_FEED), "33": (HANWEB, JPAAS, HANWEB_FEED), "37": (HANWEB,), "44": (NFCMS, GKMLPT)}
OWN = {"320500": SUZHOU}
ELSEWHERE = (
    *((TRS,) * 22 + (HANWEB,) * 4 + (NFCMS,) * 3 + (PLAIN,) * 6 + (PLAIN_GBK,) * 4),
    *(HANWEB_FEED, HANWEB_FEED, JPAAS, GKMLPT, BODA, BODA, BODA, SUZHOU, SUZHOU, *(UNKNOWN,) * 4),
)


def family_of(lots: Lots) -> Family:
    """The content system of a unit's portal, the same in every period; nameless ones address articles in their own way."""
    home = AT_HOME.get(lots.unit.code[:2], ())
    chosen = lots.pick("home family", home) if home and lots.luck("at home") < 0.75 else lots.pick("family", ELSEWHERE)
    chosen = OWN.get(lots.unit.code, chosen)
    return replace(chosen, article=lots.pick("dialect", DIALECTS)) if chosen.name in ("plain", "unknown") else chosen

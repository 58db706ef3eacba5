"""The content systems: how each builds its addresses, which characters it declares and sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .lots import Lots


@dataclass(frozen=True)
class Family:
    """One content system. The patterns are filled by `column_address`, `article_address` and so on."""

    name: str
    column: str
    page: str  # of a list, from its second page on; {n} counts from 1, {back} from 0
    article: str
    letters: str
    letters_page: str
    hall: str
    guide: str
    search: str
    inputs: tuple[str, ...]
    charset: str = "utf-8"  # what it declares
    encoding: str = "utf-8"  # what it sends
    content_type: str = "text/html; charset=utf-8"
    old: bool = False  # laid out with tables

    def page_address(self, column: str, n: int) -> str:
        """The address of the n-th page of a list, n from 1."""
        folder = column.rpartition("/")[0] + "/"
        stem = column.rpartition(".")[0]
        return column if n == 1 else self.page.format(column=column, folder=folder, stem=stem, n=n, back=n - 1)

    def article_address(self, column: str, number: int, created: date, serial: int) -> str:
        return self.article.format(folder=column.rpartition("/")[0] + "/", number=number, d=created, serial=serial)


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
    content_type="text/html",
)
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
    charset="gb2312",
    encoding="gb18030",
    content_type="text/html",
    old=True,
)
FAMILIES = {f.name: f for f in (TRS, HANWEB, NFCMS, PLAIN, PLAIN_GBK)}
# Hanweb is at home in Jiangsu, Zhejiang and Shandong, NFCMS in Guangdong
AT_HOME = {"32": HANWEB, "33": HANWEB, "37": HANWEB, "44": NFCMS}
ELSEWHERE = (TRS,) * 11 + (HANWEB,) * 2 + (NFCMS,) * 2 + (PLAIN,) * 4 + (PLAIN_GBK,) * 2


def family_of(lots: Lots) -> Family:
    """The content system of a unit's portal, the same in every period."""
    home = AT_HOME.get(lots.unit.code[:2])
    return home if home and lots.luck("at home") < 0.75 else lots.pick("family", ELSEWHERE)

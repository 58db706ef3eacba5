"""The social indices in use, each with its version and source. Lists have one entry an article, 10万+ as 100001."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from typing import ParamSpec

PER_DAY, PER_ARTICLE, HEADLINES, LARGEST = 0.6, 0.2, 0.1, 0.1  # O, A, H and P of V14.2
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Version:
    """One index in one version. `verified`: formula and version both stand in the source named."""

    id: str
    title: str
    version: str
    verified: bool
    source: str
    formula: str


VERSIONS: list[Version] = []
Formula = Callable[P, float]


def index(id: str, title: str, version: str, source: str, verified: bool = True) -> Callable[[Formula[P]], Formula[P]]:
    """Declares the decorated function as an index; its docstring is the formula that the listing prints."""

    def declare(function: Formula[P]) -> Formula[P]:
        VERSIONS.append(Version(id, title, version, verified, source, " ".join((function.__doc__ or "").split())))
        return function

    return declare


def cited(id: str) -> str:
    """How a metric that is one of these indices cites it: title, version, source."""
    row = next(row for row in VERSIONS if row.id == id)
    return f"{row.title}, {row.version}: {row.source}"


@index("wci_2", "微信传播指数 WCI", "2.0 (2014)", "http://www.gulangu.com/a/344.html")
def wci_2(reads: Sequence[int], likes: Sequence[int]) -> float:
    """{0.8·[0.4 ln(R+1) + 0.45 ln(R/n+1) + 0.15 ln(Rmax+1)] + 0.2·[the same of Z]}² × 10; R reads, Z likes, n articles."""
    return 10 * (0.8 * _three(reads, 1) + 0.2 * _three(likes, 1)) ** 2


@index("wci_10z", "微信传播指数 WCI", "V12.0 (?)", "https://m.xcditu.com/wz/20161214/6509.html", verified=False)
def wci_10z(days: int, reads: Sequence[int], likes: Sequence[int]) -> float:
    """{0.8·[0.4 ln(R/d+1) + 0.45 ln(R/n+1) + 0.15 ln(Rmax+1)] + 0.2·[the same of 10Z]}² × 10; d days.

    UNVERIFIED: the source tells in words that V12.0 took R/d and Z/d for R and Z and kept the weights; its formula is a picture.
    The factor 10 was recovered from one account's printed 812.0233948.
    """
    return 10 * (0.8 * _three(reads, days) + 0.2 * _three([10 * z for z in likes], days)) ** 2


@index("wci_v14_2", "微信传播指数 WCI", "V14.2", "https://php1.cn/detail/LiYong_Python_Ji_d963fc68.html")
def wci_v14_2(days: int, reads: Sequence[int], looking: Sequence[int], likes: Sequence[int], headline: Sequence[bool]) -> float:
    """(0.6·O + 0.2·A + 0.1·H + 0.1·P)² × 1.2 × 10, each part 0.85 ln(R'+1) + 0.09 ln(10Z'+1) + 0.06 ln(10L'+1);
    R reads, Z 在看, L likes; O: sums a day, A: sums an article, H: sums of headline articles a day, P: largest."""
    return _four(days, headline, (0.85, 1, reads), (0.09, 10, looking), (0.06, 10, likes))


@index("wci_v14_2_shares", "微信传播指数 WCI", "V14.2, 含转发", "https://stevekatra.com/site/usage-1")
def wci_v14_2_shares(
    days: int,
    reads: Sequence[int],
    looking: Sequence[int],
    likes: Sequence[int],
    shares: Sequence[int],
    headline: Sequence[bool],
) -> float:
    """As V14.2, each part 0.70 ln(R'+1) + 0.09 ln(10Z'+1) + 0.06 ln(10L'+1) + 0.15 ln(10RE'+1); RE shares."""
    return _four(days, headline, (0.70, 1, reads), (0.09, 10, looking), (0.06, 10, likes), (0.15, 10, shares))


@index("bci", "微博传播指数 BCI", "short form", "https://www.selectdataset.com/dataset/73d0ed53c5452447e634149081b11250")
def bci(posts: int, reposts: int, comments: int, likes: int) -> float:
    """{0.2 ln(posts+1) + 0.8·[0.4 ln(reposts+1) + 0.4 ln(comments+1) + 0.2 ln(likes+1)]} × 160, of the window's sums.

    清博's own BCI, which counts original posts apart, was not read anywhere; this is not it.
    """
    return 160 * (0.2 * _ln(posts) + 0.8 * _logs((0.4, reposts), (0.4, comments), (0.2, likes)))


@index("vci", "短视频传播指数 VCI", "short form", "https://www.selectdataset.com/dataset/a78d2e501c4220d5633504a90abb2168")
def vci(posts: int, shares: int, comments: int, likes: int) -> float:
    """The form of the BCI over videos: {0.2 ln(posts+1) + 0.8·[0.4 ln(shares+1) + 0.4 ln(comments+1) + 0.2 ln(likes+1)]} × 160.

    清博's own DCI for 抖音 was not read anywhere; this is not it.
    """
    return bci(posts, shares, comments, likes)


@index("weibo_city", "政务微博城市竞争力指数", "2023 Q3", "https://321phb.com/xinwen/guonei/43638.html", verified=False)
def weibo_city(communication: float, service: float, interaction: float) -> float:
    """0.30·传播力 + 0.35·服务力 + 0.35·互动力.

    UNVERIFIED: the source prints no weights; recovered, as the only ones in steps of 0.01 that give its 30 cities within 0.01.
    """
    return 0.30 * communication + 0.35 * service + 0.35 * interaction


def _three(counts: Sequence[int], days: int) -> float:
    if not counts:
        return 0.0
    return _logs((0.4, sum(counts) / days), (0.45, sum(counts) / len(counts)), (0.15, max(counts)))


def _four(days: int, headline: Sequence[bool], *columns: tuple[float, int, Sequence[int]]) -> float:
    """The four parts of V14, each a sum of (weight, factor, counts); 0 without an article."""
    if not headline:
        return 0.0
    heads = [sum(n for n, first in zip(counts, headline, strict=True) if first) for _, _, counts in columns]

    def part(values: Sequence[float]) -> float:
        return _logs(*((weight, factor * value) for (weight, factor, _), value in zip(columns, values, strict=True)))

    per_day = part([sum(counts) / days for _, _, counts in columns])
    per_article = part([sum(counts) / len(headline) for _, _, counts in columns])
    first, largest = part([n / days for n in heads]), part([max(counts) for _, _, counts in columns])
    return 1.2 * 10 * (PER_DAY * per_day + PER_ARTICLE * per_article + HEADLINES * first + LARGEST * largest) ** 2


def _logs(*terms: tuple[float, float]) -> float:
    return sum(weight * _ln(count) for weight, count in terms)


def _ln(count: float) -> float:
    if count < 0:
        raise ValueError(f"a count below 0: {count}")
    return log(count + 1)

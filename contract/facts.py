"""What the pages of accounts and Apps say, one record a kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .looks import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Fact):
    """An account's card. `censored` names the fields that are lower bounds (100万+), `untold` the texts that are not blank but
    not known: a sheet without that column."""

    name: str
    description: str
    verified: bool | None = None
    verified_reason: str
    followers: int | None = None
    following: int | None = None
    posts: int | None = None
    likes: int | None = None
    censored: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Fact):
    """A post, article or video of a government's own account."""

    published: datetime | None
    title: str
    original: bool | None = None
    pinned: bool
    reposts: int | None = None
    comments: int | None = None
    likes: int | None = None
    reads: int | None = None
    media: tuple[str, ...]  # picture, video, audio, miniprogram
    pictures: int | None = None
    censored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FullText(Fact):
    """A post read in full. Key: the post's. `guides`: addresses under gov.cn that its words or its 阅读原文 lead to."""

    length: int  # characters
    guides: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Comments(Fact):
    """What stands under one post, counted and not kept. Key: the post's. `repeated`: of others, with words that another has."""

    seen: int
    own: int  # answers by the account itself
    repeated: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach(Fact):
    """How far one post reached: mostly told by its owner or a vendor alone. Key: the post's."""

    published: datetime | None
    headline: bool | None  # 头条: the first article of its message
    reads: int | None
    likes: int | None
    looking: int | None  # 在看
    shares: int | None
    comments: int | None
    censored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures(Fact):
    """Figures of one account out of its back office. Key: the account's id."""

    followers: int | None
    gained: int | None  # followers won in the 30 days before
    menu_entries: int | None
    miniprogram: bool | None  # its menu or its card leads to a mini-program
    messages: int | None  # private messages received in those 30 days
    answered: int | None  # of them
    censored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline(Fact):
    """One page of a list of posts: how far back it reaches, whether more follows."""

    items: int
    oldest: datetime | None
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AppListing(Fact):
    """An App in a store. Sizes in bytes."""

    name: str
    seller: str
    version: str
    released: datetime | None
    updated: datetime | None
    rating: float | None
    ratings: int | None
    size: int | None
    languages: int | None
    min_os: str
    description: str
    release_notes: str
    store: str = "apple"  # of STORES
    downloads: int | None = None
    privacy: str = ""  # address of its privacy policy
    censored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Fact):
    """An App that a store's search lists under the name asked for. Key: the store's id. Who it is of, the seller tells."""

    store: str
    name: str
    seller: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Fact):
    """A review by its stars, version and date; never its words."""

    rating: int | None
    version: str
    written: datetime | None


STORES = ("apple", "huawei", "tencent", "xiaomi", "vivo")
# what a post is about: 政务要闻 政策 办事服务 回应群众 征集互动 应急预警 民生提示 文化旅游, and none of them
TOPICS = ("news", "policy", "service", "answer", "callout", "emergency", "daily", "culture", "other")

"""What the pages of accounts and Apps say, one record a kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from .looks import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile(Fact):
    """An account's card. `censored` names the fields that are lower bounds (100万+)."""

    name: str
    description: str
    verified: bool | None
    verified_reason: str
    followers: int | None
    following: int | None
    posts: int | None
    likes: int | None
    censored: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Fact):
    """A post, article or video of a government's own account."""

    published: datetime | None
    title: str
    original: bool | None
    pinned: bool
    reposts: int | None
    comments: int | None
    likes: int | None
    reads: int | None
    media: tuple[str, ...]  # picture, video, audio, miniprogram
    pictures: int | None
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Fact):
    """A review by its stars, version and date; never its words."""

    rating: int | None
    version: str
    written: datetime | None

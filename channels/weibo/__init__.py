"""Weibo: who an account is, what it posted, what stands under it; over m.weibo.cn or weibo.com."""

from __future__ import annotations

from ...contract import Comments, FullText, Post, Profile, Timeline
from .. import Channel, Endpoint
from .filing import mismatches
from .metrics import metrics
from .read import extract
from .timeline import AJAX, M

SEEN, TYPED = "an answer of 2019; types written from answers", "types of 2021 written from answers"
ENDPOINTS = (
    Endpoint("profile", f"{M}/api/container/getIndex?type=uid&value={{uid}}", SEEN),
    Endpoint("profile", f"{AJAX}/profile/info?uid={{uid}}"),
    Endpoint("timeline", f"{M}/api/container/getIndex?containerid=107603{{uid}}", SEEN),
    Endpoint("timeline", f"{AJAX}/statuses/mymblog?uid={{uid}}", TYPED),
    Endpoint("period", f"{AJAX}/statuses/searchProfile?uid={{uid}}&starttime={{from}}&endtime={{to}}"),
    Endpoint("longtext", f"{M}/statuses/extend?id={{mid}}"),
    Endpoint("longtext", f"{AJAX}/statuses/longtext?id={{mblogid}}"),
    Endpoint("post", f"{M}/statuses/show?id={{mid}}", "types written from answers"),
    Endpoint("post", f"{M}/detail/{{mid}}"),
    Endpoint("post", f"{AJAX}/statuses/show?id={{mblogid}}"),
    Endpoint("comments", f"{M}/comments/hotflow?id={{mid}}&mid={{mid}}&max_id_type=0"),
)
CHANNEL = Channel(
    "weibo",
    "微博",
    "Weibo",
    (Profile, Post, Timeline, FullText, Comments),
    extract,
    metrics,
    order=2,
    endpoints=ENDPOINTS,
    citizens=frozenset({"comments"}),
)

__all__ = ["CHANNEL", "ENDPOINTS", "extract", "metrics", "mismatches"]

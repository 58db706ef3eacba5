"""Weibo: who an account is, and what it posted."""

from __future__ import annotations

from ...contract import Post, Profile, Timeline
from .. import Channel, Endpoint
from .metrics import metrics
from .read import extract

INDEX = "https://m.weibo.cn/api/container/getIndex"
ENDPOINTS = (
    Endpoint("profile", f"{INDEX}?type=uid&value={{uid}}", "an answer of 2019; types written from answers"),
    Endpoint("timeline", f"{INDEX}?containerid=107603{{uid}}", "an answer of 2019; types written from answers"),
)
CHANNEL = Channel("weibo", "微博", "Weibo", (Profile, Post, Timeline), extract, metrics, order=2, endpoints=ENDPOINTS)

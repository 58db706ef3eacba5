"""WeChat official accounts: the list that an album gives, a sample of its articles, the account's own page."""

from __future__ import annotations

from ...contract import Figures, FullText, Post, Profile, Reach, Timeline
from .. import Channel, Endpoint
from ..answers import extractor
from .about import about
from .album import album
from .article import article
from .metrics import metrics

extract = extractor({"album": album, "article": article, "about": about}, deleted_at_404=("article",))
ENDPOINTS = (
    Endpoint("album", "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz={biz}&album_id={id}&f=json"),
    Endpoint("article", "https://mp.weixin.qq.com/s/{id}", "four templates and three notices of 2025"),
    Endpoint("about", "https://mp.weixin.qq.com/mp/aboutbiz?__biz={biz}", "2025, with a WeChat client's key; never without"),
    Endpoint("reach", "by import only"),
    Endpoint("figures", "by import only"),
)
KINDS = (Profile, Post, FullText, Timeline, Reach, Figures)
CHANNEL = Channel("wechat", "微信", "WeChat", KINDS, extract, metrics, order=3, endpoints=ENDPOINTS)

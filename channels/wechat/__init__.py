"""WeChat official accounts: the list that an album gives, and a sample of its articles."""

from __future__ import annotations

from ...contract import Post, Profile, Timeline
from .. import Channel, Endpoint
from ..answers import extractor
from .album import album
from .article import article
from .metrics import metrics

extract = extractor({"album": album, "article": article}, deleted_at_404=("article",))
ENDPOINTS = (
    Endpoint("album", "https://mp.weixin.qq.com/mp/appmsgalbum?action=getalbum&__biz={biz}&album_id={id}&f=json"),
    Endpoint("article", "https://mp.weixin.qq.com/s/{id}", "three templates and three notices of 2025"),
)
CHANNEL = Channel("wechat", "微信", "WeChat", (Profile, Post, Timeline), extract, metrics, order=3, endpoints=ENDPOINTS)

"""WeChat official accounts: the list that an album gives, and a sample of its articles."""

from __future__ import annotations

from ...contract import Post, Profile, Timeline
from .. import Channel
from ..answers import extractor
from .album import album
from .article import article
from .metrics import metrics

extract = extractor({"album": album, "article": article}, deleted_at_404=("article",))
CHANNEL = Channel("wechat", "微信", "WeChat", (Profile, Post, Timeline), extract, metrics, order=3)

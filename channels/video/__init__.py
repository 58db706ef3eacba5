"""Short video: Douyin's profile and share pages, Bilibili's card."""

from __future__ import annotations

from ...contract import Post, Profile
from .. import Channel, Endpoint
from ..answers import extractor
from .bilibili import card
from .douyin import profile, share
from .metrics import metrics

extract = extractor({"profile": profile, "share": share, "card": card}, deleted_at_404=("share",))
ENDPOINTS = (
    Endpoint("profile", "https://www.iesdouyin.com/web/api/v2/user/info/?sec_uid={sec_uid}"),
    Endpoint("share", "https://www.iesdouyin.com/share/video/{id}/", "items of a list of 2024, of the same shape"),
    Endpoint("card", "https://api.bilibili.com/x/web-interface/card?mid={mid}"),
)
CHANNEL = Channel("video", "短视频", "Short video", (Profile, Post), extract, metrics, order=5, endpoints=ENDPOINTS)

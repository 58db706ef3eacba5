"""Short video: Douyin's profile and share pages, Bilibili's card and videos, Kuaishou's card; lists and 视频号 by import."""

from __future__ import annotations

from ...contract import Post, Profile, Reach, Timeline
from .. import Channel, Endpoint
from ..answers import extractor
from .bilibili import card, relation, view
from .douyin import profile, share
from .kuaishou import vision
from .metrics import metrics
from .works import works

READERS = {
    "profile": profile,
    "share": share,
    "card": card,
    "relation": relation,
    "view": view,
    "vision": vision,
    "works": works,
}
extract = extractor(READERS, deleted_at_404=("share",))
ENDPOINTS = (
    Endpoint("profile", "https://www.iesdouyin.com/web/api/v2/user/info/?sec_uid={sec_uid}"),
    Endpoint("share", "https://www.iesdouyin.com/share/video/{id}/", "items of a list of 2024, of the same shape"),
    Endpoint("card", "https://api.bilibili.com/x/web-interface/card?mid={mid}"),
    Endpoint("relation", "https://api.bilibili.com/x/relation/stat?vmid={mid}"),
    Endpoint("view", "https://api.bilibili.com/x/web-interface/view?bvid={bvid}"),
    Endpoint("vision", "https://www.kuaishou.com/graphql#visionProfile={id} (POST, with a cookie)"),
    Endpoint("works", "by import only: lists, or Douyin's aweme/post as its owner saved it", "items of a list of 2024"),
    Endpoint("home", "by import only: the card of a 视频号"),
)
KINDS = (Profile, Post, Timeline, Reach)
CHANNEL = Channel("video", "短视频", "Short video", KINDS, extract, metrics, order=5, endpoints=ENDPOINTS)

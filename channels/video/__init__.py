"""Short video: Douyin's profile and share pages, Bilibili's card."""

from __future__ import annotations

from ...contract import Post, Profile
from .. import Channel
from ..answers import extractor
from .bilibili import card
from .douyin import profile, share
from .metrics import metrics

extract = extractor({"profile": profile, "share": share, "card": card}, deleted_at_404=("share",))
CHANNEL = Channel("video", "短视频", "Short video", (Profile, Post), extract, metrics, order=5)

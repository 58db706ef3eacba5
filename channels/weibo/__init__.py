"""Weibo: who an account is, and what it posted."""

from __future__ import annotations

from ...contract import Post, Profile, Timeline
from .. import Channel
from .metrics import metrics
from .read import extract

CHANNEL = Channel("weibo", "微博", "Weibo", (Profile, Post, Timeline), extract, metrics, order=2)

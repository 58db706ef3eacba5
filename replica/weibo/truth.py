"""What must be measured of a unit's Weibo account."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from ...contract import Status, Unit
from ...registry import short_name
from ..draw import found, longest_gap, mean, standing, struck, topics_count
from ..world import Truth, World
from . import desktop, mobile
from .comments import comments, flat, repeated
from .faults import FAULTS, fault, there
from .handed import counts
from .profile import MILLION, Post, WeiboProfile, profile
from .verification import GOVERNMENT

MONTH, DAY = timedelta(days=30), timedelta(days=1)
SAMPLE = 3
Stated = Iterator[tuple[str, float | None]]


def truth(world: World, unit: Unit) -> Iterator[Truth]:
    """The unit's metrics; those of the profile stand where only a vendor's table tells them, too."""
    status = standing(there(world, unit), struck(world, unit, "weibo", FAULTS))
    for metric, value in (*_activity(world, unit), *_samples(world, unit)):
        yield found(unit, f"weibo.{metric}", value, status)
    known = Status.OK if counts(world, unit) else status
    for metric, value in _card(unit, profile(world, unit)):
        yield found(unit, f"weibo.{metric}", value, known)
    yield _followers(world, unit, status)
    for metric, value in _growth(world, unit, status):
        yield found(unit, f"weibo.{metric}", value, Status.NOT_DECIDED if known is Status.OK and value is None else known)


def _activity(world: World, unit: Unit) -> Stated:
    who = profile(world, unit)
    month = [post for post in who.posts if world.as_of - MONTH < post.published <= world.as_of]
    days = {post.published.date() for post in month}
    yield "posts_per_day", len(month) / 30
    yield "active_days_share", min(1.0, len(days) / 30)
    yield "longest_gap_days", longest_gap(world, days)
    yield "topics_count", topics_count([post.topic for post in month])
    yield "originals_share", mean([post.original for post in month])
    yield "service_posts_share", mean([post.topic == "service" for post in month])
    yield "callouts_share", mean([post.topic == "callout" for post in month])
    yield "comments_per_post", mean([post.comments for post in month])
    yield "silent_days", min([(world.as_of.date() - post.published.date()).days for post in who.posts], default=None)
    yield "media_share", mean([post.video for post in month])
    yield "reposts_per_post", mean([post.reposts for post in month])
    yield "likes_per_post", mean([post.likes for post in month])
    yield "bci", _bci(month)
    yield "bare_likes_share", mean([post.likes >= 100 and not post.reposts and not post.comments for post in month])


def _bci(posts: list[Post]) -> float:
    """(0.2 W1 + 0.8 W2) x 160: posts; reposts and comments by 0.4 each, likes by 0.2."""
    reposts, said, likes = (math.log1p(sum(getattr(post, name) for post in posts)) for name in ("reposts", "comments", "likes"))
    return 160 * (0.2 * math.log1p(len(posts)) + 0.8 * (0.4 * reposts + 0.4 * said + 0.2 * likes))


def _samples(world: World, unit: Unit) -> Stated:
    """Of the newest posts on the first page of the timeline that answered: long texts, and what stands under them."""
    posts = profile(world, unit).posts
    first = posts[: desktop.PAGE if fault(world, unit) == "shape" else mobile.PAGE]
    fresh = [post for post in first if not post.pinned]
    read = [post for post in fresh if post.long][:SAMPLE]
    yield "guide_links_share", mean([post.guides for post in read])
    looked = [post for post in fresh if post.comments and post.published <= world.as_of - DAY][:SAMPLE]
    under = [said for post in looked if (said := comments(world, unit, post))]
    yield "answers_share", mean([any(one.own for one in flat(said)) for said in under])
    citizens = sum(not one.own for said in under for one in flat(said))
    yield "repeated_comments_share", sum(map(repeated, under)) / citizens if citizens else None


def _card(unit: Unit, who: WeiboProfile) -> Stated:
    government = who.verified.kind == GOVERNMENT
    yield "verified", float(government)
    yield "host_named", float(government and who.verified.host)
    yield "name_consistent", float(short_name(unit) in who.name)


def _followers(world: World, unit: Unit, status: Status) -> Truth:
    """As the answer prints them; else the last that the vendor counted."""
    who, before = profile(world, unit), counts(world, unit)
    if status is not Status.OK and before:
        return found(unit, "weibo.followers", before[-1].followers)
    if status is Status.OK and _censored(world, unit):
        return found(unit, "weibo.followers", MILLION, Status.CENSORED)
    return found(unit, "weibo.followers", who.followers, status)


def _growth(world: World, unit: Unit, status: Status) -> Stated:
    """Over all counts that are more than a lower bound: the growth, and the fastest a day."""
    series: list[tuple[datetime, int]] = [(count.moment, count.followers) for count in counts(world, unit)]
    if status is Status.OK and not _censored(world, unit):
        series.append((world.as_of, profile(world, unit).followers))
    first = series[0][1] if series else 0
    rates = [(b - a) / a / (then - start).days for (start, a), (then, b) in pairwise(series)]
    yield "followers_growth", (series[-1][1] - first) / first if len(series) > 1 else None
    yield "followers_jump", max(rates, default=None)


def _censored(world: World, unit: Unit) -> bool:
    return profile(world, unit).at_least and fault(world, unit) != "shape"

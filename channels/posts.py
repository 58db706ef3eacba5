"""What channels that publish posts have in common when they are measured: windows, words, means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import TypeVar

from ..contract import Fact, Post, Profile, Status, Timeline, china_date
from ..registry import short_name, units
from .table import Measured, View
from .topics import OTHER, topic

ACTIVITY_DAYS = 30  # "month = 30 days", the convention of the WeChat and Weibo indices (WCI, BCI)
REACH_DAYS = 40  # how far back lists are read: the window and some days more
UNTOLD = "untold"  # in place of a post's media: an export that does not name them
LIKED = 100  # likes from which a post without any repost and comment looks odd: ours

SHORT = "list not read back to the start of the 30 days"
ONCE = "followers were not counted twice in the period"
ONE_DAY = timedelta(days=1)  # two counts on one day tell of a day

F = TypeVar("F", bound=Fact)
Outcome = Measured | float | None


def unseen(purpose: str) -> Measured:
    """What is known where no look of that purpose was made."""
    return Measured(None, Status.NOT_TRIED, reason=f"{purpose}: not looked at")


def recent(view: View, purpose: str, value: Callable[[list[Post]], Outcome], prefix: str = "") -> Outcome:
    """A value over the posts of the 30 days before as_of, of those whose key begins so; NOT_TRIED without a list."""
    start = view.since(ACTIVITY_DAYS, purpose)
    if not view.looked(purpose):
        return unseen(purpose)
    return value(view.facts(Post, only=lambda p: p.key.startswith(prefix) and p.published is not None and p.published > start))


def whole(view: View, purpose: str) -> bool:
    """True where every list of that purpose was read back to the start of the 30 days."""
    start, pages = view.since(ACTIVITY_DAYS, purpose), {p.id for p in view.looked(purpose)}
    read = view.facts(Timeline, only=lambda t: t.page in pages)
    reach = {t.account for t in read if not t.more or (t.oldest is not None and t.oldest <= start)}
    return bool(read) and reach == {t.account for t in read}


def at_least(view: View, purpose: str, value: float) -> Outcome:
    """The value; CENSORED where the list was not read back to the start of the window."""
    if whole(view, purpose):
        return value
    return Measured(value, Status.CENSORED, value, SHORT)


def per_day(view: View, purpose: str, posts: Sequence[Post]) -> Outcome:
    """Posts a day over the 30 days."""
    return at_least(view, purpose, len(posts) / ACTIVITY_DAYS)


def active_share(view: View, purpose: str, posts: Sequence[Post]) -> Outcome:
    """Share of the 30 days with a post, by calendar days in China. The window touches 31 of them, so at most 1."""
    days = {china_date(p.published) for p in posts if p.published}
    return at_least(view, purpose, min(1.0, len(days) / ACTIVITY_DAYS))


def longest_gap(view: View, purpose: str, posts: Sequence[Post]) -> Outcome:
    """Most calendar days from one post to the next, the window's ends among them; undecided where the list was cut short."""
    if not whole(view, purpose):
        return Measured(None, Status.NOT_DECIDED, reason=SHORT)
    ends = (view.since(ACTIVITY_DAYS, purpose), view.moment(purpose))
    days = sorted({china_date(moment) for moment in (*ends, *(p.published for p in posts if p.published))})
    return max((after - before).days for before, after in pairwise(days))


def topics_count(view: View, purpose: str, posts: Sequence[Post]) -> Outcome:
    """How many kinds of things the posts are about, those that no rule names left out."""
    return at_least(view, purpose, len({topic(p.title) for p in posts} - {OTHER}))


def about(posts: Sequence[Post], kind: str) -> float | None:
    """Share of the posts that are about that."""
    return share(posts, lambda p: topic(p.title) == kind)


def bare_likes(posts: Sequence[Post]) -> float | None:
    """Share of posts with at least 100 likes and neither repost nor comment, of those that print all three."""
    told = [p for p in posts if None not in (p.likes, p.reposts, p.comments)]
    return share(told, lambda p: (p.likes or 0) >= LIKED and not p.reposts and not p.comments)


def carries(post: Post, medium: str) -> bool | None:
    """Whether the post carries a video, audio, picture or mini-program; None where an export does not tell what it carries."""
    return None if UNTOLD in post.media else medium in post.media


def silent_days(view: View, purpose: str, prefix: str = "") -> Outcome:
    """Calendar days from the newest post to the look; None where there is none, NOT_TRIED without a list."""
    if not view.looked(purpose):
        return unseen(purpose)
    moments = [p.published for p in view.facts(Post, only=lambda p: p.key.startswith(prefix)) if p.published]
    return (china_date(view.moment(purpose)) - china_date(max(moments))).days if moments else None


def names_unit(view: View, text: str) -> bool:
    """True where the text holds the short name of the unit (浙江, 杭州): whose account it is stands in it."""
    unit = units().get(view.unit)
    return unit is not None and short_name(unit) in text


def grown(view: View, account: str) -> Outcome:
    """Followers won between the first and the last look at a profile in the period, as a share of the first count."""
    counts = [p.followers for p in view.history(Profile, account) if p.followers is not None and "followers" not in p.censored]
    if len(counts) < 2:
        return Measured(None, Status.NOT_DECIDED, reason=ONCE)
    if not counts[0]:
        return Measured(None, Status.NOT_DECIDED, reason="no followers at the first look: a share of nothing")
    return (counts[-1] - counts[0]) / counts[0]


def jump(view: View, account: str) -> Outcome:
    """The largest growth of followers a day between two looks at a profile in the period, as a share of the count before."""
    seen = [(p.followers, p.seen_at) for p in view.history(Profile, account) if p.followers and "followers" not in p.censored]
    pairs = [(before, after, max(then - first, ONE_DAY)) for (before, first), (after, then) in pairwise(seen)]
    rates = [(after - before) / before / (over / ONE_DAY) for before, after, over in pairs]
    return max(rates) if rates else Measured(None, Status.NOT_DECIDED, reason=ONCE)


def share(posts: Sequence[F], test: Callable[[F], bool | None]) -> float | None:
    """Share of those facts for which the test is true, of those where it can be told."""
    told = [bool(answer) for answer in map(test, posts) if answer is not None]
    return sum(told) / len(told) if told else None


def mean(posts: Sequence[Fact], field: str) -> Outcome:
    """Mean of a count over the posts that print it; CENSORED where one of them is a lower bound."""
    known = [value for value in (getattr(p, field) for p in posts) if value is not None]
    if not known:
        return None
    value = sum(known) / len(known)
    return Measured(value, Status.CENSORED, value) if any(field in getattr(p, "censored", ()) for p in posts) else value


def of_look(view: View, kind: type[F], purpose: str, value: Callable[[F], Outcome]) -> Outcome:
    """The value of the fact on the last look of that purpose, or the status why there is none."""
    looks = sorted(view.looked(purpose), key=lambda p: p.seen_at)
    if not looks:
        return unseen(purpose)
    pages = {p.id for p in looks}
    found = view.facts(kind, only=lambda f: f.page in pages)
    if found:
        return value(max(found, key=lambda f: f.seen_at))
    last = looks[-1]
    return Measured(None, Status.EMPTY if last.status is Status.OK else last.status, reason=last.reason)


def counted(fact: Fact, field: str) -> Outcome:
    """A count of that fact, CENSORED where it is a lower bound."""
    value = getattr(fact, field)
    if value is None or field not in getattr(fact, "censored", ()):
        return float(value) if value is not None else None
    return Measured(float(value), Status.CENSORED, float(value))

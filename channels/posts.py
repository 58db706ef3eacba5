"""What channels have in common when they are measured by lists of posts: windows, words, means, and what was not told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TypeVar

from ..contract import Fact, Post, Profile, Reach, Status, Timeline, china_date
from .table import Measured, View
from .topics import OTHER, topic

ACTIVITY_DAYS = 30  # "month = 30 days", the convention of the WeChat and Weibo indices (WCI, BCI)
REACH_DAYS = 40  # how far back lists are read: the window and some days more
MISSED = 20  # posts counted and not listed, from which on the list contradicts itself (a few are hidden or deleted): ours
UNTOLD = "untold"  # in place of a post's media: an export that does not name them
LIKED = 100  # likes from which a post without any repost and comment looks odd: ours
COUNTS = ("reposts", "comments", "likes")

SHORT = "list not read back to the start of the 30 days"
PARTLY = "not all counts are printed in full"
MONTH = "own definition, over WCI's month of 30 days"
SILENT = "国办秘函〔2019〕19号: new media without an update in two weeks fail"
EXPORTED = "a figure that only the account's owner or a vendor exports; month = 30 days"

F = TypeVar("F", bound=Fact)
Outcome = Measured | float | None


def unseen(purpose: str) -> Measured:
    """What is known where no look of that purpose was made."""
    return Measured(None, Status.NOT_TRIED, reason=f"{purpose}: not looked at")


def untold(name: str) -> Measured:
    """What is known of what nothing that was looked at or imported tells."""
    return Measured(None, Status.NOT_TRIED, reason=f"{name}: not told")


def telling(facts: Sequence[Fact], names: Sequence[str], value: Callable[[], Outcome]) -> Outcome:
    """The value; NOT_TRIED where there are facts and none of them tells one of those fields."""
    missing = [name for name in names if facts and all(getattr(f, name) is None for f in facts)]
    return untold(missing[0]) if missing else value()


def at(view: View, kind: type[F], purpose: str) -> list[F]:
    """The facts that stand on the last looks of that purpose."""
    pages = {p.id for p in view.looked(purpose)}
    return view.facts(kind, only=lambda f: f.page in pages)


def recent(view: View, purpose: str, value: Callable[[list[Post]], Outcome], prefix: str = "") -> Outcome:
    """A value over the posts of the 30 days before the last look at the list, of those whose key begins so."""
    start = view.since(ACTIVITY_DAYS, purpose)
    if not view.looked(purpose):
        return unseen(purpose)
    listed = view.facts(Post, only=lambda p: p.key.startswith(prefix) and p.published is not None and p.published > start)
    return (None if listed else listed_nothing(view, purpose, prefix)) or value(listed)


def listed_nothing(view: View, purpose: str, prefix: str) -> Measured | None:
    """NOT_DECIDED where a list has no post at all beside a profile that counts many: one of the two is not what it was."""
    accounts = {p.account for p in view.looked(purpose)}
    if view.facts(Post, only=lambda p: p.key.startswith(prefix)):
        return None
    counted = max((p.posts or 0 for p in view.facts(Profile, only=lambda p: p.account in accounts)), default=0)
    return Measured(None, Status.NOT_DECIDED, reason=f"no post listed, {counted} counted") if counted >= MISSED else None


def whole(view: View, purpose: str) -> bool:
    """True where every list of that purpose was read back to the start of the 30 days."""
    start, read = view.since(ACTIVITY_DAYS, purpose), at(view, Timeline, purpose)
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


def spread(view: View, purpose: str, posts: Sequence[Post], formula: Callable[[int, int, int, int], float]) -> Outcome:
    """The index of how far the posts spread; CENSORED where a count is not told in full, or the list was cut short."""
    reposts, comments, likes = (sum(getattr(p, name) or 0 for p in posts) for name in COUNTS)
    value = formula(len(posts), reposts, comments, likes)
    if all(getattr(p, name) is not None and name not in p.censored for p in posts for name in COUNTS):
        return at_least(view, purpose, value)
    return Measured(value, Status.CENSORED, value, PARTLY)


def bare_likes(found: Sequence[Post | Reach]) -> float | None:
    """Share of those with at least 100 likes and neither repost nor comment, of those that print all three."""
    return share(found, _bare)


def _bare(found: Post | Reach) -> bool | None:
    passed_on = found.shares if isinstance(found, Reach) else found.reposts
    if found.likes is None or passed_on is None or found.comments is None:
        return None
    return found.likes >= LIKED and not passed_on and not found.comments


def carries(post: Post, medium: str) -> bool | None:
    """Whether the post carries a video, audio, picture or mini-program; None where an export does not tell what it carries."""
    return None if UNTOLD in post.media else medium in post.media


def silent_days(view: View, purpose: str, prefix: str = "") -> Outcome:
    """Calendar days from the newest post to the look; None where there is none, NOT_TRIED without a list, NOT_DECIDED where
    the list contradicts the profile."""
    if not view.looked(purpose):
        return unseen(purpose)
    moments = [p.published for p in view.facts(Post, only=lambda p: p.key.startswith(prefix)) if p.published]
    if not moments:
        return listed_nothing(view, purpose, prefix)
    return (china_date(view.moment(purpose)) - china_date(max(moments))).days


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

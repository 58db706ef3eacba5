"""What governments post about and what people write to them about, counted over many units."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from ... import registry
from ...channels.table import View
from ...channels.topics import topic as topic_of
from ...channels.website import topics as mail
from ...contract import CHINA, TOPICS, Letter, Mailbox, Page, Period, Point, Post, Reply, Site, TopicLine
from ...store import Store
from ..findings import batches
from .tree import Tree

CHAPTER = "topics"
POSTS, LETTERS = "posts", "letters"
NAMED = 5
MOST = 20  # topics of letters


def wanted(chapters: Sequence[str]) -> bool:
    """Whether a chapter is about topics: reading every post takes its time."""
    return any(chapter == CHAPTER or chapter in TOPICS for chapter in chapters)


def refuse_unknown(chapters: Sequence[str]) -> None:
    """ValueError for a chapter that is neither topics, nor one of them, nor a region."""
    wrong = [chapter for chapter in chapters if not chapter.startswith("region:") and not wanted([chapter])]
    if wrong:
        raise ValueError(f"no chapter {', '.join(wrong)}; there are {CHAPTER}, {', '.join(TOPICS)}, region:east and so on")


def topics(store: Store, tree: Tree, units: Sequence[str], period: str, as_of: datetime) -> tuple[TopicLine, ...]:
    """Posts of the period by what they are about, then letters of the 180 days before the last look by printed category."""
    when = Period.parse(period)
    posts = [(p.unit, topic_of(p.title), _month(p)) for some in batches(units) for p in _posts(store, some, when, as_of)]
    letters = [(row.unit, row.topic, row.letters) for unit in units for row in _letters(store, unit, when, as_of)]
    return (*_of_posts(tree, posts, when), *_of_letters(tree, letters))


def _posts(store: Store, units: list[str], when: Period, as_of: datetime) -> Iterable[Post]:
    """Every post of those units in the period once, as it was seen last."""
    found: dict[tuple[str, str, str, str], Post] = {}
    for post in sorted(store.rows(Post, unit=units), key=lambda p: p.seen_at):
        if post.published and when.start <= post.published < when.end and post.seen_at <= as_of:
            found[post.unit, post.channel, post.account, post.key] = post
    return found.values()


def _letters(store: Store, unit: str, when: Period, as_of: datetime) -> Iterator[mail.Topic]:
    """A unit's letters by printed category, as `dsci topics` counts them."""
    looks = [p for p in store.rows(Page, unit=unit, channel="website") if when.start <= p.seen_at <= as_of]
    if looks:
        last = max(page.seen_at for page in looks)
        facts = store.facts((Site, Letter, Reply, Mailbox), unit, "website")
        view = View([], looks, facts, when, last)
        yield from (row for row in mail.topics(registry.units()[unit], view) if row.by == "kind")


def _of_posts(tree: Tree, posts: Sequence[tuple[str, str, str]], when: Period) -> Iterator[TopicLine]:
    counts = Counter(topic for _, topic, _ in posts)
    for topic in sorted((t for t in TOPICS if counts[t]), key=lambda t: -counts[t]):
        months = Counter(month for _, found, month in posts if found == topic)
        by_unit = Counter(unit for unit, found, _ in posts if found == topic)
        points = tuple(Point(label, months[label]) for label in _labels(when, max(month for _, _, month in posts)))
        yield _line(tree, POSTS, topic, "", by_unit, len(posts), points)


def _of_letters(tree: Tree, letters: Sequence[tuple[str, str, int]]) -> Iterator[TopicLine]:
    counts: Counter[str] = Counter()
    for _, topic, count in letters:
        counts[topic] += count
    for topic, _ in counts.most_common(MOST):
        by_unit = Counter({unit: count for unit, found, count in letters if found == topic})
        yield _line(tree, LETTERS, topic, topic, by_unit, counts.total(), ())


def _line(
    tree: Tree, kind: str, topic: str, title: str, by_unit: Counter[str], of: int, months: tuple[Point, ...]
) -> TopicLine:
    most = sorted(by_unit.items(), key=lambda item: (-item[1], item[0]))[:NAMED]
    return TopicLine(
        kind=kind, topic=topic, title=title, count=by_unit.total(), share=by_unit.total() / of, units=len(by_unit),
        most=tuple(tree.told_apart(unit) for unit, _ in most), most_counts=tuple(count for _, count in most), months=months,
    )  # fmt: skip


def _month(post: Post) -> str:
    return f"{post.published.astimezone(CHINA):%Y-%m}" if post.published else ""


def _labels(when: Period, last: str) -> list[str]:
    """The months of a period up to the last one with a post."""
    start = when.start
    months = [f"{start.year + (start.month - 1 + n) // 12}-{(start.month - 1 + n) % 12 + 1:02d}" for n in range(12)]
    return [month for month in months if month <= last]

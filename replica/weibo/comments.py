"""What stands under a post: what citizens say, which nobody may keep, and what the account answers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ...contract import Unit
from ..world import World
from .profile import Post, uid

NAMES = "巷口路人"  # every citizen's name begins so, and every citizen's words hold one of these
SAYINGS = (
    "俺家门口那盏灯第{n}回灭了", "公交等了{n}分钟腿都麻了", "给干活的师傅点个赞呀{n}遍",
    "楼下那家铺子吵到第{n}宿", "老头老太看不懂，念了{n}遍",
)  # fmt: skip
CHORUS = ("吾家小区也盼着呢呀", "顶一个再顶一个嘞", "转给我二舅瞅瞅")
ANSWERS = ("您好，情况已收到，我们马上核实。", "感谢关注，已转主管部门处理。", "已修好，请放心。")


@dataclass(frozen=True)
class Comment:
    """One comment with its replies; `own`: by the account itself."""

    id: str
    user: str
    name: str
    text: str
    own: bool = False
    replies: tuple[Comment, ...] = ()


def comments(world: World, unit: Unit, post: Post) -> tuple[Comment, ...]:
    """What the first page under a post shows; nothing under some posts whose comments are not shown."""
    rng = world.rng("comments", post.id)
    if rng.random() < 0.08:
        return ()
    quality = world.quality(unit, "weibo")
    chorus = rng.choice(CHORUS) if rng.random() < 0.4 else ""
    first = [_comment(rng, unit, post, n, quality, chorus) for n in range(min(post.comments, rng.randrange(1, 16)))]
    return tuple(first)


def flat(comments: tuple[Comment, ...]) -> Iterator[Comment]:
    """The comments and their replies."""
    for comment in comments:
        yield comment
        yield from comment.replies


def repeated(comments: tuple[Comment, ...]) -> int:
    """How many of the citizens' comments say what another one says, spaces at the ends aside."""
    said = [comment.text.strip() for comment in flat(comments) if not comment.own]
    return sum(said.count(text) > 1 for text in said)


def _comment(rng: Random, unit: Unit, post: Post, number: int, quality: float, chorus: str) -> Comment:
    if number == 0 and rng.random() < 0.1:
        return _own(rng, unit, post, number, 0)
    replies = []
    if rng.random() < 0.25 * quality:
        replies.append(_own(rng, unit, post, number, 1))
    if rng.random() < 0.15:
        replies.append(_citizen(rng, post, number, len(replies) + 1, chorus))
    first = _citizen(rng, post, number, 0, chorus)
    return Comment(first.id, first.user, first.name, first.text, replies=tuple(replies))


def _citizen(rng: Random, post: Post, number: int, reply: int, chorus: str) -> Comment:
    """A citizen's words: those of a chorus, with stray spaces, or words that nobody else has."""
    user = f"98{number:02d}{reply}{int(post.id) % 100_000:05d}"
    alone = rng.choice(SAYINGS).format(n=100 * (reply + 1) + number)
    text = f"{chorus}{rng.choice(('', ' ', '  '))}" if chorus and rng.random() < 0.4 else alone
    return Comment(_id(post, number, reply), user, f"{NAMES}{user}", text)


def _own(rng: Random, unit: Unit, post: Post, number: int, reply: int) -> Comment:
    return Comment(_id(post, number, reply), uid(unit), "", rng.choice(ANSWERS), own=True)


def _id(post: Post, number: int, reply: int) -> str:
    return str(int(post.id) + 1_000_000 * (10 * number + reply + 1))

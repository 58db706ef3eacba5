"""What a video reached, from the post that prints it."""

from __future__ import annotations

from ...contract import Page, Post, Reach, fact


def reach(page: Page, post: Post) -> Reach:
    """The figures of one video: reads are its plays."""
    return fact(
        Reach,
        page,
        post.key,
        published=post.published,
        headline=None,
        reads=post.reads,
        likes=post.likes,
        looking=None,
        shares=post.reposts,
        comments=post.comments,
        censored=tuple("shares" if name == "reposts" else name for name in post.censored),
    )

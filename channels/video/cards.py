"""What is counted by the cards of accounts: Douyin's profile, Bilibili's and Kuaishou's cards."""

from __future__ import annotations

from ...contract import Profile, Status
from ..posts import Outcome, telling
from ..profiles import of_look
from ..table import MORE, Measured, View
from .rules import CARDS, OWN, PLATFORM, bilibili, count, douyin, failed, kuaishou, metrics, unused

PROFILE, CARD, VISION = ("profile",), ("card",), ("vision",)
FOLLOWED = ("card!", "relation!")
ANYWHERE = ("profile!", "card!", "relation!", "vision!", "home!", "works!")


@metrics.add("works_count", "抖音作品数", "Douyin videos", "条", MORE, "information", needs=PROFILE, source=PLATFORM)
def works_count(view: View) -> Outcome:
    """Works that the Douyin account has published."""
    return douyin(view, lambda p: count(p, "posts"))


@metrics.add("bilibili_works", "哔哩哔哩作品数", "Bilibili videos", "条", MORE, "information", needs=CARD, source=PLATFORM)
def bilibili_works(view: View) -> Outcome:
    """Videos that the Bilibili account has published."""
    return bilibili(view, lambda p: count(p, "posts"))


@metrics.add("kuaishou_works", "快手作品数", "Kuaishou videos", "条", MORE, "information", needs=VISION, source=PLATFORM)
def kuaishou_works(view: View) -> Outcome:
    """Public works of the Kuaishou account (photo_public), as its card prints them (1.2万 is 12,000)."""
    return kuaishou(view, lambda p: count(p, "posts"))


@metrics.add("platforms_count", "在用平台数", "Platforms in use", "个", MORE, "innovation", needs=ANYWHERE, source=OWN)
def platforms_count(view: View) -> Outcome:
    """Platforms (Douyin, Bilibili, Kuaishou, 视频号) on which an account of the unit was seen, by its card or by a list of its
    videos; at least that many where one was not looked at; not known where a look failed."""
    missing = [why for platform in CARDS if (why := unused(view, platform))]
    unknown = [why for why in missing if why.status is Status.NOT_TRIED]
    broken = [why for why in missing if failed(why) and why not in unknown]
    seen = float(len(CARDS) - len(missing))
    if broken or (unknown and not seen):
        return (broken or unknown)[0]
    return Measured(seen, Status.CENSORED, seen, unknown[0].reason) if unknown else seen


@metrics.add("followers", "抖音粉丝数", "Douyin followers", "人", MORE, "influence", needs=PROFILE, source=PLATFORM)
def followers(view: View) -> Outcome:
    """Followers of the Douyin account (follower_count, without those on the company's other platforms)."""
    return douyin(view, lambda p: count(p, "followers"))


@metrics.add("likes_per_work", "抖音作品平均获赞", "Likes per video", "次", MORE, "influence", needs=PROFILE, source=PLATFORM)
def likes_per_work(view: View) -> Outcome:
    """Likes that the Douyin account ever received, divided by its works; EMPTY without works."""
    return douyin(view, lambda p: telling([p], ("likes", "posts"), lambda: per_work(p)))


def per_work(profile: Profile) -> Outcome:
    if not profile.posts:
        return None
    value = (profile.likes or 0) / profile.posts
    return Measured(value, Status.CENSORED, value) if "likes" in profile.censored else value


@metrics.add(
    "bilibili_followers", "哔哩哔哩粉丝数", "Bilibili followers", "人", MORE, "influence", needs=FOLLOWED, source=PLATFORM
)
def bilibili_followers(view: View) -> Outcome:
    """Followers of the Bilibili account, by its card; where the card is refused, by the endpoint that counts followers alone."""
    by_card = bilibili(view, lambda p: count(p, "followers"))
    if failed(by_card) and view.looked("relation"):
        return of_look(view, Profile, "relation", lambda p: count(p, "followers"))
    return by_card


@metrics.add("kuaishou_followers", "快手粉丝数", "Kuaishou followers", "人", MORE, "influence", needs=VISION, source=PLATFORM)
def kuaishou_followers(view: View) -> Outcome:
    """Followers of the Kuaishou account, as its card prints them (169.8w is 1,698,000)."""
    return kuaishou(view, lambda p: count(p, "followers"))

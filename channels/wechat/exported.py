"""What is measured of WeChat by what no public page prints: figures that the account's owner or a vendor exports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...contract import Figures, Reach, Status
from ..indices import cited, wci_v14_2
from ..posts import ACTIVITY_DAYS, EXPORTED, Outcome, at_least, bare_likes, mean, telling, unseen
from ..profiles import counted, of_look
from ..table import LESS, MORE, Measured, View
from .rules import metrics

REACH, FIGURES = ("reach",), ("figures",)
CAPPED, BEYOND = 100_000, 1  # "10万+" counts as 100001 in the WCI: http://www.west68.cn/news/list.asp?newsid=926
BARE = "own rule: a flag to look at, no verdict"


def undecided(reason: str) -> Measured:
    """What is known where the figures there do not suffice."""
    return Measured(None, Status.NOT_DECIDED, reason=reason)


def reached(view: View, fields: Sequence[str], value: Callable[[list[Reach]], Outcome]) -> Outcome:
    """A value over the articles of the 30 days before the last look; NOT_TRIED where none of them tells one of the fields."""
    if not view.looked("reach"):
        return unseen("reach")
    start, end = view.since(ACTIVITY_DAYS, "reach"), view.moment("reach")
    found = view.facts(Reach, only=lambda r: r.published is not None and start < r.published <= end)
    return telling(found, fields, lambda: value(found))


def figure(view: View, value: Callable[[Figures], Outcome], *fields: str) -> Outcome:
    """A value of the last figures; NOT_TRIED where they do not tell one of the fields."""
    return of_look(view, Figures, "figures", lambda told: telling([told], fields, lambda: value(told)))


@metrics.add("menu_entries", "菜单入口数", "Menu entries", "个", MORE, "transaction", needs=FIGURES, source=EXPORTED)
def menu_entries(view: View) -> Outcome:
    """Entries of the account's menu that lead somewhere, as its back office shows them."""
    return figure(view, lambda told: counted(told, "menu_entries"), "menu_entries")


@metrics.add("miniprogram_entry", "小程序入口", "Mini-program", "是/否", MORE, "transaction", needs=FIGURES, source=EXPORTED)
def miniprogram_entry(view: View) -> Outcome:
    """1 if the account's menu or card leads to a mini-program, else 0."""
    return figure(view, lambda told: float(bool(told.miniprogram)), "miniprogram")


@metrics.add("messages_answered_share", "私信回复率", "Answered", "share", MORE, "participation", needs=FIGURES, source=EXPORTED)
def messages_answered_share(view: View) -> Outcome:
    """Private messages answered of those received in the 30 days before the figures were taken; EMPTY where there were none."""
    return figure(view, _answered, "messages", "answered")


def _answered(told: Figures) -> Outcome:
    received, answered = told.messages or 0, told.answered or 0
    if answered > received or {"messages", "answered"} & {*told.censored}:
        return undecided(f"{answered} answered of {received}")
    return answered / received if received else None


@metrics.add("reads_per_article", "篇均阅读", "Reads per article", "次", MORE, "influence", needs=REACH, source=EXPORTED)
def reads_per_article(view: View) -> Outcome:
    """Mean reads of the articles published in the 30 days before the figures were taken; a lower bound where one has 10万+."""
    return reached(view, ("reads",), lambda found: mean(found, "reads"))


@metrics.add("headline_reads", "头条篇均阅读", "Reads per headline", "次", MORE, "influence", needs=REACH, source=EXPORTED)
def headline_reads(view: View) -> Outcome:
    """Mean reads of the headline articles (头条, the first of its message) of the 30 days before the figures were taken;
    a lower bound where one has 10万+."""
    return reached(view, ("headline", "reads"), lambda found: mean([r for r in found if r.headline], "reads"))


@metrics.add("shares_per_article", "篇均分享", "Shares per article", "次", MORE, "influence", needs=REACH, source=EXPORTED)
def shares_per_article(view: View) -> Outcome:
    """Mean shares of the articles published in the 30 days before the figures were taken."""
    return reached(view, ("shares",), lambda found: mean(found, "shares"))


@metrics.add("wci", "微信传播指数", "WCI", "分", MORE, "influence", needs=REACH, source=cited("wci_v14_2"))
def wci(view: View) -> Outcome:
    """WCI V14.2 over the articles of the 30 days before the figures were taken: 12 × (0.6·O + 0.2·A + 0.1·H + 0.1·P)², each
    part 0.85 ln(reads+1) + 0.09 ln(10·在看+1) + 0.06 ln(10·likes+1), of the sums a day, an article, of headline articles a day,
    and of the largest; 10万+ counts as 100001, as the index has it; 0 without an article; a lower bound where a figure of an
    article is not told."""
    return reached(view, ("reads",), lambda found: _wci(view, found))


def _wci(view: View, found: list[Reach]) -> Outcome:
    reads, looking, likes = ([_counts(r, field) for r in found] for field in ("reads", "looking", "likes"))
    value = wci_v14_2(ACTIVITY_DAYS, reads, looking, likes, [bool(r.headline) for r in found])
    whole = all(None not in (r.reads, r.looking, r.likes, r.headline) and _in_full(r) for r in found)
    if whole:
        return at_least(view, "reach", value)
    return Measured(value, Status.CENSORED, value, "not every article's figures are told")


def _in_full(article: Reach) -> bool:
    """True where no figure is a lower bound but 10万+, for which the index has a custom."""
    return all(getattr(article, field) == CAPPED for field in article.censored)


def _counts(article: Reach, field: str) -> int:
    """The figure, 0 where it is not told; 10万+ as 100001, and any other lower bound so."""
    return (getattr(article, field) or 0) + BEYOND * (field in article.censored)


@metrics.add("followers", "关注用户数", "Followers", "人", MORE, "influence", needs=FIGURES, source=EXPORTED)
def followers(view: View) -> Outcome:
    """Followers of the account when the figures were taken."""
    return figure(view, lambda told: counted(told, "followers"), "followers")


@metrics.add(
    "followers_gained_share", "关注用户净增率", "Followers won", "share", MORE, "influence", needs=FIGURES, source=EXPORTED
)
def followers_gained_share(view: View) -> Outcome:
    """Followers won in the 30 days before the figures were taken, as a share of those that it had before."""
    return figure(view, _gained, "followers", "gained")


def _gained(told: Figures) -> Outcome:
    before = (told.followers or 0) - (told.gained or 0)
    if before <= 0 or {"followers", "gained"} & {*told.censored}:
        return undecided("followers before: not known, or none")
    return (told.gained or 0) / before


@metrics.add("bare_likes_share", "有赞无评无分享占比", "Bare likes", "share", LESS, "integrity", needs=REACH, source=BARE)
def bare_likes_share(view: View) -> Outcome:
    """Share of the articles of the 30 days before the figures were taken with at least 100 likes and neither a share nor a
    comment, of those that tell all three. Likes can be bought; an owner may also have closed comments."""
    return reached(view, ("likes", "shares", "comments"), bare_likes)

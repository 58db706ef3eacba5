"""What is measured of Weibo from the account's card."""

from __future__ import annotations

from ...contract import Profile
from ..posts import Outcome, untold
from ..profiles import HOST, NAMES, counted, grown, jump, names_unit, of_look
from ..table import LESS, MORE, View
from .rules import FLAG, metrics

CARD = ("profile",)
OWN = "own definition"


@metrics.add("verified", "政务认证", "Verified as government", "是/否", MORE, "delivery", needs=CARD, source=HOST)
def verified(view: View) -> Outcome:
    """1 if the platform verified the account as a government (verified_type 1), else 0."""
    return of_look(view, Profile, "profile", lambda p: untold("verification") if p.verified is None else p.verified)


@metrics.add("host_named", "认证含主办单位", "Host in verification", "是/否", MORE, "delivery", needs=CARD, source=HOST)
def host_named(view: View) -> Outcome:
    """1 if the account is verified as a government and its verification names the unit by its short name (杭州), else 0."""
    return of_look(view, Profile, "profile", lambda p: _host(view, p))


def _host(view: View, card: Profile) -> Outcome:
    if card.verified is None or (card.verified and "verified_reason" in card.untold):
        return untold("verification")
    return card.verified and names_unit(view, card.verified_reason)


@metrics.add("name_consistent", "名称一致", "Name tells whose it is", "是/否", MORE, "delivery", needs=CARD, source=NAMES)
def name_consistent(view: View) -> Outcome:
    """1 if the account's name holds the unit's short name (杭州), else 0."""
    return of_look(view, Profile, "profile", lambda p: untold("name") if "name" in p.untold else names_unit(view, p.name))


@metrics.add("followers", "粉丝数", "Followers", "人", MORE, "influence", needs=CARD, source="the platform's own count")
def followers(view: View) -> Outcome:
    """Followers as the platform prints them (123.4万 is 1,234,000)."""
    return of_look(view, Profile, "profile", lambda p: counted(p, "followers"))


@metrics.add("followers_growth", "粉丝增长率", "Growth of followers", "share", MORE, "influence", needs=CARD, source=OWN)
def followers_growth(view: View) -> Outcome:
    """Followers won from the first count in the period to the last, as a share of the first, whoever counted (a public look,
    the owner, a vendor); lower bounds are left out; NOT_DECIDED with fewer than two counts."""
    return of_look(view, Profile, "profile", lambda p: grown(view, p.account))


@metrics.add("followers_jump", "粉丝突增", "Jump of followers", "share", LESS, "integrity", needs=CARD, source=FLAG)
def followers_jump(view: View) -> Outcome:
    """The largest growth of followers a day between two counts next to each other in the period, as a share of the count
    before; NOT_DECIDED with fewer than two counts. What bought followers look like; a flag, not a verdict."""
    return of_look(view, Profile, "profile", lambda p: jump(view, p.account))

"""What the cards of accounts say of whose they are, and where they lead: bio, name, verification."""

from __future__ import annotations

from ...contract import Profile
from ..posts import Outcome, untold
from ..profiles import HOST, NAMES, names_unit
from ..table import MORE, View
from .rules import OWN, bilibili, douyin, metrics

PROFILE, CARD = ("profile",), ("card",)
ENTRY_WORDS = ("办事", "12345", "服务", ".gov.cn")


@metrics.add(
    "service_entry", "主页有办事入口", "Service entry in profile", "是/否", MORE, "transaction", needs=PROFILE, source=OWN
)
def service_entry(view: View) -> Outcome:
    """1 if the Douyin account's bio names 办事, 12345, 服务 or an address under gov.cn, else 0."""
    return douyin(view, _entry)


def _entry(profile: Profile) -> Outcome:
    if "description" in profile.untold:
        return untold("description")
    return any(word in profile.description for word in ENTRY_WORDS)


@metrics.add("verified", "机构认证", "Verified", "是/否", MORE, "delivery", needs=PROFILE, source=HOST)
def verified(view: View) -> Outcome:
    """1 if the Douyin account carries a verification (custom_verify or enterprise_verify_reason), else 0."""
    return douyin(view, _verified)


def _verified(profile: Profile) -> Outcome:
    return untold("verified") if profile.verified is None else profile.verified


@metrics.add("host_named", "认证写明主办单位", "Host in verification", "是/否", MORE, "delivery", needs=PROFILE, source=HOST)
def host_named(view: View) -> Outcome:
    """1 if the Douyin account is verified and its verification names the unit by its short name (浙江, 杭州), else 0."""
    return douyin(view, lambda p: _named(view, p))


def _named(view: View, profile: Profile) -> Outcome:
    if profile.verified is None or (profile.verified and not profile.verified_reason):
        return untold("verified_reason")
    return profile.verified and names_unit(view, profile.verified_reason)


@metrics.add("name_consistent", "名称与单位一致", "Name tells the unit", "是/否", MORE, "delivery", needs=PROFILE, source=NAMES)
def name_consistent(view: View) -> Outcome:
    """1 if the Douyin account's name holds the short name of the unit (浙江, 杭州), else 0."""
    return douyin(view, lambda p: names_unit(view, p.name) if p.name else untold("name"))


@metrics.add(
    "bilibili_verified", "哔哩哔哩机构认证", "Verified on Bilibili", "是/否", MORE, "delivery", needs=CARD, source=HOST
)
def bilibili_verified(view: View) -> Outcome:
    """1 if the Bilibili account carries a verification (an institution: Official.type 1, role above 0), else 0."""
    return bilibili(view, _verified)

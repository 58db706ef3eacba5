"""The answers of www.kuaishou.com/graphql: an account's profile, for those who show a cookie with did."""

from __future__ import annotations

import json
import re
from typing import Any

from ..answers import json_reply
from ..world import Ask, Reply
from .drawn import VideoProfile

Json = dict[str, Any]
NO_QUERY = {"errors": [{"message": "Must provide an operation.", "extensions": {"code": "GRAPHQL_PARSE_FAILED"}}]}
LOGIN: Json = {"data": {"visionProfile": None}}


def asked_for(ask: Ask) -> str | None:
    """The id of the account whose profile a request asks for; None where it asks for something else."""
    try:
        wanted = json.loads(ask.body)
        whole = wanted["operationName"] == "visionProfile" and "visionProfile" in wanted["query"]
        return str(wanted["variables"]["userId"]) if whole else None
    except (ValueError, LookupError, TypeError, RecursionError):
        return None


def known(ask: Ask) -> bool:
    """True where the request shows a cookie with did."""
    return re.search(r"(?:^|;)\s*did=[^;\s]", ask.header("cookie")) is not None


def refused(result: int) -> Reply:
    """2: who asks has to log in, or asks too often; 50: what they ask is not signed."""
    return json_reply({"data": {"visionProfile": {"result": result, "hostName": "replica", "userProfile": None}}})


def profile_answer(who: VideoProfile) -> Json:
    """The profile; its numbers are integers or texts, and the number of all works is not told."""
    works: int | str = who.kuaishou_works if who.kuaishou_works % 2 else str(who.kuaishou_works)
    count = {"fan": who.kuaishou_fans, "photo": None, "follow": 17, "photo_public": works, "__typename": "VisionUserOwnerCount"}
    profile = {
        "gender": "F",
        "user_name": who.name,
        "user_id": who.kuaishou,
        "headurl": f"https://p2-pro.a.yximgs.com/uhead/{who.kuaishou}.jpg",
        "user_text": who.bio,
        "user_profile_bg_url": "",
        "__typename": "VisionUserProfile",
    }
    user = {"ownerCount": count, "profile": profile, "isFollowing": False, "__typename": "VisionUserProfileBean"}
    answer = {"result": 1, "hostName": "replica", "userProfile": user, "__typename": "VisionProfileResult"}
    return {"data": {"visionProfile": answer}}

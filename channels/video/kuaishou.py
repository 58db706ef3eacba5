"""Kuaishou's card of an account, which wants the operator's cookie (`did`). It refuses in four ways, all with HTTP 200."""

from __future__ import annotations

from ...contract import Answer, Extract, Profile, Status, fact
from ..shapes import Ended, Node, ShapeError, read_json

REFUSALS = {2: Status.LOGIN_REQUIRED, 50: Status.BLOCKED}  # no or a worn-out did; a signature is wanted


def vision(answer: Answer) -> Extract:
    owner = _answered(answer).at("userProfile")
    person = owner.at("profile")
    found = fact(
        Profile,
        answer.page,
        person.at("user_id").key(),
        name=person.at("user_name").text(),
        description=person.words("user_text"),
        verified_reason="",  # whether it is verified is not asked for: the query has no field for it
        **owner.at("ownerCount").counts(followers="fan", following="follow", posts="photo_public"),
    )
    return Extract(Status.OK, (found,))


def _answered(answer: Answer) -> Node:
    """The account's part of an answer that says result 1; anything else ends the reading. A refusal may lack the envelope."""
    root = read_json(answer.body)
    account = root if root.get("result") else _account(root.at("data"))
    if "captcha" in account.words("url"):
        raise Ended(Status.BLOCKED, "captcha")
    result = account.at("result").whole()
    if result in REFUSALS:
        raise Ended(REFUSALS[result], f"result {result}")
    if result != 1:
        raise ShapeError(f"{account.path}.result", str(result))
    return account


def _account(data: Node) -> Node:
    """What stands for the account. Null there, or in place of everything, is what a client without `did` is given."""
    if data.value is None:
        raise Ended(Status.LOGIN_REQUIRED, "no data")
    if data.get("captcha") or data.get("url"):
        raise Ended(Status.BLOCKED, "captcha")
    account = data.at("visionProfile")
    if account.value is None:
        raise Ended(Status.LOGIN_REQUIRED, "no visionProfile")
    return account

"""What a TLS handshake with the portal's host told."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from ...contract import Answer, Certificate, Extract, Status, fact
from ..shapes import INVISIBLE

MAX_BYTES, MAX_WORDS = 10_000, 200


def read_tls(answer: Answer) -> Extract:
    """The certificate: does it verify for the host, who issued it, until when. A port that refuses is a finding too."""
    try:
        told: Any = json.loads(answer.body[:MAX_BYTES])
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or not isinstance(told.get("verified"), bool) or not isinstance(told.get("refused"), bool):
        return Extract(Status.CHANGED_SHAPE, reason="no outcome of a handshake")
    words = {name: INVISIBLE.sub("", str(told.get(name) or ""))[:MAX_WORDS] for name in ("issuer", "protocol", "fault")}
    refused, valid = told["refused"], told["verified"] and not told["refused"]
    found = fact(Certificate, answer.page, "", refused=refused, valid=valid, expires=_moment(told.get("expires")), **words)
    return Extract(Status.OK, (found,))


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return found if found.tzinfo else None

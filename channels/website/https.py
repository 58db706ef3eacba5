"""The headers of an answer over HTTPS."""

from __future__ import annotations

import re

from ...contract import Answer, Extract, Secure, Status, fact
from ..blocks import http_verdict

_AGE = re.compile(r"(?:^|;)\s{0,9}max-age\s{0,9}=\s{0,9}\"?(\d{1,12})", re.I)
MAX_HEADER = 500
NOT_ITS_OWN = frozenset({Status.BLOCKED, Status.THROTTLED, Status.LOGIN_REQUIRED})  # a guard's answer, without the site's headers


def read_https(answer: Answer) -> Extract:
    """For how many seconds a browser is to ask over HTTPS only (Strict-Transport-Security). Redirects and errors count:
    their headers are the host's."""
    verdict = http_verdict(answer.page.http_status, answer.page.reason)
    if verdict in NOT_ITS_OWN:
        return Extract(verdict, reason=f"HTTP {answer.page.http_status}")
    given = next((value for name, value in answer.headers if name.lower() == "strict-transport-security"), "")
    found = _AGE.search(given[:MAX_HEADER])
    return Extract(Status.OK, (fact(Secure, answer.page, "", hsts=int(found[1]) if found else None),))

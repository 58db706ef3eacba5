"""What the portal's name resolves to."""

from __future__ import annotations

from ...contract import Addresses, Answer, Extract, Status, fact

MAX_BYTES = 10_000


def read_dns(answer: Answer) -> Extract:
    """How many addresses of either kind: a line each, `A 203.0.113.1` or `AAAA 2001:db8::1`. No line: none."""
    lines = answer.body[:MAX_BYTES].decode("ascii", "replace").split("\n")
    kinds = [line.split(" ")[0] for line in lines if line.strip()]
    if not {"A", "AAAA"}.issuperset(kinds):
        return Extract(Status.CHANGED_SHAPE, reason="no list of addresses")
    found = fact(Addresses, answer.page, "", ipv4=kinds.count("A"), ipv6=kinds.count("AAAA"))
    return Extract(Status.OK, (found,))

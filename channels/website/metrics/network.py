"""Delivery below the page: the domain, the name, the certificate, HTTPS."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from ....contract import Addresses, Certificate, Secure, Status
from ...table import MORE, Measured, View
from ..seen import site
from .delivery import answered
from .rules import CERTIFIED, HOME, HSTS, IPV6, NAME, NO_HOME, PAGES, SECURE, TLS, metrics

_DOMAIN = re.compile(r"www\.[a-z0-9-]+\.gov\.cn")
UNSAFE = frozenset({Status.REFUSED, Status.TLS})  # nobody listens there, or speaks no TLS


@metrics.add("https_valid", "HTTPS证书有效", "Valid certificate", "是/否", MORE, "delivery", needs=TLS, source=CERTIFIED)
def https_valid(view: View) -> float | None:
    """1 if the portal's host answers over TLS with a certificate that verifies for it, else 0."""
    found = view.facts(Certificate)
    return float(any(seen.valid for seen in found)) if found else None


@metrics.add("hsts", "HSTS", "Strict transport security", "是/否", MORE, "delivery", needs=SECURE, source=HSTS)
def hsts(view: View) -> Measured | float | None:
    """1 if the host, asked over HTTPS, tells browsers to use nothing else; 0 if not, or if HTTPS is refused or not valid."""
    invalid = view.facts(Certificate, only=lambda seen: not seen.valid)
    found, looks = view.facts(Secure), view.looked("https")
    if invalid or any(page.status in UNSAFE for page in looks):
        return 0.0
    if not found and looks:
        return Measured(None, looks[0].status, reason=f"https: {looks[0].reason}")
    return float(any(seen.hsts for seen in found)) if found else None


@metrics.add("ipv6", "支持IPv6", "Address of IPv6", "是/否", MORE, "delivery", needs=NAME, source=IPV6)
def ipv6(view: View) -> float | None:
    """1 if the portal's name has an address of IPv6, else 0."""
    found = view.facts(Addresses)
    return float(any(seen.ipv6 for seen in found)) if found else None


@metrics.add("domain_form", "域名规范", "Form of the domain", "是/否", MORE, "delivery", needs=HOME, source=PAGES)
def domain_form(view: View) -> Measured | float:
    """1 if the host of the home page is www.NAME.gov.cn, NAME without a dot, else 0."""
    home = site(view)
    return float(bool(_DOMAIN.fullmatch(urlsplit(answered(view).url).hostname or ""))) if home else NO_HOME

"""What comes back from the archive and from below HTTP: WARC records, certificates, robots.txt."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from scrapy.robotstxt import ProtegoRobotParser

from dsci.spiders.network import _certificate
from dsci.store.scanning import walk
from dsci.store.warc import record_of, unpacked

from .target import Target

ROBOTS = b"User-agent: *\nDisallow: /a*b$\nAllow: /\nCrawl-delay: 5\nSitemap: https://www.example.gov.cn/s.xml\n"
MIDDLE = 4096


def targets() -> list[Target]:
    """One for each. No record has a seed of its own making, as each is born with another id: those that are kept serve."""
    return [
        Target("evidence/record", record_of, (ValueError,), longest=MIDDLE),
        Target("evidence/member", lambda data: record_of(unpacked(data)), (ValueError,), longest=MIDDLE),
        Target("evidence/file", _walked, longest=MIDDLE),
        Target("evidence/certificate", _certificate, (), lambda: [_signed()], MIDDLE),
        Target("evidence/robots", _robots, (), lambda: [ROBOTS], MIDDLE),
    ]


def _walked(data: bytes) -> None:
    """A file goes by from its start to its end: no member twice, none before another."""
    offsets = [member.offset for member in walk(BytesIO(data), iter((0, len(data) // 3, len(data) // 2)))]
    assert offsets == sorted(set(offsets)) and max(offsets, default=0) <= len(data)


@cache
def _signed() -> bytes:
    """A certificate as a portal shows it, by a fixed key."""
    key = Ed25519PrivateKey.from_private_bytes(b"1" * 32)
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "示例市"), x509.NameAttribute(NameOID.COMMON_NAME, "例")])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    dated = built.not_valid_before(datetime(2026, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2027, 1, 1, tzinfo=UTC))
    return dated.sign(key, None).public_bytes(Encoding.DER)


def _robots(data: bytes) -> None:
    parser = ProtegoRobotParser(data, None)
    parser.allowed("https://www.example.gov.cn/a/b", "dsci")

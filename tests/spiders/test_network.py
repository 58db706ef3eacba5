"""Looks below HTTP, against a server on loopback with a certificate of its own."""

from __future__ import annotations

import json
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dsci.channels import channels
from dsci.contract import Addresses, Answer, Certificate, Status
from dsci.spiders.network import addresses, handshake

from ..channels.social import look

EXPIRES = datetime(2036, 1, 2, tzinfo=UTC)


def certificate(folder: Path, expires: datetime = EXPIRES, host: str = "localhost") -> Path:
    """A file with a self-signed certificate for that host, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Test CA"), x509.NameAttribute(NameOID.COMMON_NAME, host)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(min(expires, datetime.now(UTC)) - timedelta(days=30))
        .not_valid_after(expires)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = folder / f"{host}-{expires.year}.pem"
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


class Server:
    """Accepts connections until the test is over; with a certificate it speaks TLS."""

    def __init__(self, file: Path | None) -> None:
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listening.getsockname()[1]
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if file else None
        if self.context and file:
            self.context.load_cert_chain(file)
        threading.Thread(target=self.run, daemon=True).start()

    def run(self) -> None:
        while True:
            try:
                plain, _ = self.listening.accept()
            except OSError:
                return
            try:
                if self.context:
                    plain = self.context.wrap_socket(plain, server_side=True)
                plain.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                plain.close()
            except OSError:
                plain.close()


@pytest.fixture
def serve() -> Iterator[Any]:
    servers: list[Server] = []

    def start(file: Path | None) -> int:
        servers.append(Server(file))
        return servers[-1].port

    yield start
    for server in servers:
        server.listening.close()


def told(port: int, trusted: Path | None = None) -> Certificate:
    context = ssl.create_default_context(cafile=str(trusted)) if trusted else None
    body = handshake("localhost", port, 5.0, context, f"localhost:{port}")
    page = look("website", "tls", f"tls://localhost:{port}/", http_status=None)
    found = channels()["website"].extract(Answer(page, body.encode()))
    assert found.status is Status.OK
    (row,) = found.facts
    assert isinstance(row, Certificate)
    return row


def test_a_certificate_that_verifies(serve: Any, tmp_path: Path) -> None:
    file = certificate(tmp_path)
    row = told(serve(file), trusted=file)
    assert (row.valid, row.refused, row.fault, row.issuer, row.expires) == (True, False, "", "Test CA", EXPIRES)
    assert row.protocol.startswith("TLSv1.")


def test_one_that_nobody_vouches_for_is_read_all_the_same(serve: Any, tmp_path: Path) -> None:
    row = told(serve(certificate(tmp_path)))
    assert (row.valid, row.refused, row.issuer, row.expires) == (False, False, "Test CA", EXPIRES)
    assert "self-signed" in row.fault


def test_one_that_has_expired_and_one_of_another_host(serve: Any, tmp_path: Path) -> None:
    old = certificate(tmp_path, datetime(2020, 1, 1, tzinfo=UTC))
    row = told(serve(old), trusted=old)
    assert (row.valid, row.expires) == (False, datetime(2020, 1, 1, tzinfo=UTC)) and "expired" in row.fault
    other = certificate(tmp_path, host="www.example.gov.cn")
    row = told(serve(other), trusted=other)
    assert not row.valid and "localhost" in row.fault


def test_a_port_that_refuses_and_one_that_speaks_something_else(serve: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    row = told(port)
    assert (row.refused, row.valid, row.expires) == (True, False, None)
    row = told(serve(None))
    assert (row.refused, row.valid) == (False, False) and row.fault


def test_a_server_that_says_nothing_is_a_time_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(TimeoutError):
        port = silent.getsockname()[1]
        handshake("localhost", port, 0.3, exempt=f"localhost:{port}")


def test_addresses_of_a_name() -> None:
    body = addresses("1.1.1.1")
    page = look("website", "dns", "dns://1.1.1.1/", http_status=None)
    (row,) = channels()["website"].extract(Answer(page, body.encode())).facts
    assert isinstance(row, Addresses) and (row.ipv4, row.ipv6) == (1, 0)
    assert addresses("2606:4700::1111") == "AAAA 2606:4700::1111"
    with pytest.raises(socket.gaierror):
        addresses("no such host")


def test_what_is_told_is_json() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = handshake("localhost", port, 1.0, exempt=f"localhost:{port}")
    assert set(json.loads(said)) == {"refused", "verified", "fault", "protocol", "issuer", "expires"}

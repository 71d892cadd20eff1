"""HTTPS over real sockets: the pinned key is believed whatever the dates say, and another key hears nothing."""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from sai_thong.ground.clock import FixedClock
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.records import Citizen
from sai_thong.server.api import application
from sai_thong.server.database import add_office, authority_key
from sai_thong.server.devices import give_code
from sai_thong.server.tls import certificate, context_with, serving_context
from sai_thong.sync.device import own_device, pinned_authority
from sai_thong.sync.engine import Round
from sai_thong.sync.enrolling import enrol
from sai_thong.sync.refusals import NotThePinnedAuthority
from sai_thong.sync.transports.http import HttpTransport, line_to
from tests.server.served import serving
from tests.sync.real_stations import NOW, OFFICE, make_station

YEAR = timedelta(days=365.2425)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def app(heard):
    async def answer(request):
        heard.append(await request.body())
        return PlainTextResponse("ok")

    return Starlette(routes=[Route("/ask", answer, methods=["POST"])])


@pytest.mark.parametrize("years", [-10, 543])
def test_the_pinned_key_is_believed_whatever_the_dates_say(app, heard, years):
    # A clock that is wrong sees the certificate at another time: here the certificate is moved in place of the clock.
    begins = datetime.now(UTC) + years * YEAR
    shown = certificate(KEY, begins - YEAR, begins + YEAR)
    with serving(app, context_with(shown, KEY)) as url, HttpTransport(url, PUBLIC.__eq__) as line:
        assert line.ask("/ask", b"question", {}).body == b"ok"
    assert heard == [b"question"]


def test_another_key_is_told_nothing(app, heard):
    other = Ed25519PrivateKey.generate()
    with serving(app, serving_context(other)) as url, HttpTransport(url, PUBLIC.__eq__) as line:
        for _try in range(2):
            with pytest.raises(NotThePinnedAuthority):
                line.ask("/ask", b"question", {})
    assert heard == []


@pytest.mark.parametrize("years", [-10, 0])
def test_a_proxy_with_a_public_certificate_is_accepted(app, heard, tmp_path, monkeypatch, years):
    authority = Ed25519PrivateKey.generate()
    root = certificate_of("root", authority, authority, datetime.now(UTC), is_root=True)
    (tmp_path / "known.pem").write_bytes(root.public_bytes(Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "known.pem"))
    key = Ed25519PrivateKey.generate()
    shown = certificate_of("proxy", key, authority, datetime.now(UTC) + years * YEAR)
    with serving(app, context_with(shown, key)) as url, HttpTransport(url, PUBLIC.__eq__) as line:
        assert line.ask("/ask", b"question", {}).body == b"ok"
    assert heard == [b"question"]


def certificate_of(name, key, signer, moment, *, is_root=False):
    def named(words):
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])

    builder = (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named("root"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment - YEAR)
        .not_valid_after(moment + YEAR)
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
    )
    return builder.sign(signer, algorithm=None)


def test_computers_with_wrong_clocks_enrol_and_sync_over_https(sqlite_engine, tmp_path):
    clock = FixedClock(NOW)
    add_office(sqlite_engine, OFFICE, "ทรายทอง", epoch="first")
    first = make_station(tmp_path, "ธุรการ", skew=-10 * YEAR)
    second = make_station(tmp_path, "ปลัด", first.store.keys, skew=543 * YEAR)
    with serving(application(sqlite_engine, clock), serving_context(authority_key(sqlite_engine))) as url:
        for side in (first, second):
            code = give_code(sqlite_engine, OFFICE, clock)
            with HttpTransport(url, code.fits) as line:
                enrol(side.store, code.text, url, "เครื่องของสำนักงาน", line)
        with first.store.transaction() as tx:
            person = tx.insert(Citizen(first_name="สมหญิง", moo=3))
        for side in (first, second):
            store = side.store
            with line_to(pinned_authority(store)) as line:
                Round(store, own_device(store), pinned_authority(store), RECORD_TYPES, line).run()
    assert second.store.get(Citizen, person.id).moo == 3
    for side in (first, second):
        side.store.close()

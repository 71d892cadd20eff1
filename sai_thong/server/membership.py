"""What a computer may do about the computers of its office: invite one, list them, strike one off, renew itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, Engine, func, insert, select, update

from sai_thong.ground.clock import Clock
from sai_thong.server.database import of_office
from sai_thong.server.devices import is_plain_id, keep_code, moment, strike_off
from sai_thong.server.problems import Declined
from sai_thong.server.requests import in_session
from sai_thong.server.schema import CONTACTS, DEVICES, FILES
from sai_thong.sync import messages
from sai_thong.sync.device_messages import (
    CODE_PATH,
    DEVICES_PATH,
    RENEW_PATH,
    REVOKE_PATH,
    GivenCode,
    ListedDevice,
    Renewal,
    ToldFile,
    pack_given_code,
    pack_listed,
    renewal_bytes,
    unpack_named,
    unpack_renewal,
)
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.sessions import Problem, SignedRequest

Work = Callable[[Connection, SignedRequest, bytes], bytes]


class Membership:
    """Answers requests about the computers of an office.

    Args:
        engine: The database.
        clock: The time.
        key: What answers are signed with; its pin stands in the codes given out.
    """

    def __init__(self, engine: Engine, clock: Clock, key: Ed25519PrivateKey) -> None:
        self._engine = engine
        self._clock = clock
        self._key = key
        works: dict[str, Work] = {
            CODE_PATH: self._code,
            DEVICES_PATH: self._devices,
            REVOKE_PATH: self._revoke,
            RENEW_PATH: self._renew,
        }
        self.answers: Final = {path: self._answering(path, work) for path, work in works.items()}

    def _answering(self, path: str, work: Work) -> Callable[[SignedRequest, bytes], bytes]:
        def answer(asked: SignedRequest, body: bytes) -> bytes:
            with of_office(self._engine, asked.office) as connection:
                in_session(connection, asked, path, body, self._clock)
                told = work(connection, asked, body)
            return messages.signed_answer(told, asked.nonce, self._key)

        return answer

    def _code(self, connection: Connection, asked: SignedRequest, _body: bytes) -> bytes:
        code, until = keep_code(connection, asked.office, self._clock, self._key, given_by=asked.device)
        return pack_given_code(GivenCode(code.text, until))

    def _devices(self, connection: Connection, asked: SignedRequest, _body: bytes) -> bytes:
        return pack_listed(listed_devices(connection, asked.office))

    def _revoke(self, connection: Connection, asked: SignedRequest, body: bytes) -> bytes:
        device = unpack_named(body)
        if not strike_off(connection, asked.office, device, self._clock):
            raise Declined(Problem.UNKNOWN_DEVICE)
        return pack_listed(listed_devices(connection, asked.office))

    def _renew(self, connection: Connection, asked: SignedRequest, body: bytes) -> bytes:
        renewal = unpack_renewal(body)
        if not is_plain_id(renewal.device):
            raise Unreadable("no id")
        _verify_proof(asked, renewal)
        own = DEVICES.c.office == asked.office
        if connection.execute(select(DEVICES.c.device).where(own, DEVICES.c.device == renewal.device)).first():
            raise Declined(Problem.UNKNOWN_DEVICE)
        now = moment(self._clock.now())
        old = connection.execute(select(DEVICES).where(own, DEVICES.c.device == asked.device)).one()
        connection.execute(
            insert(DEVICES).values(
                office=asked.office,
                device=renewal.device,
                name=old.name,
                signing_key=renewal.signing_key,
                box_key=renewal.box_key,
                enrolled_at=now,
            )
        )
        # What the old key signed before stays good; from now on it is heard no longer.
        connection.execute(
            update(DEVICES)
            .where(own, DEVICES.c.device == asked.device)
            .values(revoked_at=now, replaced_by=renewal.device)
        )
        return pack_listed(listed_devices(connection, asked.office))


def listed_devices(connection: Connection, office: str) -> tuple[ListedDevice, ...]:
    """Every computer of an office with what is known of it, those struck off too; the one enrolled first first."""
    told = connection.execute(
        select(
            CONTACTS.c.device, CONTACTS.c.file_id, CONTACTS.c.counter, CONTACTS.c.at, func.coalesce(FILES.c.counter, 0)
        )
        .join(FILES, (FILES.c.office == CONTACTS.c.office) & (FILES.c.file_id == CONTACTS.c.file_id), isouter=True)
        .where(CONTACTS.c.office == office)
        .order_by(CONTACTS.c.at.desc(), CONTACTS.c.file_id)
    )
    contacts: dict[str, str] = {}
    files: dict[str, list[ToldFile]] = {}
    for device, file_id, written, at, held in told:
        contacts.setdefault(device, at)
        files.setdefault(device, []).append(ToldFile(file_id, written, held))
    rows = connection.execute(
        select(DEVICES).where(DEVICES.c.office == office).order_by(DEVICES.c.enrolled_at, DEVICES.c.device)
    )
    return tuple(
        ListedDevice(
            row.device,
            row.name,
            row.enrolled_at,
            contacts.get(row.device, ""),
            row.revoked_at,
            row.replaced_by,
            tuple(files.get(row.device, ())),
        )
        for row in rows
    )


def _verify_proof(asked: SignedRequest, renewal: Renewal) -> None:
    try:
        key = Ed25519PublicKey.from_public_bytes(renewal.signing_key)
        key.verify(renewal.proof, renewal_bytes(asked.office, asked.device, renewal, asked.nonce))
    except InvalidSignature as error:
        raise Declined(Problem.SIGNATURE) from error

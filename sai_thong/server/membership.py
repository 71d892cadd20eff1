"""What a computer may do about the computers of its office: invite one, list them, strike one off, renew itself."""

from __future__ import annotations

from functools import partial

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, func, select, update

from sai_thong.server.answering import Answer, Question
from sai_thong.server.devices import add_device, is_plain_id, keep_code, moment, strike_off
from sai_thong.server.problems import Declined
from sai_thong.server.schema import CONTACTS, DEVICES, FILES
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
from sai_thong.sync.messages import DeviceKeys
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.sessions import Problem


def answers_about_computers(key: Ed25519PrivateKey) -> dict[str, Answer]:
    """The answers by path.

    Args:
        key: Of the authority; its pin stands in the codes given out.
    """
    return {CODE_PATH: partial(_code, key), DEVICES_PATH: _devices, REVOKE_PATH: _revoke, RENEW_PATH: _renew}


def _code(key: Ed25519PrivateKey, question: Question) -> bytes:
    code, until = keep_code(question.connection, question.office, question.clock, key, given_by=question.device)
    return pack_given_code(GivenCode(code.text, until))


def _devices(question: Question) -> bytes:
    return pack_listed(listed_devices(question.connection, question.office))


def _revoke(question: Question) -> bytes:
    if not strike_off(question.connection, question.office, unpack_named(question.body), question.clock):
        raise Declined(Problem.UNKNOWN_DEVICE)
    return _devices(question)


def _renew(question: Question) -> bytes:
    renewal, connection = unpack_renewal(question.body), question.connection
    if not is_plain_id(renewal.device):
        raise Unreadable("no id")
    _verify_proof(question, renewal)
    own = DEVICES.c.office == question.office
    if connection.execute(select(DEVICES.c.device).where(own, DEVICES.c.device == renewal.device)).first():
        raise Declined(Problem.UNKNOWN_DEVICE)
    now = moment(question.clock.now())
    name = connection.execute(select(DEVICES.c.name).where(own, DEVICES.c.device == question.device)).scalar_one()
    keys = DeviceKeys(renewal.device, name, renewal.signing_key, renewal.box_key)
    add_device(connection, question.office, keys, now)
    # What the old key signed before stays good; from now on it is heard no longer.
    connection.execute(
        update(DEVICES)
        .where(own, DEVICES.c.device == question.device)
        .values(revoked_at=now, replaced_by=renewal.device)
    )
    return _devices(question)


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


def _verify_proof(asked: Question, renewal: Renewal) -> None:
    try:
        key = Ed25519PublicKey.from_public_bytes(renewal.signing_key)
        key.verify(renewal.proof, renewal_bytes(asked.office, asked.device, renewal, asked.nonce))
    except InvalidSignature as error:
        raise Declined(Problem.SIGNATURE) from error

"""The devices of an office: enrolled by a code that is good once, for a day; revoked for good."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, Engine, delete, insert, select, update

from sai_thong.ground.clock import Clock
from sai_thong.server.box_key import public_box_key
from sai_thong.server.database import authority_key, of_office
from sai_thong.server.problems import Declined
from sai_thong.server.schema import DEVICES, ENROLMENT_CODES, OFFICES
from sai_thong.sync.enrolment import Enrolled, Enrolment, EnrolmentCode, code_hash, new_code, pack_enrolled
from sai_thong.sync.messages import DeviceKeys, signed_answer
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.sessions import Problem

CODE_IS_GOOD: Final = timedelta(days=1)
_LONGEST_ID: Final = 64
_LONGEST_NAME: Final = 200


def moment(now: datetime) -> str:
    """A moment as it is kept: UTC, so that texts sort as moments do."""
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


def give_code(engine: Engine, office: str, clock: Clock, key: Ed25519PrivateKey | None = None) -> EnrolmentCode | None:
    """A code for one more device; only its hash is kept. None where the office is not known.

    Args:
        engine: The database.
        office: The code of the office.
        clock: A code is good for a day.
        key: What the authority signs with; the one in the database where none is handed in.
    """
    signing = key or authority_key(engine)
    with of_office(engine, office) as connection:
        if connection.execute(select(OFFICES.c.office).where(OFFICES.c.office == office)).first() is None:
            return None
        return keep_code(connection, office, clock, signing)[0]


def keep_code(
    connection: Connection, office: str, clock: Clock, key: Ed25519PrivateKey, *, given_by: str = ""
) -> tuple[EnrolmentCode, str]:
    """A fresh code for one more device of a known office, and until when it is good; `given_by` asked for it."""
    code = new_code(office, key.public_key().public_bytes_raw())
    now = clock.now()
    until = moment(now + CODE_IS_GOOD)
    kept = {"office": office, "code_hash": code_hash(code.secret), "given_by": given_by}
    connection.execute(insert(ENROLMENT_CODES).values(made_at=moment(now), good_until=until, **kept))
    return code, until


def enrol(engine: Engine, asked: Enrolment, clock: Clock, key: Ed25519PrivateKey | None = None) -> Enrolled:
    """Know a device from now on, when its code is good; the code is used up.

    The same device may ask again with the same code, for its answer may have been lost on the way.

    Args:
        engine: The database.
        asked: What the device says of itself.
        clock: Whether the code is still good.
        key: What the authority signs with; the one in the database where none is handed in.

    Raises:
        Declined: The code is unknown, used or too old, or the device's id is another computer's.
        Unreadable: A name is too long or unprintable.
    """
    if not all(_is_plain(each, _LONGEST_ID) for each in (asked.office, asked.secret, asked.device)):
        raise Unreadable("no names")
    if not _is_plain(asked.name, _LONGEST_NAME):
        raise Unreadable("no name")
    now = moment(clock.now())
    with of_office(engine, asked.office) as connection:
        used = _use_code(connection, asked, now)
        _keep_device(connection, asked, now, is_new=used)
        name = connection.execute(select(OFFICES.c.name).where(OFFICES.c.office == asked.office)).scalar_one()
    signing = key or authority_key(engine)
    return Enrolled(asked.office, name, signing.public_key().public_bytes_raw(), public_box_key(signing))


def enrolled_answer(engine: Engine, asked: Enrolment, clock: Clock, key: Ed25519PrivateKey) -> bytes:
    """Enrol a device, as `enrol` does; the answer is signed for the secret of its code."""
    return signed_answer(pack_enrolled(enrol(engine, asked, clock, key)), asked.secret.encode(), key)


def good_codes(connection: Connection, office: str, now: str) -> tuple[bytes, ...]:
    """The hashes of the codes of an office that are not too old; one that was used is good for who used it."""
    of_office = ENROLMENT_CODES.c.office == office
    rows = connection.execute(select(ENROLMENT_CODES.c.code_hash).where(of_office, ENROLMENT_CODES.c.good_until > now))
    return tuple(rows.scalars())


def devices_of(connection: Connection, office: str) -> tuple[DeviceKeys, ...]:
    """Every device of an office, those revoked too."""
    rows = connection.execute(select(DEVICES).where(DEVICES.c.office == office).order_by(DEVICES.c.device))
    return tuple(DeviceKeys(row.device, row.name, row.signing_key, row.box_key, bool(row.revoked_at)) for row in rows)


def keep_devices(connection: Connection, office: str, devices: Iterable[DeviceKeys], now: str) -> None:
    """Know devices that another authority of the office enrolled, and which of them it struck off."""
    for each in devices:
        of_device = (DEVICES.c.office == office) & (DEVICES.c.device == each.device)
        connection.execute(delete(DEVICES).where(of_device))
        add_device(connection, office, each, now)


def add_device(connection: Connection, office: str, device: DeviceKeys, now: str) -> None:
    """Know a device of an office from now on; one that was struck off elsewhere counts as struck off now."""
    keys = {"signing_key": device.signing_key, "box_key": device.box_key}
    times = {"enrolled_at": now, "revoked_at": now if device.revoked else ""}
    connection.execute(insert(DEVICES).values(office=office, device=device.device, name=device.name, **keys, **times))


def keep_newcomers(connection: Connection, office: str, told: Iterable[DeviceKeys], now: str) -> None:
    """Know the devices that another authority of the office has and we lack, and those that it struck off since."""
    stands = {each.device: each for each in devices_of(connection, office)}
    new = [
        each
        for each in told
        if each.device not in stands
        or (each.revoked and not stands[each.device].revoked and each.signing_key == stands[each.device].signing_key)
    ]
    keep_devices(connection, office, new, now)


def revoke(engine: Engine, office: str, device: str, clock: Clock) -> bool:
    """Let a device talk no longer; False where it is not known. What it sent stays."""
    with of_office(engine, office) as connection:
        return strike_off(connection, office, device, clock)


def strike_off(connection: Connection, office: str, device: str, clock: Clock) -> bool:
    """As `revoke`, in a transaction of the caller's. Codes that it gave out and nobody used are good no longer."""
    of_device = (DEVICES.c.office == office) & (DEVICES.c.device == device)
    if connection.execute(select(DEVICES.c.device).where(of_device)).first() is None:
        return False
    connection.execute(
        update(DEVICES).where(of_device, DEVICES.c.revoked_at == "").values(revoked_at=moment(clock.now()))
    )
    its_codes = (ENROLMENT_CODES.c.office == office) & (ENROLMENT_CODES.c.given_by == device)
    connection.execute(delete(ENROLMENT_CODES).where(its_codes, ENROLMENT_CODES.c.used_at == ""))
    return True


def verifying_key(device: DeviceKeys) -> Ed25519PublicKey:
    """The key that a device's signatures are verified with."""
    return Ed25519PublicKey.from_public_bytes(device.signing_key)


def _use_code(connection: Connection, asked: Enrolment, now: str) -> bool:
    """Use a code up; False where it was used already, True where this is its use."""
    of_code = (ENROLMENT_CODES.c.office == asked.office) & (ENROLMENT_CODES.c.code_hash == code_hash(asked.secret))
    good = connection.execute(select(ENROLMENT_CODES.c.used_at).where(of_code, ENROLMENT_CODES.c.good_until > now))
    if good.first() is None:
        raise Declined(Problem.CODE)
    used = connection.execute(
        update(ENROLMENT_CODES).where(of_code, ENROLMENT_CODES.c.used_at == "").values(used_at=now)
    )
    return used.rowcount == 1


def _keep_device(connection: Connection, asked: Enrolment, now: str, *, is_new: bool) -> None:
    of_device = (DEVICES.c.office == asked.office) & (DEVICES.c.device == asked.device)
    known = connection.execute(select(DEVICES).where(of_device)).one_or_none()
    if known is not None and not known.revoked_at and known.signing_key == asked.signing_key:
        return
    if known is not None or not is_new:
        raise Declined(Problem.CODE)
    add_device(connection, asked.office, DeviceKeys(asked.device, asked.name, asked.signing_key, asked.box_key), now)


def is_plain_id(text: str) -> bool:
    """Whether a text may be the id of a device."""
    return _is_plain(text, _LONGEST_ID)


def _is_plain(text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and text.isprintable()

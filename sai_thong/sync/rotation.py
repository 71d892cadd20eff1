"""New keys: of this computer, and of the office after one of its computers was lost.

A computer goes on under a new id with new keys; the old ones are heard no longer, and what they signed stays good. A
later generation of the office's key seals what travels from then on. It is handed to every computer that may talk and
to every user and sheet of the office, and never to one struck off; who has the lost computer reads nothing sent after
that, even with a user's password. What was sealed before stays readable with the first key, natural ids and marks too.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

from sai_thong.db.office_box import new_generation, newest_number
from sai_thong.db.store import Store
from sai_thong.sync.asking import enrolled_as
from sai_thong.sync.chest_exchange import ChestExchange
from sai_thong.sync.device import (
    Device,
    PinnedAuthority,
    become,
    device_document,
    keep_document,
    kept_document,
    new_device,
    read_device,
)
from sai_thong.sync.device_messages import RENEW_PATH, Renewal, pack_renewal, renewal_bytes
from sai_thong.sync.refusals import DeviceRevoked, DeviceUnknown, NotUnderstood
from sai_thong.sync.talk import SessionOver, Talk
from sai_thong.sync.transports.http import line_to

_RENEWAL: Final = "sync_renewal"


def rotate_device(store: Store) -> Device:
    """Give this computer new keys; returns it under its new id.

    The new keys are kept before they are asked for: where the answer is lost, the next call or round finds out.

    Raises:
        NotEnrolled: It was enrolled with no authority.
        SaiThongError: The authority was not reached; the old keys stand until it is.
    """
    device, _authority = enrolled_as(store)
    if not kept_document(store, _RENEWAL):
        keep_document(store, _RENEWAL, {"device": device_document(new_device(device.name))})
    finish_renewal(store)
    return enrolled_as(store)[0]


def finish_renewal(store: Store) -> None:
    """Bring new keys that were asked for to an end; nothing where none were."""
    kept = kept_document(store, _RENEWAL)
    if not kept:
        return
    device, authority = enrolled_as(store)
    fresh = read_device(kept["device"])
    try:
        _renew(device, fresh, authority)
    except DeviceRevoked:
        # Either the answer was lost and the new keys are good, or this computer was struck off.
        try:
            with line_to(authority) as line:
                Talk(fresh, authority, line, time.sleep, lambda: False).begin({})
        except (DeviceRevoked, DeviceUnknown) as error:
            keep_document(store, _RENEWAL, {})
            raise DeviceRevoked from error
    become(store, fresh, authority)
    keep_document(store, _RENEWAL, {})


def rotate_office(store: Store) -> int:
    """Make a later generation of the office's key, and hand it to every computer that may talk; gives its number.

    Strike the lost computer off first. Where the line breaks before it is told, the next round tells it, before
    anything sealed with it goes out.

    Raises:
        NotEnrolled: The store was enrolled with no authority.
        SaiThongError: The authority was not reached.
    """
    from sai_thong.sync.rounds import open_round

    device, authority = enrolled_as(store)
    with open_round(store) as going:
        going.run()
    store.hold_generation(*new_generation(store.keys))
    ChestExchange(store, device, authority.office).outgoing()
    with open_round(store) as going:
        going.run()
    return newest_number(store.keys)


def _renew(device: Device, fresh: Device, authority: PinnedAuthority) -> None:
    """Ask the authority to hear this computer under its new keys."""
    public = fresh.public
    with line_to(authority) as line:
        talk = Talk(device, authority, line, time.sleep, lambda: False)
        nonce = talk.begin({}).nonce
        bare = Renewal(fresh.device, public.signing_key, public.box_key, b"")
        proof = fresh.signing_key.sign(renewal_bytes(authority.office, device.device, bare, nonce))
        try:
            talk.ask(RENEW_PATH, lambda: pack_renewal(replace(bare, proof=proof)))
        except SessionOver as error:
            raise NotUnderstood from error

"""One question to the authority of this store, outside a round."""

from __future__ import annotations

import time
from collections.abc import Callable

from sai_thong.db.store import Store
from sai_thong.sync.device import Device, PinnedAuthority, own_device, pinned_authority
from sai_thong.sync.refusals import NotEnrolled, NotUnderstood
from sai_thong.sync.talk import SessionOver, Talk
from sai_thong.sync.transports.http import line_to


def enrolled_as(store: Store) -> tuple[Device, PinnedAuthority]:
    """This computer, and whom it believes.

    Raises:
        NotEnrolled: It was enrolled with none.
    """
    device, authority = own_device(store), pinned_authority(store)
    if device is None or authority is None:
        raise NotEnrolled
    return device, authority


def ask_authority(store: Store, path: str, body: Callable[[bytes], bytes]) -> bytes:
    """The authority's answer to one request.

    Args:
        store: The open store.
        path: What is asked.
        body: Makes the body, for the nonce of the session.

    Raises:
        NotEnrolled: The store has no authority.
        SaiThongError: It was not reached, or does not talk to this computer.
    """
    device, authority = enrolled_as(store)
    with line_to(authority) as line:
        talk = Talk(device, authority, line, time.sleep, lambda: False)
        welcome = talk.begin({})
        try:
            return talk.ask(path, lambda: body(welcome.nonce))
        except SessionOver as error:
            raise NotUnderstood from error

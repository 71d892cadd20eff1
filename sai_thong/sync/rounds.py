"""A whole round of this program, as the command, the window and the hub make it: with its line and every exchange."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sai_thong.db.store import Store
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.citizens.rings import part_rings
from sai_thong.registers.statistics import counting
from sai_thong.sync.chest_exchange import ChestExchange
from sai_thong.sync.contents_exchange import ContentsExchange
from sai_thong.sync.crash_reports import CrashReportExchange
from sai_thong.sync.device import Device, PinnedAuthority, own_device, pinned_authority
from sai_thong.sync.down_exchange import DownExchange
from sai_thong.sync.engine import Exchange, Round
from sai_thong.sync.refusals import NotEnrolled
from sai_thong.sync.rotation import finish_renewal
from sai_thong.sync.transports.http import line_to


@contextmanager
def open_round(
    store: Store,
    *,
    stopped: Callable[[], bool] = lambda: False,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[Round]:
    """A round between a store and the authority it was enrolled with; its line is closed at the end.

    What the office tells in numbers is counted before, so that it goes with the work it was counted from, and what
    came in an earlier round as a ring of merged records is parted. All of it is the program's own work, whoever is at
    it.

    Args:
        store: The open store, writable.
        stopped: Whether the user wants no more.
        pause: Waits so many seconds before something is tried again; may end sooner once the user wants no more.

    Raises:
        NotEnrolled: It was enrolled with none.
    """
    finish_renewal(store)
    device, authority = own_device(store), pinned_authority(store)
    if device is None or authority is None:
        raise NotEnrolled
    part_rings(store)
    counting.catch_up(store)
    with store.by_program(), line_to(authority) as line:
        exchanges = exchanges_of(store, device, authority)
        yield Round(store, device, authority, RECORD_TYPES, line, exchanges=exchanges, stopped=stopped, pause=pause)


def exchanges_of(store: Store, device: Device, authority: PinnedAuthority) -> tuple[Exchange, ...]:
    """What goes to and fro behind the rows, with the authority of the store or with the province behind a hub."""
    keys, down = ChestExchange(store, device, authority.office), DownExchange(store, authority)
    return (keys, down, ContentsExchange(store), CrashReportExchange(store))

"""A hub without any line gives the order back to its province by stick; again, late or lost it does no harm.

The stick holds everything the hub decided, and says after which of it the province decides again. From the writing on
this computer is no hub any more, so that nothing is decided twice; until the province has the stick, everybody works on
and nobody decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sai_thong.db.store import Store
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.hub.keeping import keep_hub, kept_hub
from sai_thong.hub.order_sticks import NotAllOfIt, export_order, own_hub, write_order
from sai_thong.hub.switching import current_term
from sai_thong.hub.upstream import NoProvinceKnown, keep_followed_up, opened_book, record_given_back
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.server.book import SqlBook
from sai_thong.server.database import of_office
from sai_thong.server.following import send_elsewhere
from sai_thong.sync.courier import USUAL_BYTES, Exported, Progress
from sai_thong.sync.device import become, believes, own_device, pinned_authority
from sai_thong.sync.following import FOLLOW, unpack_followed
from sai_thong.sync.last_stick import last_stick
from sai_thong.sync.station import StationSide
from sai_thong.sync.stick import StickKind, read_stick


class NotTakenBack(Refused):
    """The province could not keep the order again, as it lacked something the hub decided."""

    def __init__(self) -> None:
        super().__init__(
            _("The province lacks part of what this hub decided, and did not take the order back."),
            kept=_("What it holds is known here now."),
            do=_("Write the stick that gives the order back once more."),
        )


def give_back_by_stick(
    store: Store,
    target: Path,
    *,
    why: str,
    most_bytes: int = USUAL_BYTES,
    progress: Progress = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write the stick after which the province keeps the order again; the same once more where the first was lost.

    Args:
        store: The open store of the computer that is the hub, or gave the order back last; nothing serves its book.
        target: The file, or the folder in which it gets its usual name.
        why: The reason, which is recorded.
        most_bytes: How large it may be.
        progress: Told of the lines of the order.
        stopped: Whether the user wants no more.

    Raises:
        NoProvinceKnown, NoStickKey: There is nobody to write to.
        NotAllOfIt: Not everything the hub decided finds room; it stays the hub.
        StickFull, NotWritten: It could not be written.
        Stopped: The user wants no more.
    """
    own = own_hub(store, was_one=True)
    if own.hub.is_on:
        with store.by_program():
            before = export_order(store, target, most_bytes=most_bytes, progress=progress, stopped=stopped)
        if before.left_entries:
            raise NotAllOfIt
        record_given_back(store, own.hub, own.device, own.province, why)
    elif not gave_back(store):
        raise NoProvinceKnown
    with store.by_program():
        written = write_order(
            store, own, target, most_bytes=most_bytes, progress=progress, stopped=stopped, gives_back=True
        )
    if own.hub.is_on:
        with opened_book(store.path) as engine:
            # Computers that still ask this hub are told where the order is.
            send_elsewhere(engine, own.hub.office, own.province.key, own.device.device, own.hub.generation + 1)
        keep_hub(store, replace(own.hub, is_on=False))
        become(store, own.device, own.province)
    return written


def gave_back(store: Store) -> bool:
    """Whether this computer was the last hub, and gave the order back."""
    hub, term, authority = kept_hub(store), current_term(store), pinned_authority(store)
    if hub is None or hub.is_on or hub.upstream is None or term is None or authority is None:
        return False
    return not term.key and term.generation == hub.generation + 1 and authority.key == hub.upstream.key


def awaits_province(store: Store) -> bool:
    """Whether this computer gave the order back, and has not read from the province that it keeps it."""
    hub = kept_hub(store)
    if hub is None or not gave_back(store):
        return False
    with opened_book(store.path) as engine, of_office(engine, hub.office) as connection:
        epoch = SqlBook(connection, hub.office).lineage[-1].epoch
    return StationSide(store, hub.office, RECORD_TYPES, believes(store)).cursor.epoch == epoch


def refuse_not_taken_back(store: Store, path: Path) -> None:
    """Let an answer pass unless it says that the province could not keep the order again; then know what it has.

    Raises:
        NotTakenBack: It says so, and answers the stick written last.
        StickUnreadable: It is no stick, or was changed.
    """
    stick, device, hub, asked = read_stick(path), own_device(store), kept_hub(store), last_stick(store)
    if device is None or hub is None or hub.upstream is None or asked is None:
        return
    head = stick.head
    if (head.kind, head.device, head.number) != (StickKind.ANSWER, device.device, asked.number):
        return
    if not stick.is_signed_by(hub.upstream.verifying_key):
        return
    told, body, _done = next(stick.bodies(device.box), ("", b"", 0))
    if told == FOLLOW:
        keep_followed_up(store, hub, unpack_followed(body))
        raise NotTakenBack

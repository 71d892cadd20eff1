"""The hub of an office without any line brings its order to the province by stick, and takes in what comes back.

What goes is what `upstream` sends over a line, signed by the hub alike. Nothing hangs on which stick arrives, how
often, or in which order: the province takes what goes on where it stands, and says in every answer how far it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import Engine

from sai_thong.db.changes import ChangeSet
from sai_thong.db.files import moment_text
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.hub.contents_above import ContentsAbove
from sai_thong.hub.crash_reports_above import pass_on
from sai_thong.hub.keeping import KeptHub, kept_hub
from sai_thong.hub.switching import read_own_book
from sai_thong.hub.upstream import (
    NoProvinceKnown,
    followed_up,
    keep_followed_up,
    know_devices,
    opened_book,
    take_lacking,
    told_of_hub,
)
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.statistics import counting
from sai_thong.server.book import SqlBook
from sai_thong.server.database import of_office
from sai_thong.sync.authority import ChainHead
from sai_thong.sync.batches import Batch, read_batch
from sai_thong.sync.chest_exchange import ChestExchange
from sai_thong.sync.chest_messages import KEYS_PATH, pack_chest_asked, unpack_chest_held
from sai_thong.sync.conflicts import count_conflicts
from sai_thong.sync.contents_messages import CONTENTS_PATH, unpack_contents_told
from sai_thong.sync.courier import (
    LEAST_BYTES,
    USUAL_BYTES,
    Exported,
    NoStickKey,
    Progress,
    Taken,
    ask_order,
    look_whose,
    take_bodies,
)
from sai_thong.sync.crash_messages import CRASH_REPORTS_PATH
from sai_thong.sync.crash_reports import CrashReportsByStick
from sai_thong.sync.device import Device, PinnedAuthority, believes, own_device
from sai_thong.sync.down import DOWN_PATH, pack_after, unpack_sent
from sai_thong.sync.down_exchange import DownExchange
from sai_thong.sync.following import (
    DECIDED,
    FOLLOW,
    LACKING,
    STICK_NONCE,
    UNFOLLOW,
    Followed,
    pack_given_back,
    pack_held,
    signed_by_hub,
    unpack_followed,
)
from sai_thong.sync.last_stick import LastStick, keep_answered, keep_last_stick, last_stick
from sai_thong.sync.messages import Heads
from sai_thong.sync.packing import split_parts
from sai_thong.sync.pages import Page, pack_with_batches
from sai_thong.sync.station import StationSide
from sai_thong.sync.stick import StickHead, StickKind, StickWriter, file_name, read_stick, written_stick
from sai_thong.sync.talk import Stopped

_PAGE_BYTES: Final = 1024 * 1024
_LEAST_PAGE: Final = 1024
_CHEST: Final = "hub_chest_above"


def export_order(
    store: Store,
    target: Path,
    *,
    most_bytes: int = USUAL_BYTES,
    progress: Progress = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write a stick with everything the hub decided that the province has not said to hold, as much as fits.

    What the office tells in numbers is counted before, and this computer's own work is decided before.

    Args:
        store: The open store of the hub's computer, writable.
        target: The file, or the folder in which it gets its usual name.
        most_bytes: How large it may be; `courier.LEAST_BYTES` at least.
        progress: Told of the lines of the order.
        stopped: Whether the user wants no more.

    Raises:
        NoProvinceKnown, NoStickKey: There is nobody to write to.
        StickFull, NotWritten: It could not be written; nothing half is left.
        Stopped: The user wants no more; nothing is left either.
    """
    own = own_hub(store)
    counting.catch_up(store)
    read_own_book(store, with_files=True)
    return write_order(store, own, target, most_bytes=most_bytes, progress=progress, stopped=stopped)


def write_order(
    store: Store,
    own: OwnHub,
    target: Path,
    *,
    most_bytes: int,
    progress: Progress,
    stopped: Callable[[], bool],
    gives_back: bool = False,
) -> Exported:
    """As `export_order`, of what was decided already.

    Args:
        store: The open store of the hub's computer, writable.
        own: This computer as the hub that it is, or was.
        target: The file, or the folder in which it gets its usual name.
        most_bytes: How large it may be.
        progress: Told of the lines of the order.
        stopped: Whether the user wants no more.
        gives_back: Whether the province keeps the order from then on, and this computer asks as any other.

    Raises:
        NotAllOfIt: Something finds no room, and the order would be given back; nothing is left.
        NoStickKey, StickFull, NotWritten, Stopped: As `export_order` does.
    """
    hub, device, province = own
    if not province.box_key:
        raise NoStickKey
    before = last_stick(store) or LastStick()
    head = StickHead(StickKind.ORDER, hub.office, device.device, before.number + 1)
    if target.is_dir():
        target /= file_name(hub.office, bangkok_today(store.clock), device.device)
    size = max(most_bytes, LEAST_BYTES)
    station = StationSide(store, hub.office, RECORD_TYPES, believes(store))
    at = station.cursor
    with (
        opened_book(store.path) as engine,
        written_stick(target, head, [province.box_key], device.signing_key, most_bytes=size) as stick,
    ):
        known = followed_up(store, hub)
        last = _last_seq(engine, hub.office)
        if gives_back:
            stick.add(UNFOLLOW, _signed(hub, pack_given_back(last)))
            ask_order(stick, station, hub.office, device)
        _say(stick, engine, own)
        pass_on(store, engine, hub.office)
        _ask(stick, store, own)
        written, waiting = 0, max(0, last - known.last_seq)
        for page, batches in _pages(engine, hub, known, lambda: stick.room):
            if stopped():
                raise Stopped
            stick.add(DECIDED, _signed(hub, pack_with_batches(page, batches)))
            written += len(page.lines)
            progress(written, waiting)
        if gives_back and written < waiting:
            raise NotAllOfIt
        # Who gives the order back sends files as any other computer from then on.
        for body in () if gives_back else ContentsAbove(store, engine, hub, province).asks(lambda: stick.room):
            if stopped():
                raise Stopped
            stick.add(CONTENTS_PATH, body)
    made = LastStick(
        head.number,
        moment_text(store.clock),
        written,
        waiting - written,
        *((at.epoch, at.seq) if gives_back else ("", 0)),
        before.answered,
        before.answered_at,
    )
    keep_last_stick(store, made)
    return Exported(target, written, waiting - written, target.stat().st_size)


def take_order_answer(
    store: Store,
    path: Path,
    *,
    progress: Progress = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Taken:
    """Take in the province's answer to a stick of this hub; again or late it does no harm.

    Args:
        store: The open store of the hub's computer, writable.
        path: The file.
        progress: Told of the bytes.
        stopped: Whether the user wants no more.

    Raises:
        NoProvinceKnown: There is nobody who could have written it.
        StickUnreadable: It is no stick, or was torn or changed.
        StickOfOtherOffice, StickNotForHere: It is somebody else's.
        NotThePinnedAuthority: Another province answered.
        NewerProgram: This program does not understand it.
        Stopped: The user wants no more; what was taken stays.
    """
    own = own_hub(store)
    stick = read_stick(path)
    look_whose(store, stick, own.device, own.province)
    with opened_book(store.path) as engine:
        reading = _Reading(store, engine, own, stick.head.number)
        return take_bodies(stick, own.device, reading, progress=progress, stopped=stopped)


class NotAllOfIt(Refused):
    """The stick has no room for everything the hub decided."""

    def __init__(self) -> None:
        super().__init__(
            _("Not everything this hub decided finds room on one stick."),
            kept=_("This computer stays the hub, and nothing was given back."),
            do=_("Write a stick as usual and take in its answer; give the order back when little is left."),
        )


class OwnHub(NamedTuple):
    """This computer as the hub, and the province above it."""

    hub: KeptHub
    device: Device
    province: PinnedAuthority

    def chest_above(self, store: Store) -> ChestExchange:
        """The office's keys, to and fro with the province."""
        return ChestExchange(store, self.device, self.hub.office, kept=_CHEST)


def own_hub(store: Store, *, was_one: bool = False) -> OwnHub:
    """This computer as the hub; with `was_one` also where it is none any more.

    Raises:
        NoProvinceKnown: It is none, or has nobody above it.
    """
    hub, device = kept_hub(store), own_device(store)
    if hub is None or device is None or hub.upstream is None or not (hub.is_on or was_one):
        raise NoProvinceKnown
    return OwnHub(hub, device, hub.upstream)


def _say(stick: StickWriter, engine: Engine, own: OwnHub) -> None:
    """Who is the hub, and what it holds: the province answers with what it has besides."""
    hub = own.hub
    stick.add(FOLLOW, _signed(hub, told_of_hub(engine, hub, own.device)))
    with of_office(engine, hub.office) as connection:
        stick.add(LACKING, pack_held(SqlBook(connection, hub.office).heads()))


def _ask(stick: StickWriter, store: Store, own: OwnHub) -> None:
    """The keys of the office, what the province sent down, and what people let go of the program's mistakes."""
    stick.add(DOWN_PATH, pack_after(DownExchange(store, own.province).after))
    chest = pack_chest_asked(own.chest_above(store).outgoing())
    if len(chest) <= stick.room:
        stick.add(KEYS_PATH, chest)
    for reports in CrashReportsByStick().asks(store, lambda: stick.room):
        stick.add(CRASH_REPORTS_PATH, reports)


def _signed(hub: KeptHub, body: bytes) -> bytes:
    return signed_by_hub(body, STICK_NONCE, hub.signing_key)


def _last_seq(engine: Engine, office: str) -> int:
    with of_office(engine, office) as connection:
        return SqlBook(connection, office).last_seq


def _pages(
    engine: Engine, hub: KeptHub, known: Followed, room: Callable[[], int]
) -> Iterator[tuple[Page, list[Batch]]]:
    """The order behind what is known, page by page, as long as there is room."""
    after, heads, size = known.last_seq, dict(known.heads), _PAGE_BYTES
    while True:
        with of_office(engine, hub.office) as connection:
            book = SqlBook(connection, hub.office)
            page = book.page_within(after, size, heads)
            batches = book.batches_of(page, heads)
        if not page.lines:
            return
        if len(_signed(hub, pack_with_batches(page, batches))) <= room():
            yield page, batches
            heads |= {each.file_id: ChainHead(each.last, each.after) for each in batches}
            after = page.last_seq
        elif size > _LEAST_PAGE:
            size = min(size // 2, max(_LEAST_PAGE, room()))
        else:
            return


class _Reading:
    """Takes in one answer, body by body."""

    def __init__(self, store: Store, engine: Engine, own: OwnHub, number: int) -> None:
        self._store, self._engine, self._own, self._hub = store, engine, own, own.hub
        self._number, self._asked = number, last_stick(store) or LastStick()
        self._sent = self._received = 0
        self._is_older, self._more = True, False
        self._above: Heads = {}
        self._changes = ChangeSet()
        self._contents = ContentsAbove(store, engine, own.hub, own.province)

    def take(self, asked: str, body: bytes) -> None:
        """Take one body in; those that answer a computer that was no hub yet are passed over.

        Raises:
            Unreadable: It is none.
        """
        if asked == FOLLOW:
            self._take_followed(unpack_followed(body))
        elif asked == LACKING:
            self._take_lacking([read_batch(each) for each in split_parts(body)])
        elif asked == DOWN_PATH:
            sent, more = unpack_sent(body)
            self._changes.add(DownExchange(self._store, self._own.province).take(sent))
            self._more = self._more or more
        elif asked == CONTENTS_PATH:
            self._contents.take(unpack_contents_told(body))
        elif asked == KEYS_PATH:
            self._own.chest_above(self._store).incoming(unpack_chest_held(body))
        elif asked == CRASH_REPORTS_PATH:
            CrashReportsByStick().take(self._store, body, None)

    def end(self) -> Taken:
        """Decide and read what came, and tell what was done."""
        self._changes.add(read_own_book(self._store, with_files=True))
        keep_answered(self._store, self._asked, self._number)
        pending = max(0, _last_seq(self._engine, self._hub.office) - followed_up(self._store, self._hub).last_seq)
        conflicts = count_conflicts(self._store)
        more = self._more or _lacking(self._heads(), self._above) > 0
        return Taken(self._sent, self._received, pending, conflicts, self._is_older, more, self._changes)

    def _take_followed(self, told: Followed) -> None:
        """Believe how far the province is: the answer to the stick written last even where it is less than before."""
        known = followed_up(self._store, self._hub)
        if self._number == self._asked.number or told.last_seq > known.last_seq:
            self._is_older = False
            if told.last_seq < known.last_seq:
                self._contents.forget()  # the province was put back to an earlier state
            self._sent = max(0, told.last_seq - known.last_seq)
            self._above = told.heads
            keep_followed_up(self._store, self._hub, told)
        know_devices(self._engine, self._hub.office, told, self._store.clock)

    def _take_lacking(self, batches: list[Batch]) -> None:
        before = self._heads()
        take_lacking(self._engine, self._hub.office, batches, self._store.clock)
        self._received += _lacking(before, self._heads())

    def _heads(self) -> Heads:
        with of_office(self._engine, self._hub.office) as connection:
            return SqlBook(connection, self._hub.office).heads()


def _lacking(held: Heads, whole: Heads) -> int:
    """How many entries are in one place and not in the other."""
    return sum(max(0, head.counter - (held[name].counter if name in held else 0)) for name, head in whole.items())

"""The sync by stick: what the authority lacks goes out in one file, and its answer comes back in another.

Nothing hangs on which stick arrives, how often, or in which order. Own entries go out again until an answer says that
they are held; a page of the order is taken where this store goes on with it, and passed over where it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from sai_thong.db.changes import ChangeSet
from sai_thong.db.files import moment_text
from sai_thong.db.store import Store
from sai_thong.ground.clock import bangkok_today
from sai_thong.ground.errors import Refused
from sai_thong.ground.language import _
from sai_thong.registers.catalogue import RECORD_TYPES
from sai_thong.registers.statistics import counting
from sai_thong.sync.authority import ChainHead, Receipt
from sai_thong.sync.batch_size import MOST_BYTES as LARGEST_BATCH
from sai_thong.sync.batches import Batch
from sai_thong.sync.carried import CARRIED
from sai_thong.sync.conflicts import count_conflicts
from sai_thong.sync.device import (
    Device,
    PinnedAuthority,
    believes,
    keep_box_key,
    keep_office_devices,
    office_devices,
    own_device,
    pinned_authority,
)
from sai_thong.sync.engine import PULL, PUSH, held_by_authority, keep_held, raise_refused
from sai_thong.sync.last_stick import LastStick, keep_answered, keep_last_stick, last_stick
from sai_thong.sync.messages import (
    VERSION,
    DeviceKeys,
    Hello,
    PullRequest,
    Welcome,
    pack_hello,
    pack_pull,
    unpack_receipt,
    unpack_welcome,
)
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.pages import Page, unpack_with_batches
from sai_thong.sync.refusals import NewerProgram, NotEnrolled, NotThePinnedAuthority
from sai_thong.sync.register_traffic import TrafficCount
from sai_thong.sync.shut_sets import open_sets
from sai_thong.sync.station import StationSide, waiting_above
from sai_thong.sync.stick import (
    Stick,
    StickHead,
    StickKind,
    StickNotForHere,
    StickOfOtherOffice,
    StickWriter,
    file_name,
    read_stick,
    written_stick,
)
from sai_thong.sync.talk import HELLO, Stopped
from sai_thong.sync.writers import keep_writers

USUAL_BYTES: Final = 512 * 1024 * 1024
LEAST_BYTES: Final = 64 * 1024
"""A smaller stick would hardly hold the question."""
_LEAST_BATCH: Final = 1024

Progress = Callable[[int, int], None]
"""Told how much is done, and of about how much."""


class NoStickKey(Refused):
    """The authority has not told yet what sticks to it are sealed with."""

    def __init__(self) -> None:
        super().__init__(
            _("The other side has not told yet how sticks to it are sealed."),
            kept=_("Nothing was written."),
            do=_("Synchronise once over a line; from then on sticks do."),
        )


class AnswerTooSmall(Refused):
    """The order begins anew, and the answer does not hold all of it."""

    def __init__(self) -> None:
        super().__init__(
            _("The answer begins the order anew, and does not hold all of it."),
            kept=_("All work of this computer is kept, and what was sent before stays sent."),
            do=_("Write a new stick, and have it answered on a larger one."),
        )


@dataclass(frozen=True)
class Exported:
    """What went onto a stick.

    Attributes:
        path: The file.
        entries: Own entries in it.
        left_entries: Own entries that found no room; they go with the next stick.
        size: Bytes of the file.
    """

    path: Path
    entries: int
    left_entries: int
    size: int


@dataclass(frozen=True)
class Taken:
    """What an answer brought.

    Attributes:
        sent: Own entries it acknowledged that were not before.
        received: Entries of others that came into effect.
        pending: Own entries the authority does not hold yet.
        conflicts: Fields and records of which several values wait for a person.
        is_older: Whether this computer is further on already; the order was not touched.
        more: Whether there is more than the answer held: another stick brings it.
        changes: What came into the store, so that the window refreshes.
    """

    sent: int
    received: int
    pending: int
    conflicts: int
    is_older: bool
    more: bool
    changes: ChangeSet


def export(
    store: Store,
    target: Path,
    *,
    most_bytes: int = USUAL_BYTES,
    progress: Progress = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Exported:
    """Write a stick with everything the authority has not acknowledged, the oldest first, as much as fits.

    What the office tells in numbers is counted before, so that it goes with the work it was counted from.

    Args:
        store: The open store, writable.
        target: The file, or the folder in which it gets its usual name.
        most_bytes: How large it may be; `LEAST_BYTES` at least.
        progress: Told of the entries.
        stopped: Whether the user wants no more.

    Raises:
        NotEnrolled, NoStickKey: There is nobody to write to.
        StickFull, NotWritten: It could not be written; nothing half is left, and nothing counts as sent.
        Stopped: The user wants no more; nothing is left either.
    """
    device, authority = _enrolled(store)
    if not authority.box_key:
        raise NoStickKey
    counting.catch_up(store)
    station = StationSide(store, authority.office, RECORD_TYPES, believes(store))
    before, at = last_stick(store) or LastStick(), station.cursor
    head = StickHead(StickKind.UP, authority.office, device.device, before.number + 1)
    if target.is_dir():
        target /= file_name(authority.office, bangkok_today(store.clock), device.device)
    waiting = sum(each.entries for each in waiting_above(store, held_by_authority(store)))
    size = max(most_bytes, LEAST_BYTES)
    with written_stick(target, head, [authority.box_key], device.signing_key, most_bytes=size) as stick:
        ask_order(stick, station, authority.office, device)
        entries = 0
        for batch in _unsent(store, station, device, lambda: stick.room):
            if stopped():
                raise Stopped
            stick.add(PUSH, batch.to_bytes())
            entries += batch.count
            progress(entries, waiting)
        for each in CARRIED:
            for body in each.asks(store, lambda: stick.room):
                if stopped():
                    raise Stopped
                stick.add(each.path, body)
    written = LastStick(head.number, moment_text(store.clock), entries, waiting - entries, at.epoch, at.seq)
    keep_last_stick(store, replace(written, answered=before.answered, answered_at=before.answered_at))
    return Exported(target, entries, waiting - entries, target.stat().st_size)


def take(
    store: Store,
    path: Path,
    *,
    progress: Progress = lambda _done, _all: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Taken:
    """Take in the answer on a stick; again or late it does no harm.

    Args:
        store: The open store, writable.
        path: The file.
        progress: Told of the bytes.
        stopped: Whether the user wants no more.

    Raises:
        StickUnreadable: It is no stick, or was torn or changed.
        StickOfOtherOffice, StickNotForHere: It is somebody else's.
        NotThePinnedAuthority: Another authority answered.
        AnswerTooSmall, NewerProgram, ChainBroken: It cannot be taken, and why.
        Stopped: The user wants no more; what was taken stays.
    """
    device, authority = _enrolled(store)
    stick = read_stick(path)
    look_whose(store, stick, device, authority)
    return take_answered(store, stick, progress=progress, stopped=stopped)


def take_answered(store: Store, stick: Stick, *, progress: Progress, stopped: Callable[[], bool]) -> Taken:
    """As `take`, of a stick that was found to be our authority's answer to this computer."""
    device, authority = _enrolled(store)
    reading = _Reading(store, authority, stick.head.number)
    return take_bodies(stick, device, reading, progress=progress, stopped=stopped)


class AnswerReading(Protocol):
    """What becomes of one answer, body by body."""

    def take(self, asked: str, body: bytes) -> None:
        """Take one body in; `Unreadable` where it is none."""

    def end(self) -> Taken:
        """Take in what was gathered, and tell what was done."""


def take_bodies(
    stick: Stick, device: Device, reading: AnswerReading, *, progress: Progress, stopped: Callable[[], bool]
) -> Taken:
    """Take everything in that a stick holds for a computer.

    Raises:
        NewerProgram: This program does not understand it.
        Stopped: The user wants no more; what was taken stays.
    """
    for asked, body, done in stick.bodies(device.box):
        if stopped():
            raise Stopped
        try:
            reading.take(asked, body)
        except Unreadable as error:
            raise NewerProgram from error
        progress(done, stick.size)
    return reading.end()


def _enrolled(store: Store) -> tuple[Device, PinnedAuthority]:
    device, authority = own_device(store), pinned_authority(store)
    if device is None or authority is None:
        raise NotEnrolled
    return device, authority


def look_whose(store: Store, stick: Stick, device: Device, authority: PinnedAuthority) -> None:
    """Let the answer of an authority to this computer pass.

    Raises:
        StickOfOtherOffice, StickNotForHere, NotThePinnedAuthority: It is somebody else's.
    """
    head = stick.head
    if head.office != authority.office:
        raise StickOfOtherOffice(head.office)
    if head.kind is not StickKind.ANSWER:
        raise StickNotForHere(_("the province or the hub"))
    if head.device != device.device:
        names = {each.device: each.name for each in office_devices(store)}
        raise StickNotForHere(_("the computer {name}").format(name=names.get(head.device, head.device)))
    if not stick.is_signed_by(authority.verifying_key):
        raise NotThePinnedAuthority


def ask_order(stick: StickWriter, station: StationSide, office: str, device: Device) -> None:
    """What every stick asks: how far the authority is, and what comes next."""
    heads, at = station.heads(), station.cursor
    own = {each: heads[each] for each in station.own_files}
    stick.add(HELLO, pack_hello(Hello(office, device.device, own)))
    stick.add(PULL, pack_pull(PullRequest(at.epoch, at.seq, LARGEST_BATCH, heads)))


def _unsent(store: Store, station: StationSide, device: Device, room: Callable[[], int]) -> Iterator[Batch]:
    """Batches of the own entries that are not acknowledged, the oldest first, as long as there is room."""
    held = held_by_authority(store)
    for file_id in reversed(station.own_files):
        counter, size = held[file_id].counter if file_id in held else 0, LARGEST_BATCH
        while batch := station.batch_after(file_id, counter, size, device.signed):
            if len(batch.to_bytes()) <= room():
                yield batch
                counter = batch.last
            elif size > _LEAST_BATCH:
                size = min(size // 2, max(_LEAST_BATCH, room()))
            else:
                return


class _Way(StrEnum):
    """How the order in an answer relates to what was read here."""

    GOES_ON = "goes-on"
    ANEW = "anew"
    OLDER = "older"


class _Reading:
    """Takes in one answer, body by body."""

    def __init__(self, store: Store, authority: PinnedAuthority, number: int) -> None:
        self._store = store
        self._station = StationSide(store, authority.office, RECORD_TYPES, believes(store))
        self._number = number
        self._asked = last_stick(store) or LastStick()
        self._counted = TrafficCount(store)
        self._way = _Way.OLDER
        self._pages: list[Page] = []
        self._gathered: list[Batch] = []
        self._refused: list[Receipt] = []
        self._sent = self._received = 0
        self._welcome: Welcome | None = None
        self._more = False
        self._changes = open_sets(store)

    def take(self, asked: str, body: bytes) -> None:
        """Take one body in; `Unreadable` where it is none."""
        if asked == HELLO:
            self._begin(unpack_welcome(body))
        elif asked == PUSH:
            self._refused.append(unpack_receipt(body))
        elif asked == PULL:
            self._take_page(*unpack_with_batches(body))
        for each in CARRIED:
            if each.path == asked:
                welcome = None if self._way is _Way.OLDER else self._welcome
                self._changes.add(each.take(self._store, body, welcome))

    def end(self) -> Taken:
        """Take what was gathered, and tell what was done."""
        if self._way is _Way.ANEW:
            self._take_anew()
        ends_at = self._welcome.last_seq if self._welcome else 0
        self._counted.keep(moment_text(self._store.clock))
        keep_answered(self._store, self._asked, self._number)
        if self._way is not _Way.OLDER:
            for receipt in self._refused:
                raise_refused(receipt)
        return Taken(
            self._sent,
            self._received,
            sum(each.entries for each in waiting_above(self._store, held_by_authority(self._store))),
            count_conflicts(self._store),
            self._way is _Way.OLDER,
            self._way is not _Way.OLDER and (self._more or self._station.cursor.seq < ends_at),
            self._changes,
        )

    def _begin(self, welcome: Welcome) -> None:
        if welcome.version > VERSION:
            raise NewerProgram
        self._way, self._welcome = self._way_of(welcome), welcome
        answers_last = self._number == self._asked.number
        keep_office_devices(self._store, _joined(office_devices(self._store), welcome.devices, newer=answers_last))
        if self._way is _Way.OLDER:
            return
        keep_box_key(self._store, welcome.box_key)
        self._hold(welcome)
        if self._way is _Way.GOES_ON and self._station.cursor.epoch not in ("", welcome.epoch):
            self._station.go_on_in(welcome.epoch)

    def _way_of(self, welcome: Welcome) -> _Way:
        """Whether this store goes on with the order of an answer.

        Only the answer to the stick last written may say that the order has become another one: what does not fit and
        answers an older stick, or one of before the order changed, is itself of before.
        """
        at, asked = self._station.cursor, self._asked
        if not at.epoch or welcome.goes_on_from(at.epoch, at.seq):
            return _Way.GOES_ON
        told_so = self._number == asked.number and asked.epoch == at.epoch
        if told_so and (welcome.epoch != at.epoch or asked.seq > welcome.last_seq):
            return _Way.ANEW
        return _Way.OLDER

    def _hold(self, welcome: Welcome) -> None:
        """Keep how far the own chains are held; within an epoch that never becomes less."""
        before, now = held_by_authority(self._store), dict(welcome.heads)
        if self._way is _Way.GOES_ON and self._station.cursor.epoch == welcome.epoch:
            now = {file_id: _further(before.get(file_id), now.get(file_id)) for file_id in {*before, *now}}
        for file_id, head in now.items():
            begun = before[file_id].counter if file_id in before else 0
            if head.counter > begun:
                self._counted.count_sent(file_id, begun, head.counter)
                self._sent += head.counter - begun
        keep_held(self._store, now)

    def _take_page(self, page: Page, batches: list[Batch]) -> None:
        self._more = page.more
        if self._way is _Way.ANEW:
            self._pages.append(page)
            self._gathered += batches
        elif self._way is _Way.GOES_ON:
            at = self._station.cursor.seq
            if page.first_seq > at + 1:
                return
            behind = page.behind(at)
            if behind.lines:
                self._changes.add(self._station.take(behind, batches))
                keep_writers(self._store, batches)
                self._count(behind, {})

    def _take_anew(self) -> None:
        """Swap the order as a whole.

        Raises:
            AnswerTooSmall: It is not all here.
        """
        after = 0
        for page in self._pages:
            if page.first_seq != after + 1:
                raise AnswerTooSmall
            after = page.last_seq
        if not self._pages or self._more:
            raise AnswerTooSmall
        known = self._station.heads()
        self._changes.add(self._station.take_anew(self._pages, self._gathered))
        keep_writers(self._store, self._gathered)
        for page in self._pages:
            self._count(page, known)

    def _count(self, page: Page, known: Mapping[str, ChainHead]) -> None:
        own = self._station.own_files
        self._received += self._counted.count_received(page.first_seq, page.last_seq, own, known)


def _further(one: ChainHead | None, other: ChainHead | None) -> ChainHead:
    return max((each for each in (one, other) if each is not None), key=lambda each: each.counter)


def _joined(known: tuple[DeviceKeys, ...], told: tuple[DeviceKeys, ...], *, newer: bool) -> Iterator[DeviceKeys]:
    """The devices of the office after an answer, which may be older than what is known: who is revoked stays so."""
    here, there = ({each.device: each for each in devices} for devices in (known, told))
    for device in sorted({*here, *there}):
        first, second = (there, here) if newer else (here, there)
        keys = first.get(device) or second[device]
        revoked = any(each[device].revoked for each in (here, there) if device in each)
        yield replace(keys, revoked=revoked)

"""The authority of an office, hub or province: takes entries in, decides once, and tells everybody in one order.

Written against a `Book`, so that the province's database, the hub's and a test's memory run the same lines. One call
is one transaction of the book, under the lock of the office: `seq` is given in the order of commits, and a reader that
asks for what comes after a number misses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from sai_thong.sync.batches import Batch
from sai_thong.sync.columns import EntryColumns
from sai_thong.sync.entries import Entry
from sai_thong.sync.merge import Effect, Policy, RecordState, RecordUnknown, decide, settle
from sai_thong.sync.packing import Unreadable

SETTLEMENT: Final = "merge_settlements"
"""The record type by which a person says which of several values stands."""
EVENTS: Final = frozenset({"access"})
"""Record types of entries that tell of something done and change no record."""
TAKEN_ALONE: Final = EVENTS | {SETTLEMENT}
"""Record types of entries that do more, or less, than make and change their record."""


class Refusal(StrEnum):
    """Why a batch was not taken at all."""

    GAP = "gap"
    """Entries before it are missing: send from where the receipt says."""
    FORKED = "forked"
    """The chain says otherwise than the one that is held: two copies of one file went on writing."""
    UNREADABLE = "unreadable"
    OTHER_OFFICE = "other-office"


@dataclass(frozen=True)
class ChainHead:
    """The counter of the last entry held of a file's chain, and the hash of the chain there."""

    counter: int
    hash: bytes


@dataclass(frozen=True)
class Outcome:
    """What became of one entry.

    Attributes:
        seq: Its place in the order of the office.
        entry: The entry.
        effects: What became of each changed field.
        given_up: Contenders, by field and version, that wait no longer: of the record itself, or of the one that a
            settlement is about. A version is of one record only.
    """

    seq: int
    entry: Entry
    effects: Mapping[str, Effect]
    given_up: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Receipt:
    """What the authority holds of a file after a batch; an entry leaves the outbox when a receipt covers it.

    Attributes:
        file_id: The file.
        held: How far its chain is held; None of a file never heard of.
        contending: Entries of the batch (by counter) of which a value waits for a person.
        waiting: Entries (by counter) whose record has not arrived yet; they are kept, and take effect when it does.
        refused: Why the batch was not taken; None where it was.
    """

    file_id: str
    held: ChainHead | None
    contending: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    refused: Refusal | None = None


class Book(Protocol):
    """Where an authority keeps what it holds of one office."""

    @property
    def office(self) -> str:
        """The code of the office."""

    def head(self, file_id: str) -> ChainHead | None:
        """The last entry held of a file's chain; None of a file never heard of."""

    def hash_at(self, file_id: str, counter: int) -> bytes | None:
        """The hash of a chain where a batch ended; None where none did."""

    def entry(self, file_id: str, counter: int) -> Entry:
        """An entry of a batch that is kept."""

    def state(self, record_type: str, record_id: str) -> RecordState | None:
        """What is known of a record."""

    def set_state(self, record_type: str, record_id: str, state: RecordState) -> None:
        """Keep what is known of a record from now on."""

    def keep_batch(self, batch: Batch) -> None:
        """Keep a batch as it came, and the head it brings its file to."""

    def append(self, entry: Entry, effects: Mapping[str, Effect], given_up: Sequence[tuple[str, str]]) -> None:
        """Append an outcome with the next `seq`."""

    def wait(self, entry: Entry) -> None:
        """Keep an entry until its record arrives."""

    def waiting_for(self, record_type: str, record_id: str) -> Sequence[Entry]:
        """The entries kept for a record, in the order of arrival; they are kept no longer."""

    def make(self, columns: EntryColumns, place: int) -> int:
        """Take the entries from `place` on that make records, as `take` would, as many as the book can take at once.

        It may take none of them. It takes none that is in `TAKEN_ALONE`, whose record is known or made before in the
        same batch, or for whose record an entry waits.

        Returns:
            The place of the next entry to take.
        """


def receive(book: Book, batch: Batch, policy: Policy) -> Receipt:
    """Take a batch in. Sent twice, it changes nothing and is answered alike.

    The signature was looked at by whoever hands it in. Within one transaction of the book.
    """
    held = book.head(batch.file_id)
    if batch.office != book.office:
        return Receipt(batch.file_id, held, refused=Refusal.OTHER_OFFICE)
    try:
        columns = batch.columns
    except Unreadable:
        return Receipt(batch.file_id, held, refused=Refusal.UNREADABLE)
    counter = held.counter if held else 0
    if batch.first > counter + 1:
        return Receipt(batch.file_id, held, refused=Refusal.GAP)
    if _forked(book, batch, held):
        return Receipt(batch.file_id, held, refused=Refusal.FORKED)
    if batch.last <= counter:
        return Receipt(batch.file_id, held)
    book.keep_batch(batch)
    contending, waiting = [], []
    place = max(0, counter + 1 - batch.first)
    while (place := book.make(columns, place)) < len(columns):
        entry = columns.entry(place)
        effects = take(book, entry, policy)
        if effects is None:
            waiting.append(entry.id.counter)
        elif Effect.CONTENDS in effects.values():
            contending.append(entry.id.counter)
        place += 1
    return Receipt(batch.file_id, book.head(batch.file_id), tuple(contending), tuple(waiting))


def take(book: Book, entry: Entry, policy: Policy) -> Mapping[str, Effect] | None:
    """Let one entry take effect, and those that waited for its record; None where it waits itself."""
    if entry.record_type in EVENTS:
        book.append(entry, {}, ())
        return {}
    state = book.state(entry.record_type, entry.record_id)
    try:
        decision = decide(state, entry, policy)
    except RecordUnknown:
        book.wait(entry)
        return None
    book.set_state(entry.record_type, entry.record_id, decision.state)
    settled = _settle(book, entry) if entry.record_type == SETTLEMENT and state is None else ()
    book.append(entry, decision.effects, (*decision.given_up, *settled))
    if entry.is_new:
        for waited in book.waiting_for(entry.record_type, entry.record_id):
            take(book, waited, policy)
    return decision.effects


def _forked(book: Book, batch: Batch, held: ChainHead | None) -> bool:
    """Whether the chain of a batch is not the one that is held, as far as both are known."""
    if held is None:
        return False
    if batch.first == held.counter + 1:
        return batch.before != held.hash
    if batch.last <= held.counter:
        ours = book.hash_at(batch.file_id, batch.last)
        return ours is not None and ours != batch.after
    # It reaches back behind what is held. A batch does not tell the hash there, but it tells which entry stands there.
    told = batch.columns.entry(held.counter - batch.first)
    return not told.is_one_with(book.entry(batch.file_id, held.counter))


def _settle(book: Book, entry: Entry) -> tuple[tuple[str, str], ...]:
    """Apply a settlement; returns the contenders that wait no longer, by field and version."""
    told = {name: wanted for name, (_found, wanted) in entry.changes.items()}
    record_type, record_id = str(told.get("subject_table", "")), str(told.get("subject_id", ""))
    name, versions = str(told.get("field_name", "")), tuple(str(told.get("versions", "")).split())
    state = book.state(record_type, record_id)
    if state is None:
        return ()
    waiting = {each.version for each in state.fields[name].contenders} if name in state.fields else set()
    book.set_state(record_type, record_id, settle(state, name, versions))
    return tuple((name, version) for version in versions if version in waiting)

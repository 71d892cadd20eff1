"""One round of the sync: hello, push, pull, further exchanges, done.

Each stage and its figures are kept, so that a status can tell them.

A round may end anywhere: own entries go on behind what the authority holds, and pages behind the place read up to, both
of which the next hello brings together.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Final, Protocol

from sai_thong.db.changes import ChangeSet
from sai_thong.db.files import moment_text
from sai_thong.db.store import Store
from sai_thong.records import Record
from sai_thong.sync.authority import ChainHead, Receipt, Refusal
from sai_thong.sync.batch_size import WANTED_SECONDS, BatchSize
from sai_thong.sync.batches import Batch
from sai_thong.sync.conflicts import count_conflicts
from sai_thong.sync.device import (
    Device,
    PinnedAuthority,
    believes,
    keep_document,
    keep_office_devices,
    kept_document,
)
from sai_thong.sync.messages import VERSION, Heads, PullRequest, Welcome, pack_pull, unpack_receipt
from sai_thong.sync.packing import Unreadable
from sai_thong.sync.pages import Page
from sai_thong.sync.refusals import Forked, NewerProgram, NotUnderstood, OtherOffice
from sai_thong.sync.sessions import unpack_pulled
from sai_thong.sync.shut_sets import open_sets
from sai_thong.sync.station import StationSide, waiting_above
from sai_thong.sync.talk import SessionOver, Stopped, Talk
from sai_thong.sync.transports import Transport

PUSH: Final = "/v1/push"
PULL: Final = "/v1/pull"
_ROUND, _HELD = "sync_round", "sync_held"
_SESSIONS_A_ROUND: Final = 4


class Stage(StrEnum):
    """How far a round came."""

    HELLO = "hello"
    PUSH = "push"
    PULL = "pull"
    KEYS = "keys"
    """Whose passwords open the office's keys goes to and fro."""
    DOWN = "down"
    """What the province sends down comes in."""
    CONTENTS = "contents"
    """Attached files go and come."""
    DONE = "done"


@dataclass(frozen=True)
class Figures:
    """What a round did.

    Attributes:
        sent: Own entries the authority acknowledged.
        received: Entries of others that came into effect here.
        pending: Own entries the authority does not hold yet.
        conflicts: Fields and records of which several values wait for a person.
        bytes_up: Sent.
        bytes_down: Received.
        round_trips: Requests.
    """

    sent: int = 0
    received: int = 0
    pending: int = 0
    conflicts: int = 0
    bytes_up: int = 0
    bytes_down: int = 0
    round_trips: int = 0


@dataclass(frozen=True)
class LastRound:
    """The round last begun, as kept.

    Attributes:
        stage: How far it came.
        at: When it came there, in UTC.
        figures: What it did up to there.
        up_bytes: How large a batch was good for the line.
        down_bytes: How large a page was.
    """

    stage: Stage
    at: str
    figures: Figures
    up_bytes: int
    down_bytes: int


class Exchange(Protocol):
    """What goes to and fro behind the rows, in the same session, with an authority that is able to."""

    @property
    def stage(self) -> Stage:
        """What a status calls it."""

    @property
    def capability(self) -> str:
        """What the authority must say it is able to (`messages.CAPABILITIES`)."""

    def run(self, talk: Talk, welcome: Welcome) -> ChangeSet:
        """Send and take; what it did before it was cut off stays done.

        Raises:
            SessionOver, Stopped: As `Talk.ask` does.
            SaiThongError: It came to no end, and why.
        """


class Round:
    """One round between a store and its authority. `run` may be called once.

    Args:
        store: The open store, writable.
        device: This computer.
        authority: Whom it believes.
        record_types: Every record type of the program.
        transport: Carries the bytes.
        exchanges: What goes to and fro behind the rows, in this order.
        timer: Seconds that only grow; sizes of batches follow from it.
        pause: Waits so many seconds before something is tried again.
        stopped: Whether the user wants no more.

    Attributes:
        figures: What was done so far.
        stage: How far it came.
        changes: What came into the store, so that the window refreshes.
    """

    def __init__(
        self,
        store: Store,
        device: Device,
        authority: PinnedAuthority,
        record_types: tuple[type[Record], ...],
        transport: Transport,
        *,
        exchanges: Sequence[Exchange] = (),
        timer: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._store = store
        self._device = device
        self._station = StationSide(store, authority.office, record_types, believes(store))
        self._talk = Talk(device, authority, transport, pause, stopped)
        self._exchanges = tuple(exchanges)
        self._timer = timer
        before = last_round(store)
        self._up = BatchSize(before.up_bytes) if before else BatchSize()
        self._down = BatchSize(before.down_bytes) if before else BatchSize()
        self._held = dict(held_by_authority(store))
        self.figures = Figures()
        self.stage = Stage.HELLO
        self.changes = ChangeSet()

    def run(self) -> Figures:
        """Send and read until both sides hold the same, or the user wants no more.

        Raises:
            SaiThongError: The round came to no end, and why; what was done stays done.
        """
        self.changes.add(open_sets(self._store))
        try:
            for left in reversed(range(_SESSIONS_A_ROUND)):
                try:
                    self._session()
                    break
                except SessionOver:
                    if not left:
                        raise NotUnderstood from None
        except Stopped:
            pass
        finally:
            self._keep()
        return self.figures

    def _session(self) -> None:
        self._enter(Stage.HELLO)
        heads = self._station.heads()
        welcome = self._talk.begin({each: heads[each] for each in self._station.own_files})
        if welcome.version > VERSION:
            raise NewerProgram
        keep_office_devices(self._store, welcome.devices)
        self._hold(welcome.heads)
        self._enter(Stage.PUSH)
        sent = sum([self._push(file_id) for file_id in self._station.own_files])
        self._enter(Stage.PULL)
        self._pull(welcome, anything_sent=sent > 0)
        for exchange in self._exchanges:
            if exchange.capability in welcome.capabilities:
                self._enter(exchange.stage)
                self.changes.add(exchange.run(self._talk, welcome))
        self.stage = Stage.DONE

    def _push(self, file_id: str) -> int:
        """Send what the authority lacks of a file; how many entries it took."""
        taken, last = 0, self._station.heads()[file_id].counter
        while True:
            begun = self._held[file_id].counter if file_id in self._held else 0
            sending = _Sending()

            def body(counter: int = begun, sending: _Sending = sending) -> bytes:
                batch = self._station.batch_after(file_id, counter, self._up.wire_bytes, self._device.signed)
                sending.batch, sending.since = batch, self._timer()
                return batch.to_bytes() if batch else b""

            if begun >= last:
                return taken
            answer = self._talk.ask(PUSH, body, self._smaller_up)
            self._up = _measured(self._up, sending.bytes, self._timer() - sending.since)
            counter = self._acknowledged(file_id, answer)
            if counter == begun:
                raise NotUnderstood
            taken += max(0, counter - begun)
            self.figures = replace(self.figures, sent=self.figures.sent + max(0, counter - begun))

    def _acknowledged(self, file_id: str, answer: bytes) -> int:
        """Up to which entry a receipt says that the file is held."""
        try:
            receipt = unpack_receipt(answer)
        except Unreadable as error:
            raise NewerProgram from error
        if receipt.file_id != file_id:
            raise NotUnderstood
        _raise_refused(receipt)
        if receipt.held is None:
            self._hold({each: head for each, head in self._held.items() if each != file_id})
            return 0
        self._hold({**self._held, file_id: receipt.held})
        return receipt.held.counter

    def _hold(self, heads: Heads) -> None:
        """Keep how far the authority holds the own chains."""
        if heads != self._held:
            self._held = dict(heads)
            keep_document(self._store, _HELD, {each: [head.counter, head.hash.hex()] for each, head in heads.items()})

    def _pull(self, welcome: Welcome, *, anything_sent: bool) -> None:
        at = self._station.cursor
        if at.epoch and not welcome.goes_on_from(at.epoch, at.seq):
            self._pull_anew(welcome)
            return
        if at.epoch not in ("", welcome.epoch):
            self._station.go_on_in(welcome.epoch)
        if at.seq == welcome.last_seq and not anything_sent:
            return
        more = True
        while more:
            page, batches = self._page(welcome, self._station.cursor.seq, self._station.heads())
            if page.lines:
                self.changes.add(self._station.take(page, batches))
                self._count_received(page, {})
            more = page.more

    def _pull_anew(self, welcome: Welcome) -> None:
        """Read the whole order, keep what is known of its batches, and swap at once."""
        known = self._station.heads()
        heads = dict(known)
        pages: list[Page] = []
        gathered: list[Batch] = []
        after, more = 0, True
        while more:
            page, batches = self._page(welcome, after, heads)
            heads |= {each.file_id: ChainHead(each.last, each.after) for each in batches}
            gathered += batches
            pages.append(page)
            after, more = page.last_seq, page.more
        self.changes.add(self._station.take_anew(pages, gathered))
        for page in pages:
            self._count_received(page, known)

    def _page(self, welcome: Welcome, after: int, heads: Heads) -> tuple[Page, list[Batch]]:
        """The page behind `after`; NotUnderstood where another one came."""
        begun = self._timer()

        def body() -> bytes:
            nonlocal begun
            begun = self._timer()
            return pack_pull(PullRequest(welcome.epoch, after, self._down.wire_bytes, heads))

        answer = self._talk.ask(PULL, body, self._smaller_down)
        self._down = _measured(self._down, len(answer), self._timer() - begun)
        try:
            page, batches = unpack_pulled(answer)
        except Unreadable as error:
            raise NewerProgram from error
        if page.epoch != welcome.epoch or page.first_seq != after + 1 or (page.more and not page.lines):
            raise NotUnderstood
        return page, batches

    def _smaller_up(self) -> None:
        self._up = self._up.after_cut()

    def _smaller_down(self) -> None:
        self._down = self._down.after_cut()

    def _count_received(self, page: Page, known: Heads) -> None:
        own = set(self._station.own_files)
        begin = {file_id: head.counter for file_id, head in known.items()}
        others = sum(line.file_id not in own and line.counter > begin.get(line.file_id, 0) for line in page.lines)
        self.figures = replace(self.figures, received=self.figures.received + others)

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        self._keep()

    def _keep(self) -> None:
        """Keep how far it came, and count anew what is left."""
        traffic = self._talk.traffic
        self.figures = replace(
            self.figures,
            pending=sum(each.entries for each in waiting_above(self._store, self._held)),
            conflicts=count_conflicts(self._store),
            **asdict(traffic),
        )
        document: dict[str, object] = {
            "stage": self.stage.value,
            "at": moment_text(self._store.clock),
            "figures": asdict(self.figures),
        }
        document |= {"up_bytes": self._up.wire_bytes, "down_bytes": self._down.wire_bytes}
        keep_document(self._store, _ROUND, document)


@dataclass
class _Sending:
    """The batch last tried, and since when."""

    batch: Batch | None = None
    since: float = 0.0

    @property
    def bytes(self) -> int:
        """How large it was."""
        return len(self.batch.to_bytes()) if self.batch else 0


def last_round(store: Store) -> LastRound | None:
    """The round last begun, as far as it came; None where there was none."""
    kept = kept_document(store, _ROUND)
    if kept is None:
        return None
    return LastRound(Stage(kept["stage"]), kept["at"], Figures(**kept["figures"]), kept["up_bytes"], kept["down_bytes"])


def held_by_authority(store: Store) -> Heads:
    """How far the authority holds the own chains, as it last said."""
    kept = kept_document(store, _HELD) or {}
    return {file_id: ChainHead(counter, bytes.fromhex(digest)) for file_id, (counter, digest) in kept.items()}


def pending_by_register(store: Store) -> dict[str, int]:
    """How many own entries of each register the authority does not hold, as it last said."""
    held = held_by_authority(store)
    return {each.register: each.entries for each in waiting_above(store, held)}


def _measured(size: BatchSize, sent_bytes: int, seconds: float) -> BatchSize:
    """The size after what was sent; a small rest tells the length of the way and not how much goes through."""
    tells = sent_bytes * 2 >= size.wire_bytes or seconds > WANTED_SECONDS
    return size.after(sent_bytes, seconds) if tells else size


def _raise_refused(receipt: Receipt) -> None:
    if receipt.refused is Refusal.FORKED:
        raise Forked
    if receipt.refused is Refusal.OTHER_OFFICE:
        raise OtherOffice
    if receipt.refused is Refusal.UNREADABLE:
        raise NotUnderstood
